/*
 * What a file of Terraform says about findings that its author does not want to hear: in comments, and in JSON, which
 * has none, in an entry of a body: `"//": "gatelint-ignore rule -- reason"`.
 */
import type { Span } from '../../../rules/kit/index.ts';
import { inComment, readSuppression, type Suppression, suppressionWord } from '../suppression.ts';
import { commentsWith } from '../syntax/comments.ts';
import type { Entry, Item, MapNode, ScalarNode } from '../syntax/node.ts';
import { contains } from '../syntax/slice.ts';
import type { Block, File } from './file.ts';
import { commentKey } from './json.ts';

/** In the order of the text. */
export function suppressionsIn({ document, blocks, items }: File): readonly Suppression[] {
  if (!contains(document, 'gatelint')) return [];
  const comments = commentsWith(suppressionWord, document).map((one) => inComment(document, one));
  if (document.language !== 'json') return comments;
  const at = (index: number): Written => ({
    text: document.items[index]?.text ?? '',
    base: document.starts[index] ?? 0,
  });
  const entries = blocks.flatMap((block) => inBlock(block, at(items.get(block.item) ?? 0)));
  const outside = document.items.flatMap((item, index) => inNoBlock(item, at(index)));
  return [...comments, ...entries, ...outside].sort((one, other) => one.at.start - other.at.start);
}

/** The item that it stands in. */
interface Written {
  readonly text: string;
  readonly base: number;
}

const inBlock = ({ key, node, address }: Block, written: Written): readonly Suppression[] =>
  inBody(node, written, { covers: { start: key.start, end: node.end }, resources: [address] });

/** What stands in a body is silenced in all of it. */
function inBody({ entries }: MapNode, written: Written, silenced: Silenced): readonly Suppression[] {
  return entries.flatMap((entry) => {
    const { key, value } = entry;
    if (value.kind === 'map') {
      // Several blocks stand behind one key.
      const { start } = entries.some((other) => other.key === key && other !== entry) ? value : key;
      return inBody(value, written, { covers: { start, end: value.end }, resources: [] });
    }
    const said = commentIn(entry, written);
    return said ? [suppression(said, written, silenced)] : [];
  });
}

interface Silenced {
  /** Relative to the item. */
  readonly covers: Span;
  readonly resources: readonly string[];
}

function commentIn({ key, value }: Entry, { text }: Written): ScalarNode | undefined {
  if (key.kind !== 'scalar' || key.value !== commentKey || value.kind !== 'scalar') return undefined;
  return text.startsWith(suppressionWord, value.start + 1) ? value : undefined;
}

function suppression(said: ScalarNode, { text, base }: Written, { covers, resources }: Silenced): Suppression {
  const { start, end, value } = said;
  return {
    form: 'entry',
    at: { start: base + start, end: base + end },
    ...readSuppression(text.slice(start + 1, end - 1), base + start + 1),
    // In a reason there may be escapes.
    reason: readSuppression(String(value), 0).reason,
    covers: { start: base + covers.start, end: base + covers.end },
    resources,
  };
}

function inNoBlock({ key, value }: Item, written: Written): readonly Suppression[] {
  const said = key && value && commentIn({ key, value }, written);
  if (!said) return [];
  const problem = 'This stands in the body of no block, and silences nothing; move it into one.';
  return [{ ...suppression(said, written, { covers: said, resources: [] }), problem }];
}
