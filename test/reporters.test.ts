/* What is printed for people, to the letter; test/cli.test.ts has what is printed for programs. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Severity } from '../rules/kit/index.ts';
import { exitCode, failed, type Outcome, type PublishedFinding, type Range } from '../server/linter/outcome.ts';
import { excerpt } from '../server/reporters/excerpt.ts';
import { json } from '../server/reporters/json.ts';
import { prettyFile, prettySummary } from '../server/reporters/pretty.ts';
import { glyphsOf, harmless } from '../server/reporters/width.ts';

const range = (line: number, from: number, to: number, endLine = line): Range => ({
  start: { line, character: from },
  end: { line: endLine, character: to },
});

const finding: PublishedFinding = {
  rule: 'alb-listener-http-not-redirected',
  severity: 'warning',
  message: 'Web serves plain HTTP; redirect it to HTTPS.',
  file: 'stack.yaml',
  range: range(3, 16, 20),
  resource: 'Web',
  format: 'cloudformation',
  when: 'HasCert is true',
  assumes: ['Protocol'],
  related: [{ message: 'the default of Protocol', file: 'stack.yaml', range: range(0, 0, 3) }],
  docs: 'https://example.com/rule',
  fixes: [
    { title: 'Redirect', applicability: 'choice', edits: [] },
    { title: 'Refuse', applicability: 'choice', edits: [] },
  ],
};
const outcome: Outcome = {
  kind: 'template',
  file: 'stack.yaml',
  text: 'Web:\r\n  Type: Listener\r\n  Properties:\r\n      Protocol: HTTP\r\n',
  findings: [finding],
  suppressed: [],
  undecided: [
    {
      rule: 'alb-without-waf',
      why: 'Scheme is a parameter without a default',
      file: 'stack.yaml',
      range: range(0, 0, 3),
      resource: 'Web',
      format: 'cloudformation',
      docs: 'https://example.com/rule',
    },
  ],
  problems: [{ kind: 'syntax', file: 'stack.yaml', message: 'A key needs a colon.', range: range(2, 2, 12) }],
};
const quiet: Outcome = { ...outcome, file: 'quiet.yaml', findings: [], undecided: [], problems: [] };

describe('pretty', () => {
  test('A finding shows its place, its line, what it rests on, and what can be done', () => {
    const look = { color: false, undecided: false };
    assert.equal(
      prettyFile({ ...outcome, problems: [] }, look),
      `
stack.yaml:4:17  warning  alb-listener-http-not-redirected
  Web serves plain HTTP; redirect it to HTTPS.

  4 │       Protocol: HTTP
    │                 ^^^^

  when     HasCert is true
  assumes  the default of Protocol
  see      stack.yaml:1:1  the default of Protocol
  fix      Redirect
           Refuse
  why      https://example.com/rule

`.slice(1),
    );
  });

  test('Problems of the text come first, what is undecided last and only if asked for', () => {
    const heads = (undecided: boolean) => prettyFile(outcome, { color: false, undecided }).match(/^\S+:\d+:\d+ .*$/gm);
    const asked = [
      'stack.yaml:3:3  error  syntax',
      'stack.yaml:4:17  warning  alb-listener-http-not-redirected',
      'stack.yaml:1:1  undecided  alb-without-waf',
    ];
    assert.deepEqual(heads(true), asked);
    assert.deepEqual(heads(false), asked.slice(0, 2));
    assert.match(
      prettyFile(outcome, { color: false, undecided: true }),
      /Not decided for Web: Scheme is a parameter without a default\./,
    );
  });

  test('The summary counts by severity, and the files that it is about', () => {
    const summary = (outcomes: readonly Outcome[], undecided = false) =>
      prettySummary(outcomes, { color: false, undecided });
    assert.equal(summary([quiet]), 'Nothing found in 1 file.\n');
    assert.equal(summary([quiet, quiet]), 'Nothing found in 2 files.\n');
    assert.equal(
      summary([outcome, quiet]),
      '1 syntax problem, 1 warning in 1 of 2 files.\n1 check could not be decided; --undecided lists them.\n',
    );
    assert.equal(
      summary([outcome, outcome], true),
      '2 syntax problems, 2 warnings in 2 files.\n2 checks could not be decided.\n',
    );
    const { fixes, assumes, related, when, ...rest } = finding;
    const suppressed = { ...rest, reason: 'It is a demo.', by: range(3, 22, 40) };
    assert.equal(
      summary([{ ...quiet, suppressed: [suppressed] }]),
      'Nothing found in 1 file.\n1 finding suppressed.\n',
    );
    assert.equal(summary([failed('gone.yaml', 'file', 'It is gone.')]), '');
  });

  test('Colours change nothing but colours', () => {
    const escapes = /\x1b\[\d+m/g;
    for (const undecided of [true, false]) {
      const colored = prettyFile(outcome, { color: true, undecided });
      assert.match(colored, escapes);
      assert.equal(colored.replace(escapes, ''), prettyFile(outcome, { color: false, undecided }));
    }
  });

  test('A terminal is not moved by what a file says', () => {
    const evil = '\x1b]0;owned\x07\u202Eabc\r\n';
    const text = prettyFile(
      { ...outcome, text: evil, findings: [{ ...finding, message: evil, file: evil, range: range(0, 0, 3) }] },
      { color: false, undecided: false },
    );
    assert.doesNotMatch(text, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202E]/);
  });
});

describe('excerpt', () => {
  const shown = (text: string, where: Range) =>
    excerpt(text.split('\n'), where).flatMap((line) => (line ? [line.text, line.marks] : ['⋮']));

  test('Marks stand under what is meant, behind tabs and wide characters', () => {
    assert.deepEqual(shown('a: b', range(0, 3, 4)), ['a: b', '   ^']);
    assert.deepEqual(shown('\tkey:\tx', range(0, 6, 7)), ['  key:  x', '        ^']);
    assert.deepEqual(shown('料金: 👩‍👩‍👧 x', range(0, 13, 14)), ['料金: 👩‍👩‍👧 x', '         ^']);
    assert.deepEqual(shown('é: 🦊', range(0, 3, 5)), ['é: 🦊', '   ^^']);
    assert.deepEqual(shown('e\u0301: x', range(0, 4, 5)), ['e\u0301: x', '   ^']);
  });

  test('What has no width gets one mark', () => {
    assert.deepEqual(shown('key:', range(0, 4, 4)), ['key:', '    ^']);
    assert.deepEqual(shown('', range(0, 0, 0)), ['', '^']);
  });

  test('Several lines are marked each, without their indentation', () => {
    assert.deepEqual(shown('- a\n  b\n  c', range(0, 2, 3, 2)), ['- a', '  ^', '  b', '  ^', '  c', '  ^']);
    assert.deepEqual(shown('a\nb\n', range(0, 0, 0, 2)), ['a', '^', 'b', '^'], 'the end of a line is no new line');
  });

  test('Of many lines, the first two and the last are shown', () => {
    const text = Array.from({ length: 9 }, (_, index) => `l${index}`).join('\n');
    assert.deepEqual(shown(text, range(0, 0, 2, 8)), ['l0', '^^', 'l1', '^^', '⋮', 'l8', '^^']);
  });

  test('Of a line of megabytes, the part around the range is shown, in no time', () => {
    const text = `${'x'.repeat(5_000_000)}HERE${'y'.repeat(5_000_000)}`;
    const [line = '', marks = ''] = shown(text, range(0, 5_000_000, 5_000_004));
    assert.equal(line, `…${'x'.repeat(40)}HERE${'y'.repeat(76)}…`);
    assert.equal(marks, `${' '.repeat(41)}^^^^`);
  });
});

test('Control characters and turned writing are shown as what they are not', () => {
  assert.equal(harmless('a\x1b[31m\u202Eb\u2028'), 'a\uFFFD[31m\uFFFDb\uFFFD');
  assert.equal(harmless('Größe 料金 🦊'), 'Größe 料金 🦊');
  assert.deepEqual(
    glyphsOf('a\t料\u200B').map(({ columns }) => columns),
    [1, 2, 2, 0],
  );
});

test('JSON lists the files that were read, and the problems of those that were not', () => {
  const output = JSON.parse(json('1.2.3', [quiet, failed('gone.yaml', 'file', 'It is gone.')]));
  assert.deepEqual(output, {
    version: '1.2.3',
    files: ['quiet.yaml'],
    findings: [],
    suppressed: [],
    undecided: [],
    problems: [{ kind: 'file', file: 'gone.yaml', message: 'It is gone.' }],
  });
});

test('The exit code is the worst that happened', () => {
  const warns: Outcome = { ...quiet, findings: [finding] };
  const crashed = failed('a.yaml', 'crash', 'no good');
  assert.equal(exitCode([], 'hint'), 0);
  assert.equal(exitCode([quiet], 'hint'), 0);
  assert.equal(exitCode([warns], 'error'), 0);
  assert.equal(exitCode([quiet, warns], 'warning'), 1);
  assert.equal(exitCode([warns], 'hint'), 1);
  assert.equal(exitCode([{ ...quiet, problems: outcome.problems }], 'error'), 1, 'a syntax problem is an error');
  const naming = (severity: Severity): Outcome => ({
    ...quiet,
    problems: [
      { kind: 'reference', severity, file: 'quiet.yaml', message: 'It is not there.', range: range(2, 2, 12) },
    ],
  });
  assert.equal(exitCode([naming('error')], 'error'), 1);
  assert.equal(exitCode([naming('information')], 'warning'), 0, 'what is named and not there is as bad as it says');
  assert.equal(exitCode([naming('information')], 'information'), 1);
  assert.equal(exitCode([warns, crashed], 'error'), 2);
  assert.equal(exitCode([failed('gone.yaml', 'file', 'It is gone.'), warns], 'error'), 2);
});
