/* HCL as the parser reads it: blocks, values, places, and what it says of text that is half typed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commentsWith } from '../../server/formats/syntax/comments.ts';
import { terraform } from '../../server/formats/syntax/dialect.ts';
import { parseDocument } from '../../server/formats/syntax/document.ts';
import { edit } from '../../server/formats/syntax/edit.ts';
import type { Item, MapNode, SyntaxNode } from '../../server/formats/syntax/node.ts';
import { subtreeBelow } from '../../server/formats/syntax/subtree.ts';

test('each block at the top is an item, known by its type and its last label', () => {
  const { items, language } = parse('resource "aws_lb" "web" {\n  internal = true\n}\nlocals {}\nvariable old {}\n');
  assert.equal(language, 'hcl');
  assert.deepEqual(
    items.map(({ kind, section, key, value }) => [kind, section, key?.value, labelsOf(value)]),
    [
      ['member', 'resource', 'web', ['aws_lb', 'web']],
      ['member', 'locals', 'locals', []],
      ['member', 'variable', 'old', ['old']],
    ],
  );
});

test('an attribute at the top is an item, as in .tfvars; comments belong to what follows them', () => {
  const { items } = parse('\uFEFF# The name\nname = "web" // short\nports = [80]\n# the end\n');
  assert.deepEqual(
    items.map(({ kind, key, text }) => [kind, key?.value, text]),
    [
      ['entry', 'name', '\uFEFF# The name\nname = "web" // short\n'],
      ['entry', 'ports', 'ports = [80]\n'],
      ['trivia', undefined, '# the end\n'],
    ],
  );
});

test('a block in a block is an entry; two of one type are two entries', () => {
  const { items } = parse('resource "a" "b" {\n  rule { n = 1 }\n  rule "x" {\n    n = 2\n  }\n}\n');
  assert.deepEqual(shown(items[0]?.value), { rule: { n: 1 }, 'rule#2 x': { n: 2 } });
  assert.deepEqual(problemsIn(items), []);
});

test('values: numbers, text, tuples, objects', () => {
  assert.deepEqual(value('[1, -2, 1.5e3, true, null, "a", [],]'), [1, -2, 1500, true, null, 'a', []]);
  assert.deepEqual(value('{ a = 1, "b" : 2\n c = {}\n 4 = 5, (x) = 3 }'), { a: 1, b: 2, c: {}, 4: 5, '(x)': 3 });
});

test('text in quotes has escapes; a dollar or percent sign that is doubled opens nothing', () => {
  assert.equal(value('"a\\n\\"\\\\\\u00e9\\U0001F680 $${x} %%{y} $5 100%"'), 'a\n"\\é🚀 ${x} %{y} $5 100%');
  assert.deepEqual(problemsIn(parse(String.raw`a = "\d"`).items), [
    String.raw`\d: HCL has no escape "\d"; write "\\" where a backslash is meant.`,
  ]);
});

test('interpolations make a template, of one part or more', () => {
  assert.equal(value('"${var.x}"'), 'template[var.x]');
  assert.equal(value('"a-${f("b", "${c}")}-d"'), "template['a-', f('b', template[c]), '-d']");
  assert.equal(
    value('"%{ if a ~}\n yes %{ else }no%{ endif }"'.replace('\n', ' ')),
    "template[%if(a), 'yes ', %else(), 'no', %endif()]",
  );
});

test('a heredoc ends with its word; an indented one loses what all of its lines are indented by', () => {
  assert.equal(value('<<EOT\n  a\n\n b \\n $${c}\nEOT'), '  a\n\n b \\n ${c}\n');
  assert.equal(value('<<-EOT\n    a\n\n      b\n    EOT'), 'a\n\n  b\n');
  assert.equal(value('<<-EOT\n    a ${b}\n  c\n  EOT'), "template['  a ', b, '\nc\n']");
  assert.equal(value('<<EOT\nresource "a" "b" {\n}\nEOT'), 'resource "a" "b" {\n}\n', 'there may be blocks in it');
});

test('references', () => {
  assert.equal(value('var'), 'var');
  assert.equal(value('aws_lb.main[0].arn'), 'aws_lb.main[0].arn');
  assert.equal(value('a[*].b.*.c.0["d"][e.f]'), "a[*].b.*.c[0]['d'][e.f]");
  assert.equal(value('f(x)[0].y'), '{f(x)}[0].y');
  assert.equal(value('(a.b).c'), '{a.b}.c');
});

test('operations bind as they should', () => {
  assert.equal(value('!a && b == c + d * 2 || -e < 1'), '(((!a) && (b == (c + (d * 2)))) || ((-e) < 1))');
  assert.equal(value('a - 1 - 2'), '((a - 1) - 2)');
  assert.equal(value('a ? b : c ? d : e'), '(a ? b : (c ? d : e))');
});

test('calls, also of providers, and the dots behind the last argument', () => {
  assert.equal(value('merge(a, {\n  b = 1\n}, c...)'), 'merge(a, {"b":1}, c...)');
  assert.equal(value('provider::aws::arn_parse("x")'), "provider::aws::arn_parse('x')");
});

test('loops that make a list or an object', () => {
  assert.equal(value('[for k, v in var.m : upper(v) if v != null]'), '[for k, v in var.m : upper(v) if (v != null)]');
  assert.equal(value('{\n  for x in y : x.id => x...\n}'), '{for x in y : x.id => x...}');
});

test('a range is of the text alone; that of a value in parentheses is with them', () => {
  const text = 'resource "a" "web" {\n  x = (b) # c\n  y = [c.d , e]\n}\n';
  const [item] = parse(text).items;
  const body = bodyOf(item);
  assert.equal(written(item, item?.key), '"web"');
  assert.equal(written(item, body), text.slice(19, -1));
  assert.deepEqual(
    body.entries.map((entry) => [written(item, entry.key), written(item, entry.value)]),
    [
      ['x', '(b)'],
      ['y', '[c.d , e]'],
    ],
  );
});

test('what is half typed costs its own line', () => {
  const half = (line: string) => {
    const { items } = parse(`resource "a" "b" {\n  x = 1\n  ${line}\n  y = 2\n}\nlocals {\n  z = 3\n}\n`);
    assert.deepEqual(shown(items.at(-1)?.value), { z: 3 });
    const body = shown(items[0]?.value);
    assert.deepEqual([body['x'], body['y']], [1, 2], line);
    return problemsIn(items);
  };
  assert.deepEqual(half('name'), ['name: "name" stands alone; write "=" and a value after it, or "{" and "}".']);
  assert.deepEqual(half('name ='), ['name: "name" has no value; write one after the "=".']);
  assert.deepEqual(half('name = "we'), ['"we: This quote is never closed; add the closing ".']);
  assert.deepEqual(half('name = "a${b'), [
    '${: This "${" is never closed; add the closing "}".',
    '"a${b: This quote is never closed; add the closing ".',
  ]);
  assert.deepEqual(half('name = a.'), ['.: A name is missing after this dot; add one.']);
  assert.deepEqual(half('list = [a,'), ['[: This "[" is never closed; add the closing "]".']);
  assert.deepEqual(half('call = f(a'), ['(: This "(" is never closed; add the closing ")".']);
  assert.deepEqual(half('name = a ? b'), ['?: This condition has one outcome; add ":" and the other.']);
  assert.deepEqual(half('tags = {'), ['{: This "{" is never closed; add the closing "}".']);
  assert.deepEqual(half('rule {'), ['{: This "{" is never closed; add the closing "}".']);
  assert.deepEqual(half('}'), ['}: Nothing is open that "}" could close; remove it.']);
  assert.deepEqual(half('name = <<EOT'), ['<<EOT: This heredoc never ends; add a line with EOT alone.']);
  assert.deepEqual(half('/* why'), ['/*: This comment is never closed; add the closing "*/".']);
  assert.deepEqual(half('n = 1 m = 2'), ['m: This has to begin on a line of its own; break the line before it.']);
  assert.deepEqual(half('n: 1'), [':: A value is assigned with "=" here; write it instead of ":".']);
  assert.deepEqual(half('x = 4'), ['x: "x" stands here twice; remove one.']);
});

