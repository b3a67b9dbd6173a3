/* What an editor makes of completions: asked at the one place marked with `‸`, and chosen. */
import assert from 'node:assert/strict';
import type { CompletionItem } from 'vscode-languageserver';
import { type Client, clientOf } from '../server/features/client.ts';
import { completionAt } from '../server/features/completion/completion.ts';
import { linesOf } from '../server/formats/syntax/lines.ts';
import type { Document } from '../server/formats/syntax/node.ts';
import { type Analysis, analyse } from '../server/linter/analysis.ts';
import { moduleIn } from './module-in.ts';

/** An editor that fills in holes, and leaves blanks alone. */
export const filling: Client = clientOf({
  textDocument: {
    hover: { contentFormat: ['markdown'] },
    completion: { completionItem: { snippetSupport: true, insertTextModeSupport: { valueSet: [1, 2] } } },
  },
});
export const plain: Client = clientOf({});

export interface Asked {
  readonly text: string;
  readonly items: readonly CompletionItem[];
  readonly document: Document;
}

/** `others` are the files beside it, by name. */
export function ask(
  file: string,
  marked: string,
  client: Client = filling,
  others: Readonly<Record<string, string>> = {},
): Asked {
  const text = marked.replace('‸', '');
  const analysis = analyse(file, text, undefined, undefined, moduleIn(others));
  assert.ok(analysis, 'it is a template');
  return askAt(analysis, marked.indexOf('‸'), client);
}

export function askAt(analysis: Analysis, offset: number, client: Client = filling): Asked {
  const { document } = analysis.source;
  const lines = linesOf(document);
  const template = { uri: analysis.source.file, version: 1, lines, analysis };
  return { text: document.text, items: completionAt(template, lines.positionAt(offset), client), document };
}

export const labels = (file: string, marked: string, others?: Readonly<Record<string, string>>): readonly string[] =>
  ask(file, marked, filling, others).items.map(({ label }) => label);

/** The text once the item is chosen; `‸` is where the cursor ends, other holes keep what they propose. */
export function chosen({ text, items, document }: Asked, label: string): string {
  const item = items.find((one) => one.label === label);
  assert.ok(item, `${label} is offered, beside ${items.map((one) => one.label).join(', ')}`);
  return applied(text, document, item);
}

export function applied(text: string, document: Document, item: CompletionItem): string {
  const { offsetAt } = linesOf(document);
  const { textEdit, additionalTextEdits = [], insertTextFormat } = item;
  assert.ok(textEdit && 'range' in textEdit, 'it says what it replaces');
  const newText = insertTextFormat === 2 ? filled(textEdit.newText) : textEdit.newText;
  const edits = [...additionalTextEdits, { ...textEdit, newText }]
    .map((edit) => ({ start: offsetAt(edit.range.start), end: offsetAt(edit.range.end), newText: edit.newText }))
    .sort((one, other) => other.start - one.start);
  return edits.reduce((now, { start, end, newText: by }) => now.slice(0, start) + by + now.slice(end), text);
}

const filled = (snippet: string): string =>
  snippet.replace(/\\([\\$}])|\$\{\d+:([^}]*)\}|\$(\d)/g, (_, meant, proposed) => meant ?? proposed ?? '‸');
