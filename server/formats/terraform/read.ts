/* Terraform as a source: a file, the others of its module, and the modules that it calls. */
import type { Files, GivenVariables, Nested, Source } from '../format.ts';
import { LeavesByName } from '../leaves.ts';
import type { Document } from '../syntax/node.ts';
import { complaintOf, problemsIn } from './complaints.ts';
import { Declarations } from './declarations.ts';
import { endsOf, noEnds, outputsIn, readValue } from './ends.ts';
import { type File, readFile } from './file.ts';
import { moduleOf } from './module.ts';
import { type Around, argumentsOf, type Call, folderOf } from './modules.ts';
import { isModuleFile, isOverride } from './names.ts';
import { overridden } from './overrides.ts';
import type { Stands } from './paths.ts';
import { type Called, callOf, keep, type Reading, surroundings, type Unread } from './reading.ts';
import { existence, isResource, TerraformResource } from './resource.ts';
import { suppressionsIn } from './suppressions.ts';
import { readOnlyReason } from './synthesised.ts';
import { valuesBeside } from './tfvars.ts';

export interface Beside {
  /** Left out where nothing but the file is to be seen. */
  readonly files?: Files;
  /** What the variables of the module are given; it goes before what stands in its folder. */
  readonly variables?: GivenVariables;
}

export function readTerraform(
  file: string,
  document: Document,
  { files, variables = nothingGiven }: Beside = {},
): Source {
  const own = readFile(file, document);
  const all = files ? withOwn(own, filesIn(file, '.', files, own)) : { files: [own] as const };
  const valued = files ? new Map([...valuesBeside(file, files), ...variables]) : variables;
  const { source, sources } = readModule(all, files, { valued });
  return sources.find((one) => one.file === file) ?? source;
}

/** The files of a folder, in the order of their names, whichever of them it is seen from; and why there may be more. */
interface Folder {
  readonly files: readonly File[];
  readonly unseen?: string;
  /** What is to be said to who names it, where there are none. */
  readonly toName?: Unread['toName'];
  /** Why what all of them say may not count. */
  readonly opaque?: string;
}
interface ModuleFiles extends Folder {
  readonly files: readonly [File, ...File[]];
}

/** What stands in no folder is a module nevertheless. */
function withOwn(own: File, folder: Folder): ModuleFiles {
  const { files } = folder;
  const [first, ...rest] = files.includes(own) ? files : [own, ...files];
  return { ...folder, files: [first ?? own, ...rest] };
}

/** `own`: one of them as it is now, whatever is found at its name. */
function filesIn(file: string, folder: string, files: Files, own?: File): Folder {
  const listed = files.list?.(file, folder) ?? { why: 'the folder cannot be looked into' };
  if ('why' in listed) return { files: [], unseen: listed.why, ...(listed.toName && { toName: listed.toName }) };
  let unseen: string | undefined;
  let opaque: string | undefined;
  const found = listed.names.filter(isModuleFile).flatMap((name) => {
    const other = files.read(file, `${folder}/${name}`);
    if ('document' in other) return own && other.file === own.file ? own : readFile(other.file, other.document);
    unseen ??= `${name} ${other.why}`;
    if (isOverride(name)) opaque ??= `${name} ${other.why}, and may change anything`;
    return [];
  });
  return { files: found, ...(unseen !== undefined && { unseen }), ...(opaque !== undefined && { opaque }) };
}

const nothingGiven: GivenVariables = new Map();

/** Who gives values to the variables of a module: whoever calls it, or else files and people. */
type Given = { readonly around: Around } | { readonly around?: never; readonly valued: GivenVariables };

function readModule({ files: there, unseen, opaque }: ModuleFiles, files: Files | undefined, given: Given): Reading {
  const { around } = given;
  const all = overridden(there, files !== undefined && unseen === undefined);
  const owner: { source: Source | undefined } = { source: undefined };
  const names = new Declarations();
  const { file } = there[0];
  const stands: Stands = { file, outermost: around?.files[0] ?? file };
  const module = moduleOf(names, around?.within ?? '', stands, files);
  const valued = given.around ? nothingGiven : given.valued;
  const leaves = new LeavesByName([]);
  const begun: Begun = { files: all, names, module, owner, valued, around, unseen, leaves, ends: noEnds() };
  names.declare(all, surroundings(begun));
  const { resources, calls } = declaredIn(begun);
  const found = calls.map((one): Found => ({ ...one, inside: modulesFiles(one.call, files, all, around) }));
  const { leaves: ends, openings } = endsOf({ ...begun, calls: found });
  leaves.replace(ends);
  const called = found.map((one): Called => {
    const inside = followed(one, files, begun);
    const complaint = around ? undefined : complaintOf({ ...one, inside });
    return { ...one, inside, ...(complaint && { complaint }) };
  });
  const outputs = new Map(outputsIn(begun).map((output) => [output.name, readValue(output)]));
  const shared: Shared = {
    ...(around && { within: around.within }),
    parameters: module.parameters,
    settled: new Map(),
    mappings: module,
    stacks: stacksOf(called),
    asksForFiles: files !== undefined,
    leaves,
    openings,
    opaque,
  };
  const sources = sourcesOf(all, resources, { calls: called, names }, shared, around !== undefined);
  const [source] = sources;
  if (!source) throw new Error(`${there[0].file} is in no module`);
  owner.source = source;
  const reading: Reading = { ...begun, source, sources, calls: called, outputs };
  // What an override file changes may stand anywhere: then all of the module is read again.
  if (!around && !all.some(({ overridden: is }) => is)) keep(reading);
  return reading;
}

