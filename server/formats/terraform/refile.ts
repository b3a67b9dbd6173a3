/* A file after its text has changed: the blocks of items that stay, stay. */
import type { Document } from '../syntax/node.ts';
import { differenceOf, withSplice } from '../syntax/splice.ts';
import { type Block, bareName, blocksIn, type File, readFile } from './file.ts';

export interface Refiled {
  readonly file: File;
  /** The blocks of the items that were touched, as they were … */
  readonly gone: readonly Block[];
  /** … and as they are. */
  readonly come: readonly Block[];
  /** Whether each stands where one of its kind stood, whatever that was called. */
  readonly isInPlace: boolean;
}

/** Undefined where what was touched may mean something else together with what was not. */
export function refile(before: File, document: Document): Refiled | undefined {
  const { from, removed, added } = differenceOf(before.document.items, document.items);
  const [old, now] = [from + removed, from + added];
  const touched = [...before.document.items.slice(from, old), ...document.items.slice(from, now)];
  // What stands around blocks in JSON may be all of them.
  if (touched.some(({ kind }) => kind === 'section')) return undefined;
  const names = removed === added ? namesInPlace(before, document, from, now) : undefined;
  const file = names ? exchanged(before, document, from, names) : readFile(before.file, document);
  const gone = before.blocks.slice(firstFrom(before, from), firstFrom(before, old));
  const come = file.blocks.slice(firstFrom(file, from), firstFrom(file, now));
  if (isTwice(gone) || isTwice(come)) return undefined;
  const isOfPlace = (one: Block, other: Block | undefined): boolean =>
    one.kind === other?.kind && before.items.get(one.item) === file.items.get(other.item);
  const isInPlace =
    names !== undefined && gone.length === come.length && gone.every((one, i) => isOfPlace(one, come[i]));
  return { file, gone, come, isInPlace };
}

/** What the items from `from` on are called, each of which stands where another stood. Undefined where others may be called anew. */
function namesInPlace(before: File, document: Document, from: number, to: number): readonly string[] | undefined {
  const names: string[] = [];
  for (let index = from; index < to; index++) {
    const [was, is] = [bareName(before.document, index), bareName(document, index)];
    const old = before.names[index];
    if (is === was && old !== undefined) names.push(old);
    // Of two of one name, the second is told apart by its number.
    else if (old !== was || before.items.has(`${was}#2`) || before.items.has(is) || names.includes(is))
      return undefined;
    else names.push(is);
  }
  return names;
}

function exchanged(before: File, document: Document, from: number, names: readonly string[]): File {
  const to = from + names.length;
  const come = names.flatMap((item, i) => {
    const there = document.items[from + i];
    return there ? blocksIn(there, document.language).map((block): Block => ({ ...block, item })) : [];
  });
  const blocks = withSplice(before.blocks, firstFrom(before, from), firstFrom(before, to), come);
  if (names.every((name, i) => name === before.names[from + i])) return { ...before, document, blocks };
  const items = new Map(before.items);
  for (const name of before.names.slice(from, to)) items.delete(name);
  for (const [i, name] of names.entries()) items.set(name, from + i);
  return { ...before, document, blocks, items, names: withSplice(before.names, from, to, names) };
}

/** Where the blocks begin that stand in the item of that index, or behind it. */
function firstFrom({ blocks, items }: File, index: number): number {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items.get(blocks[middle]?.item ?? '') ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** In JSON, an array may say the same name twice. */
const isTwice = (blocks: readonly Block[]): boolean =>
  blocks.length > 1 &&
  new Set(blocks.map(({ kind, address, item }) => `${item} ${kind} ${address}`)).size < blocks.length;