test('a heredoc that never ends is one problem, whatever stands in it, up to the next block', () => {
  const lost = ['<<EOT: This heredoc never ends; add a line with EOT alone.'];
  for (const text of [
    'Dear all,\nit is ${time}: {"a": [1, ">"]}\n}\n',
    '{\n  "Statement": [\n    { "Effect": "Allow", "Action": "*" }\n  ]\n}\n}\n',
    '#!/bin/sh\nif [ -f $1 ]; then\n  echo "done\nfi\n\n}\n\n*/ } ] )\n',
    '<xml a="1">\n  text\n</xml>\n',
    'x = <<OTHER\ntext text\n',
    '',
  ]) {
    const { items } = parse(`resource "a" "b" {\n  x = 1\n  text = <<EOT\n${text}\nlocals {\n  z = 3\n}\n`);
    assert.deepEqual(problemsIn(items), lost, text);
    assert.deepEqual(shown(items.find(({ section }) => section === 'locals')?.value), { z: 3 }, text);
  }
});

test('what is wrong before a heredoc that never ends, or in the next block, is told beside it', () => {
  const { items } = parse('locals {\n  y\n  x = <<EOT\nsome text\n}\nlocals {\n  z\n}\n');
  assert.deepEqual(
    problemsIn(items).map((one) => one.slice(0, one.indexOf(':'))),
    ['y', '<<EOT', 'z'],
  );
});

