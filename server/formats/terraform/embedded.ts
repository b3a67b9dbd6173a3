/*
 * Documents that are written as text: a policy in a heredoc, an OpenAPI body. They are read as what `jsonencode` would
 * have been given, with each value at its own characters.
 */
import type { Span } from '../../../rules/kit/index.ts';
import type { Expression, FarSpot, Property } from '../format.ts';
import type { Dialect } from '../syntax/dialect.ts';
import { parseDocument } from '../syntax/document.ts';
import type { Entry, SyntaxNode } from '../syntax/node.ts';
import { type Read, type Scope, spotOf } from './scope.ts';

/** Nothing in it stands by itself. */
export const plain: Dialect = { sections: new Set(), topLevel: new Set(), attributes: new Set() };

/** Whether it is worth a look: JSON, or the first words of an OpenAPI document. */
export const looksEmbedded = (text: string): boolean => /^\s*(?:\{\s*(?:"|$)|(?:openapi|swagger)\s*:)/.test(text);

/** Where an expression stood in the text, a character stands that nobody writes: the first of them, and how many. */
const FIRST_HOLE = 0xe000;
const MOST_HOLES = 0x1900;
const hole = /[\uE000-\uF8FF]/;

/** A stretch of the document, and where it is written: character by character, or all of it as one. */
interface Stretch {
  readonly from: number;
  readonly to: Span;
  readonly isOne: boolean;
}

/** What the text of a literal or a template says; undefined where that cannot be read. `node`: all of the text. */
export function embedded(
  node: SyntaxNode,
  parts: readonly SyntaxNode[],
  scope: Scope,
  read: Read,
): Expression | undefined {
  const put = putTogether(parts, scope);
  if (!put) return undefined;
  const { items, starts } = parseDocument(put.text, plain);
  if (items.some(({ problems }) => problems.length > 0)) return undefined;
  const entries = items.flatMap(({ key, value }, i) => (key && value ? [{ key, value, base: starts[i] ?? 0 }] : []));
  const reading: Reading = { node, parts, scope, read, stretches: put.stretches };
  return entries.length === 0 ? undefined : mapOf(entries, spotOf(node, scope), reading);
}

interface PutTogether {
  readonly text: string;
  readonly stretches: readonly Stretch[];
}

/** The document as text, with a sign for each expression in it. */
function putTogether(parts: readonly SyntaxNode[], scope: Scope): PutTogether | undefined {
  if (parts.length > MOST_HOLES) return undefined;
  const isJson = textIn(parts[0]).trimStart().startsWith('{');
  const stretches: Stretch[] = [];
  let text = '';
  let isQuoted = false;
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'directive') return undefined;
    if (part.kind === 'scalar') {
      const value = textIn(part);
      if (hole.test(value)) return undefined;
      stretches.push(...stretchesOf(part, value, text.length, scope));
      text += value;
      isQuoted = endsQuoted(value, isQuoted);
    } else {
      const sign = String.fromCharCode(FIRST_HOLE + index);
      stretches.push({ from: text.length, to: part, isOne: true });
      text += isJson && !isQuoted ? `"${sign}"` : sign;
    }
  }
  return { text, stretches };
}

/** What a document is read with: the text that it stands in, and where its pieces are written. */
interface Reading {
  readonly node: SyntaxNode;
  readonly parts: readonly SyntaxNode[];
  readonly scope: Scope;
  readonly read: Read;
  readonly stretches: readonly Stretch[];
}

/** An entry whose spans begin at `base`. */
interface Based extends Entry {
  readonly base: number;
}

function mapOf(all: readonly Based[], span: FarSpot, reading: Reading): Expression {
  const entries = new Map<string, Property>();
  let open: string | undefined;
  for (const { key, value, base } of all)
    if (key.kind !== 'scalar' || hole.test(String(key.value))) open = 'a key in it is not known';
    else entries.set(String(key.value), { key: spotIn(key, base, reading), value: readIn(value, base, reading) });
  return { span, kind: 'map', entries, ...(open !== undefined && { open }) };
}

function readIn(node: SyntaxNode, base: number, reading: Reading): Expression {
  const span = spotIn(node, base, reading);
  switch (node.kind) {
    case 'scalar':
      if (typeof node.value === 'string') return textOf(node.value, span, reading);
      return node.value === null ? { span, kind: 'nothing' } : { span, kind: 'literal', value: node.value };
    case 'sequence':
      return { span, kind: 'list', items: node.items.map((item) => readIn(item, base, reading)) };
    case 'map':
      return mapOf(
        node.entries.map((entry) => ({ ...entry, base })),
        span,
        reading,
      );
    default:
      return { span, kind: 'unknown', why: 'it is no plain value' };
  }
}

/** The expressions stand again where their signs are. */
function textOf(value: string, span: FarSpot, { parts, scope, read }: Reading): Expression {
  const pieces = value.split(/([\uE000-\uF8FF])/).filter((piece) => piece !== '');
  const said = pieces.map((piece): Expression => {
    const part = hole.test(piece) ? parts[piece.charCodeAt(0) - FIRST_HOLE] : undefined;
    return part ? read(part, scope) : { span, kind: 'literal', value: piece };
  });
  const [only, another] = said;
  if (!only) return { span, kind: 'literal', value };
  return another ? { span, kind: 'template', parts: said } : { ...only, span };
}

const spotIn = (at: Span, base: number, { node, scope, stretches }: Reading): FarSpot =>
  spotOf(written(stretches, at, base) ?? node, scope);

const textIn = (part: SyntaxNode | undefined): string =>
  part?.kind === 'scalar' && typeof part.value === 'string' ? part.value : '';

/** Whether a text ends between two quotes. */
export function endsQuoted(text: string, isQuoted: boolean): boolean {
  let is = isQuoted;
  for (let at = 0; at < text.length; at++) {
    if (is && text[at] === '\\') at++;
    else if (text[at] === '"') is = !is;
  }
  return is;
}

/** Line by line: what stands before a line in a heredoc that is indented is none of its text. */
function stretchesOf(part: SyntaxNode, value: string, from: number, { text }: Scope): readonly Stretch[] {
  const asOne: Stretch = { from, to: part, isOne: true };
  if (text === undefined) return [asOne];
  const raw = text.slice(part.start, part.end);
  const isInQuotes = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
  const [opening] = /^<<-?[^\W\d][\w-]*\r?\n/.exec(raw) ?? [isInQuotes ? '"' : ''];
  const lines = raw.slice(opening.length, opening === '"' ? -1 : undefined).split('\n');
  const stretches: Stretch[] = [];
  let [at, start] = [from, part.start + opening.length];
  for (const [index, line] of value.split('\n').entries()) {
    const there = lines[index] ?? '';
    const end = start + there.length - (there.endsWith('\r') && !line.endsWith('\r') ? 1 : 0);
    const begin = end - line.length;
    if (begin < start || !text.startsWith(line, begin)) return [asOne];
    stretches.push({ from: at, to: { start: begin, end }, isOne: false });
    at += line.length + 1;
    start += there.length + 1;
  }
  return stretches;
}

/** Where a part of the document is written; undefined where that is known of all of it only. */
function written(stretches: readonly Stretch[], { start, end }: Span, base: number): Span | undefined {
  const first = stretches.findLast(({ from }) => from <= base + start);
  const last = stretches.findLast(({ from }) => from < base + end);
  if (!first || !last) return undefined;
  return {
    start: first.isOne ? first.to.start : first.to.start + base + start - first.from,
    end: last.isOne ? last.to.end : last.to.start + base + end - last.from,
  };
}
