/*
 * Where in a template the cursor is. The text is read with a stand-in for the half-typed word: where the parser finds
 * that, something may stand. Nothing is parsed anew but the item around the cursor.
 */
import type { Span } from '../../../rules/kit/index.ts';
import { isTerraform } from '../../formats/kind.ts';
import { type Change, edit } from '../../formats/syntax/edit.ts';
import { lastAtOrBefore } from '../../formats/syntax/lines.ts';
import type { Document, MapNode, SyntaxNode } from '../../formats/syntax/node.ts';
import { lineAround, sliceOf } from '../../formats/syntax/slice.ts';
import { type Path, pathAt, touches } from '../path.ts';

export interface Place {
  /** With the stand-in. */
  readonly document: Document;
  /** In that: where the stand-in is. */
  readonly offset: number;
  /** The half-typed word, which what is chosen replaces: in the text as it is, and with its quotes in JSON. */
  readonly span: Span;
  /** What of it stands there already. */
  readonly word: string;
  /**
   * To where the stand-in is: `key` has it as a key of the map at the end of the path, `value` as the whole value there,
   * `inside` somewhere in that value: in a function, an expression, a text.
   */
  readonly at: 'key' | 'value' | 'inside';
  readonly path: Path;
  /** The keys of the map around a key; none where that has none yet. */
  readonly there: readonly string[];
  /** A value on a line of its own may become the key of a map. */
  readonly mayBecomeKey: boolean;
  /** The quote that stands before the word. */
  readonly quote: '"' | "'" | undefined;
  /** What has to stand behind the word, as nobody has typed it: that quote once more, or the end of a `${`. */
  readonly closing: string;
  /** What stands behind a key already. */
  readonly sign: ':' | '=' | '{' | undefined;
  /** The line before the word, and behind it; without the quotes around it. */
  readonly before: string;
  readonly behind: string;
  /** What begins the lines below, one level in, and of a list's dashes: in columns from a key on in YAML. */
  readonly lead: string;
  readonly unit: string;
  readonly dash: string;
  readonly eol: string;
  /** Where a comma is missing before a key of JSON, in the text as it is. */
  readonly comma: number | undefined;
}

/** No key and no value is called like this; it is a name in every language. */
const standIn = 'gatelint_stands_here';

export const isStandIn = (node: SyntaxNode | undefined): boolean =>
  (node?.kind === 'scalar' && node.value === standIn) ||
  (node?.kind === 'traversal' && node.name === standIn && node.steps.length === 0);