test('what stands behind a heredoc that was just begun is still read', () => {
  const { items } = parse('resource "a" "b" {\n  text = <<EOT\n  y = 2\n}\n');
  assert.equal(shown(items[0]?.value)['y'], 2);
});

test('a block in the first column ends what was left open before it', () => {
  for (const open of ['resource "a" "b" {', 'x = [', 'x = f(', 'x = {', 'a { b {', 'x = "${', 'x = <<EOT', '/*']) {
    const { items } = parse(`${open}\n\nlocals {\n  z = 3\n}\n`);
    assert.deepEqual(shown(items.find(({ section }) => section === 'locals')?.value), { z: 3 }, open);
  }
});

test('braces that fit are believed, however the lines are indented', () => {
  const { items } = parse('resource "a" "b" {\n      rule {\n  x = 1\n}\ny = 2\n    }\nlocals {\nz = {\nq = 3\n}\n}\n');
  assert.deepEqual(problemsIn(items), []);
  assert.deepEqual(shown(items[0]?.value), { rule: { x: 1 }, y: 2 });
});

test('after an edit, an item that it did not touch is the very same object', () => {
  const before = parse('locals {\n  a = 1\n}\nlocals {\n  b = 2\n}\n');
  const at = before.text.indexOf('2');
  const { document, from, removed, added } = edit(before, { start: at, end: at, newText: '4' });
  assert.deepEqual({ from, removed, added }, { from: 1, removed: 1, added: 1 });
  assert.equal(document.items[0], before.items[0]);
  assert.deepEqual(shown(document.items[1]?.value), { b: 42 });
});

test('comments of three kinds are found, and what those on a line of their own speak of', () => {
  const text =
    '# ignore a\nresource "a" "b" {\n  x = 1 // ignore b\n  /* ignore c */\n  rule { y = "# ignore d" }\n}\n';
  const document = parse(text);
  const comments = commentsWith('ignore', document);
  assert.deepEqual(
    comments.map((comment) => [comment.text, comment.isAlone, text.slice(comment.start, comment.end)]),
    [
      ['ignore a', true, '# ignore a'],
      ['ignore b', false, '// ignore b'],
      ['ignore c', true, '/* ignore c */'],
    ],
  );
  const below = comments.map(({ start, isAlone }) => isAlone && subtreeBelow(document, start));
  assert.deepEqual(
    below.map((span) => span && text.slice(span.start, span.end).split('\n')[0]),
    ['resource "a" "b" {', false, 'rule { y = "# ignore d" }'],
  );
});

