/*
 * The `yaml` package as oracle: every YAML file of the corpus gives equal values and equal ranges.
 *
 * Both trees are flattened to one line per node, `start–end kind value`, in document order.
 * What is normalised, because it is convention and not reading:
 * - `yaml` ends a block collection behind the comments and line breaks that follow it, we end it with
 *   its last value. Both are taken to end with their last value.
 * - A value that is missing stands behind the blanks there, before them here.
 * - Keys are text here (`200:` is "200"), typed scalars there. The source of a plain key is compared.
 * - A document's own map, and the map of a section whose members are items, are no nodes here.
 * - Two tags on a value are kept here and not allowed there; tags are no part of the comparison.
 */
import assert from 'node:assert/strict';
import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Document, SyntaxNode } from '../../server/formats/syntax/node.ts';
import { parseYaml } from '../../server/formats/syntax/yaml.ts';
import { type CorpusFolder, corpusFiles, corpusTest } from '../corpus.ts';

/** Where we read something else than the oracle, and why that is meant. */
const differences: Readonly<Record<string, string>> = {};

const folders: readonly CorpusFolder[] = ['real', 'labelled', 'sam-pairs', 'robust'];

for (const folder of folders) {
  corpusTest(`${folder}: equal values and ranges, but for the listed differences`, () => {
    for (const { name, text } of corpusFiles(folder, ['.yaml', '.yml', '.template'])) {
      const ours = ourNodes(parseYaml(text));
      const theirs = theirNodes(text);
      if (name in differences) {
        assert.notDeepEqual(ours, theirs, `${name} is listed as different (${differences[name]}), and is equal now`);
      } else {
        assert.deepEqual(ours, theirs, name);
      }
    }
  });
}

function ourNodes(document: Document): string[] {
  const lines: string[] = [];
  document.items.forEach((item, index) => {
    const base = document.starts[index] ?? 0;
    if (item.key) walk(item.key, base, lines, true);
    if (item.value) walk(item.value, base, lines, false);
  });
  return lines;
}

function walk(node: SyntaxNode, base: number, lines: string[], isKey: boolean): void {
  const place = `${base + node.start}–${base + node.end}`;
  switch (node.kind) {
    case 'scalar':
      lines.push(`${place} ${isKey ? 'key' : 'scalar'} ${show(node.value)}`);
      break;
    case 'alias':
      lines.push(`${place} alias ${node.name}`);
      break;
    case 'map':
      lines.push(`${place} map`);
      for (const { key, value } of node.entries) {
        walk(key, base, lines, true);
        walk(value, base, lines, false);
      }
      break;
    case 'sequence':
      lines.push(`${place} sequence`);
      for (const child of node.items) walk(child, base, lines, false);
  }
}

function theirNodes(text: string): string[] {
  const lines: string[] = [];
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false, merge: false });
  const root = document.contents;
  if (!isMap(root) || root.flow) {
    if (root) theirWalk(root, text, lines, false);
    return lines;
  }
  for (const pair of root.items) {
    if (!isPair(pair)) continue;
    theirWalk(pair.key as Node, text, lines, true); // parsed pairs hold nodes
    const value = pair.value as Node | null;
    const isSection = isScalar(pair.key) && pair.key.value === 'Resources' && isMap(value) && !value.flow;
    if (isSection) theirEntries(value, text, lines);
    else if (value) theirWalk(value, text, lines, false);
  }
  return lines;
}

function theirWalk(node: Node, text: string, lines: string[], isKey: boolean): void {
  const place = `${startOf(node, text)}–${endOf(node, text)}`;
  if (isScalar(node)) {
    lines.push(
      `${place} ${isKey ? 'key' : 'scalar'} ${show(isKey && node.type === 'PLAIN' ? node.source : node.value)}`,
    );
  } else if (isAlias(node)) {
    lines.push(`${place} alias ${node.source}`);
  } else if (isMap(node)) {
    lines.push(`${place} map`);
    theirEntries(node, text, lines);
  } else if (isSeq(node)) {
    lines.push(`${place} sequence`);
    for (const child of node.items) {
      if (isPair(child)) continue;
      theirWalk(child as Node, text, lines, false);
    }
  }
}

function theirEntries(map: YAMLMap, text: string, lines: string[]): void {
  for (const { key, value } of map.items) {
    if (key) theirWalk(key as Node, text, lines, true);
    if (value) theirWalk(value as Node, text, lines, false);
  }
}

function startOf(node: Node, text: string): number {
  const [start, end] = node.range ?? [0, 0];
  return start === end ? beforeBlanks(text, start) : start;
}

function endOf(node: Node, text: string): number {
  const [start, end] = node.range ?? [0, 0];
  if (start === end) return beforeBlanks(text, end);
  const collection = node as Alias | Scalar | YAMLMap | YAMLSeq;
  if (!(isMap(collection) || isSeq(collection)) || collection.flow) return end;
  const last: unknown = collection.items.at(-1);
  if (isPair(last)) return endOf((last.value ?? last.key) as Node, text);
  return last ? endOf(last as Node, text) : end;
}

function beforeBlanks(text: string, offset: number): number {
  let at = offset;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  return at;
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