/** Undefined where nobody can tell, in comments, and in the keys of sections. */
export function placeAt(document: Document, cursor: number): Place | undefined {
  const line = lineAround(document, cursor);
  const text = sliceOf(document, line.start, line.end);
  const { start, end, quote } = wordIn(text, cursor - line.start, isTerraform(document));
  const before = text.slice(0, start - (quote ? 1 : 0));
  const isInTemplate = isTemplateBefore(text.slice(0, start));
  const isUnclosed = quote !== undefined && text[end] !== quote && !isInTemplate;
  // The quote further on ends this text, of which the word is the beginning.
  if (isUnclosed && isOpen(text.slice(end), quote)) return undefined;
  const behind = isUnclosed ? text.slice(end) : text.slice(end).replace(quote ?? /^$/, '');
  const { language } = document;
  // In the middle of a text, and right behind one, no word begins.
  if (language === 'json' && !isInTemplate && isOpen(text.slice(0, start)) !== (quote !== undefined)) return undefined;
  const isBare = language === 'json' && !quote && !isInTemplate;
  const missing = isInTemplate ? endOfTemplate(text.slice(0, start), text.slice(end), document) : '';
  const newText = isBare ? `"${standIn}"` : standIn + (isUnclosed ? quote : missing);
  const change: Change = { start: line.start + start, end: line.start + end, newText };
  const typed = edit(document, change).document;
  const offset = change.start + (isBare ? 1 : 0);
  const here = pathAt(typed, offset + 1);
  const last = here?.path.at(-1);
  if (!here || !last) return undefined;
  const isKey = last.kind === 'key' && last.name === standIn;
  const path = isKey ? here.path.slice(0, -1) : here.path;
  const isWhole = isStandIn(last.node) && !last.node?.tag && !isInTemplate;
  const at = isKey ? 'key' : isWhole ? 'value' : 'inside';
  if (at !== 'inside' && !mayStandBefore.test(behind)) return undefined;
  const isInText = isText(last.node) || isOpen(text.slice(0, start));
  if (at === 'inside' && language === 'hcl' && isInText && !isInTemplate) return undefined;
  const withQuotes = language === 'json' && quote && at !== 'inside' ? 1 : 0;
  const closed = isUnclosed ? 0 : withQuotes;
  const around = mapAround(path, document);
  if (isKey && !around && path.length > 0) return undefined;
  const mayBecomeKey = at === 'value' && language === 'yaml' && /^\s*(?:- +)*$/.test(before) && !quote;
  const beginsLine = language === 'yaml' && (isKey || mayBecomeKey) && /^\s*(?:- +)*$/.test(before);
  if (beginsLine && !signIn(behind) && isAboveOthers(document, cursor, start)) return undefined;
  if (language === 'yaml' && isAmiss(typed, offset, standIn)) return undefined;
  // In an expression, a name without a value is the key of an object.
  if (language === 'hcl' && at === 'inside' && isAmiss(typed, offset)) return undefined;
  return {
    document: typed,
    offset,
    span: { start: change.start - withQuotes, end: change.end + closed },
    word: text.slice(start, end),
    at,
    path,
    there: isKey ? keysOf(around) : [],
    mayBecomeKey,
    quote,
    closing: isUnclosed && withQuotes === 0 ? quote : missing,
    sign: signIn(behind),
    before,
    behind,
    comma:
      language === 'json' && (isKey || (at === 'value' && last.kind === 'entry'))
        ? commaBefore(document, change.start - withQuotes)
        : undefined,
    ...layoutAt(typed, offset, language === 'yaml' ? before.replace(/\S/g, ' ') : (/^\s*/.exec(before)?.[0] ?? '')),
  };
}

/** Whether the parser minds the stand-in; if it is named, for more than that it is alone. */
function isAmiss({ items, starts }: Document, offset: number, named?: string): boolean {
  const index = lastAtOrBefore(starts, offset);
  const at = offset - (starts[index] ?? 0);
  const problems = items[index]?.problems ?? [];
  return problems.some(({ span, message }) => touches(span, at) && (named === undefined || !message.includes(named)));
}

/** What may come behind a whole key or value. */
const mayStandBefore = /^\s*(?:$|[:=,\]})#{]|\/\/)/;

/** Whether a text in quotes has begun and not ended. */
const isOpen = (before: string, quote = '"'): boolean => before.replace(/\\./g, '').split(quote).length % 2 === 0;

const isText = (node: SyntaxNode | undefined): boolean => node?.kind === 'scalar' || node?.kind === 'template';

/** `"${`, where a name begins. */
export const isTemplateBefore = (before: string): boolean => /\$\{[^}]*$/.test(before);

