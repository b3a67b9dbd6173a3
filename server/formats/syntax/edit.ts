/* What becomes of a document when its text changes: nothing is parsed again but what the change touches. */
import { languageOf, languageOfHead, parseDocument } from './document.ts';
import { carryFacts, factOf } from './facts.ts';
import { retileJson } from './json.ts';
import { editedDocument, type Memory } from './memory.ts';
import type { Document } from './node.ts';
import { sliceOf } from './slice.ts';
import type { Splice } from './splice.ts';
import { type Change, retile } from './tiling.ts';

export type { Change } from './tiling.ts';

/** A document after a change. */
export interface Edited extends Splice {
  readonly document: Document;
}

/** The same as parsing the changed text. The old document stays as it is. */
export function edit(document: Document, change: Change): Edited {
  const { memory, dialect } = document;
  if (languageAfter(document, change) !== memory.language) {
    const anew = parseDocument(textAfter(document, change), dialect);
    return { document: anew, from: 0, removed: document.items.length, added: anew.items.length };
  }
  if (memory.language === 'json') {
    const { memory: next, splice } = retileJson(memory, change, dialect);
    return editedTo(document, change, next, splice);
  }
  if (memory.language === 'hcl') {
    const retiled = retile(memory.tiling, change);
    return editedTo(document, change, { language: 'hcl', tiling: retiled.tiling }, retiled);
  }
  const retiled = retile(memory.tiling, change);
  return editedTo(document, change, { language: 'yaml', tiling: retiled.tiling }, retiled);
}

function editedTo(before: Document, change: Change, memory: Memory, { from, removed, added, wordAt }: Splice): Edited {
  const document = editedDocument(memory, before.dialect, { items: before.items, from, removed, added, wordAt });
  carryFacts({ before, after: document, from, removed, added, change });
  return { document, from, removed, added };
}

/** The language of the changed text: if the dialect does not say it, then nearly always its first line. */
function languageAfter(document: Document, change: Change): Document['language'] {
  if (document.dialect.blocks) return 'hcl';
  if (document.dialect.groups) return 'json';
  if (head(document).length <= change.start) return document.language;
  const length = document.length + change.newText.length - (change.end - change.start);
  for (let most = 256; most < length; most *= 2) {
    const language = languageOfHead(textAfter(document, change, most));
    if (language) return language;
  }
  return languageOf(textAfter(document, change));
}

/** How much of a document one has to read to know its language. */
const head = factOf<{ readonly length: number }>(
  (document) => {
    for (let length = 256; length < document.length; length *= 2)
      if (languageOfHead(sliceOf(document, 0, length))) return { length };
    return { length: Number.POSITIVE_INFINITY };
  },
  (known, { change }) => (known.length <= change.start ? known : undefined),
);

/** The first characters of the changed text. */
function textAfter(document: Document, { start, end, newText }: Change, most = Number.POSITIVE_INFINITY): string {
  const kept = sliceOf(document, 0, Math.min(start, most)) + newText;
  return kept.length >= most ? kept.slice(0, most) : kept + sliceOf(document, end, end + most - kept.length);
}
