/* A template as a source: its resources, parameters and conditions, and what cannot be seen from here. */
import type {
  Exporter,
  Files,
  Given,
  Imported,
  Leaf,
  Nested,
  Opening,
  Owner,
  Parameter,
  Source,
  SourceProblem,
  SourceResource,
} from '../format.ts';
import { LeavesByName, leavesIn } from '../leaves.ts';
import { Kept } from '../syntax/kept.ts';
import type { Document } from '../syntax/node.ts';
import { contains } from '../syntax/slice.ts';
import { settledConditions } from './conditions.ts';
import { type Output, outputsOf } from './exports.ts';
import { expressionOf, type Scope } from './expression.ts';
import { type Exports, importedNames, importing, noNames, readImports } from './imports.ts';
import { inclusions, inclusionWords } from './included.ts';
import { loopOf, loopsIn } from './loops.ts';
import { lostIn } from './lost.ts';
import { lostFilesIn } from './lost-files.ts';
import { type Around, circlesIn, isStack, ownerless, readStacks, stacksAmong } from './nested.ts';
import { leavesOf, openingOf } from './openings.ts';
import { ReadResource } from './resource.ts';
import { type Expansion, expand, expanded, isOfSam } from './sam/expand.ts';
import { Strays } from './strays.ts';
import { suppressionsIn } from './suppressions.ts';
import { child, isSequence, type Member, problemsIn, readTemplate, type Template, textOf } from './template.ts';
import { wordsOf } from './words.ts';

/** What the reader keeps of a source, to read only a part of it again. */
export interface Reading {
  readonly source: Source;
  readonly given: Given;
  /** As they are written. */
  readonly resources: readonly ReadResource[];
  /** The members of `Globals`. */
  readonly globals: readonly Member[];
  /** What SAM makes of them. */
  readonly expansion: Expansion | undefined;
  readonly scope: Scope;
  readonly leaves: LeavesByName;
  readonly strays: Strays;
  /** The names of its items. */
  readonly names: readonly string[];
  readonly isTwice: boolean;
  readonly ofOutputs: readonly Leaf[];
  /** What it names that is not there. */
  readonly lost: readonly SourceProblem[];
  /** Each item under `Resources` is one resource, and no item speaks of what stands in another. */
  readonly isPlain: boolean;
  readonly home: Home;
  /** Whether it may name other files. */
  readonly hasFiles: boolean;
  /** The names by which it imports something, as far as they are known. */
  readonly importNames: ReadonlySet<string>;
}

const readings = new Kept<Source, Reading>();

/** What was kept when it was last read. */
export const readingOf = (source: Source): Reading | undefined => readings.get(source);

const keep = (reading: Reading): Source => {
  readings.set(reading.source, reading);
  return reading.source;
};

const nothingGiven: Given = new Map();

/** What is read together with a template, besides its text. */
export interface Beside {
  /** What a deployment gives to the parameters; it says nothing of those that are not there. */
  readonly given?: Given;
  /** Left out where nothing but the template is to be seen. */
  readonly files?: Files;
  /** Where it is nested in another. */
  readonly around?: Around;
}

export function readCloudFormation(
  file: string,
  document: Document,
  { given = nothingGiven, files, around }: Beside = {},
): Source {
  const template = readTemplate(document);
  const section = (name: string) => template.sections.get(name) ?? [];
  const owner = ownerless();
  const words = wordsOf(template, given, around);
  const { parameters, mappings, made } = words;
  const importNames = files ? importedNames(document.items, words) : noNames;
  const imports = readImports(importNames, files, [file, ...(around?.files ?? [])], readExports);
  const scope: Scope = {
    ...words,
    ...(around?.exists && { exists: around.exists }),
    ...(files && { include: inclusions(files, file) }),
    ...(imports && { imported: importing(imports, parameters) }),
  };
  const members = section('Resources');
  const { resources: written, openings } = readResources(members, scope, { file, owner });
  const globals = section('Globals');
  const expansion = expand(written, { globals, scope });
  for (const [words, name] of expansion?.called ?? []) made.set(words, name);
  const resources = expanded(written, expansion);
  const nested = files ? stacksAmong(written, files, file, around?.files ?? []) : { stacks: [], problems: [] };
  const seen = new Set<SourceResource>(nested.stacks.map(({ resource }) => resource));
  const ofOutputs = leavesOfOutputs(section('Outputs'), scope, around?.handsOn);
  const leaves = new LeavesByName([...ofOutputs, ...resources.flatMap((one) => (seen.has(one) ? [] : leavesOf(one)))]);
  const stacks = readStacks(nested.stacks, file, leaves, around, (child, itsDocument, itsAround) =>
    nestedIn(readCloudFormation(child, itsDocument, { ...(files && { files }), around: itsAround })),
  );
  const namesFiles =
    files !== undefined &&
    (written.some(({ type }) => isStack(type)) || inclusionWords.some((word) => contains(document, word)));
  const opaque = opaqueReason(template);
  const allOpenings = [...openings, ...resources.flatMap(openingOf)];
  const beside = namesFiles && !around ? { files, from: file } : undefined;
  const lost = lostIn({
    opaque,
    openings: allOpenings,
    expansion,
    resources: written,
    globals,
    ...(beside && { beside }),
  });
  const source: Source = {
    file,
    ...(around && { within: around.within }),
    document,
    items: template.items,
    resources,
    parameters,
    settled: given.size === 0 ? nothingSettled : settledConditions(section('Conditions'), parameters, around?.within),
    mappings: mappings.tables,
    stacks,
    ...(imports && { imports }),
    asksForFiles: namesFiles || importNames.size > 0,
    leaves,
    openings: allOpenings,
    opaque,
    problems: [
      ...problemsIn(document, template),
      ...lost,
      // Of a template in another one, this is told in its own file.
      ...(beside && opaque === undefined ? lostFilesIn(template, beside) : []),
      ...nested.problems,
      ...circlesIn(nested.stacks, stacks),
    ],
    suppressions: suppressionsIn(template, () => members, resources),
    readOnly: readOnlyReason(written, parameters),
  };
  owner.source = source;
  const items = document.items.filter(
    ({ kind, section, value }) => kind === 'member' && section === 'Resources' && value,
  );
  const isPlain =
    items.length === members.length &&
    members.every((one) => !one.name.startsWith('Fn::')) &&
    template.anchors.size === 0;
  return keep({
    source,
    given,
    resources: written,
    globals,
    expansion,
    scope,
    leaves,
    strays: new Strays(),
    names: template.names,
    isTwice: template.isTwice,
    ofOutputs,
    lost,
    // What is handed out of stacks depends on what is handed on here.
    isPlain: isPlain && !namesFiles,
    home: { file, owner },
    hasFiles: files !== undefined,
    importNames,
  });
}