/** What is missing behind a name in `${`, where the text ends there or nothing else can follow. */
function endOfTemplate(before: string, behind: string, document: Document): '}' | '}"' | '' {
  // The quote is the end of the text only if what follows may stand behind one.
  if (/^["']/.test(behind)) return mayStandBefore.test(behind.slice(1)) ? '}' : '';
  // An expression of Terraform may go on; in CloudFormation, `${` holds a name and nothing else.
  if (behind.trim() !== '') return isTerraform(document) || /^[^"'$]*\}/.test(behind) ? '' : '}';
  if (!isOpen(before)) return '}';
  return document.language === 'yaml' ? '' : '}"'; // texts of YAML go on in the next line
}

/**
 * A name with its dots, and in Terraform its index; `!` begins a tag of YAML, and two colons stand in `AWS::Region`.
 */
function wordIn(line: string, at: number, isOfModule: boolean): Span & Pick<Place, 'quote'> {
  const [ahead, along] = isOfModule ? indexed : plainWord;
  const before = ahead.exec(line.slice(0, at))?.[0] ?? '';
  const behind = (before === '' ? plainWord[1] : along).exec(line.slice(at))?.[0] ?? '';
  // The dash of a list's item is no part of what stands behind it.
  const isDash = before.startsWith('-');
  const start = isDash ? at : at - before.length;
  const mark = line[start - 1];
  return { start, end: at + (isDash ? 0 : behind.length), quote: mark === '"' || mark === "'" ? mark : undefined };
}

const plainWord = [/!?(?:[\w.-]|::)*$/, /^(?:[\w.-]|::)*/] as const;
const index = String.raw`\[(?:\d+|\*|"[^"\]]*"|[\w.]+)\]`;
const indexed = [
  new RegExp(`(?:[\\w.-]|(?<=[\\w-])${index})*$`),
  new RegExp(`^(?:${index})?(?:[\\w.-]|(?<=[\\w-])${index})*`),
] as const;

const signIn = (behind: string): Place['sign'] => {
  const [, sign] = /^\s*([:={])/.exec(behind) ?? [];
  return sign === ':' || sign === '=' || sign === '{' ? sign : undefined;
};

/** The map that the key stands in; sections of a template are none. */
function mapAround(path: Path, { language }: Document): MapNode | 'section' | undefined {
  const last = path.at(-1);
  const node = last?.node;
  if (node?.kind === 'map') return node;
  return last && node === undefined && language !== 'hcl' ? 'section' : undefined;
}

const keysOf = (map: MapNode | 'section' | undefined): readonly string[] =>
  map === undefined || map === 'section'
    ? []
    : map.entries.flatMap(({ key }) => (key.kind === 'scalar' && key.value !== standIn ? [String(key.value)] : []));

/** Where the value before a key ends, if nothing stands between them. */
function commaBefore(document: Document, at: number): number | undefined {
  const from = Math.max(0, at - far);
  const text = sliceOf(document, from, at).trimEnd();
  return text === '' || /[{[,:]$/.test(text) ? undefined : from + text.length;
}
/** As far as anybody has blank lines. */
const far = 1000;

/** What has to stand behind what is new, where something else follows in JSON. */
export function commaBehind({ document, offset }: Place): ',' | '' {
  const [, next] = /^\w*"?\s*(.?)/s.exec(sliceOf(document, offset, offset + far)) ?? [];
  return next === '"' || next === '{' || next === '[' ? ',' : '';
}

/** In YAML, what is further in below a new line would be taken for its value. */
function isAboveOthers(document: Document, cursor: number, column: number): boolean {
  const [, lead = '', first = ''] = /\n([ ]*)([^\s#])/.exec(sliceOf(document, cursor, cursor + far)) ?? [];
  return lead.length > column || (first === '-' && lead.length === column);
}

/** How the item around the stand-in is laid out. */
function layoutAt(
  { items, starts }: Document,
  offset: number,
  lead: string,
): Pick<Place, 'lead' | 'unit' | 'dash' | 'eol'> {
  const text = items[lastAtOrBefore(starts, offset)]?.text ?? '';
  const unit = unitIn(text);
  const [, key, item] = /^([ ]*)(?:- +)?[^\s#-][^\r\n]*:[ \t]*\r?\n([ ]*)- /m.exec(text) ?? [];
  const dash = key !== undefined && item !== undefined && item.length >= key.length ? item.slice(key.length) : unit;
  return { lead, unit, dash, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** By how much the first line that is further in than the one before it is so. */
function unitIn(text: string): string {
  let outer: string | undefined;
  for (const [, lead = ''] of text.matchAll(/^([ \t]*)[^\s#/][^\r\n]*$/gm)) {
    if (outer !== undefined && lead.length > outer.length) return lead.slice(outer.length);
    outer = lead;
  }
  return '  ';
}