test('between a comment and what it speaks of there may be others, on one line or on several', () => {
  const below = (text: string): string | undefined => {
    const document = parse(text);
    const [comment] = commentsWith('ignore', document);
    const span = comment?.isAlone ? subtreeBelow(document, comment.start) : undefined;
    return span && text.slice(span.start, span.end).split('\n')[0];
  };
  const block = 'a "b" {\n  x = 1\n}\n';
  for (const between of [
    '# c\n',
    '// c\n',
    '/* c */\n',
    '/* c */ # d\n',
    '/* c */ /* d */\n',
    '/*\n  c\n*/\n',
    '/* c */ ',
  ])
    assert.equal(below(`# ignore\n${between}${block}`), 'a "b" {', between);
  assert.equal(below(`/* ignore a,\n   because */\n${block}`), 'a "b" {', 'it may take several lines itself');
  assert.equal(below('a {\n  # ignore\r\n  /* c\r\nd */\r\n  x = 1\r\n}\n'), 'x = 1');
  for (const between of ['/* c */\n\n', '\n/* c */\n', '  /* c */\n', '/* c\n'])
    assert.equal(below(`# ignore\n${between}${block}`), undefined, between);
});

const parse = (text: string) => parseDocument(text, terraform);

const problemsIn = (items: readonly Item[]): string[] =>
  items.flatMap(({ problems, text }) =>
    problems.map(({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`),
  );

const written = (item: Item | undefined, node: SyntaxNode | undefined): string | undefined =>
  node && item?.text.slice(node.start, node.end);

function bodyOf(item: Item | undefined): MapNode {
  assert.ok(item?.value?.kind === 'map');
  return item.value;
}

const labelsOf = (node: SyntaxNode | undefined): unknown =>
  node?.kind === 'map' ? node.labels?.map(({ value: label }) => label) : undefined;

/** The value of `x = …`, in which nothing is wrong. */
function value(text: string): unknown {
  const { items } = parse(`x = ${text}\n`);
  assert.deepEqual(problemsIn(items), []);
  const [item] = items;
  assert.ok(item?.value);
  return plain(item.value);
}

/** Plain data; what has to be computed is text. */
function plain(node: SyntaxNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plain);
  return node.kind === 'map' ? shown(node) : expression(node);
}

/** The second block of a type is `type#2`, with its labels. */
function shown(node: SyntaxNode | undefined): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const { key, value: inner } of node?.kind === 'map' ? node.entries : []) {
    const word = key.kind === 'scalar' ? String(key.value) : `(${expression(key)})`;
    const labels = inner.kind === 'map' ? (inner.labels ?? []).map((label) => ` ${label.value}`).join('') : '';
    data[`${word in data ? `${word}#2` : word}${labels}`] ??= plain(inner);
  }
  return data;
}

function expression(node: SyntaxNode): string {
  const list = (nodes: readonly SyntaxNode[]): string => nodes.map(expression).join(', ');
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string' ? `'${node.value}'` : String(node.value);
    case 'template':
      return `template[${list(node.parts)}]`;
    case 'directive':
      return `%${node.word}(${list(node.of)})`;
    case 'traversal': {
      const root = node.name ?? `{${node.of ? expression(node.of) : ''}}`;
      const steps = node.steps.map((step) => {
        if (step.kind === 'name') return `.${step.name}`;
        if (step.kind === 'splat') return step.full ? '[*]' : '.*';
        return `[${expression(step.index)}]`;
      });
      return root + steps.join('');
    }
    case 'call':
      return `${node.name}(${list(node.args)}${node.spread ? '...' : ''})`;
    case 'conditional':
      return `(${expression(node.test)} ? ${expression(node.yes)} : ${expression(node.no)})`;
    case 'operation':
      return node.operands.length > 1
        ? `(${node.operands.map(expression).join(` ${node.operator} `)})`
        : `(${node.operator}${list(node.operands)})`;
    case 'for': {
      const made = `${node.key ? `${expression(node.key)} => ` : ''}${expression(node.value)}${node.grouped ? '...' : ''}`;
      const inside = `for ${node.names.join(', ')} in ${expression(node.of)} : ${made}`;
      const all = node.when ? `${inside} if ${expression(node.when)}` : inside;
      return node.makes === 'list' ? `[${all}]` : `{${all}}`;
    }
    default:
      return JSON.stringify(plain(node));
  }
}