const nothingSettled: Source['settled'] = new Map();

/** What a nested template hands out. */
function nestedIn(source: Source): Nested {
  return { source, outputs: new Map(handedOut(source).map(({ name, value }) => [name, value])) };
}

/** What a template exports. */
function readExports({ file, document, given }: Exporter, files: Files, around: Around): Exports {
  const source = readCloudFormation(file, document, { ...(given && { given }), files, around });
  const outputs = new Map<string, Imported>();
  for (const { name, value, exported } of handedOut(source))
    if (exported) outputs.set(name, { source, name: exported, value });
  return { source, outputs };
}

function handedOut(source: Source): readonly Output[] {
  const scope = readingOf(source)?.scope;
  return scope ? outputsOf(source, scope) : [];
}

function readResources(members: readonly Member[], scope: Scope, home: Home) {
  const resources: ReadResource[] = [];
  const openings: Opening[] = [];
  const ids = new Set<string>();
  const read = (member: Member, within: Scope, sealed?: string) =>
    resources.push(new ReadResource(unusedId(ids, member.name), member, within, sealed));
  for (const member of members) {
    const loop = loopOf(member);
    if (!loop) {
      if (member.name === 'Fn::Transform')
        openings.push({ why: 'a macro may bring more resources', creates: undefined });
      else read(member, scopeFor(member, scope, home));
      continue;
    }
    const turns = loopsIn(loop, scope.loops);
    if (!turns) openings.push({ why: `${member.name} loops over a list that is not known`, creates: undefined });
    for (const turn of turns ?? [])
      read({ ...turn.member, item: member.item }, { ...scope, loops: turn.loops }, 'Fn::ForEach makes several of it');
  }
  return { resources, openings };
}

/** The file, and whose names are in it. */
export interface Home {
  readonly file: string;
  readonly owner: Owner;
}

/** What stands in a resource of SAM is read in others, too; and what a nested stack is handed, in another file. */
export function scopeFor({ value, item }: Member, scope: Scope, home: Home): Scope {
  const type = textOf(child(value, 'Type')) ?? '';
  if (isStack(type)) return { ...scope, ...home, item };
  return isOfSam(type) ? { ...scope, item } : scope;
}

/** Of two resources of one name, the second is called `Web#2`. */
export function unusedId(taken: Set<string>, name: string): string {
  let id = name;
  for (let n = 2; taken.has(id); n++) id = `${name}#${n}`;
  taken.add(id);
  return id;
}

/** `handsOn`: of a nested template, whether an output goes further than to the stack around it. */
export function leavesOfOutputs(
  members: readonly Member[],
  scope: Scope,
  handsOn: (output: string) => boolean = () => true,
): readonly Leaf[] {
  return members.flatMap((member) => {
    const loop = loopOf(member);
    const turns = loop ? (loopsIn(loop, scope.loops) ?? []) : [{ member, loops: scope.loops }];
    return turns.flatMap(({ member: { name, value }, loops }) => {
      const written = child(value, 'Value');
      const leaves = handsOn(name) || child(value, 'Export') !== undefined;
      return written && leaves ? leavesIn(expressionOf(written, { ...scope, loops }), `output ${name}`) : [];
    });
  });
}

/** Transforms that add no resources of ours and change none. SAM's are opaque one by one. */
const harmless = new Set([
  'AWS::Serverless-2016-10-31',
  'AWS::LanguageExtensions',
  'AWS::CodeDeployBlueGreen',
  'AWS::CodeStar',
]);

function opaqueReason({ entries }: Template): string | undefined {
  if (entries.has('Fn::Transform')) return 'a macro over the template may change anything';
  const transform = entries.get('Transform');
  if (!transform) return undefined;
  const names = (isSequence(transform) ? transform.items : [transform]).map(
    (node) => textOf(node) ?? textOf(child(node, 'Name')) ?? 'a macro',
  );
  const macro = names.find((name) => !harmless.has(name) && !name.startsWith('AWS::SecretsManager-'));
  return macro === undefined ? undefined : `${macro} may change anything`;
}

/** Source: what `cdk synth` writes into every template, version reporting and bootstrap check. */
export function readOnlyReason(
  resources: readonly ReadResource[],
  parameters: ReadonlyMap<string, Parameter>,
): string | undefined {
  const bootstrap = parameters.get('BootstrapVersion');
  const checksBootstrap = bootstrap?.type.startsWith('AWS::SSM::') === true && bootstrap.default === undefined;
  const isSynthesised = checksBootstrap || resources.some((one) => one.isSynthesised);
  return isSynthesised ? 'the CDK has synthesised it: change the app instead' : undefined;
}
