import { stringEnd } from './brackets.ts';
import * as code from './code.ts';
import { cloudFormation, type Dialect } from './dialect.ts';
import { factOf, someItem } from './facts.ts';
import { parseHcl } from './hcl.ts';
import { parseJson } from './json.ts';
import type { Document } from './node.ts';
import { sliceOf } from './slice.ts';
import { parseYaml } from './yaml.ts';

/** Parses a text in the language of its dialect, or else the one that its content speaks, whatever its file is called. Never throws. */
export function parseDocument(text: string, dialect: Dialect = cloudFormation): Document {
  if (dialect.blocks) return parseHcl(text, dialect);
  return dialect.groups || languageOf(text) === 'json' ? parseJson(text, dialect) : parseYaml(text, dialect);
}

/**
 * JSON is what begins with `{` and a key in double quotes, or with a `{` behind which nobody can tell
 * yet. `{Resources: …}`, `{'Resources': …}` and anything behind a `#` comment or `---` is YAML. Templates
 * in JSON are often kept in files called .yaml, and both parsers would read them; the JSON parser knows
 * better what to make of half of one.
 */
export function languageOf(text: string): 'json' | 'yaml' {
  const start = skipBlanks(text, 0);
  if (text[start] !== '{') return text[start] === '[' ? 'json' : 'yaml';
  const flowKey = /(?:'[^'\r\n]*'|[^\s"'{}[\],:]+)[ \t]*:(?=\s|[{["'!]|$)|#/y;
  flowKey.lastIndex = skipBlanks(text, start + 1);
  return flowKey.test(text) ? 'yaml' : 'json';
}

/** The language of every text that begins with `head`; undefined where that is too short to tell. */
export function languageOfHead(head: string): 'json' | 'yaml' | undefined {
  const start = skipBlanks(head, 0);
  if (start === head.length || isOpenComment(head, start)) return undefined;
  if (head[start] !== '{') return languageOf(head);
  const key = skipBlanks(head, start + 1);
  if (key === head.length || isOpenComment(head, key)) return undefined;
  const word = /(?:'[^'\r\n]*(?:'|[\r\n])|[^\s"'{}[\],:]+|)[ \t]*/y;
  word.lastIndex = key;
  word.test(head);
  const isOpenQuote = head[key] === "'" && word.lastIndex === key;
  return isOpenQuote || word.lastIndex + 2 > head.length ? undefined : languageOf(head);
}

/** Does a comment begin there, or something that may become one, that does not end in this text? */
const isOpenComment = (text: string, at: number): boolean =>
  text[at] === '/' && (at + 1 === text.length || text[at + 1] === '*');

/**
 * Whether a text could be a CloudFormation template, half typed or whole: among its top-level keys
 * stands `AWSTemplateFormatVersion`, or `Resources` or `Transform` with a type such as `AWS::…` or
 * `Custom::…` somewhere behind it. Looks for these words only, so that the many other files that an
 * editor opens cost next to nothing.
 */
export function looksLikeTemplate(text: string): boolean {
  if (!mayBeTemplate(text)) return false;
  const start = bodyStart(text);
  return (
    hasTopLevelKey(text, start, 'AWSTemplateFormatVersion', () => true) ||
    ['Resources', 'Transform'].some((name) => hasTopLevelKey(text, start, name, (at) => hasTypeAfter(text, at)))
  );
}

const mayBeTemplate = (text: string): boolean => text.includes('::') || text.includes('AWSTemplateFormatVersion');

/** The same for the text of a document, without joining it: the beginning of a template tells. */
export const isTemplate = (document: Document): boolean => beginning(document).length < Number.POSITIVE_INFINITY;

/** How much of a document one has to read to know that it is a template. */
const beginning = factOf(
  (document) => {
    if (!mayMakeTemplate(document)) return { length: Number.POSITIVE_INFINITY };
    for (let length = 4096; length < document.length; length *= 2)
      if (beginsTemplate(sliceOf(document, 0, length))) return { length };
    // What all of the text says, the next character may unsay.
    return { length: looksLikeTemplate(document.text) ? document.length + 1 : Number.POSITIVE_INFINITY };
  },
  (known, { change }) => (known.length <= change.start ? known : undefined),
);

/** Two colons may stand in two items. */
const mayMakeTemplate = someItem(({ text }) => text.startsWith(':') || mayBeTemplate(text));

/** Whether every text that begins with `head` looks like a template. */
function beginsTemplate(head: string): boolean {
  const start = bodyStart(head);
  if (isOpenComment(head, start)) return false;
  return (head[start] !== '{' || !isOpenComment(head, skipBlanks(head, start + 1))) && looksLikeTemplate(head);
}

function hasTypeAfter(text: string, start: number): boolean {
  const typeName = /\b[A-Z]\w*::[A-Z]/g;
  typeName.lastIndex = start;
  return typeName.test(text);
}

/** Whether the top-level key `name` stands somewhere and is good enough. `start`: where the document begins. */
function hasTopLevelKey(text: string, start: number, name: string, isGood: (at: number) => boolean): boolean {
  const isFlow = text[start] === '{';
  const byLayout = keyAtColumn(text, name, isFlow ? skipBlanks(text, start + 1) : start);
  if (byLayout >= 0 && isGood(byLayout)) return true;
  // In JSON, and in YAML's flow style, a key's column need not say how deep it stands.
  const byDepth = isFlow ? keyAtDepthOne(text, name, start) : -1;
  return byDepth >= 0 && isGood(byDepth);
}

/** Where a document begins, behind YAML's comments, directives and marker. */
function bodyStart(text: string): number {
  let at = skipBlanks(text, 0);
  for (;;) {
    if (text.startsWith('--- ', at)) at = skipBlanks(text, at + 3);
    else if (text.startsWith('---', at) || text[at] === '%' || text[at] === '#')
      at = skipBlanks(text, lineEnd(text, at));
    else return at;
  }
}

/** A key on a line of its own at the column of `sample`, which holds in text with broken brackets too. */
function keyAtColumn(text: string, name: string, sample: number): number {
  const column = columnOf(text, sample);
  if (column < 0) return -1;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const quoted = text[at - 1] === '"' || text[at - 1] === "'";
    const start = quoted ? at - 1 : at;
    if (columnOf(text, start) === column && isFollowedByColon(text, at + name.length)) return start;
  }
  return -1;
}

/** The column of `offset`, if only blanks stand before it on its line; else -1. */
function columnOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const before = text[start - 1];
  const beginsLine = start === 0 || before === '\n' || before === '\r' || before === '\uFEFF';
  return beginsLine ? offset - start : -1;
}

