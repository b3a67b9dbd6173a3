/* How a file is written, by what most of it does: looked at once per document. */
import { Kept } from '../syntax/kept.ts';
import { leadOf } from '../syntax/lines.ts';
import type { Document, MapNode, SequenceNode, SyntaxNode } from '../syntax/node.ts';
import { childrenOf, type Spot } from './spot.ts';
import { columnOf, isMultiLine } from './text.ts';

export interface Style {
  readonly language: Document['language'];
  readonly eol: string;
  /** A line break that not everybody takes for one: nobody can say where lines end. */
  readonly hasLoneReturns: boolean;
  /** Columns from a key to the keys below it. */
  readonly step: number;
  /** Columns from a key to the dashes below it. */
  readonly dash: number;
  /** Blanks from a dash to what follows. */
  readonly gap: number;
  /** One level of indentation between brackets. */
  readonly unit: string;
  readonly quote: "'" | '"';
  /** Text is quoted although it need not be. */
  readonly quoteAll: boolean;
  readonly quoteSubs: boolean;
  /** `!Ref` rather than `Ref:`. */
  readonly shortCalls: boolean;
  /** `{ Ref: X }` on one line rather than on several. */
  readonly inlineCalls: boolean;
  readonly inlineArguments: boolean;
  /** Between a key and its value in brackets: `: `. */
  readonly colon: string;
  /** Behind a comma on one line. */
  readonly comma: string;
  /** Inside braces on one line. */
  readonly pad: string;
  readonly blankBetweenResources: boolean;
  readonly blankBetweenSections: boolean;
}

const keyText = (key: SyntaxNode): string => (key.kind === 'scalar' ? String(key.value) : '');

const known = new Kept<Document, Style>();

export function styleOf(document: Document): Style {
  let style = known.get(document);
  if (!style) {
    style = lookAt(document);
    known.set(document, style);
  }
  return style;
}

/** How often each way of writing was seen. */
type Votes<T> = Map<T, number>;

function most<T>(votes: Votes<T>, otherwise: T): T {
  let best = otherwise;
  let count = 0;
  for (const [way, times] of votes)
    if (times > count || (times === count && way === otherwise)) {
      best = way;
      count = times;
    }
  return best;
}

const ballot = () => ({
  step: new Map<number, number>(),
  dash: new Map<number, number>(),
  gap: new Map<number, number>(),
  unit: new Map<string, number>(),
  quote: new Map<"'" | '"', number>(),
  quoteAll: new Map<boolean, number>(),
  quoteSubs: new Map<boolean, number>(),
  shortCalls: new Map<boolean, number>(),
  inlineCalls: new Map<boolean, number>(),
  inlineArguments: new Map<boolean, number>(),
  colon: new Map<string, number>(),
  comma: new Map<string, number>(),
  pad: new Map<string, number>(),
});
type Ballot = ReturnType<typeof ballot>;

const vote = <T>(votes: Votes<T>, way: T): void => void votes.set(way, (votes.get(way) ?? 0) + 1);

function lookAt(document: Document): Style {
  const { text, items, starts, language } = document;
  const votes = ballot();
  for (const [index, item] of items.entries()) {
    const base = starts[index] ?? 0;
    if (item.value) look(votes, text, base, item.value, item.key ? base + item.key.start : undefined);
  }
  const isJson = language === 'json';
  return {
    language,
    ...lineBreaksOf(text),
    step: most(votes.step, 2),
    dash: most(votes.dash, most(votes.step, 2)),
    gap: most(votes.gap, 1),
    unit: most(votes.unit, '  '),
    quote: most(votes.quote, "'"),
    quoteAll: most(votes.quoteAll, false),
    quoteSubs: most(votes.quoteSubs, false),
    shortCalls: !isJson && most(votes.shortCalls, true),
    // Where no function is to be seen, JSON has it on one line if it has anything on one line.
    inlineCalls: most(votes.inlineCalls, isJson && votes.pad.size > 0),
    inlineArguments: most(votes.inlineArguments, !isJson || votes.pad.size > 0),
    // In YAML, only a quoted key may have its value right behind the colon.
    colon: isJson ? most(votes.colon, ': ') : `${most(votes.colon, ': ').trimEnd()} `,
    comma: most(votes.comma, votes.colon.size > 0 && most(votes.colon, ': ') === ':' ? ',' : ', '),
    pad: most(votes.pad, ''),
    blankBetweenResources: standApart(document, (item) => item.kind === 'member'),
    blankBetweenSections: standApart(document, (item) => item.kind === 'entry' || item.kind === 'section'),
  };
}

export function lineBreaksOf(text: string): Pick<Style, 'hasLoneReturns' | 'eol'> {
  if (!text.includes('\r')) return { hasLoneReturns: false, eol: '\n' }; // as nearly always: quickly seen
  return {
    hasLoneReturns: /\r(?!\n)/.test(text),
    eol: (text.match(/\r\n/g)?.length ?? 0) * 2 > (text.match(/\n/g)?.length ?? 0) ? '\r\n' : '\n',
  };
}

/** Most of these items have an empty line before them, or before the comments above them. */
function standApart({ items, language }: Document, isOne: (item: Document['items'][number]) => boolean): boolean {
  const [, ...later] = items.filter(isOne);
  const apart = later.filter(({ text, key }) => emptyLine[language].test(text.slice(0, key?.start)));
  return apart.length * 2 > later.length;
}

