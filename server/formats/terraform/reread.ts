/*
 * A file of a module that has been read, after its text has changed. Where only resources are others now, only those
 * are read again; where names mean something else, those too that are made of what these stood for, wherever they are.
 */
import type { Reread, Source } from '../format.ts';
import type { Document, Item } from '../syntax/node.ts';
import { differenceOf, type Splice, withSplice } from '../syntax/splice.ts';
import { Aftermath, type Resources } from './aftermath.ts';
import { problemsIn } from './complaints.ts';
import type { Renamed } from './declarations.ts';
import { type Block, blocksIn, type File, readFile } from './file.ts';
import { isOutlet } from './openings.ts';
import { policyDocument } from './policy-document.ts';
import { type Reading, readingOf, surroundings } from './reading.ts';
import { isResource, readResource, type TerraformResource } from './resource.ts';
import type { Module } from './scope.ts';
import { suppressionsIn } from './suppressions.ts';
import { readOnlyReason } from './synthesised.ts';

/** Undefined where all of the module has to be read. The sources stay the same objects. */
export function rereadTerraform(source: Source, document: Document): Reread | undefined {
  const reading = readingOf(source);
  const index = reading?.sources.indexOf(source) ?? -1;
  const file = reading?.files[index];
  if (!reading || !file) return undefined;
  const before = file.document;
  const splice = differenceOf(before.items, document.items);
  const { from, removed, added } = splice;
  const touched = [...before.items.slice(from, from + removed), ...document.items.slice(from, from + added)];
  if (!touched.every((item) => isClear(item, document))) return undefined;
  const blocks = touched.flatMap((item) => blocksIn(item, document.language));
  const changed = inPlace(file, document, splice);
  if (!changed && blocks.some(isCall)) return undefined;
  const next = changed ? { ...file, document, blocks: exchanged(file.blocks, changed) } : readFile(file.file, document);
  reading.files = withSplice(reading.files, index, index + 1, [next]);
  const { repeated } = reading.names;
  const isRenamed = !changed || blocks.some((block) => isName(block) || repeated.asked.has(block.address));
  const renamed = isRenamed ? reading.names.declare(reading.files, surroundings(reading)) : nothingRenamed;
  const resources = changed ? replaced(source, changed, reading.module) : regathered(source, next, reading.module);
  if (!resources) return undefined;
  const after = new Aftermath(renamed);
  const edited = { source, resources, isInPlace: changed !== undefined, areEnds: blocks.some(isEnd) };
  if (!after.follow(reading, renamed.words, edited)) return undefined;
  Object.assign(source, {
    document,
    items: next.items,
    suppressions: suppressionsIn(next),
    readOnly: readOnlyReason(next),
  } satisfies Partial<Source>);
  complain(reading, isRenamed ? reading.sources : [source]);
  return after;
}

/** What is wrong in `sources`: locals may lead back through any file of the module. */
function complain(reading: Reading, sources: readonly Source[]): void {
  for (const [index, source] of reading.sources.entries()) {
    const file = reading.files[index];
    if (file && sources.includes(source))
      Object.assign(source, { problems: problemsIn(file, reading) } satisfies Partial<Source>);
  }
}

/** In JSON, an array may say the same name twice, and what stands around blocks may be all of them. */
function isClear(item: Item, { language }: Document): boolean {
  const blocks = blocksIn(item, language);
  return item.kind !== 'section' && new Set(blocks.map(keyOf)).size === blocks.length;
}

type Declared = ReturnType<typeof blocksIn>[number];

/** What other blocks refer to. */
const isName = ({ kind, labels: [type] }: Declared): boolean =>
  kind === 'variable' || kind === 'locals' || (kind === 'data' && type === policyDocument);

const isCall = ({ kind }: Declared): boolean => kind === 'module';

/** Where something leaves the module. */
const isEnd = (block: Declared): boolean => isCall(block) || block.kind === 'output' || isOutlet(block);

const nothingRenamed: Renamed = { words: new Set(), things: [], moved: [], areOthersHanded: false };

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
    if (old.map(keyOf).join() !== now.map(keyOf).join()) return undefined;
    const item = names[index] ?? '';
    if (now.length > 0)
      changed.set(
        item,
        now.map((block) => ({ ...block, item })),
      );
  }
  return changed;
}

const keyOf = ({ kind, address }: Declared): string => `${kind} ${address}`;

/** Each block where one of its name stood. */
function exchanged(blocks: readonly Block[], changed: ReadonlyMap<string, readonly Block[]>): readonly Block[] {
  if (changed.size === 0) return blocks;
  return blocks.map((one) => changed.get(one.item)?.find((other) => keyOf(other) === keyOf(one)) ?? one);
}

/** One for one; undefined where one is there no more, or is there now. */
function replaced(
  { resources }: Source,
  changed: ReadonlyMap<string, readonly Block[]>,
  module: Module,
): Resources | undefined {
  const blocks = [...changed.values()].flat().filter(isResource);
  if (blocks.length === 0) return resources as Resources; // the reader has made them
  const next = [...(resources as Resources)];
  for (const block of blocks) {
    const index = next.findIndex(({ item, name }) => item === block.item && name === block.address);
    const old = next[index];
    const read = old && readResource(old.id, block, { module }, undefined);
    if (!read) return undefined;
    next[index] = read;
  }
  return next;
}

/** All of the file, of which most stays. Undefined where an address is there twice: then order tells them apart. */
function regathered(source: Source, { blocks, file }: File, module: Module): Resources | undefined {
  const old = new Map((source.resources as Resources).map((one) => [one.node, one]));
  const others = (source.module?.sources ?? []).filter((one) => one.file !== file);
  const theirs = others.flatMap(({ resources }) => resources);
  if (theirs.some(({ id, name }) => id !== name)) return undefined;
  const taken = new Set(theirs.map(({ name }) => name));
  const next: TerraformResource[] = [];
  for (const block of blocks.filter(isResource)) {
    if (taken.has(block.address)) return undefined;
    taken.add(block.address);
    const known = old.get(block.node);
    const isSame = known?.id === block.address && known.item === block.item;
    const read = isSame ? known : readResource(block.address, block, { module }, undefined);
    if (read) next.push(read);
  }
  return next;
}
