/*
 * Edits as people make them, over the text of any template: words typed letter by letter, wounds that are undone or not,
 * lines cut, pasted, moved, indented, names that change everywhere. They pile up. The same chance makes the same edits.
 */
import type { Change } from '../../server/formats/syntax/edit.ts';
import type { Random } from '../bench/random.ts';
import type { Kind } from './files.ts';

/** A text that somebody edits. */
class Page {
  text: string;
  readonly chance: Random;
  /** What people paste from. */
  readonly elsewhere: string;
  readonly habits: Habits;
  private readonly undos: Change[] = [];
  private readonly redos: Change[] = [];

  constructor(text: string, chance: Random, elsewhere: string, habits: Habits) {
    this.text = text;
    this.habits = habits;
    this.chance = chance;
    this.elsewhere = elsewhere;
  }

  replace(start: number, end: number, newText: string): Change {
    this.redos.length = 0;
    this.undos.push(this.apply({ start, end, newText }));
    return { start, end, newText };
  }

  undo(): Change | undefined {
    return this.back(this.undos, this.redos);
  }

  redo(): Change | undefined {
    return this.back(this.redos, this.undos);
  }

  /** Any place, the end of the text too. */
  place(): number {
    return this.chance.below(this.text.length + 1);
  }

  private back(from: Change[], to: Change[]): Change | undefined {
    const change = from.pop();
    if (change) to.push(this.apply(change));
    return change;
  }

  /** Returns what undoes it. */
  private apply({ start, end, newText }: Change): Change {
    const before = this.text.slice(start, end);
    this.text = this.text.slice(0, start) + newText + this.text.slice(end);
    return { start, end: start + newText.length, newText: before };
  }
}

type Gesture = (page: Page) => Iterable<Change>;

/** What people type in a language. */
export interface Habits {
  readonly signs: readonly [string, ...string[]];
  readonly words: readonly [string, ...string[]];
  /** What is typed on a line of its own, and left half done for a while. */
  readonly lines: readonly [string, ...string[]];
  /** What comes instead of a value behind one of these signs, in a block that begins with one of these words. */
  readonly values?: readonly [string, ...string[]];
}

/** Never ends. What it yields is to be applied to `text`, one after the other. */
export function* edits(chance: Random, text: string, elsewhere = text, habits = ofTemplates): Generator<Change, never> {
  const page = new Page(text, chance, elsewhere, habits);
  for (;;) yield* chance.pick(gestures)(page);
}

const signs = [
  '"',
  '{',
  '}',
  '[',
  ']',
  '\n',
  "'",
  ':',
  '#',
  ',',
  '-',
  ' ',
  '//',
  '/*',
  '*/',
  '\\',
  '\r',
  '\t',
] as const;
const yamlSigns = [
  '|',
  '>',
  '&a ',
  '*a',
  '!',
  '? ',
  '- ',
  '%',
  '---\n',
  '...\n',
  '!Ref ',
  '\uFEFF',
  '🚀',
  '::',
] as const;
const templateWords = [
  'Properties',
  'Type',
  'TargetGroup',
  'arn',
  'x',
  'Resources',
  'listener-rule',
  '443',
  'true',
] as const;

const templateLines = [
  'Port: 443',
  'Type: AWS::ElasticLoadBalancingV2::Listener',
  'Name: !Sub "${AWS::StackName}-web"',
  'Tags: [{Key: a, Value: "b"}]',
  'Outputs:',
  'Resources:',
  'Transform: AWS::Serverless-2016-10-31',
  '- !Ref Web',
  '# gatelint-ignore alb-listener-http-not-redirected -- an old client',
  'Protocol: HTTP # gatelint-ignore alb-listener-http-not-redirected',
  'Text: |',
  'AWSTemplateFormatVersion: "2010-09-09"',
  '"Port": 443,',
  '"Type": "AWS::ElasticLoadBalancingV2::Listener",',
  '"Tags": [{ "Key": "a", "Value": "b" }],',
  '"Web": {',
  '},',
  '"Outputs": {},',
  '// gatelint-ignore alb-listener-http-not-redirected -- an old client',
  '"Protocol": "HTTP", // gatelint-ignore alb-listener-http-not-redirected',
  '"Resources": {',
] as const;

const ofTemplates: Habits = { signs: yamlSigns, words: templateWords, lines: templateLines };

