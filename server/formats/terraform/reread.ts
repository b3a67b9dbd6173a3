/*
 * A file of a module that has been read, after its text has changed. Where only resources are others now, only those
 * are read again; variables, locals, outputs and calls of modules may change the meaning of everything.
 */
import type { Reread, Source, SourceProblem } from '../format.ts';
import { someItem } from '../syntax/facts.ts';
import type { Document, Item } from '../syntax/node.ts';
import { differenceOf, type Splice } from '../syntax/splice.ts';
import { type Block, blocksIn, type File, readFile } from './file.ts';
import { existsOf } from './instances.ts';
import { isOutlet } from './openings.ts';
import { policyDocument } from './policy-document.ts';
import { TerraformResource } from './resource.ts';
import type { Scope } from './scope.ts';
import { suppressionsIn } from './suppressions.ts';
import { readOnlyReason } from './synthesised.ts';

/** What is kept of a file, to read only a part of it again. */
interface Reading {
  readonly file: File;
  readonly scope: Scope;
  /** Those that no item knows of, by the item that they stand in. */
  readonly ofCalls: readonly SourceProblem[];
}

const readings = new WeakMap<Source, Reading>();

export const keep = (source: Source, reading: Reading): void => {
  readings.set(source, reading);
};

/** Undefined where all of the module has to be read. The source stays the same object. */
export function rereadTerraform(source: Source, document: Document): Reread | undefined {
  const reading = readings.get(source);
  if (!reading) return undefined;
  const { file, ofCalls } = reading;
  const before = file.document;
  const splice = differenceOf(before.items, document.items);
  const { from, removed, added } = splice;
  const touched = [...before.items.slice(from, from + removed), ...document.items.slice(from, from + added)];
  if (!touched.every((item) => isPlain(item, document))) return undefined;
  const changed = inPlace(file, document, splice);
  const next = changed ? { ...file, document, blocks: exchanged(file.blocks, changed) } : readFile(file.file, document);
  const resources = changed ? replaced(source, changed, reading.scope) : regathered(source, next, reading.scope);
  if (!resources) return undefined;
  const gone = missingFrom(resources, source.resources);
  const come = missingFrom(source.resources, resources);
  const isInPlace = changed !== undefined && gone.length === come.length;
  const things = gone.flatMap((one, i) => one.giveWayTo(isInPlace ? come[i] : undefined));
  Object.assign(source, {
    document,
    items: next.items,
    resources,
    problems: [...problemsOfItems(next), ...ofCalls],
    suppressions: suppressionsIn(next),
    readOnly: readOnlyReason(next),
  } satisfies Partial<Source>);
  keep(source, { ...reading, file: next });
  return { exchanged: [{ source, isInPlace, gone, come }], things, moved: [] };
}

/** What says nothing of what stands in other items. */
function isPlain(item: Item, { language }: Document): boolean {
  const blocks = blocksIn(item, language);
  // In JSON, an array may say the same name twice.
  if (item.kind === 'section' || new Set(blocks.map(({ address }) => address)).size < blocks.length) return false;
  return blocks.every((block) =>
    block.kind === 'data'
      ? block.labels[0] !== policyDocument
      : block.kind === 'resource'
        ? !isOutlet(block)
        : harmless.has(block.kind),
  );
}

/** Nothing that a rule reads depends on them. */
const harmless: ReadonlySet<string> = new Set([
  'terraform',
  'provider',
  'moved',
  'import',
  'removed',
  'check',
  'ephemeral',
]);

const isResource = ({ kind }: Pick<Block, 'kind'>): boolean => kind === 'resource' || kind === 'data';

/** What stands where blocks of the same names stood, by item. Undefined where some came or went. */
function inPlace(
  { document: before, names }: File,
  after: Document,
  { from, removed, added }: Splice,
): ReadonlyMap<string, readonly Block[]> | undefined {
  if (removed !== added) return undefined;
  const changed = new Map<string, readonly Block[]>();
  for (let index = from; index < from + added; index++) {
    const [one, other] = [before.items[index], after.items[index]];
    if (!one || !other) return undefined;
    const [old, now] = [blocksIn(one, before.language), blocksIn(other, after.language)];
    const isSame = old.length === now.length && old.every(({ address, kind }, i) => isCalled(now[i], address, kind));
    if (!isSame) return undefined;
    const item = names[index] ?? '';
    if (now.some(isResource))
      changed.set(
        item,
        now.filter(isResource).map((block) => ({ ...block, item })),
      );
  }
  return changed;
}

const isCalled = (block: Omit<Block, 'item'> | undefined, address: string, kind: string): boolean =>
  block?.address === address && block.kind === kind;

/** Each block where one of its name stood. */
function exchanged(blocks: readonly Block[], changed: ReadonlyMap<string, readonly Block[]>): readonly Block[] {
  if (changed.size === 0) return blocks;
  const next = new Map([...changed.values()].flatMap((some) => some.map((one) => [keyOf(one), one] as const)));
  return blocks.map((one) => next.get(keyOf(one)) ?? one);
}

const keyOf = ({ item, address }: Pick<Block, 'item' | 'address'>): string => `${item} ${address}`;

type Resources = readonly TerraformResource[];

/** One for one; undefined where one is there no more, or is there now. */
function replaced(
  { resources }: Source,
  changed: ReadonlyMap<string, readonly Block[]>,
  scope: Scope,
): Resources | undefined {
  if (changed.size === 0) return resources as Resources; // the reader has made them
  const next = [...(resources as Resources)];
  for (const block of [...changed.values()].flat()) {
    const index = next.findIndex(({ item, name }) => item === block.item && name === block.address);
    const old = next[index];
    const read = old && readAs(old.id, block, scope);
    if (!read) return undefined;
    next[index] = read;
  }
  return next;
}

/** All of the file, of which most stays. Undefined where an address is there twice: then order tells them apart. */
function regathered(source: Source, { blocks, file }: File, scope: Scope): Resources | undefined {
  const old = new Map((source.resources as Resources).map((one) => [one.node, one]));
  const others = (source.module?.sources ?? []).filter((one) => one.file !== file);
  const taken = new Set(others.flatMap(({ resources }) => resources.map(({ name }) => name)));
  const next: TerraformResource[] = [];
  for (const block of blocks) {
    if (block.kind !== 'resource' && block.kind !== 'data' && block.kind !== 'module') continue;
    if (taken.has(block.address)) return undefined;
    taken.add(block.address);
    const known = old.get(block.node);
    const isSame = known?.id === block.address && known.item === block.item;
    const read = isSame ? known : readAs(block.address, block, scope);
    if (read) next.push(read);
  }
  return next;
}

function readAs(id: string, block: Block, scope: Scope): TerraformResource | undefined {
  const exists = existsOf(block.node, block.address, scope);
  return exists === false ? undefined : new TerraformResource(id, block, exists === true ? undefined : exists, scope);
}

/** Those of `some` that are not among `all`. */
function missingFrom(all: readonly object[], some: readonly object[]): Resources {
  const there = new Set(all);
  // Both are lists of what the reader has made.
  return (some as Resources).filter((one) => !there.has(one));
}

const hasProblems = someItem(({ problems }) => problems.length > 0);

/** What is wrong with the text. */
export function problemsOfItems({ document, names }: Pick<File, 'document' | 'names'>): readonly SourceProblem[] {
  if (!hasProblems(document)) return [];
  return document.items.flatMap(({ problems }, index) =>
    problems.map(({ span, message }) => ({ item: names[index] ?? '', span, message })),
  );
}
