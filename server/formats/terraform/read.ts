/* Terraform as a source: a file, the others of its module, and the modules that it calls. */
import type { Expression, Files, Leaf, Nested, Opening, Owner, Source, SourceProblem } from '../format.ts';
import { LeavesByName, leavesIn } from '../leaves.ts';
import type { Document } from '../syntax/node.ts';
import { expressionOf } from './expression.ts';
import { type Block, type File, readFile } from './file.ts';
import { bothHold, existsOf } from './instances.ts';
import { moduleOf } from './module.ts';
import { type Around, argumentsOf, type Call, circle, folderOf, leavesOf, openingOf } from './modules.ts';
import { isModuleFile, isOverride } from './names.ts';
import { isOutlet, leavesThrough, openedBy } from './openings.ts';
import { overridden, writtenAt } from './overrides.ts';
import { keep, problemsOfItems } from './reread.ts';
import { TerraformResource } from './resource.ts';
import type { Scope } from './scope.ts';
import { suppressionsIn } from './suppressions.ts';
import { readOnlyReason } from './synthesised.ts';
import { type Valued, valuesBeside } from './tfvars.ts';

export interface Beside {
  /** Left out where nothing but the file is to be seen. */
  readonly files?: Files;
}

export function readTerraform(file: string, document: Document, { files }: Beside = {}): Source {
  const others = files ? filesIn(file, '.', files) : nobody;
  return readModule(readFile(file, document), others, files, undefined).source;
}

/** The files of a folder but for `file`, from which it is seen; and why there may be more. */
interface Others {
  readonly files: readonly File[];
  readonly unseen?: string;
  /** Why what all of them say may not count. */
  readonly opaque?: string;
}
const nobody: Others = { files: [] };

function filesIn(file: string, folder: string, files: Files): Others {
  const listed = files.list?.(file, folder) ?? { why: 'the folder cannot be looked into' };
  if ('why' in listed) return { files: [], unseen: listed.why };
  let unseen: string | undefined;
  let opaque: string | undefined;
  const others = listed.names.filter(isModuleFile).flatMap((name) => {
    const found = files.read(file, `${folder}/${name}`);
    if ('why' in found) {
      unseen ??= `${name} ${found.why}`;
      if (isOverride(name)) opaque ??= `${name} ${found.why}, and may change anything`;
    }
    return 'document' in found && found.file !== file ? [readFile(found.file, found.document)] : [];
  });
  return { files: others, ...(unseen !== undefined && { unseen }), ...(opaque !== undefined && { opaque }) };
}

const nothingValued: Valued = new Map();
const nothingHanded: Around['arguments'] = new Map();

/** A module as it is seen from one of its files. */
function readModule(
  seen: File,
  { files: others, unseen, opaque }: Others,
  files: Files | undefined,
  around: Around | undefined,
): Nested {
  const all = overridden([seen, ...others], files !== undefined && unseen === undefined);
  const owner: { source: Source | undefined } = { source: undefined };
  const handed = { within: around?.within ?? '', arguments: around?.arguments ?? nothingHanded };
  // Of a module that is called, whoever calls it gives the values.
  const valued = around || !files ? nothingValued : valuesBeside(seen.file, files);
  const module = moduleOf(all, handed, owner, valued, files);
  const declared = declaredIn(all, module, owner, around);
  const outputs = outputsIn(all, module, owner);
  const surroundings = followed(all, declared, outputs, unseen, files, around);
  const sources = sourcesOf(all, module, declared, surroundings, { opaque, asksForFiles: files !== undefined }, around);
  const [source] = sources;
  if (!source) throw new Error(`${seen.file} is in no module`);
  owner.source = source;
  return { source, outputs: new Map(outputs.map(({ name, value }) => [name, value])) };
}

/** What the blocks of a module make of it. */
interface DeclaredThings {
  readonly resources: ReadonlyMap<File, readonly TerraformResource[]>;
  readonly calls: readonly Call[];
  /** What hands on what it is given. */
  readonly outlets: readonly Omit<Call, 'exists'>[];
}

/** The resources of its files, with all else that refers to things. */
function declaredIn(
  all: readonly File[],
  module: Scope['module'],
  owner: Owner,
  around: Around | undefined,
): DeclaredThings {
  const scope: Scope = { module };
  const resources = new Map<File, TerraformResource[]>();
  const calls: Call[] = [];
  const outlets: Omit<Call, 'exists'>[] = [];
  const ids = new Set<string>();
  for (const one of all) {
    const own: TerraformResource[] = [];
    resources.set(one, own);
    for (const block of one.blocks) {
      if (block.kind !== 'resource' && block.kind !== 'data' && block.kind !== 'module') continue;
      const exists = bothHold(around?.exists ?? true, existsOf(block.node, block.address, scope));
      if (exists === false) continue;
      const there = exists === true ? undefined : exists;
      own.push(new TerraformResource(unusedId(ids, block.address), block, there, scope));
      const here: Scope = { module, item: block.item, file: one.file, text: block.text, owner };
      if (block.kind === 'module') calls.push({ block, scope: here, exists: there });
      if (isOutlet(block)) outlets.push({ block, scope: here });
    }
  }
  return { resources, calls, outlets };
}

/** The modules that a module calls, and what else is around it. */
interface Surrounded {
  readonly stacks: ReadonlyMap<string, Nested>;
  readonly leaves: LeavesByName;
  readonly openings: readonly Opening[];
  readonly problems: ReadonlyMap<Block, SourceProblem>;
}

