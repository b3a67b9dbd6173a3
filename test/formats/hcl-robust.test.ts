/* What must hold for any text, however broken: the laws of items, and that a wound stays where it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { childrenOf, labelsOf } from '../../server/formats/syntax/children.ts';
import { terraform } from '../../server/formats/syntax/dialect.ts';
import { type Change, edit } from '../../server/formats/syntax/edit.ts';
import { type HclState, hclGrammar, parseHcl } from '../../server/formats/syntax/hcl.ts';
import type { Document, Item, SyntaxNode } from '../../server/formats/syntax/node.ts';
import type { Step } from '../../server/formats/syntax/tiling.ts';
import { generate } from '../bench/generate.ts';
import { writeHcl } from '../bench/write-hcl.ts';
import { corpusFiles, corpusTest } from '../corpus.ts';
import { firstDifference } from '../fuzz/first-difference.ts';
import { lawsHold } from './laws.ts';

const sample = `# The front door
terraform {
  required_version = ">= 1.5" // and no older
}

locals { name = "web" }

/* Two of them
   behind one name. */
resource "aws_lb" "web" {
  count    = var.enabled ? 2 : 0
  name     = "\${local.name}-\${count.index}"
  internal = !var.public && length(var.subnets) >= 2
  subnets = [
    for subnet in data.aws_subnet.public : subnet.id
    if subnet.zone != "a" # too small
  ]
  tags = merge(var.tags, { Name = "web", "cost:center" = 12, (var.key) = null }, {
    for key, value in var.more : key => upper(value)...
  })
  depends_on = ["aws_s3_bucket.logs", aws_vpc.main[0].id, aws_subnet.all.*.id, f(x...)[*].y.0]

  access_logs {
    bucket  = aws_s3_bucket.logs.bucket
    enabled = true
  }
  dynamic "rule" {
    for_each = toset(["a", "b"])
    content { value = rule.value }
  }
  user_data = <<-EOT
    #!/bin/sh
      echo "\${local.name}" $\${HOME}

    %{ for name in var.names ~}
    echo \${name}
    %{ endfor ~}
  EOT
  policy = jsonencode({
    Statement = [{ Effect = "Deny", Action = ["s3:*"], Resource = provider::aws::arn_build("a", 1.5e3, -1) }]
  })
}

