/* A file after its text has changed: the blocks of items that stay, stay. */
import type { Document } from '../syntax/node.ts';
import { editBetween, firstFrom, type Splice } from '../syntax/splice.ts';
import { type Block, bareName, blockOf, blocksIn, type File, readFile } from './file.ts';

export interface Refiled {
  readonly file: File;
  readonly splice: Splice;
  /** The blocks of the items that were touched, as they were … */
  readonly gone: readonly Block[];
  /** … and as they are. */
  readonly come: readonly Block[];
  /** Whether each stands where one of its kind stood, whatever that was called. */
  readonly isInPlace: boolean;
  /** What items were called that have another name now: still to be found in `file.items`, beside the new one. */
  readonly outdated: readonly string[];
}

/** Undefined where what was touched may mean something else together with what was not. */
export function refile(before: File, document: Document): Refiled | undefined {
  const splice = editBetween(before.document, document);
  const { from, removed, added } = splice;
  const [old, now] = [from + removed, from + added];
  const touched = [...before.document.items.slice(from, old), ...document.items.slice(from, now)];
  // What stands around blocks in JSON may be all of them.
  if (touched.some(({ kind }) => kind === 'section')) return undefined;
  const start = firstFrom(before.blocks, from, before.items);
  const gone = blocksFrom(before, start, old);
  const declared = document.items.slice(from, now).map((item) => blocksIn(item, document.language));
  const names = removed === added ? namesInPlace(before, from, gone, declared) : undefined;
  const outdated = names ? before.names.slice(from, now).filter((name, i) => name !== names[i]) : [];
  const file = names
    ? exchanged(before, document, from, { names, start, gone, declared })
    : readFile(before.file, document);
  const come = blocksFrom(file, names ? start : firstFrom(file.blocks, from, file.items), now);
  if (isTwice(gone) || isTwice(come)) return undefined;
  const isOfPlace = (one: Block, other: Block | undefined): boolean =>
    one.kind === other?.kind && before.items.get(one.item) === file.items.get(other.item);
  const isInPlace =
    names !== undefined && gone.length === come.length && gone.every((one, i) => isOfPlace(one, come[i]));
  return { file, splice, gone, come, isInPlace, outdated };
}

/** From `start` on, those of the items before that of the index `to`. */
function blocksFrom({ blocks, items }: File, start: number, to: number): readonly Block[] {
  let end = start;
  while (end < blocks.length && (items.get(blocks[end]?.item ?? '') ?? 0) < to) end++;
  return blocks.slice(start, end);
}

type Declared = readonly ReturnType<typeof blocksIn>[];

/** What the items from `from` on are called, each of which stands where another stood. Undefined where others may be called anew. */
function namesInPlace(
  { names: known, items }: File,
  from: number,
  gone: readonly Block[],
  declared: Declared,
): readonly string[] | undefined {
  const names: string[] = [];
  for (const [i, blocks] of declared.entries()) {
    const old = known[from + i] ?? '';
    const was = bareName(
      gone.filter(({ item }) => item === old),
      from + i,
    );
    const is = bareName(blocks, from + i);
    if (is === was) names.push(old);
    // Of two of one name, the second is told apart by its number.
    else if (old !== was || items.has(`${was}#2`) || items.has(is) || names.includes(is)) return undefined;
    else names.push(is);
  }
  return names;
}

interface InPlace {
  readonly names: readonly string[];
  readonly gone: readonly Block[];
  /** Where the first of them stands. */
  readonly start: number;
  readonly declared: Declared;
}

/** With no copies: of blocks and of names there are as many as in the file, and each letter would make them. */
function exchanged(before: File, document: Document, from: number, { names, gone, start, declared }: InPlace): File {
  const come = declared.flatMap((blocks, i) => blocks.map((block) => blockOf(block, names[i] ?? '')));
  // The reader has made these lists, and what they said before is in `gone`.
  (before.blocks as Block[]).splice(start, gone.length, ...come);
  for (const [i, name] of names.entries()) {
    if (name === before.names[from + i]) continue;
    (before.names as string[])[from + i] = name;
    before.items.set(name, from + i);
  }
  const holdsSeveral = before.holdsSeveral || declared.some((blocks) => blocks.length > 1);
  const { file, names: all, items, blocks, overridden } = before;
  if (overridden) return { ...before, document, holdsSeveral };
  return { file, document, names: all, items, blocks, holdsSeveral }; // by name, which V8 is quicker with
}

/** In JSON, an array may say the same name twice. */
const isTwice = (blocks: readonly Block[]): boolean =>
  blocks.length > 1 &&
  new Set(blocks.map(({ kind, address, item }) => `${item} ${kind} ${address}`)).size < blocks.length;