/** All of a module but what stands in it. */
type Begun = Omit<Reading, 'source' | 'sources' | 'calls' | 'outputs'>;

/** What all sources of a module have in common. */
type Shared = Omit<
  Source,
  'file' | 'module' | 'document' | 'items' | 'resources' | 'problems' | 'suppressions' | 'readOnly'
>;

/** A call, before the module is read. */
type Found = Omit<Called, 'inside'> & { readonly inside: ReturnType<typeof modulesFiles> };

interface DeclaredThings {
  readonly resources: ReadonlyMap<File, readonly TerraformResource[]>;
  readonly calls: readonly Omit<Called, 'inside'>[];
}

/** What the blocks of a module make of it: resources, and what stands for things that are not in it. */
function declaredIn({ files, module, owner, around }: Begun): DeclaredThings {
  const resources = new Map<File, TerraformResource[]>();
  const calls: Omit<Called, 'inside'>[] = [];
  const ids = new Set<string>();
  for (const file of files) {
    const own: TerraformResource[] = [];
    resources.set(file, own);
    for (const block of file.blocks) {
      const exists = isResource(block) && existence(block, { module }, around?.exists);
      if (exists === false) continue;
      const resource = new TerraformResource(unusedId(ids, block.address), block, exists, { module });
      own.push(resource);
      if (block.kind === 'module') calls.push(callOf(block, resource, file, { module, owner }));
    }
  }
  return { resources, calls };
}

/** Goes into a module that is called, if it can be read. */
function followed(
  { call, inside }: Found,
  files: Files | undefined,
  { files: all, around, leaves }: Begun,
): Called['inside'] {
  if ('why' in inside) return inside;
  const { address, labels } = call.block;
  const handed: Around = {
    within: [...(around?.within ? [around.within] : []), labels[0]].join('.'),
    exists: call.exists,
    arguments: argumentsOf(call),
    files: [...(around?.files ?? []), ...all.slice(0, 1).map(({ file }) => file)],
    handsOn: (output) => leaves.of(address).some(({ attribute }) => attribute === `Outputs.${output}`),
  };
  return readModule(inside, files, { around: handed });
}

/** The modules that can be read, by their addresses. */
const stacksOf = (calls: readonly Called[]): ReadonlyMap<string, Nested> =>
  new Map(calls.flatMap(({ call, inside }) => ('why' in inside ? [] : [[call.block.address, inside] as const])));

/** A source for each of the files, with all that they share. */
function sourcesOf(
  files: readonly File[],
  resources: DeclaredThings['resources'],
  reading: Pick<Reading, 'calls' | 'names'>,
  shared: Shared,
  isCalled: boolean,
): readonly Source[] {
  const sources: Source[] = [];
  const module = { sources };
  for (const file of files) {
    const { written } = file.overridden ?? { written: file };
    sources.push({
      ...shared,
      file: file.file,
      module,
      document: file.document,
      items: file.items,
      resources: resources.get(file) ?? [],
      problems: problemsIn(file, reading),
      suppressions: isCalled ? [] : suppressionsIn(written),
      readOnly: readOnlyReason(written),
    });
  }
  return sources;
}

/** What is read of a module, or why nothing is. */
function modulesFiles(
  call: Call,
  files: Files | undefined,
  all: readonly File[],
  around: Around | undefined,
): ModuleFiles | Unread {
  const from = all.find(({ blocks }) => blocks.includes(call.block))?.file;
  if (!files || from === undefined) return { why: 'no other file is looked at' };
  const stands = folderOf(call, files, from, { within: around?.within ?? '', files: around?.files ?? [from] });
  if ('why' in stands) return stands;
  const { files: inside, ...more } = filesIn(stands.from, stands.folder, files);
  const [first, ...rest] = inside;
  if (!first) {
    const toName = more.unseen === undefined ? empty : more.toName;
    return { why: more.unseen ?? `there is nothing at ${stands.folder}`, ...(toName && { toName }) };
  }
  const there = new Set(inside.map(({ file }) => file));
  const above = around?.files ?? [];
  const leadsBackTo = all.some(({ file }) => there.has(file))
    ? above.length
    : above.findIndex((file) => there.has(file));
  return leadsBackTo >= 0 ? { why: 'it leads back here', leadsBackTo } : { ...more, files: [first, ...rest] };
}

const empty = {
  why: 'has no file of Terraform in it; correct the path, or write the module before this is checked',
  severity: 'information',
} as const;

/** Of two resources of one address, the second is called `aws_lb.main#2`. */
function unusedId(taken: Set<string>, name: string): string {
  let id = name;
  for (let n = 2; taken.has(id); n++) id = `${name}#${n}`;
  taken.add(id);
  return id;
}