const onNewLine = /^(?:[ \t]*#[^\r\n]*\r?\n)*[ \t]*\r?\n/;

/** An item of JSON begins behind the value before it, the others on a new line. */
const emptyLine = { yaml: onNewLine, hcl: onNewLine, json: /^\s*,[ \t]*\r?\n[ \t]*\r?\n/ };

function look(votes: Ballot, text: string, base: number, node: SyntaxNode, key: number | undefined): void {
  if (node.tag) vote(votes.shortCalls, true);
  if (node.kind === 'scalar') {
    if (typeof node.value !== 'string' || node.style === 'literal' || node.style === 'folded') return;
    if (node.style !== 'plain') vote(votes.quote, node.style === 'single' ? "'" : '"');
    if (node.tag?.name === '!Sub') vote(votes.quoteSubs, node.style !== 'plain');
    else if (
      !node.tag &&
      /^[A-Za-z][\w-]*(?:::[\w:]+)?$/.test(node.value) &&
      !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(node.value)
    )
      vote(votes.quoteAll, node.style !== 'plain');
  } else if (node.kind === 'map') {
    lookAtMap(votes, text, base, node, key);
    for (const entry of node.entries) look(votes, text, base, entry.value, base + entry.key.start);
  } else if (node.kind === 'sequence') {
    lookAtSequence(votes, text, base, node, key);
    for (const item of node.items) look(votes, text, base, item, undefined);
  }
}

function lookAtMap(votes: Ballot, text: string, base: number, node: MapNode, key: number | undefined): void {
  const [first] = node.entries;
  if (!first) return;
  const start = base + first.key.start;
  const source = () => text.slice(base + node.start, base + node.end);
  if (node.entries.length === 1 && (keyText(first.key) === 'Ref' || keyText(first.key).startsWith('Fn::'))) {
    vote(votes.shortCalls, false);
    const isSimple = first.value.kind === 'scalar';
    if (isSimple) vote(votes.inlineCalls, node.flow && !isMultiLine(source()));
    if (keyText(first.key) === 'Fn::GetAtt' && first.value.kind === 'sequence')
      vote(
        votes.inlineArguments,
        first.value.flow && !isMultiLine(text.slice(base + first.value.start, base + first.value.end)),
      );
  }
  if (!node.flow) {
    if (key === undefined) return;
    const step = columnOf(text, start) - columnOf(text, key);
    if (step > 0) vote(votes.step, step);
    return;
  }
  const colon = text.slice(base + first.key.end, base + first.value.start);
  if (/^ ?: ?$/.test(colon) && !first.value.tag) vote(votes.colon, colon);
  if (!isMultiLine(source())) vote(votes.pad, source().startsWith('{ ') ? ' ' : '');
  const [, second] = node.entries;
  if (second) lookAtComma(votes, text, base + first.value.end, base + second.key.start);
  lookAtUnit(votes, text, key, start);
}

function lookAtSequence(votes: Ballot, text: string, base: number, node: SequenceNode, key: number | undefined): void {
  const [first, second] = node.items;
  if (!first) return;
  const start = base + node.start;
  if (node.flow) {
    if (second) lookAtComma(votes, text, base + first.end, base + second.start);
    lookAtUnit(votes, text, key, base + first.start);
    return;
  }
  if (key !== undefined) {
    const dash = columnOf(text, start) - columnOf(text, key);
    if (dash >= 0) vote(votes.dash, dash);
  }
  const gap = /^-( +)[^\s#]/.exec(text.slice(start, start + 12))?.[1];
  if (gap !== undefined) vote(votes.gap, gap.length);
}

function lookAtComma(votes: Ballot, text: string, from: number, to: number): void {
  const between = text.slice(from, to);
  if (/^, ?$/.test(between)) vote(votes.comma, between);
}

/** Indentation by brackets: what a line has more than the line of its key. */
function lookAtUnit(votes: Ballot, text: string, key: number | undefined, start: number): void {
  if (key === undefined) return;
  const outer = leadOf(text, key);
  const inner = leadOf(text, start);
  if (inner.length > outer.length && inner.startsWith(outer)) vote(votes.unit, inner.slice(outer.length));
}

/** The style of the file, but indented like what stands around a spot. */
export function localStyle(text: string, spot: Spot, style: Style): Style {
  const found: { step?: number; dash?: number } = {};
  let root = spot;
  for (let at: Spot | undefined = spot; at; at = at.up) {
    note(found, text, at);
    root = at;
  }
  const search = (at: Spot): void => {
    if (found.step !== undefined && found.dash !== undefined) return;
    note(found, text, at);
    for (const child of childrenOf(at)) search(child);
  };
  search(root);
  return { ...style, ...found };
}

function note(found: { step?: number; dash?: number }, text: string, { node, entry, base, inBrackets }: Spot): void {
  if (inBrackets || !entry || (node.kind !== 'map' && node.kind !== 'sequence') || node.flow) return;
  const offset = columnOf(text, base + node.start) - columnOf(text, base + entry.key.start);
  if (node.kind === 'map' && offset > 0) found.step ??= offset;
  if (node.kind === 'sequence' && offset >= 0) found.dash ??= offset;
}
