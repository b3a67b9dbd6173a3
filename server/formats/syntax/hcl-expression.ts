/*
 * Reads expressions: operations, conditionals, calls, references. The cursor stands at the first token of what is to be
 * read, and behind the last when it was; where there is none, a problem says so and a null of no width is returned.
 */
import * as code from './code.ts';
import { readList, readObject, readTuple } from './hcl-collection.ts';
import { type Cursor, deepest, isDigit, isWordStart } from './hcl-cursor.ts';
import { readHeredoc, readQuoted } from './hcl-template.ts';
import { ranged, type SyntaxNode, type TraversalStep } from './node.ts';

export function readExpression(cursor: Cursor): SyntaxNode {
  if (cursor.depth >= deepest) return tooDeep(cursor);
  cursor.depth++;
  const start = cursor.pos;
  const test = readOperation(cursor, 1);
  const node = cursor.peek() === code.question ? readConditional(cursor, start, test) : test;
  cursor.depth--;
  return node;
}

function tooDeep(cursor: Cursor): SyntaxNode {
  const { pos } = cursor;
  cursor.problem(pos, pos + 1, `Nested too deeply; only ${deepest} levels are read.`);
  cursor.skipLine();
  return cursor.scalar(pos, cursor.pos, null, 'plain');
}

function readConditional(cursor: Cursor, start: number, test: SyntaxNode): SyntaxNode {
  const question = cursor.pos++;
  cursor.skip();
  const yes = readExpression(cursor);
  cursor.skip();
  let no: SyntaxNode;
  if (cursor.peek() === code.colon) {
    cursor.pos++;
    cursor.skip();
    no = readExpression(cursor);
  } else {
    cursor.problem(question, question + 1, 'This condition has one outcome; add ":" and the other.');
    no = cursor.missing(yes.end + cursor.base);
  }
  return { kind: 'conditional', start: start - cursor.base, end: no.end, test, yes, no };
}

/** Operators that bind at least as strongly as `least`; the cursor is at what follows them. */
function readOperation(cursor: Cursor, least: number): SyntaxNode {
  let left = readOperand(cursor);
  for (let chain = 0; ; chain++) {
    cursor.skip();
    const operator = operatorAt(cursor);
    if (operator === undefined || operator.strength < least) return left;
    // Each is an operand of the next.
    if (chain === deepest) return tooDeep(cursor);
    cursor.pos += operator.sign.length;
    cursor.skip();
    const right = readOperation(cursor, operator.strength + 1);
    left = { kind: 'operation', start: left.start, end: right.end, operator: operator.sign, operands: [left, right] };
  }
}

interface Operator {
  readonly sign: string;
  readonly strength: number;
}

/** Those that begin alike with the longer first. */
const operators: readonly Operator[] = [
  ...['*', '/', '%'].map((sign) => ({ sign, strength: 6 })),
  ...['+', '-'].map((sign) => ({ sign, strength: 5 })),
  ...['<=', '>=', '<', '>'].map((sign) => ({ sign, strength: 4 })),
  ...['==', '!='].map((sign) => ({ sign, strength: 3 })),
  { sign: '&&', strength: 2 },
  { sign: '||', strength: 1 },
];

function operatorAt(cursor: Cursor): Operator | undefined {
  const c = cursor.peek();
  // Nearly always a line ends here, or a bracket.
  if (c < code.bang || c === code.comma || c === code.closeBrace || c === code.closeBracket) return undefined;
  if (c === code.closeParenthesis || c === code.question || c === code.colon) return undefined;
  return operators.find(({ sign }) => cursor.text.startsWith(sign, cursor.pos));
}

