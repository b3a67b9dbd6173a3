/*
 * What the variables of a module are given that nobody calls, by files in its folder. Source:
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
import type { Files } from '../format.ts';
import type { ScalarNode, SyntaxNode } from '../syntax/node.ts';
import { rootOf } from '../syntax/root.ts';

/** By the addresses of variables: a value, and the file that gives it. */
export type Valued = ReadonlyMap<string, { readonly node: SyntaxNode; readonly by: string }>;

export function valuesBeside(file: string, files: Files): Valued {
  const listed = files.list?.(file, '.');
  const valued = new Map<string, { node: SyntaxNode; by: string }>();
  if (!listed || 'why' in listed) return valued;
  for (const name of inOrder(listed.names))
    for (const [address, node] of valuesIn(file, name, files)) valued.set(address, { node, by: name });
  return valued;
}

/** Those that Terraform reads unasked; what a later one says wins. */
function inOrder(names: readonly string[]): readonly string[] {
  const always = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name));
  return [...always, ...names.filter((name) => /\.auto\.tfvars(?:\.json)?$/.test(name)).sort()];
}

function valuesIn(file: string, name: string, files: Files): readonly (readonly [string, SyntaxNode])[] {
  const found = files.read(file, name);
  if (!('document' in found)) return [];
  const { document } = found;
  // Terraform takes nothing of what it cannot read.
  if (document.items.some(({ problems }) => problems.length > 0)) return [];
  const root = rootOf(document);
  if (root?.kind !== 'map') return [];
  return root.entries.flatMap(({ key, value }) =>
    key.kind === 'scalar' ? [[`var.${key.value}`, value] as const] : [],
  );
}

/** A value in the type of its variable, into which Terraform changes it. */
export function asType(node: SyntaxNode, type: string): SyntaxNode {
  if (node.kind !== 'scalar' || node.value === null) return node;
  const value = valueAs(node.value, type);
  return value === undefined ? node : { ...node, value };
}

type Value = Exclude<ScalarNode['value'], null>;

function valueAs(value: Value, type: string): Value | undefined {
  if (type === 'string') return String(value);
  if (typeof value !== 'string') return undefined;
  if (type === 'bool' && (value === 'true' || value === 'false')) return value === 'true';
  if (type === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return undefined;
}
