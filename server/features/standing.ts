/* Where items stand, in lines: what an edit does not move is not looked up again. */
import type { Position } from 'vscode-languageserver';
import type { Source } from '../formats/format.ts';
import { Kept } from '../formats/syntax/kept.ts';
import { type LineIndex, linesOf } from '../formats/syntax/lines.ts';
import type { Document, Item } from '../formats/syntax/node.ts';
import { differenceOf } from '../formats/syntax/splice.ts';
import type { Template } from '../workspace/documents.ts';

/** Where an item begins. */
export interface Standing extends Position {
  readonly item: Item | undefined;
}

/** Where the items stood when somebody last asked, by their names. */
interface Seen {
  readonly document: Document;
  readonly byName: ReadonlyMap<string, Standing>;
}
/** A source stays the same object from version to version. */
const seen = new Kept<Source, Seen>();

export function standingIn({ analysis: { source }, lines }: Template): (name: string) => Standing {
  const { document, items } = source;
  const before = seen.get(source);
  const stays = before ? stayingIn(before.document, document, lines) : () => false;
  const byName = new Map<string, Standing>();
  seen.set(source, { document, byName });
  return (name) => {
    const known = byName.get(name);
    if (known) return known;
    const index = items.get(name) ?? 0;
    const item = document.items[index];
    const old = before?.byName.get(name);
    const one =
      old?.item === item && old && stays(index) ? old : { item, ...lines.positionAt(document.starts[index] ?? 0) };
    byName.set(name, one);
    return one;
  };
}

/** What stands above an edit stays where it is; what stands below it does if the first of it does. */
function stayingIn(before: Document, after: Document, lines: LineIndex): (index: number) => boolean {
  const { from, removed, added } = differenceOf(before.items, after.items);
  const was = linesOf(before).positionAt(before.starts[from + removed] ?? before.length);
  const is = lines.positionAt(after.starts[from + added] ?? after.length);
  const isUnmoved = isSamePosition(was, is);
  return (index) => index < from || (isUnmoved && index >= from + added);
}

export const isSameStanding = (one: Standing, other: Standing): boolean =>
  one === other || (one.item === other.item && isSamePosition(one, other));

const isSamePosition = (one: Position, other: Position): boolean =>
  one.line === other.line && one.character === other.character;