output "text" {
  value = <<EOT
resource "in" "text" {
}
EOT
}
variable "größe" {}
`;
const crlf = sample.replaceAll('\n', '\r\n');
const variables = '\uFEFFname = "web"\nports = [80,\n  443]\ntags = {\n  a : "b", c = "d"\n}\nn = -1\n';
const documents = [sample, crlf, variables, 'a b {', '} \n', 'x = "\\u00e9\\q"\n', '\t\n# no more'];

/** Tokens that a person types, and that mean most to the parser. */
const snippets = [
  ...['{', '}', '[', ']', '(', ')', '"', '=', ' = ', '\n', '\n  ', ' ', '#', '//', '/*', '*/', ',', 'x', '.', ':', '?'],
  ...[
    '${',
    '%{',
    '~}',
    '<<EOT\n',
    '<<-EOT\n',
    '\nEOT\n',
    '\\',
    '\t',
    '🚀',
    '\r\n',
    '\r',
    '...',
    '[*]',
    '=>',
    '&&',
    '!',
    '-',
  ],
  ...[
    'resource "a" "b" {\n',
    'locals {\n',
    'locals {}\n',
    '}\n',
    'a = ',
    'for x in ',
    'if ',
    '\uFEFF',
    '$${',
    '::',
    '1e',
  ],
];

/** Lines that are being typed. */
const halfTyped = [
  ...['acc', 'access_logs {', 'access_logs', 'name =', 'name = "foo', 'name = "${', 'name = "${var.', 'name = var.'],
  ...[
    'tags = {',
    'tags = { a',
    'tags = { a =',
    'subnets = [',
    'subnets = ["a',
    'subnets = ["a",',
    'x = f(',
    'x = f(a, ',
  ],
  ...[
    'x = (1 +',
    'x = a ?',
    'x = a ? b :',
    'x = a[',
    'x = [for',
    'x = [for a in b',
    'x = {for a in b : c',
    'dynamic "rule',
  ],
  ...[
    'x = <<EOT',
    'x = <<-',
    '/*',
    '}',
    ']',
    ')',
    '"',
    '= 1',
    '.',
    'x = "%{ if',
    'x == 1',
    'a: "b"',
    'x = 1 y = 2',
    '@',
    '${',
  ],
  ...['"quoted" = 1', 'dynamic "rule" {', 'content {', 'x = jsonencode({', 'x = y.*.', 'x = !', 'x = "\\'],
];

lawsHold({ documents, snippets, halfTyped, checkLaws, parse: (text) => parseHcl(text, terraform) });

test('a module that is cut off keeps every block before the cut', () => {
  const module = healthy();
  for (let at = 100; at < module.length; at += 97)
    expectUntouched(module, { start: at, end: module.length, newText: '' });
});

test('a deleted character costs the block it stood in and no other', () => {
  const module = healthy();
  const { text } = module;
  for (let at = 0; at < text.length; at++)
    if (at % (/[^\w ]/.test(text.charAt(at)) ? 5 : 53) === 0)
      expectUntouched(module, { start: at, end: at + 1, newText: '' });
});

test('a line that is being typed costs the block it stands in and no other', () => {
  const module = healthy();
  blocksIn(module).forEach(({ start, end }, index) => {
    halfTyped.forEach((typed, kind) => {
      const lines = [...module.text.slice(start, end).matchAll(/\n( *)\S/g)];
      const line = lines[(index * 7 + kind * 3) % lines.length];
      const at = start + (line?.index ?? 0) + 1;
      expectUntouched(module, { start: at, end: at, newText: `${line?.[1] ?? ''}${typed}\n` });
    });
  });
});

corpusTest('wounds in the files of the corpus: 99.5 % of the blocks that they do not touch come out the same', () => {
  let all = 0;
  let lost = 0;
  for (const { text } of corpusFiles('real', ['.tf'])) {
    const module = parseHcl(text, terraform);
    for (const wound of woundsOf(text)) {
      const untouched = untouchedBy(wound, module);
      all += untouched.length;
      lost += lostBy(wound, module, untouched).length;
    }
  }
  assert.ok(all > 10_000, `${all} blocks`);
  assert.ok(lost / all <= 0.005, `${lost} of ${all}`);
});

/** A text cut off, with a character less, and with a line that is being typed, each in a few places. */
function* woundsOf(text: string): Generator<Change> {
  const places = 12;
  for (let place = 1; place < places; place++) {
    const at = Math.floor((text.length * place) / places);
    yield { start: at, end: text.length, newText: '' };
    const sign = at + text.slice(at).search(/[^\w\s]|$/);
    if (sign < text.length) yield { start: sign, end: sign + 1, newText: '' };
    const line = text.lastIndexOf('\n', at) + 1;
    yield { start: line, end: line, newText: `  ${halfTyped[(at + place) % halfTyped.length] ?? ''}\n` };
  }
}

const isOfNesting = (message: string): boolean => message.startsWith('Nested too deeply');

test('nesting beyond what is read is a problem, not an overflow', () => {
  const levels = 20_000;
  const deep = {
    tuples: `a = ${'['.repeat(levels)}${']'.repeat(levels)}\nlocals {}\n`,
    'tuples that are never closed': `a = ${'['.repeat(levels)}\nlocals {}\n`,
    objects: `a = ${'{a = '.repeat(levels)}1${'}'.repeat(levels)}\nlocals {}\n`,
    'objects that are never closed': `a = ${'{a = '.repeat(levels)}\nlocals {}\n`,
    parentheses: `a = ${'('.repeat(levels)}1${')'.repeat(levels)}\nlocals {}\n`,
    calls: `a = ${'f('.repeat(levels)}1${')'.repeat(levels)}\nlocals {}\n`,
    indices: `a = ${'a['.repeat(levels)}1${']'.repeat(levels)}\nlocals {}\n`,
    blocks: `${'a {\n'.repeat(levels)}${'}\n'.repeat(levels)}\nlocals {}\n`,
    'blocks on one line': `${'a { '.repeat(levels)}${'}'.repeat(levels)}\nlocals {}\n`,
    negations: `a = ${'!'.repeat(levels)}b\nlocals {}\n`,
    conditionals: `a = ${'b ? c : '.repeat(levels)}d\nlocals {}\n`,
    'conditions of conditions': `a = ${'b ? '.repeat(levels)}d\nlocals {}\n`,
    sums: `a = ${'b + '.repeat(levels)}d\nlocals {}\n`,
    'powers of operators': `a = ${'b || c && d == e < f + g * '.repeat(levels)}h\nlocals {}\n`,
    interpolations: `a = ${'"${'.repeat(levels)}b${'}"'.repeat(levels)}\nlocals {}\n`,
    'interpolations that are never closed': `a = ${'"${'.repeat(levels)}\nlocals {}\n`,
    loops: `a = ${'[for a in '.repeat(levels)}\nlocals {}\n`,
    heredocs: `a = ${Array.from({ length: 1000 }, (_, level) => `<<E${level}\n\${`).join('')}\nlocals {}\n`,
  };
  for (const [name, text] of Object.entries(deep)) {
    const document = parseHcl(text, terraform);
    const messages = document.items.flatMap(({ problems }) => problems.map(({ message }) => message));
    assert.ok(messages.some(isOfNesting) || /^(?:heredocs|interpolations)/.test(name), `${name}: ${messages[0]}`);
    assert.ok(messages.filter(isOfNesting).length < 300, `${name}: ${messages.length} problems`);
    assert.equal(document.items.at(-1)?.key?.value, 'locals', `${name}: what follows is read`);
    checkLaws(text.slice(0, 3000));
  }
});

test('long lines and large texts take time in proportion to their length', () => {
  const size = 3_000_000;
  const fill = (unit: string, length = size): string => unit.repeat(Math.ceil(length / unit.length));
  const some = 100_000;
  const large: Record<string, string> = {
    'a string': `a = "${fill('x\\n')}"`,
    'a string that is never closed': `a = "${fill('x ')}`,
    'a word': fill('x'),
    'a comment': `# ${fill('x')}`,
    'a comment that is never closed': `/* ${fill('x\n', some)}`,
    'comments that are never closed': fill('/* x\n', some),
    'comments that are never closed, and blocks': fill('/* x\nlocals {\n', some),
    'comments in a comment': `/* ${fill('/* x\n', some)} */`,
    'a heredoc': `a = <<EOT\n${fill('some text\n')}EOT\n`,
    'a heredoc that is never ended': `a = <<EOT\n${fill('some text\n', some)}`,
    'heredocs that are never ended': fill('a = <<EOT\n', some),
    'heredocs that are never ended, each with a word of its own': Array.from(
      { length: 3000 },
      (_, i) => `a = <<E${i}\n`,
    ).join(''),
    'lines of a heredoc that nearly end it': `a = <<EOT\n${fill('EOT x\n', some)}EOT\n`,
    'a heredoc of blanks': `a = <<-EOT\n${fill(' ', some)}\n${fill('\n', some)}EOT\n`,
    'an indented heredoc': `a = <<-EOT\n${fill('    x\n  ${y}\n', some)}EOT\n`,
    'a template': `a = "${fill('x ${y} ', some)}"`,
    'interpolations that are never closed': fill('a = "${\n', some),
    'interpolations that go on below': fill('+ "${ 1\n', some),
    'a tuple': `a = [${fill('1, ', some)}]`,
    'a tuple without commas': `a = [${fill('a ', some)}]`,
    'an object': `a = {${Array.from({ length: 50_000 }, (_, i) => `k${i} = 1`).join(', ')}}`,
    'objects on one line': `a = [${fill('{}, ', some)}`,
    'blocks on one line': fill('a {} ', some),
    'blocks in a block on one line': `a { ${fill('b {} ', some)}`,
    'attributes of a block': `locals {\n${Array.from({ length: 50_000 }, (_, i) => `  k${i} = 1\n`).join('')}}`,
    'the same attribute': `locals {\n${fill('  a = 1\n', some)}}`,
    'blocks of a block': `locals {\n${fill('  a {}\n', some)}}`,
    'a traversal': `a = b${fill('.c', some)}`,
    'a traversal by dots': `a = b${fill('.', some)}`,
    indices: `a = b${fill('[0]', some)}`,
    'brackets that do not match': `a = ${fill('[}', some)}`,
    'brackets that are never closed': fill('a = [\n', some),
    'braces that are never closed': fill('a = {\n', some),
    'parentheses that are never closed': fill('a = f(\n', some),
    'blocks that are never closed': fill('a {\n', some),
    'blocks of the top that are never closed': fill('locals {\n', some),
    'braces that close nothing': fill('}\n', some),
    'braces further in': `locals {\n${fill('  }\n', some)}`,
    'half-typed words': fill('a\n', some),
    'labels that are never closed': fill('a "b\n', some),
    labels: `a ${fill('"b" ', some)}{}`,
    junk: fill('@\n', some),
    quotes: fill('"', some),
    spaces: `a =${fill(' ')}1`,
    'empty lines': fill('\n'),
    'letters of other alphabets': `${fill('ä', some)} = 1`,
  };
  for (const [name, text] of Object.entries(large)) {
    const started = process.cpuUsage();
    const { items } = parseHcl(text, terraform);
    const { user, system } = process.cpuUsage(started);
    assert.ok(items.length > 0);
    assert.ok(user + system < 5_000_000, `${name}: ${(user + system) / 1_000_000} s`);
  }
});