const ofTerraform: Habits = {
  signs: [
    '${',
    ...['%{ if x }', '~}', '<<EOT\n', '<<-EOT\n', '\nEOT\n', '=', '==', '=>', '(', ')', '...', '.', '[*]', '?', '::'],
    ...['$${', '\uFEFF', '🚀', '!', '<<', 'resource "a" "b" {\n', '\nlocals {\n', '\n}\n', 'for x in y : '],
  ],
  words: ['resource', 'aws_lb', 'target_group', 'arn', 'x', 'EOT', 'listener-rule', '443', 'true', 'for', 'if'],
  lines: [
    'port = 443',
    'tags = { a = "b", (c) = [d] }',
    'name = "${var.name}-web"',
    'x = [for k, v in var.m : v if v != null]',
    ...['default_action {', 'y = a ? b : c[0].d', 'locals {', 'resource "aws_lb" "web" {', 'variable "x" {}', '}'],
    ...['# gatelint-ignore alb-listener-http-not-redirected -- an old client', 'p = <<EOT', 'EOT', 'q = jsonencode({'],
    ...['protocol = "HTTP" // gatelint-ignore a', '/* gatelint-ignore a -- b */ protocol = "HTTP"', '/*', '*/'],
    ...['variable "port" { default = 443 }', 'locals { web = "internal" }', 'output "o" { value = aws_lb.web.arn }'],
  ],
  values: [
    'true',
    ...['false', '1', '0', '443', '80', '"HTTP"', '"internal"', 'null', 'var.port', 'local.web', '[1, 2]'],
    ...[
      'var.isPublic ? 1 : 0',
      'local.isPublic',
      '!var.isPublic',
      'aws_lb.web.arn',
      'module.edge.listener',
      '{ a = 1 }',
    ],
  ],
};

const ofTerraformJson: Habits = {
  signs: [
    '${',
    '$${',
    '%{ if x }',
    '~}',
    '\\"',
    '\\u0041',
    '"//": ',
    '"${',
    '}"',
    '(',
    ')',
    '.',
    '[*]',
    '?',
    '\uFEFF',
    '🚀',
  ],
  words: ['resource', 'aws_lb', 'target_group', 'arn', 'x', 'listener-rule', '443', 'true', 'var'],
  lines: [
    '"//": "gatelint-ignore alb-access-logs-disabled -- an old client",',
    ...[
      '"port": 443,',
      '"port": "${var.port}",',
      '"name": "${var.name}-${lookup(local.m, \\"k\\")}",',
      '"y": [{',
      '}],',
    ],
    ...['"resource": {', '"aws_lb": {', '"web": {', '"locals": { "a": 1 },', '"module": {', '},', '}'],
    ...['"variable": { "port": { "default": 443 } },', '"output": { "o": { "value": "${aws_lb.web.arn}" } },'],
  ],
  values: [
    'true',
    ...['false', '1', '443', '"HTTP"', '"internal"', 'null', '"${var.port}"', '"${local.web}"', '[1, 2]', '{}'],
    ...['"${var.isPublic ? 1 : 0}"', '"${aws_lb.web.arn}"', '"${module.edge.listener}"'],
  ],
};

export const habitsOf = {
  yaml: ofTemplates,
  json: ofTemplates,
  hcl: ofTerraform,
  'tf.json': ofTerraformJson,
} as const satisfies Readonly<Record<Kind, Habits>>;

function* word(page: Page): Iterable<Change> {
  yield* typed(page, inWord(page), page.chance.pick(page.habits.words).slice(0, 1 + page.chance.below(8)));
}

function* line(page: Page): Iterable<Change> {
  const { start, end } = lineAt(page.text, page.place());
  const lead = /^[ \t]*/.exec(page.text.slice(start, end))?.[0] ?? '';
  const typedLine = page.chance.pick(page.habits.lines).slice(0, 3 + page.chance.below(60));
  // Some editors indent the new line.
  yield page.replace(end, end, `\n${lead}`);
  yield* typed(page, end + 1 + lead.length, typedLine);
}

function* typed(page: Page, at: number, what: string): Iterable<Change> {
  for (let typedTo = 0; typedTo < what.length; typedTo++)
    yield page.replace(at + typedTo, at + typedTo, what.charAt(typedTo));
}

function* erased(page: Page): Iterable<Change> {
  let at = inWord(page);
  for (let count = 1 + page.chance.below(8); count > 0 && at > 0; count--, at--) yield page.replace(at - 1, at, '');
}

