/* Two other parsers of HCL on every file of the corpus: HashiCorp's own for what is there, tree-sitter's for where. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { childrenOf, labelsOf } from '../../server/formats/syntax/children.ts';
import { terraform } from '../../server/formats/syntax/dialect.ts';
import { parseHcl } from '../../server/formats/syntax/hcl.ts';
import type { Document, Entry, MapNode, ScalarNode, SyntaxNode } from '../../server/formats/syntax/node.ts';
import { type CorpusFile, corpusFiles, corpusTest } from '../corpus.ts';
import { parse as parseWithHashiCorp } from '../hashicorp.ts';

type Json = string | number | boolean | null | readonly Json[] | JsonMap;
interface JsonMap {
  readonly [key: string]: Json;
}

const files = (): CorpusFile[] =>
  (['real', 'labelled', 'robust'] as const).flatMap((folder) => corpusFiles(folder, ['.tf']));

const isFaulty = ({ items }: Document): boolean => items.some(({ problems }) => problems.length > 0);

corpusTest(
  'what HashiCorp reads of a file, we read: blocks, attributes, values; and what it refuses has a problem',
  async () => {
    let compared = 0;
    for (const { name, text } of files()) {
      const ours = parseHcl(text, terraform);
      const theirs = await hashiCorp(name, text);
      // Duplicates are told by whoever evaluates a body, which hcl2json does not.
      if (theirs === undefined) {
        assert.ok(isFaulty(ours), `${name} is refused`);
        continue;
      }
      if (isFaulty(ours)) {
        assert.match(ours.items.flatMap(({ problems }) => problems)[0]?.message ?? '', /twice/, name);
        continue;
      }
      compared++;
      assert.deepEqual(modelOf(ours), modelOfTheirs(theirs), name);
    }
    assert.ok(compared > 250, `${compared} files`);
  },
);

async function hashiCorp(name: string, text: string): Promise<JsonMap | undefined> {
  try {
    return await parseWithHashiCorp(name, text);
  } catch {
    return undefined;
  }
}

/** Of expressions, which hcl2json keeps as text, only that there is one. */
const anExpression = '${…}';

const modelOf = ({ items }: Document): unknown => {
  const model: Record<string, unknown> = {};
  for (const { kind, section, key, value } of items) {
    if (kind === 'member' && value?.kind === 'map') addBlock(model, section ?? '', value);
    else if (kind === 'entry' && value) model[String(key?.value)] = jsonOf(value);
  }
  return model;
};

/** Blocks stand under their labels, and in a list, since there may be more than one. */
function addBlock(model: Record<string, unknown>, type: string, body: MapNode): void {
  let at = model;
  const [last = type, ...path] = [type, ...(body.labels ?? []).map(({ value }) => String(value))].toReversed();
  for (const word of path.toReversed()) {
    at[word] ??= {};
    at = at[word] as Record<string, unknown>; // made one line above, or by a block before
  }
  at[last] = [...((at[last] as unknown[] | undefined) ?? []), bodyOf(body)]; // a list, as below every last label
}

function bodyOf({ entries }: MapNode): unknown {
  const model: Record<string, unknown> = {};
  for (const { key, value } of entries)
    if (value.kind === 'map' && value.labels) addBlock(model, nameOf(key), value);
    else model[nameOf(key)] = jsonOf(value);
  return model;
}

/** A key may be a reference that stands in no parentheses: Terraform has no use for it, but there it is. */
function nameOf(key: SyntaxNode): string {
  if (key.kind === 'scalar') return String(key.value);
  if (key.kind !== 'traversal' || key.name === undefined) return anExpression;
  const path = [key.name, ...key.steps.map((step) => (step.kind === 'name' ? step.name : step.kind))].join('.');
  return path.length === key.end - key.start ? path : anExpression;
}

function jsonOf(node: SyntaxNode): unknown {
  if (node.kind === 'scalar') return typeof node.value === 'string' ? textOf(node) : node.value;
  if (node.kind === 'sequence') return node.items.map(jsonOf);
  if (node.kind === 'map')
    return Object.fromEntries(node.entries.map((entry: Entry) => [nameOf(entry.key), jsonOf(entry.value)]));
  return anExpression;
}

/** What is escaped for HCL stays escaped in its JSON. */
const textOf = ({ value }: ScalarNode): string => String(value).replace(/[$%](?=\{)/g, (sign) => sign + sign);

function modelOfTheirs(json: Json): Json {
  if (typeof json === 'string') return /(?<!\$)\$\{|(?<!%)%\{/.test(json) ? anExpression : json;
  if (Array.isArray(json)) return json.map(modelOfTheirs);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key.startsWith('${') ? anExpression : key, modelOfTheirs(value)]),
  );
}

corpusTest(
  'where tree-sitter sees a value, a block or a reference, we see one, from the same place to the same place',
  async () => {
    const parser = await treeSitter();
    let compared = 0;
    for (const { name, text } of files()) {
      const ours = parseHcl(text, terraform);
      const tree = parser.parse(text);
      if (!tree || tree.rootNode.hasError || isFaulty(ours)) continue;
      const spans = spansOf(ours);
      for (const [what, types] of Object.entries(seen))
        for (const node of tree.rootNode.descendantsOfType([...types]))
          if (node && isWhole(node)) {
            compared++;
            const span = `${node.startIndex}-${node.endIndex}`;
            assert.ok(isThere(spans, text, node), `${name}: ${what} at ${span}: ${node.text.slice(0, 80)}`);
          }
      tree.delete();
    }
    assert.ok(compared > 10_000, `${compared} nodes`);
  },
);

/** What stands in parentheses has their range in our tree. */
function isThere(spans: ReadonlySet<string>, text: string, { startIndex, endIndex }: Node): boolean {
  for (let [start, end] = [startIndex, endIndex]; ; start--, end++) {
    if (spans.has(`${start}-${end}`)) return true;
    while (/\s/.test(text.charAt(start - 1))) start--;
    while (/\s/.test(text.charAt(end))) end++;
    if (text[start - 1] !== '(' || text[end] !== ')') return false;
  }
}

/** What both parsers have a node for. */
const seen = {
  'a literal': ['literal_value'],
  'an object or tuple': ['object', 'tuple'],
  'a call': ['function_call'],
  'a text': ['quoted_template'],
  'a conditional': ['conditional'],
  'a loop': ['for_expr'],
} as const;

/** A value that is followed by an index or a dot is part of something longer; a number may have its sign before it. */
const isWhole = (node: Node): boolean =>
  node.type !== 'attribute' &&
  node.parent?.type !== 'unary_operation' &&
  node.parent?.parent?.type !== 'unary_operation';

async function treeSitter(): Promise<Parser> {
  await Parser.init();
  const parser = new Parser();
  const wasm = createRequire(import.meta.url).resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm');
  parser.setLanguage(await Language.load(wasm));
  return parser;
}

/** All spans of nodes, from the start of the text. */
function spansOf({ items, starts }: Document): ReadonlySet<string> {
  const spans = new Set<string>();
  const add = (node: SyntaxNode, base: number): void => {
    spans.add(`${base + node.start}-${base + node.end}`);
    for (const child of [...labelsOf(node), ...childrenOf(node)]) add(child, base);
  };
  for (const [index, { key, value }] of items.entries())
    for (const node of [key, value]) if (node) add(node, starts[index] ?? 0);
  return spans;
}