/**
 * 1. Items tile the text. 2. Spans lie inside their item and inside their parent. 3. Reading from any
 * item's start with the recorded state gives the same items again. 4. An item depends on nothing
 * beyond its `scan`.
 */
function checkLaws(text: string): void {
  const { items, starts } = parseHcl(text, terraform);
  let start = 0;
  let state: HclState = 'first';
  items.forEach((item, index) => {
    assert.equal(starts[index], start, 'items tile the text');
    const again = nextItem(text, start, state);
    expectSame(again.item, item, 'an item can be read again');
    assert.ok(again.end > start, 'an item is not empty');
    assert.equal(item.text, text.slice(start, again.end));
    checkSpans(item);
    if (start + again.scan <= text.length) {
      for (const other of ['', '\n', 'x', '  x = 1\n', '}\n', '"', ']})\n', 'EOT\n', '*/', 'locals {}\n', '${']) {
        const elsewhere = nextItem(text.slice(0, start + again.scan) + other, start, state);
        expectSame(elsewhere.item, item, `an item depends on nothing beyond its scan: ${JSON.stringify(other)}`);
      }
    }
    start = again.end;
    state = again.state;
  });
  assert.equal(start, text.length, 'items tile the text to its end');
}

const nextItem = (text: string, start: number, state: HclState): Step<HclState> =>
  hclGrammar(terraform).reader(text)(start, state);