function readOperand(cursor: Cursor): SyntaxNode {
  const c = cursor.peek();
  if (c !== code.bang && c !== code.dash) return withSteps(cursor, readPrimary(cursor));
  if (cursor.depth >= deepest) return tooDeep(cursor);
  const start = cursor.pos++;
  if (c === code.dash && isDigit(cursor.peek())) return readNumber(cursor, start);
  cursor.depth++;
  cursor.skip();
  const operand = readOperand(cursor);
  cursor.depth--;
  const operator = c === code.bang ? '!' : '-';
  return { kind: 'operation', start: start - cursor.base, end: operand.end, operator, operands: [operand] };
}

function readPrimary(cursor: Cursor): SyntaxNode {
  const c = cursor.peek();
  if (c === code.quote) return readQuoted(cursor, readExpression);
  if (isWordStart(c)) return readWord(cursor);
  if (isDigit(c)) return readNumber(cursor, cursor.pos);
  if (c === code.openBracket) return readTuple(cursor, readExpression);
  if (c === code.openBrace) return readObject(cursor, readExpression);
  if (c === code.openParenthesis) return readParentheses(cursor);
  if (c === code.less && cursor.at(cursor.pos + 1) === code.less) return readHeredoc(cursor, readExpression);
  return noValue(cursor, c);
}

function noValue(cursor: Cursor, c: number): SyntaxNode {
  const { pos } = cursor;
  if (endsExpression(c)) cursor.problem(pos, c === code.end ? pos : pos + 1, 'A value is missing here; add one.');
  else {
    cursor.pos += c >= 0xd800 && c <= 0xdbff ? 2 : 1;
    const sign = cursor.text.slice(pos, cursor.pos);
    cursor.problem(pos, cursor.pos, `No value begins with "${sign}"; put text in double quotes.`);
  }
  return cursor.missing(pos);
}

const endsExpression = (c: number): boolean =>
  c <= code.space ||
  c === code.comma ||
  c === code.closeBrace ||
  c === code.closeBracket ||
  c === code.closeParenthesis ||
  c === code.colon ||
  c === code.equals ||
  c === code.tilde;

function readNumber(cursor: Cursor, start: number): SyntaxNode {
  passDigits(cursor);
  if (cursor.peek() === code.dot && isDigit(cursor.at(cursor.pos + 1))) {
    cursor.pos++;
    passDigits(cursor);
  }
  passExponent(cursor);
  return cursor.scalar(start, cursor.pos, Number(cursor.text.slice(start, cursor.pos)), 'plain');
}

function passDigits(cursor: Cursor): void {
  while (isDigit(cursor.peek())) cursor.pos++;
}

/** `e9`, `E-9`: without a digit, the letter is none of the number. */
function passExponent(cursor: Cursor): void {
  if ((cursor.peek() | 0x20) !== code.lowerE) return;
  const sign = cursor.at(cursor.pos + 1);
  const digits = sign === code.plus || sign === code.dash ? cursor.pos + 2 : cursor.pos + 1;
  if (!isDigit(cursor.at(digits))) return;
  cursor.pos = digits;
  passDigits(cursor);
}

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const noSteps: readonly TraversalStep[] = [];

/** A constant, a call, or the name that a reference begins with. */
function readWord(cursor: Cursor): SyntaxNode {
  const { pos: start } = cursor;
  let end = cursor.wordEnd();
  cursor.pos = end;
  const word = cursor.word(start, end);
  const constant = constants.get(word);
  if (constant !== undefined) return cursor.scalar(start, end, constant, 'plain');
  while (cursor.peek() === code.colon && cursor.at(end + 1) === code.colon && isWordStart(cursor.at(end + 2))) {
    cursor.pos += 2;
    end = cursor.pos = cursor.wordEnd();
  }
  let open = end;
  while (cursor.at(open) === code.space) open++;
  const name = end === start + word.length ? word : cursor.text.slice(start, end);
  if (cursor.at(open) === code.openParenthesis) {
    cursor.pos = open;
    return readCall(cursor, start, name);
  }
  const { base } = cursor;
  const steps = hasStep(cursor) ? readSteps(cursor) : noSteps;
  return { kind: 'traversal', start: start - base, end: endOf(steps, end - base), name, steps };
}