function isFollowedByColon(text: string, end: number): boolean {
  const colon = /["']?\s*:/y;
  colon.lastIndex = end;
  return colon.test(text);
}

/** A key inside exactly one pair of braces, wherever it stands on its line. */
function keyAtDepthOne(text: string, name: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === code.quote) at = stringEnd(text, at);
    else if (c === code.openBrace || c === code.openBracket) depth++;
    else if (c === code.closeBrace || c === code.closeBracket) depth--;
    if (depth === 1 && (c === code.openBrace || c === code.comma)) {
      const key = behindSpace(text, at + 1);
      const word = text[key] === '"' || text[key] === "'" ? key + 1 : key;
      if (text.startsWith(name, word) && isFollowedByColon(text, word + name.length)) return key;
    }
  }
  return -1;
}

/** The first character at or after `start` that is neither white space, a byte order mark, nor in a JSON comment. */
function skipBlanks(text: string, start: number): number {
  let at = start;
  for (;;) {
    const c = text[at];
    if (c === ' ' || c === '\n' || c === '\r' || c === '\t' || c === '\uFEFF') at++;
    else if (text.startsWith('//', at)) at = lineEnd(text, at);
    else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) return at;
      at = end + 2;
    } else return at;
  }
}

function behindSpace(text: string, start: number): number {
  const space = /\s*/y;
  space.lastIndex = start;
  space.test(text);
  return space.lastIndex;
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}
