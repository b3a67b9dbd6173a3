/* The JSON twin of a module in HCL: the same in Terraform's JSON, by way of our own parser; comments are left out. */
import { terraform } from '../server/formats/syntax/dialect.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import type { MapNode, SyntaxNode } from '../server/formats/syntax/node.ts';
import { isList, type Json, type JsonMap } from './twin.ts';

export const hclTwin = (hcl: string): string => `${JSON.stringify(jsonOfHcl(hcl), null, 2)}\n`;

/** Each body stands in an array, since there may be several of a kind. */
export function jsonOfHcl(hcl: string): JsonMap {
  const module: Body = {};
  for (const { kind, section, value, text } of parseDocument(hcl, terraform).items) {
    if (kind !== 'member' || section === undefined || value?.kind !== 'map') continue;
    addBlock(module, [section, ...labelsOf(value)], bodyOf(value, section, text));
  }
  return module;
}

interface Body {
  [key: string]: Json;
}

const labelsOf = ({ labels = [] }: MapNode): readonly string[] => labels.map(({ value }) => String(value));

/** Each label is a key. */
function addBlock(around: Body, [key = '', ...labels]: readonly string[], body: Json): void {
  const there = around[key];
  if (labels.length === 0) around[key] = [...(isList(there) ? there : []), body];
  else {
    const inside: Body = isMap(there) ? { ...there } : {};
    addBlock(inside, labels, body);
    around[key] = inside;
  }
}

const isMap = (json: Json | undefined): json is JsonMap => typeof json === 'object' && json !== null && !isList(json);

function bodyOf({ entries }: MapNode, type: string, source: string): Body {
  const body: Body = {};
  for (const { key, value } of entries) {
    const name = key.kind === 'scalar' ? String(key.value) : '';
    if (value.kind === 'map' && value.labels) addBlock(body, [name, ...labelsOf(value)], bodyOf(value, name, source));
    else body[name] = isBare(name, type) ? bareOf(value, source) : jsonOf(value, source);
  }
  return body;
}

/** What names something there, and is no value. */
const isBare = (name: string, block: string): boolean =>
  ['depends_on', 'ignore_changes', 'replace_triggered_by', 'provider', 'providers'].includes(name) ||
  (name === 'type' && block === 'variable');

function bareOf(node: SyntaxNode, source: string): Json {
  if (node.kind === 'sequence') return node.items.map((item) => bareOf(item, source));
  return node.kind === 'scalar' ? node.value : source.slice(node.start, node.end);
}

function jsonOf(node: SyntaxNode, source: string): Json {
  const { start, end } = node;
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string' ? escaped(node.value) : inQuotes(node.value, source.slice(start, end));
    case 'sequence':
      return source[start] === '('
        ? interpolated(source.slice(start, end))
        : node.items.map((item) => jsonOf(item, source));
    case 'map':
      return Object.fromEntries(
        node.entries.map(({ key, value }) => [
          key.kind === 'scalar' ? escaped(String(key.value)) : String(jsonOf(key, source)),
          jsonOf(value, source),
        ]),
      );
    case 'template':
      return node.parts.map((part) => partOf(part, node.style, source)).join('');
    default:
      return interpolated(source.slice(start, end));
  }
}

/** `(1)` is an expression as well. */
const inQuotes = (value: Exclude<Json, readonly Json[] | JsonMap>, written: string): Json =>
  written.startsWith('(') ? interpolated(written) : value;

function partOf(part: SyntaxNode, style: 'double' | 'heredoc', source: string): string {
  const written = source.slice(part.start, part.end);
  if (part.kind === 'directive') return written;
  return part.kind === 'scalar' && part.style === style && typeof part.value === 'string'
    ? escaped(part.value)
    : interpolated(written);
}

const interpolated = (expression: string): string => `\${${expression}}`;
const escaped = (text: string): string => text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
