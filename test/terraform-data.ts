/* What a file of Terraform says, as data: the same for the same blocks, in HCL and however they stand in JSON. */
import type { Document, SyntaxNode } from '../server/formats/syntax/node.ts';
import { readFile } from '../server/formats/terraform/file.ts';
import { wordsOf } from '../server/formats/terraform/words.ts';
import { isJsonCall } from '../server/formats/terraform/writer/json-call.ts';

export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

/** By their types and addresses. */
export function blocksIn(document: Document): { readonly [kind: string]: { readonly [address: string]: Data } } {
  const root: Record<string, Record<string, Data>> = {};
  for (const { kind, address, node } of readFile('main.tf', document).blocks) {
    root[kind] ??= {};
    root[kind][address] = dataOf(node);
  }
  return root;
}

/** The bodies of blocks of one kind are a list; what has to be computed is its words. */
export function dataOf(node: SyntaxNode): Data {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'alias') return `*${node.name}`;
  if (node.kind === 'sequence') return node.items.map(dataOf);
  // A text of JSON may be written as an object of HCL.
  if (isJsonCall(node) && node.args[0]) return JSON.stringify(dataOf(node.args[0]));
  if (node.kind !== 'map') return wordsOf(node);
  const all = node.entries.map(
    ({ key, value }) => [key.kind === 'scalar' ? String(key.value) : '?', dataOf(value)] as const,
  );
  if (!node.labels) return Object.fromEntries(all);
  return Object.fromEntries(all.map(([name]) => [name, all.flatMap(([key, value]) => (key === name ? [value] : []))]));
}