/** Faster than assert.deepEqual, which is asked some hundred thousand times. */
function expectSame(one: Item, other: Item, what: string): void {
  const difference = firstDifference(one, other, 'item');
  if (difference !== undefined) assert.fail(`${what}: ${difference}`);
}

function checkSpans(item: Item): void {
  const { length } = item.text;
  const check = (node: SyntaxNode, from: number, to: number): void => {
    assert.ok(from <= node.start && node.start <= node.end && node.end <= to, `${node.kind} lies in its parent`);
    if (node.kind === 'traversal')
      for (const step of node.steps)
        assert.ok(node.start <= step.start && step.start <= step.end && step.end <= node.end);
    let last = node.start;
    for (const child of childrenOf(node)) {
      check(child, last, node.end);
      last = child.end;
    }
  };
  if (item.key) check(item.key, 0, length);
  if (item.value) {
    for (const label of labelsOf(item.value)) check(label, 0, item.value.start);
    check(item.value, item.key?.end ?? 0, length);
  }
  for (const { span } of item.problems) assert.ok(0 <= span.start && span.start <= span.end && span.end <= length + 1);
}

interface Block {
  readonly item: Item;
  /** From the line break before it to the end of its value. */
  readonly start: number;
  readonly end: number;
}

/** A module of 30 resources and more. */
function healthy(): Document {
  const document = parseHcl(writeHcl(generate({ resources: 30, seed: 4242 }).model, 4242), terraform);
  assert.ok(blocksIn(document).length > 30);
  return document;
}

const blocksIn = ({ items, starts }: Document): Block[] =>
  items.flatMap((item, index) => {
    const { section, value, text } = item;
    if (section === undefined || value?.kind !== 'map') return [];
    const base = starts[index] ?? 0;
    const header = text.search(new RegExp(`^[\\uFEFF\\s]*${section}`, 'm'));
    return [{ item, start: base + Math.max(header - 1, 0), end: base + value.end }];
  });

const untouchedBy = ({ start, end }: Change, module: Document): Block[] =>
  blocksIn(module).filter((block) => block.end < start || block.start > end);

/** An edit keeps the items that come out the same, as the law of edits says; others may come out the same elsewhere. */
function lostBy(wound: Change, module: Document, blocks: readonly Block[]): Block[] {
  const { items } = edit(module, wound).document;
  const kept = new Set(items);
  return blocks.filter(({ item }) => !kept.has(item) && !items.some((other) => isAlike(item, other)));
}

/** Comments above a block may have become those of another. */
const isAlike = (one: Item, other: Item): boolean =>
  one.section === other.section && bodyOf(one) === bodyOf(other) && other.problems.length === one.problems.length;

const bodyOf = ({ text, value }: Item): string | undefined => value && text.slice(value.start, value.end);

function expectUntouched(module: Document, wound: Change): void {
  const [lost] = lostBy(wound, module, untouchedBy(wound, module));
  if (lost) assert.fail(`${lost.item.section} "${lost.item.key?.value}" suffers from ${JSON.stringify(wound)}`);
}