/** Goes into the modules that are called, as far as they can be read; where they cannot, they leave things open. */
function followed(
  all: readonly File[],
  { calls, outlets }: DeclaredThings,
  outputs: readonly Output[],
  unseen: string | undefined,
  files: Files | undefined,
  around: Around | undefined,
): Surrounded {
  const problems = new Map<Block, SourceProblem>();
  const openings: Opening[] =
    unseen === undefined ? [] : [{ why: `other files of the module cannot be seen: ${unseen}`, creates: undefined }];
  // What goes to people, or further than to the module around it.
  const leaves: Leaf[] = outputs.flatMap(({ name, value }) =>
    around?.handsOn(name) === false ? [] : leavesIn(value, `output ${name}`),
  );
  leaves.push(...outlets.flatMap(({ block, scope }) => leavesThrough(block, scope)));
  openings.push(...outlets.flatMap(({ block }) => openedBy(block)));
  const found = calls.flatMap((call) => {
    const inside = modulesFiles(call, files, all, around);
    if ('files' in inside) return [{ call, ...inside }];
    if (inside.isCircle) problems.set(call.block, circle(call));
    openings.push(openingOf(call, inside.why));
    leaves.push(...leavesOf(call));
    return [];
  });
  const byName = new LeavesByName(leaves);
  const within = around?.within ?? '';
  const stacks = new Map(
    found.map(({ call, files: [first, ...rest], ...more }): [string, Nested] => {
      const { address, labels } = call.block;
      const handedOn = byName.of(address);
      const nested = readModule(first, { ...more, files: rest }, files, {
        within: [...(within === '' ? [] : [within]), labels[0]].join('.'),
        exists: call.exists,
        arguments: argumentsOf(call),
        files: [...(around?.files ?? []), ...all.slice(0, 1).map(({ file }) => file)],
        handsOn: (output) => handedOn.some(({ attribute }) => attribute === `Outputs.${output}`),
      });
      return [address, nested];
    }),
  );
  return { stacks, leaves: byName, openings, problems };
}

/** A source for each of the files, with all that they share. */
function sourcesOf(
  all: readonly File[],
  module: Scope['module'],
  { resources }: DeclaredThings,
  { stacks, leaves, openings, problems }: Surrounded,
  { opaque, asksForFiles }: Pick<Source, 'opaque' | 'asksForFiles'>,
  around: Around | undefined,
): readonly Source[] {
  const sources: Source[] = [];
  const whole = { sources };
  for (const file of all) {
    const { written, strays } = file.overridden ?? { written: file, strays: [] };
    const ofCalls = problemsOfCalls(file, problems);
    const source: Source = {
      file: file.file,
      ...(around && { within: around.within }),
      module: whole,
      document: file.document,
      items: file.items,
      resources: resources.get(file) ?? [],
      parameters: module.parameters,
      settled: new Map(),
      mappings: module,
      stacks,
      asksForFiles,
      leaves,
      openings,
      opaque,
      problems: [...problemsOfItems(file), ...strays, ...ofCalls],
      suppressions: around ? [] : suppressionsIn(written),
      readOnly: readOnlyReason(written),
    };
    sources.push(source);
    // What an override file changes may stand anywhere: then all of the module is read again.
    if (!around && !file.overridden) keep(source, { file, scope: { module }, ofCalls });
  }
  return sources;
}

interface InsideOf extends Others {
  readonly files: readonly [File, ...File[]];
}

/** What is read of a module, or why nothing is. */
function modulesFiles(
  call: Call,
  files: Files | undefined,
  all: readonly File[],
  around: Around | undefined,
): InsideOf | { readonly why: string; readonly isCircle: boolean } {
  const from = all.find(({ blocks }) => blocks.includes(call.block))?.file;
  if (!files || from === undefined) return { why: 'no other file is looked at', isCircle: false };
  const stands = folderOf(call, files, from, { within: around?.within ?? '', files: around?.files ?? [from] });
  if ('why' in stands) return { ...stands, isCircle: false };
  const { files: inside, ...more } = filesIn(stands.from, stands.folder, files);
  const [first, ...rest] = inside;
  if (!first) return { why: more.unseen ?? `there is nothing at ${stands.folder}`, isCircle: false };
  const circular = inside.some(({ file }) => all.some((one) => one.file === file) || around?.files.includes(file));
  return circular ? { why: 'it leads back here', isCircle: true } : { ...more, files: [first, ...rest] };
}

interface Output {
  readonly name: string;
  readonly value: Expression;
}

/** What the module hands out. */
const outputsIn = (files: readonly File[], module: Scope['module'], owner: Owner): readonly Output[] =>
  files.flatMap(({ file, blocks }) =>
    blocks.flatMap(({ kind, labels: [name = ''], node, item, text }) => {
      const value = kind === 'output' ? writtenAt(node, 'value', { module, item, file, text, owner }) : undefined;
      return value ? [{ name, value: expressionOf(value.node, value.scope) }] : [];
    }),
  );

const problemsOfCalls = ({ blocks }: File, of: ReadonlyMap<Block, SourceProblem>): readonly SourceProblem[] =>
  of.size === 0 ? [] : blocks.flatMap((block) => of.get(block) ?? []);

/** Of two resources of one address, the second is called `aws_lb.main#2`. */
function unusedId(taken: Set<string>, name: string): string {
  let id = name;
  for (let n = 2; taken.has(id); n++) id = `${name}#${n}`;
  taken.add(id);
  return id;
}
