/* A module of Terraform as it is written, with the modules that it calls: what there is, by name, and who reads what. */
import type { FarSpot, Source } from '../../formats/format.ts';
import { Kept } from '../../formats/syntax/kept.ts';
import type { Document, MapNode, SyntaxNode } from '../../formats/syntax/node.ts';
import { type Block, entryOf, type File, readFile } from '../../formats/terraform/file.ts';
import { overridden } from '../../formats/terraform/overrides.ts';
import { Variable } from '../../formats/terraform/parameters.ts';
import { mentionsOf } from '../../formats/terraform/traversal.ts';

export interface ModuleText {
  /** The way to it: `module.web.`, empty for the module that nobody calls. */
  readonly prefix: string;
  /** Whether all of it was written down as it counts: no override file is at work. */
  readonly isPlain: boolean;
  /** Resources, data sources and calls by their addresses, in the order of the files. */
  readonly things: ReadonlyMap<string, Thing>;
  /** Locals, and the defaults of variables, by `local.x` and `var.x`. */
  readonly values: ReadonlyMap<string, Named>;
  /** What is known to be given to variables from outside of it: then their defaults do not count. */
  readonly given: ReadonlyMap<string, Given>;
  readonly outputs: ReadonlyMap<string, Named>;
  /** Those whose files can be read, by their addresses. */
  readonly inside: ReadonlyMap<string, ModuleText>;
  /** `moved`, `removed`, `import`, `provider`. */
  readonly rest: readonly Block[];
}

/** A resource, a data source or a call. */
export interface Thing {
  readonly block: Block;
  readonly file: string;
}

/** A value, and the block that it stands in. */
export interface Named {
  readonly node: SyntaxNode;
  readonly block: Block;
}

/** A value, and the module in which it is written; undefined: that is no file of this module. */
export interface Given {
  readonly node: SyntaxNode;
  readonly module: ModuleText | undefined;
}

/** Where its name stands, as seen from `here`. */
export const spotOf = ({ block: { key, item }, file }: Thing, here: string): FarSpot => ({
  start: key.start,
  end: key.end,
  item,
  ...(file !== here && { file }),
});

export const moduleText = (source: Source): ModuleText => moduleAt(source, '', undefined);

/** With those that it calls, each behind the one that calls it. */
export const withInside = (module: ModuleText): readonly ModuleText[] => [
  module,
  ...[...module.inside.values()].flatMap(withInside),
];

function moduleAt(source: Source, prefix: string, around: { call: Block; module: ModuleText } | undefined): ModuleText {
  const things = new Map<string, Thing>();
  const values = new Map<string, Named>();
  const outputs = new Map<string, Named>();
  const inside = new Map<string, ModuleText>();
  const rest: Block[] = [];
  const sources = source.module?.sources ?? [source];
  const files = overridden(sources.map(readAgain), true);
  const isPlain = files.every(({ overridden: changed }) => !changed);
  const module: ModuleText = { prefix, isPlain, things, values, given: givenTo(source, around), outputs, inside, rest };
  for (const { file, blocks } of files)
    for (const block of blocks) {
      const { kind, address, node, labels } = block;
      if (kind === 'locals')
        for (const [name, value] of namedIn(node)) setFirst(values, `local.${name}`, { node: value, block });
      else if (kind === 'variable') setFirst(values, address, valueIn(block, 'default'));
      else if (kind === 'output') setFirst(outputs, labels[0] ?? '', valueIn(block, 'value'));
      else if (isThing.has(kind)) setFirst(things, address, { block, file });
      else rest.push(block);
    }
  for (const [address, { source: called }] of source.stacks) {
    const call = things.get(address)?.block;
    if (call) inside.set(address, moduleAt(called, `${prefix}${address}.`, { call, module }));
  }
  return module;
}

const isThing: ReadonlySet<string> = new Set(['resource', 'data', 'module']);

function valueIn(block: Block, name: string): Named | undefined {
  const node = entryOf(block.node, name);
  return node && { node, block };
}

/** What stands in a file depends on its text alone. */
const known = new Kept<Document, File>();
function readAgain({ file, document }: Source): File {
  const read = known.get(document);
  if (read?.file === file) return read;
  const now = readFile(file, document);
  known.set(document, now);
  return now;
}

function givenTo(
  { parameters }: Source,
  around: { call: Block; module: ModuleText } | undefined,
): ReadonlyMap<string, Given> {
  const given = new Map<string, Given>();
  if (around)
    for (const [name, node] of namedIn(around.call.node)) {
      if (!isOfTerraform.has(name)) given.set(`var.${name}`, { node, module: around.module });
    }
  else
    for (const [name, parameter] of parameters) {
      const node = parameter instanceof Variable ? parameter.written?.node : undefined;
      if (node) given.set(name, { node, module: undefined });
    }
  return given;
}

/** Of the entries of a call: all others are variables of what it calls. */
const isOfTerraform: ReadonlySet<string> = new Set([
  'count',
  'depends_on',
  'for_each',
  'providers',
  'source',
  'version',
]);

const namedIn = ({ entries }: MapNode): readonly (readonly [string, SyntaxNode])[] =>
  entries.flatMap(({ key, value }) => (key.kind === 'scalar' ? [[String(key.value), value] as const] : []));

/** Of two of one name, the first counts. */
function setFirst<T>(map: Map<string, T>, name: string, value: T | undefined): void {
  if (value !== undefined && !map.has(name)) map.set(name, value);
}

const mentions = new WeakMap<SyntaxNode, ReadonlySet<string>>();

/** The addresses that stand in a value, found once. */
export function namesIn(node: SyntaxNode): ReadonlySet<string> {
  const names = mentions.get(node) ?? mentionsOf(node);
  mentions.set(node, names);
  return names;
}
