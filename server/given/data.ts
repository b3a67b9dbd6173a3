/* The text of a file as plain data, whatever language it is written in. */
import { parse, TomlError, type TomlValue } from 'smol-toml';
import { type Node, treeOf } from '../config/tree.ts';
import { lineIndex } from '../formats/syntax/lines.ts';

/** Numbers are the texts that a deployment takes them for; undefined is what nobody can tell that of. */
export type Data = string | boolean | null | undefined | readonly Data[] | Table;
export type Table = ReadonlyMap<string, Data>;

export const isTable = (data: Data): data is Table => data instanceof Map;
export const isList = (data: Data): data is readonly Data[] => Array.isArray(data);

/** What is wrong with a file, in one sentence. */
export interface Wrong {
  readonly problem: string;
}
export const isWrong = (read: object): read is Wrong => 'problem' in read;

/** Never throws. */
export function dataOf(name: string, text: string): { readonly data: Data } | Wrong {
  return name.endsWith('.toml') ? ofToml(text) : ofTree(text);
}

function ofToml(text: string): { readonly data: Data } | Wrong {
  try {
    // Only so can `2` be told from `2.0`.
    return { data: plain(parse(text, { integersAsBigInt: true })) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ''] = error.message.replace('Invalid TOML document: ', '').split('\n');
    return { problem: `Line ${error.line} is no TOML: ${reason}.` };
  }
}

function plain(value: TomlValue): Data {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'bigint':
      return String(value);
    case 'number':
      // As Python writes it, in which the tools of AWS are written.
      return Number.isFinite(value) ? `${value}${Number.isInteger(value) ? '.0' : ''}` : undefined;
    default:
      if (value instanceof Date) return undefined;
      if (Array.isArray(value)) return value.map(plain);
      return new Map(Object.entries(value).map(([key, one]) => [key, plain(one)]));
  }
}

function ofTree(text: string): { readonly data: Data } | Wrong {
  const { root, problems } = treeOf(text);
  const [problem] = problems;
  if (problem) {
    const { line } = lineIndex(text).positionAt(problem.span.start);
    return { problem: `Line ${line + 1}: ${problem.message}` };
  }
  // What an alias stands for is one node, wherever it stands.
  const known = new Map<Node, Data>();
  const read = (node: Node): Data => {
    if (!known.has(node)) known.set(node, made(node));
    return known.get(node);
  };
  const made = (node: Node): Data => {
    switch (node.kind) {
      case 'map':
        return new Map(node.entries.map(({ key, value }) => [key.text, read(value)]));
      case 'list':
        return node.items.map(read);
      case 'scalar': {
        if (typeof node.value !== 'number') return node.value;
        // Whoever reads `1.50` or `0x10` may write it in another way.
        const written = text.slice(node.start, node.end);
        return String(node.value) === written ? written : undefined;
      }
    }
  };
  return { data: root && read(root) };
}
