/*
 * A document of JSON that is written in a heredoc is changed in its place, in its own style. Its nodes are read here with
 * offsets in the item that the heredoc stands in, so spots lead into it as into any other value.
 */
import type { TextEdit } from '../../format.ts';
import { insertEntries, insertItems } from '../../layout/insert.ts';
import { removeChildren } from '../../layout/remove.ts';
import { replaceValue } from '../../layout/replace.ts';
import type { Spot as JsonSpot } from '../../layout/spot.ts';
import { type Style, styleOf } from '../../layout/style.ts';
import type { Written as InJson } from '../../layout/written.ts';
import { decline } from '../../spell.ts';
import { parseDocument } from '../../syntax/document.ts';
import type { MapNode, SyntaxNode } from '../../syntax/node.ts';
import { endsQuoted, plain } from '../embedded.ts';
import { escaped } from './json-tree.ts';
import type { Written } from './print.ts';
import type { Spot } from './spot.ts';

interface InHeredoc {
  readonly root: MapNode;
  readonly style: Style;
}

/** By the node of the heredoc: two edits of one value meet at the same node. */
const known = new WeakMap<SyntaxNode, InHeredoc | 'nothing'>();

/** What is written in a heredoc of the item with that text; undefined where that is no object of JSON. */
export function documentIn(node: SyntaxNode, text: string): InHeredoc | undefined {
  if (!isHeredoc(node)) return undefined;
  const there = known.get(node) ?? read(node, text) ?? 'nothing';
  known.set(node, there);
  return there === 'nothing' ? undefined : there;
}

function read(node: SyntaxNode, text: string): InHeredoc | undefined {
  const json = jsonIn(node, text);
  const document = json === undefined ? undefined : parseDocument(json, plain);
  if (json === undefined || document?.language !== 'json') return undefined;
  if (document.items.some(({ problems }) => problems.length > 0)) return undefined;
  const entries = document.items.flatMap(({ key, value }, i) => {
    const from = document.starts[i] ?? 0;
    return key && value ? [{ key: moved(key, from), value: moved(value, from) }] : [];
  });
  const [start, end] = [json.indexOf('{'), json.trimEnd().length];
  return { root: { kind: 'map', flow: true, entries, start, end }, style: styleOf(document) };
}

/** The text of the item, of which nothing is left but the document: blanks stand around it, and signs for expressions. */
function jsonIn(node: SyntaxNode, text: string): string | undefined {
  const raw = text.slice(node.start, node.end);
  const [opening] = /^<<-?[^\r\n]*\r?\n/.exec(raw) ?? [];
  const [closing] = /[ \t]*[^\s]+$/.exec(raw) ?? [];
  if (opening === undefined || closing === undefined) return undefined;
  const end = node.end - closing.length;
  let json = blank(text.slice(0, node.start + opening.length));
  let isQuoted = false;
  for (const part of node.kind === 'template' ? node.parts : [node]) {
    if (part.kind === 'directive') return undefined;
    if (part.kind !== 'scalar') continue;
    const from = Math.max(part.start, json.length);
    json += sign(from - json.length, isQuoted);
    const words = text.slice(from, Math.min(part.end, end));
    json += words;
    isQuoted = endsQuoted(words, isQuoted);
  }
  return json + sign(end - json.length, isQuoted) + blank(text.slice(end));
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');

/** As long as the expression whose place it takes. */
const sign = (length: number, isQuoted: boolean): string =>
  isQuoted || length < 2 ? '0'.repeat(length) : `"${'0'.repeat(length - 2)}"`;

/** From offsets in an item of its own to those in the item around it. */
function moved(node: SyntaxNode, by: number): SyntaxNode {
  const at = { start: node.start + by, end: node.end + by };
  if (node.kind === 'sequence') return { ...node, ...at, items: node.items.map((item) => moved(item, by)) };
  if (node.kind !== 'map') return { ...node, ...at };
  const entries = node.entries.map(({ key, value }) => ({ key: moved(key, by), value: moved(value, by) }));
  return { ...node, ...at, entries };
}

export const isHeredoc = (node: SyntaxNode): boolean =>
  (node.kind === 'scalar' || node.kind === 'template') && node.style === 'heredoc';

/** The heredoc of whose document a spot is a part; undefined where it stands in none, or in an expression there. */
function heredocAround(spot: Spot): Spot | undefined {
  for (let { up, node } = spot; up; { up, node } = up)
    if (isHeredoc(up.node)) return node.kind === 'map' ? up : undefined;
  return undefined;
}

export const isInHeredoc = (spot: Spot): boolean => heredocAround(spot) !== undefined;

/** What is written with: the text of the file, and the style of the document. */
interface Paper {
  readonly text: string;
  readonly style: Style;
}

const paperOf = (spot: Spot, text: string): Paper => {
  const heredoc = heredocAround(spot) ?? decline('it stands in no heredoc');
  const there = documentIn(heredoc.node, text.slice(heredoc.base)) ?? decline('it is no JSON');
  return there.style.hasLoneReturns ? decline('its lines end in a way of their own') : { text, style: there.style };
};

export function setInHeredoc(spot: Spot, value: Written, text: string): readonly TextEdit[] {
  refuseSigns(spot, text);
  return replaceValue(text, jsonSpot(spot), inJson(value), paperOf(spot, text).style, false);
}

/** More entries of an object, or items of a list, that stands there. */
export function putInHeredoc(spot: Spot, value: Written, text: string): readonly TextEdit[] {
  const { style } = paperOf(spot, text);
  const there = jsonSpot(spot);
  const json = inJson(value);
  const { node } = there;
  const isEmpty =
    (node.kind === 'map' && node.entries.length === 0) || (node.kind === 'sequence' && node.items.length === 0);
  if (isEmpty) return replaceValue(text, there, json, style, false);
  if (json.kind === 'map') return insertEntries(text, there, [...json.entries], style);
  return json.kind === 'list' ? insertItems(text, there, json.items, style) : decline('it cannot go in there');
}

export const removeInHeredoc = (container: Spot, gone: ReadonlySet<number>, text: string): readonly TextEdit[] =>
  removeChildren(text, jsonSpot(container), gone);

/** What an expression makes is not ours to replace by one value of it. */
function refuseSigns({ start, end }: Spot, text: string): void {
  if (/[$%]\{/.test(text.slice(start, end))) decline('an expression makes the value');
}

function jsonSpot({ node, base, entry, index, start, end, up }: Spot): JsonSpot {
  const isRoot = up === undefined || isHeredoc(up.node);
  return { node, base, entry, index, start, end, up: isRoot ? undefined : jsonSpot(up), inBrackets: true };
}

/** In a heredoc, `${` begins an expression. */
function inJson(value: Written): InJson {
  switch (value.kind) {
    case 'map':
      return { kind: 'map', entries: new Map([...value.entries].map(([key, one]) => [key, inJson(one)])) };
    case 'list':
      return { kind: 'list', items: value.items.map(inJson) };
    case 'scalar':
      return typeof value.value === 'string' ? { kind: 'scalar', value: escaped(value.value) } : value;
    default:
      return decline('an expression is no JSON');
  }
}
