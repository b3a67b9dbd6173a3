/*
 * Modules that a module calls: those of the workspace, and those that `terraform init` has laid beside it. What is
 * handed in and out of them is followed.
 */
import type { Files, Leaf, Opening, SourceProblem, Truth } from '../format.ts';
import { leavesIn } from '../leaves.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { expressionOf } from './expression.ts';
import { type Block, entryOf } from './file.ts';
import { inside } from './instances.ts';
import { scopeOf, writtenAt } from './overrides.ts';
import type { Scope, Written } from './scope.ts';

/** What a module that is read inside of another knows of what is around it. */
export interface Around {
  /** The module calls on the way: `network.edge`. */
  readonly within: string;
  readonly exists: Truth | undefined;
  readonly arguments: ReadonlyMap<string, Written>;
  /** A file of each module on the way, from the outermost on: it stands for its folder. */
  readonly files: readonly string[];
  /** Whether the module around it hands that output on to somebody who cannot be seen. */
  handsOn(output: string): boolean;
}

/** A call, and what is read with it. */
export interface Call {
  readonly block: Block;
  readonly scope: Scope;
  readonly exists: Truth | undefined;
}

/** The arguments that Terraform itself understands. */
const ownWords: ReadonlySet<string> = new Set(['source', 'version', 'providers', 'count', 'for_each', 'depends_on']);

export function argumentsOf({ block, scope: around }: Call): ReadonlyMap<string, Written> {
  const scope = inside(block.node, around);
  return new Map(
    block.node.entries.flatMap((entry) => {
      const { key, value } = entry;
      if (key.kind !== 'scalar' || ownWords.has(String(key.value))) return [];
      return [[`var.${key.value}`, { node: value, scope: scopeOf(entry, block.node, scope) }] as const];
    }),
  );
}

export const sourceOf = ({ node }: Pick<Block, 'node'>): SyntaxNode | undefined => entryOf(node, 'source');

/** Whether the module is one of the workspace: its source is a path. */
export const isBeside = (source: SyntaxNode | undefined): boolean =>
  source?.kind === 'scalar' && /^\.\.?(?:\/|$)/.test(String(source.value));

/** Where the module stands, relative to the file that calls it; or why that is not known. */
export function folderOf(
  { block }: { readonly block: Pick<Block, 'node' | 'labels'> },
  files: Files,
  file: string,
  { within, files: around }: Pick<Around, 'within' | 'files'>,
): { readonly folder: string; readonly from: string } | { readonly why: string } {
  const source = sourceOf(block);
  if (source?.kind !== 'scalar' || typeof source.value !== 'string') return { why: 'its source is not known' };
  if (isBeside(source)) return { folder: source.value, from: file };
  const [root = file] = around;
  const key = [...(within === '' ? [] : [within]), block.labels[0]].join('.');
  const folder = installed(files, root).get(key);
  return folder === undefined ? { why: `${source.value} is not installed here` } : { folder, from: root };
}

/** What `terraform init` writes down: the folder of each module that it has fetched. */
function installed(files: Files, root: string): ReadonlyMap<string, string> {
  const found = files.read(root, '.terraform/modules/modules.json');
  if (!('document' in found)) return new Map();
  try {
    const manifest: unknown = JSON.parse(found.document.text);
    const listed = isObject(manifest) && Array.isArray(manifest.Modules) ? manifest.Modules : [];
    return new Map(
      listed.flatMap((one: unknown) =>
        isObject(one) && typeof one.Key === 'string' && typeof one.Dir === 'string'
          ? [[one.Key, one.Dir] as const]
          : [],
      ),
    );
  } catch {
    return new Map(); // half written: then it tells nothing
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** A module that cannot be seen may bring anything, and do anything with what it is given. */
export const openingOf = ({ block: { address } }: Call, why: string): Opening => ({
  why: `${address} brings resources of its own, and ${why}`,
  creates: undefined,
  standsApart: true,
});

/** By its name, a data source finds the whole of a thing. */
export const leavesOf = (call: Call): readonly Leaf[] =>
  [...argumentsOf(call).values()]
    .flatMap(({ node, scope }) => leavesIn(expressionOf(node, scope), call.block.address))
    .map((leaf) => (leaf.attribute === 'name' ? { ...leaf, attribute: '' } : leaf));

/** Where what is to be said of its source stands. */
export function placeOf({ block: { item, key, node }, scope }: Call): Pick<SourceProblem, 'item' | 'span'> {
  const source = writtenAt(node, 'source', scope);
  const { start, end } = source?.scope === scope ? source.node : key;
  return { item, span: { start, end } };
}