/** What a name stands for, or what is handed in and out: at once, or letter by letter. */
function* meant(page: Page): Iterable<Change> {
  const { values } = page.habits;
  const all = values ? [...page.text.matchAll(meaning)] : [];
  const blocks = all.length > 0 ? all : [...page.text.matchAll(/.+/g)];
  const found = blocks[page.chance.below(blocks.length)];
  if (!values || !found) return;
  const places = [...found[0].matchAll(/(?:[^=!<>]=|":) *((?![{[>=]).+?),?$/dgm)];
  const [start, end] = places[page.chance.below(places.length)]?.indices?.[1] ?? [];
  if (start === undefined || end === undefined) return;
  const value = page.chance.pick(values);
  if (page.chance.chance(0.6)) yield page.replace(found.index + start, found.index + end, value);
  else {
    yield page.replace(found.index + start, found.index + end, '');
    yield* typed(page, found.index + start, value);
  }
  if (page.chance.chance(0.4)) yield* undone(page, 1);
}

/** Blocks of Terraform that others rest on. */
const meaning =
  /^(?:variable|locals|output|module)\b[\s\S]*?^\}|^ *"(?:variable|locals|output|module)": \{[\s\S]*?^ {2}\}/gm;

/** A sign that breaks the structure, and mostly is taken back: at once, or after some typing elsewhere. */
function* wound(page: Page): Iterable<Change> {
  const sign = page.chance.pick(page.chance.chance(0.7) ? signs : page.habits.signs);
  const at = page.chance.chance(0.5) ? page.place() : inWord(page);
  yield page.replace(at, at, sign);
  yield* healed(page);
}

/** A sign that is gone. */
function* lost(page: Page): Iterable<Change> {
  const found = page.text.slice(page.place()).search(/["{}[\]\n':#,-]/);
  const at = found < 0 ? 0 : page.text.length - page.text.slice(page.place()).length + found;
  const start = Math.min(at, Math.max(page.text.length - 1, 0));
  yield page.replace(start, Math.min(start + 1, page.text.length), '');
  yield* healed(page);
}

function* healed(page: Page): Iterable<Change> {
  const outcome = page.chance.below(10);
  if (outcome < 3) return;
  if (outcome < 6) {
    // The caret is still there, or somebody goes on elsewhere first.
    const at = inWord(page);
    yield* typed(page, at, 'ab');
    yield* undone(page, 2);
  }
  yield* undone(page, 1);
}

/** What an editor closes by itself. */
function* pair(page: Page): Iterable<Change> {
  const at = page.chance.chance(0.5) ? lineAt(page.text, page.place()).end : page.place();
  const [open, close] = page.chance.pick([
    ['{', '}'],
    ['[', ']'],
    ['"', '"'],
    ["'", "'"],
  ]);
  yield page.replace(at, at, open + close);
  if (open === '{') yield page.replace(at + 1, at + 1, '\n  \n');
  yield* typed(page, at + 1, page.chance.pick(page.habits.words));
}

function* pasted(page: Page): Iterable<Change> {
  const from = page.chance.chance(0.5) ? page.text : page.elsewhere;
  const isLines = page.chance.chance(0.7);
  const start = page.chance.below(from.length + 1);
  const end = Math.min(start + page.chance.below(800), from.length);
  const chunk = isLines ? from.slice(lineAt(from, start).start, lineAt(from, end).start) : from.slice(start, end);
  const at = isLines ? lineAt(page.text, page.place()).start : page.place();
  yield page.replace(at, Math.min(at + page.chance.below(page.chance.chance(0.3) ? 200 : 1), page.text.length), chunk);
}

function* cut(page: Page): Iterable<Change> {
  const { start, end } = block(page);
  yield page.replace(start, end, '');
  if (page.chance.chance(0.6)) yield* undone(page, 1);
}

function* duplicated(page: Page): Iterable<Change> {
  const { start, end } = block(page);
  const name = /[A-Z]\w+/;
  yield page.replace(end, end, page.text.slice(start, end));
  if (page.chance.chance(0.5)) {
    const at = page.text.slice(end).search(name);
    if (at >= 0) yield* typed(page, end + at, 'New');
  }
}

function* moved(page: Page): Iterable<Change> {
  const { start, end } = block(page);
  const what = page.text.slice(start, end);
  yield page.replace(start, end, '');
  const at = block(page).start;
  yield page.replace(at, at, what);
}

/** A name, everywhere: an editor does that from the end to the beginning. */
function* renamed(page: Page): Iterable<Change> {
  const names = [...page.text.matchAll(/\b(?:[A-Z][A-Za-z0-9]{3,}|(?<=\b(?:var|local|module)\.)\w{3,})\b/g)];
  const name = names[page.chance.below(names.length)]?.[0];
  if (name === undefined) return;
  const to = `${name.slice(0, 3)}${page.chance.pick(page.habits.words)}`;
  const places = [...page.text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].slice(-20).toReversed();
  for (const { index } of places) yield page.replace(index, index + name.length, to);
}

function* indented(page: Page): Iterable<Change> {
  const deeper = page.chance.chance(0.5);
  const width = 1 + page.chance.below(4);
  let at = lineAt(page.text, page.place()).start;
  for (let count = 1 + page.chance.below(8); count > 0 && at < page.text.length; count--) {
    const blanks = /^ */.exec(page.text.slice(at, at + 80))?.[0].length ?? 0;
    yield deeper ? page.replace(at, at, ' '.repeat(width)) : page.replace(at, at + Math.min(blanks, width), '');
    at = lineAt(page.text, at).end + 1;
  }
  if (page.chance.chance(0.5)) yield* undone(page, 8);
}

function* commented(page: Page): Iterable<Change> {
  const { start, end } = lineAt(page.text, page.place());
  const sign = page.chance.pick(['# ', '// ', '#', '/* ']);
  yield page.replace(start, start, sign);
  if (sign === '/* ' && page.chance.chance(0.7)) yield page.replace(end + 3, end + 3, ' */');
  if (page.chance.chance(0.6)) yield* undone(page, 2);
}

function* otherLineEnds(page: Page): Iterable<Change> {
  const { text } = page;
  if (page.chance.chance(0.5)) {
    const { end } = lineAt(text, page.place());
    if (text[end] === '\n') yield page.replace(end, end, '\r');
    else if (text[end] === '\r') yield page.replace(end, end + 1, '');
    return;
  }
  const isWindows = text.includes('\r\n');
  yield page.replace(0, text.length, isWindows ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n'));
}

/** What stands at the beginning decides on the language. */
function* atTheTop(page: Page): Iterable<Change> {
  const what = page.chance.pick(
    [
      [
        '\uFEFF',
        '{',
        '[',
        '# a comment\n',
        '// a comment\n',
        '/*',
        '---\n',
        '%YAML 1.2\n',
        ' ',
        '\r\n',
        "{'a': ",
        '{a: ',
      ],
      ['"', '}', '- ', '\n\n'],
    ].flat() as [string, ...string[]],
  );
  yield* page.chance.chance(0.5) ? [page.replace(0, 0, what)] : typed(page, 0, what);
  if (page.chance.chance(0.8)) yield* undone(page, what.length);
}

function* everything(page: Page): Iterable<Change> {
  const to = page.chance.pick(['', page.elsewhere, '{', 'Resources:\n']);
  yield page.replace(0, page.text.length, to);
  yield* word(page);
  yield* undone(page, 9);
}

function* undone(page: Page, count: number): Iterable<Change> {
  for (let left = count; left > 0; left--) {
    const change = page.undo();
    if (change) yield change;
  }
}

function* undoneAndRedone(page: Page): Iterable<Change> {
  const count = 1 + page.chance.below(12);
  yield* undone(page, count);
  for (let left = page.chance.below(count + 1); left > 0; left--) {
    const change = page.redo();
    if (change) yield change;
  }
}

/** As often as people do it, roughly; what is cheap to get wrong comes more often than that. */
const gestures: readonly [Gesture, ...Gesture[]] = [
  ...[word, word, word, line, line, erased, erased, wound, wound, wound, wound, lost, lost, lost],
  ...[pair, pair, pasted, pasted, cut, duplicated, moved, renamed, indented, indented, commented],
  ...[meant, meant, meant, meant],
  ...[otherLineEnds, atTheTop, undoneAndRedone, undoneAndRedone, everything],
] as [Gesture, ...Gesture[]];

/** A place in a word, or behind one. */
function inWord(page: Page): number {
  const at = page.place();
  const found = page.text.slice(at).search(/\w\b/);
  return found < 0 ? at : at + found + page.chance.below(2);
}

function lineAt(text: string, at: number): { start: number; end: number } {
  const end = text.indexOf('\n', at);
  return { start: text.lastIndexOf('\n', at - 1) + 1, end: end < 0 ? text.length : end };
}

/** A line and those below it that are indented by more: a resource, a section, a property. */
function block(page: Page): { start: number; end: number } {
  const { text } = page;
  const { start, end: firstEnd } = lineAt(text, page.place());
  const depth = text.slice(start, firstEnd).search(/\S|$/);
  let end = firstEnd;
  while (end < text.length) {
    const next = lineAt(text, end + 1);
    const line = text.slice(next.start, next.end);
    const column = line.search(/\S/);
    const closes = column === depth && /^\s*[\]}]/.test(line);
    if (column >= 0 && column <= depth && !closes) break;
    end = next.end;
    if (closes) break;
  }
  return { start, end: Math.min(end + 1, text.length) };
}