function readCall(cursor: Cursor, start: number, name: string): SyntaxNode {
  const { items: args, spread } = readList(cursor, ')', readExpression);
  return { kind: 'call', start: start - cursor.base, end: cursor.pos - cursor.base, name, args, spread };
}

function readParentheses(cursor: Cursor): SyntaxNode {
  const start = cursor.pos++;
  const { acrossLines } = cursor;
  cursor.acrossLines = true;
  cursor.skip();
  const inside = readExpression(cursor);
  cursor.skip();
  cursor.acrossLines = acrossLines;
  if (cursor.peek() === code.closeParenthesis) cursor.pos++;
  else {
    cursor.pos = inside.end + cursor.base;
    cursor.neverClosed(start, 1, ')');
  }
  return ranged(inside, start - cursor.base, cursor.pos - cursor.base);
}

/** A value with what follows it. A name has taken its steps already. */
function withSteps(cursor: Cursor, value: SyntaxNode): SyntaxNode {
  if (!hasStep(cursor)) return value;
  const steps = readSteps(cursor);
  return { kind: 'traversal', start: value.start, end: endOf(steps, value.end), of: value, steps };
}

/** `.name`, `[index]`, splats: there is one at least. */
function readSteps(cursor: Cursor): readonly TraversalStep[] {
  const { steps } = cursor;
  const first = steps.size;
  do steps.push(cursor.peek() === code.dot ? readDot(cursor) : readIndex(cursor));
  while (hasStep(cursor));
  return steps.take(first);
}

const endOf = (steps: readonly TraversalStep[], ofValue: number): number => steps[steps.length - 1]?.end ?? ofValue;

/** A step may stand on the next line where line breaks say nothing, and behind blanks anyway. */
function hasStep(cursor: Cursor): boolean {
  let c = cursor.peek();
  if (c <= code.space) {
    cursor.skip();
    c = cursor.peek();
  }
  return c === code.openBracket || (c === code.dot && cursor.at(cursor.pos + 1) !== code.dot);
}

function readDot(cursor: Cursor): TraversalStep {
  const { base } = cursor;
  const dot = cursor.pos++;
  cursor.skip();
  const { pos } = cursor;
  const c = cursor.peek();
  if (c === code.star) {
    cursor.pos++;
    return { kind: 'splat', start: pos - base, end: cursor.pos - base, full: false };
  }
  if (isDigit(c)) {
    passDigits(cursor);
    const index = cursor.scalar(pos, cursor.pos, Number(cursor.text.slice(pos, cursor.pos)), 'plain');
    return { kind: 'index', start: index.start, end: index.end, index };
  }
  if (isWordStart(c)) cursor.pos = cursor.wordEnd();
  else {
    cursor.pos = dot + 1;
    cursor.problem(dot, dot + 1, 'A name is missing after this dot; add one.');
  }
  const start = isWordStart(c) ? pos : dot + 1;
  return { kind: 'name', start: start - base, end: cursor.pos - base, name: cursor.word(start, cursor.pos) };
}

function readIndex(cursor: Cursor): TraversalStep {
  const { acrossLines, base } = cursor;
  const start = cursor.pos++;
  cursor.acrossLines = true;
  cursor.skip();
  const star = cursor.pos;
  const isSplat = cursor.peek() === code.star;
  if (isSplat) cursor.pos++;
  const index = isSplat ? undefined : readExpression(cursor);
  cursor.skip();
  cursor.acrossLines = acrossLines;
  if (cursor.peek() === code.closeBracket) cursor.pos++;
  else {
    cursor.pos = index ? index.end + base : star + 1;
    cursor.neverClosed(start, 1, ']');
  }
  const span = { start: start - base, end: cursor.pos - base };
  return index ? { kind: 'index', ...span, index } : { kind: 'splat', ...span, full: true };
}
