/*
 * A file of a module that has been read, after its text has changed. Where only resources are others now, only those
 * are read again; where names mean something else, those too that are made of what these stood for, wherever they are.
 */
import type { Reread, Source } from '../format.ts';
import type { Document } from '../syntax/node.ts';
import { firstFrom, moving, withSplice } from '../syntax/splice.ts';
import { Aftermath, between, type Edited, type Resources } from './aftermath.ts';
import { problemsIn } from './complaints.ts';
import type { Renamed } from './declarations.ts';
import { type Block, entryOf, type File } from './file.ts';
import { isOutlet } from './openings.ts';
import { policyDocument } from './policy-document.ts';
import { type Reading, readingOf, surroundings } from './reading.ts';
import { type Refiled, refile } from './refile.ts';
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
  const refiled = refile(file, document);
  if (!refiled) return undefined;
  const { file: next, splice, gone, come, isInPlace, outdated } = refiled;
  const blocks = [...gone, ...come];
  const isNamedAlike = isInPlace && come.every(({ address }, i) => address === gone[i]?.address);
  if (!isNamedAlike && blocks.some(isCall)) return undefined;
  reading.files = withSplice(reading.files, index, index + 1, [next]);
  const { asked } = reading.names.repeated;
  const isRenamed = !isInPlace || blocks.some((one) => isName(one) || isRepeated(one) || asked.has(one.address));
  const renamed = isRenamed ? reading.names.declare(reading.files, surroundings(reading)) : nothingRenamed;
  const read = isInPlace
    ? replaced(source, refiled, reading, renamed.words.size > 0)
    : regathered(source, next, reading.module);
  if (!read) return undefined;
  for (const name of outdated) next.items.delete(name);
  const after = new Aftermath(renamed);
  const edited = { source, ...read, isInPlace, areEnds: blocks.some(isEnd) };
  if (!after.follow(reading, renamed.words, edited)) return undefined;
  Object.assign(source, {
    document,
    items: next.items,
    suppressions: suppressionsIn(next),
    readOnly: readOnlyReason(next),
  } satisfies Partial<Source>);
  // What is read of a name may stand elsewhere now.
  if (!isRenamed)
    after.movedIn = moving(
      blocks.map(({ item }) => item),
      splice,
    );
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

/** What other blocks refer to. */
const isName = ({ kind, labels: [type] }: Block): boolean =>
  kind === 'variable' || kind === 'locals' || (kind === 'data' && type === policyDocument);

/** What others may be repeated by. */
const isRepeated = (block: Block): boolean => isResource(block) && entryOf(block.node, 'for_each') !== undefined;

const isCall = ({ kind }: Block): boolean => kind === 'module';

/** Where something leaves the module. */
const isEnd = (block: Block): boolean => isCall(block) || block.kind === 'output' || isOutlet(block);

const nothingRenamed: Renamed = { words: new Set(), things: [], moved: [], areOthersHanded: false };

type ReadAnew = Pick<Edited, 'resources' | 'splice' | 'gone'>;

/**
 * One for one; undefined where one is there no more, or is there now, or where names are there twice. `keepsBefore`:
 * somebody wants to see what there was; else it is the same list, of which a key would make a copy.
 */
function replaced(
  source: Source,
  { file, gone, come }: Refiled,
  { sources, module }: Pick<Reading, 'sources' | 'module'>,
  keepsBefore: boolean,
): ReadAnew | undefined {
  const { items } = source;
  const before = source.resources as TerraformResource[]; // the reader has made them
  if (!come.some(isResource)) return { resources: before, splice: { from: 0, removed: 0, added: 0 }, gone: [] };
  const next = keepsBefore ? before.slice() : before;
  // In the order of the text, as the items.
  const from = firstFrom(before, items.get(gone[0]?.item ?? '') ?? 0, items);
  const were = before.slice(from, from + gone.length);
  let to = from;
  // Where each item holds one block, it is known of those of the file already that none of them is called so (`refile.ts`).
  const others = file.holdsSeveral ? sources : sources.filter((one) => one !== source);
  for (const [i, block] of come.entries()) {
    const was = gone[i];
    if (!was || !isResource(block)) continue;
    let index = from;
    while (index < before.length && before[index]?.node !== was.node) index++;
    const old = before[index];
    if (old) to = Math.max(to, index + 1);
    const isRenamed = block.address !== was.address;
    if (isRenamed && isNameOfOthers(was, block, come, others)) return undefined;
    const read = readResource(old && !isRenamed ? old.id : block.address, block, { module }, undefined);
    if (!old && !read) continue;
    if (!old || !read) return undefined;
    next[index] = read;
  }
  return { resources: next, splice: { from, removed: to - from, added: to - from }, gone: were.slice(0, to - from) };
}

/** Whether something else in `sources` is called what `was` was, or what `block` is: then order tells them apart. */
function isNameOfOthers(was: Block, block: Block, come: readonly Block[], sources: readonly Source[]): boolean {
  const isNamedSo = (name: string): boolean => name === was.address || name === block.address;
  return (
    come.some((other) => other !== block && other.address === block.address) ||
    sources.some((one) => (one.resources as Resources).some(({ name, node }) => node !== was.node && isNamedSo(name)))
  );
}

/** All of the file, of which most stays. Undefined where an address is there twice: then order tells them apart. */
function regathered(source: Source, { blocks, file }: File, module: Module): ReadAnew | undefined {
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
  return { resources: next, ...between(source.resources as Resources, next) };
}
