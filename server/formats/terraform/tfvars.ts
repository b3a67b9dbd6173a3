/*
 * What the variables of a module are given that nobody calls: by files in its folder, by others that somebody names, and
 * by single values. Sources: https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 * and, for how the text of `-var` is read, ParsingMode in internal/configs/named_values.go of Terraform.
 */
import type { Files, GivenVariable, GivenVariables } from '../format.ts';
import { terraformValues } from '../syntax/dialect.ts';
import { parseDocument } from '../syntax/document.ts';
import { parseJson } from '../syntax/json.ts';
import { linesOf } from '../syntax/lines.ts';
import type { Document, Item, ScalarNode, SyntaxNode } from '../syntax/node.ts';
import { rootOf } from '../syntax/root.ts';

export function valuesBeside(file: string, files: Files): GivenVariables {
  const listed = files.list?.(file, '.');
  const given = new Map<string, GivenVariable>();
  if (!listed || 'why' in listed) return given;
  for (const name of inOrder(listed.names))
    for (const [address, node] of valuesIn(file, name, files)) given.set(address, givenNode(node, name));
  return given;
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

/** What a file says that somebody names, as in `-var-file=prod.tfvars`. */
export interface VariableFile {
  readonly values: readonly VariableLine[];
}
export interface VariableLine {
  readonly name: string;
  readonly node: SyntaxNode;
  /** The first is 1. */
  readonly line: number;
}

/** Or why it gives nothing, in one sentence. Its name tells JSON from HCL, as for Terraform. Never throws. */
export function readVariableFile(name: string, text: string): VariableFile | { readonly problem: string } {
  const document = name.endsWith('.json') ? parseJson(text, plainJson) : parseDocument(text, terraformValues);
  const lineOf = (index: number, { start } = { start: 0 }): number =>
    linesOf(document).positionAt((document.starts[index] ?? 0) + start).line + 1;
  const values: VariableLine[] = [];
  for (const [index, item] of document.items.entries()) {
    const { kind, key, value, problems } = item;
    const [problem] = problems;
    if (problem) return { problem: `Line ${lineOf(index, problem.span)}: ${problem.message}` };
    if (kind === 'trivia' || (key?.value === '//' && document.language === 'json')) continue; // a comment
    if (kind !== 'entry' || !key || !value) return { problem: shapeless(item, document, lineOf(index, key)) };
    values.push({ name: String(key.value), node: value, line: lineOf(index, key) });
  }
  return { values };
}

const plainJson = { sections: new Set<string>(), topLevel: new Set<string>(), attributes: new Set<string>() };

const shapeless = ({ section }: Item, { language }: Document, line: number): string =>
  language === 'json'
    ? 'It is no object that has a value for each variable.'
    : `Line ${line} begins a block${section === undefined ? '' : ` "${section}"`}; a file of values has lines such as name = "value" only.`;

export const givenNode = (node: SyntaxNode, by: string): GivenVariable => ({ by, as: (type) => asType(node, type) });

/** As a text gives it, in `-var`. What its variable cannot be is not known. */
export const givenText = (text: string, by: string): GivenVariable => ({
  by,
  as: (type) => nodeOfText(text, type) ?? { kind: 'call', name: by, args: [], spread: false, start: 0, end: 0 },
});

/** Undefined where it is no value of that type. */
export function nodeOfText(text: string, type: string | undefined): SyntaxNode | undefined {
  if (type === undefined || primitives.has(type)) {
    const value = type === undefined ? text : valueAs(text, type);
    return value === undefined ? undefined : { kind: 'scalar', style: 'double', value, start: 0, end: 0 };
  }
  const [item, ...others] = parseDocument(`value = ${text}`, terraformValues).items;
  const { key, value, problems } = item ?? {};
  const isWhole = others.length === 0 && problems?.length === 0 && key?.value === 'value';
  // Nothing can be referred to from there.
  return isWhole && value?.kind !== 'traversal' && value?.kind !== 'call' ? value : undefined;
}

const primitives: ReadonlySet<string> = new Set(['string', 'number', 'bool']);

/** A value in the type of its variable, into which Terraform changes it. */
export function asType(node: SyntaxNode, type: string | undefined): SyntaxNode {
  if (node.kind !== 'scalar' || node.value === null || type === undefined) return node;
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
