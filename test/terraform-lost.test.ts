// What a module of Terraform names that leads nowhere, or back: told once, where it is written, and in no fix's way.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rules } from '../rules/index.ts';
import { type Files, isReadWhole } from '../server/formats/format.ts';
import { parseFile } from '../server/formats/kind.ts';
import { edit } from '../server/formats/syntax/edit.ts';
import { type Analysis, analyse, analyseDocument, handOn, locate } from '../server/linter/analysis.ts';
import { fixesFor } from '../server/linter/fixes-for.ts';
import { moduleIn, moduleWith } from './module-in.ts';

const rule = rules.filter(({ id }) => id === 'health-check-timeout-not-below-interval');
const group = (timeout: string) => `resource "aws_lb_target_group" "app" {
  port     = 80
  protocol = "HTTP"

  health_check {
    path     = "/"
    interval = 10
    timeout  = ${timeout}
  }
}
`;
const call = (name: string, source: string) => `module "${name}" {\n  source = "${source}"\n}\n`;
const locals = (...lines: readonly string[]) => `locals {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

type Texts = Readonly<Record<string, string>>;

/** `severity "text that is marked" message`, of what is wrong in a file. */
function told({ source }: Analysis): readonly string[] {
  assert.equal(isReadWhole(source), true, 'nothing of it stands in the way of fixes');
  return source.problems.map((problem) => {
    const { start, end } = locate(source, problem);
    return `${problem.severity} ${source.document.text.slice(start, end)}: ${problem.message}`;
  });
}

function toldIn(file: string, texts: Texts, files: Files = moduleIn(texts)): readonly string[] {
  const analysis = analyse(file, texts[file] ?? '', undefined, undefined, files);
  assert.ok(analysis);
  assert.deepEqual(analysis.crashes, []);
  return told(analysis);
}

const refused = (source: string, way: string) =>
  `error "${source}": This module calls itself: ${way} leads back to it, which Terraform refuses; correct the source, or remove the call.`;

describe('a module that calls itself', () => {
  test('is told at the source of the call', () => {
    assert.deepEqual(toldIn('main.tf', { 'main.tf': call('again', './') }), [refused('./', 'module.again')]);
    assert.deepEqual(toldIn('shop/main.tf', { 'shop/main.tf': call('again', '../shop') }), [
      refused('../shop', 'module.again'),
    ]);
  });

  test('does so in JSON, too', () => {
    const text = JSON.stringify({ module: { again: { source: './' } } });
    assert.deepEqual(toldIn('main.tf.json', { 'main.tf.json': text }), [refused('./', 'module.again')]);
  });

  test('be it through others, is told in each of them; whoever calls them is in no circle', () => {
    const texts = {
      'a/main.tf': call('b', '../b'),
      'b/main.tf': call('c', '../c'),
      'c/main.tf': call('a', '../a'),
      'root/main.tf': call('a', '../a'),
    };
    assert.deepEqual(toldIn('a/main.tf', texts), [refused('../b', 'module.b.module.c.module.a')]);
    assert.deepEqual(toldIn('b/main.tf', texts), [refused('../c', 'module.c.module.a.module.b')]);
    assert.deepEqual(toldIn('root/main.tf', texts), []);
  });

  test('is told in the file that calls, not in the others of its module', () => {
    const texts = { 'calls.tf': call('again', './'), 'main.tf': group('30') };
    assert.equal(toldIn('calls.tf', texts).length, 1);
    assert.deepEqual(toldIn('main.tf', texts), []);
  });

  test('is mended as others are', () => {
    const text = call('again', './') + group('30');
    const analysis = analyse('main.tf', text, undefined, rule, moduleIn({ 'main.tf': text }));
    const [finding] = analysis?.findings ?? [];
    assert.ok(analysis && finding);
    assert.notEqual(fixesFor(analysis, finding).length, 0);
  });
});

describe('the source of a module', () => {
  const where: Files = {
    read: () => ({ why: 'is not there' }),
    list: (_from, folder) =>
      folder === '.'
        ? { names: ['main.tf'] }
        : folder === './empty'
          ? { names: ['README.md'] }
          : { why: 'it is not there', toName: { why: 'is not there', severity: 'information' } },
  };
  const said = (source: string) => toldIn('main.tf', { 'main.tf': call('web', source) }, where);

  test('that is not there is told', () => {
    assert.deepEqual(said('./modules/web'), ['information "./modules/web": ./modules/web is not there.']);
    assert.deepEqual(said('./empty'), [
      'information "./empty": ./empty has no file of Terraform in it; correct the path, or write the module before this is checked.',
    ]);
  });

  test('that other tools fill in, or that terraform init fetches, is nothing to tell', () => {
    for (const source of [
      './{{ name }}',
      './__NAME__',
      'terraform-aws-modules/vpc/aws',
      'git::https://example.com/vpc.git',
    ])
      assert.deepEqual(said(source), [], source);
  });

  test('is nothing to tell where nobody can look into folders', () => {
    const texts = { 'main.tf': call('web', './web') };
    assert.deepEqual(toldIn('main.tf', texts, { read: where.read }), []);
    assert.deepEqual(toldIn('main.tf', texts, { ...where, list: () => ({ why: 'it cannot be seen' }) }), []);
  });
});

describe('locals that are made of themselves', () => {
  test('are told once, at the first of them', () => {
    assert.deepEqual(toldIn('main.tf', { 'main.tf': locals('b = 1', 'a = local.a + local.b') }), [
      'error a: local.a is made of itself, which Terraform refuses; give it a value of its own.',
    ]);
    assert.deepEqual(toldIn('main.tf', { 'main.tf': locals('a = local.b', 'b = max(local.c, 1)', 'c = [local.a]') }), [
      'error a: local.a is made of itself (local.a → local.b → local.c → local.a), which Terraform refuses; give one of them a value of its own.',
    ]);
  });

  test('are told in the file that has the first, whichever it is seen from', () => {
    const texts = { 'a.tf': locals('a = local.b'), 'b.tf': locals('b = local.a') };
    assert.equal(toldIn('a.tf', texts).length, 1);
    assert.deepEqual(toldIn('b.tf', texts), []);
  });

  test('are as many as there are circles: who only names one of them is in none', () => {
    const text = locals('before = local.a', 'a = local.b', 'b = [local.a, local.c]', 'c = local.c', 'd = local.c');
    assert.deepEqual(
      toldIn('main.tf', { 'main.tf': text }).map((one) => one.slice(0, 'error a: local.a'.length)),
      ['error a: local.a', 'error c: local.c'],
    );
  });

  test('by ten thousand others are told in a few words', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `v${i} = local.v${(i + 1) % 10_000}`);
    assert.deepEqual(toldIn('main.tf', { 'main.tf': locals(...lines) }), [
      'error v0: local.v0 is made of itself (local.v0 → local.v1 → local.v2 → 9996 more → local.v9999 → local.v0), which Terraform refuses; give one of them a value of its own.',
    ]);
  });

  test('are told, or not any more, as one types in any file of the module', () => {
    const texts: Record<string, string> = { 'a.tf': locals('a = local.b'), 'b.tf': locals('b = 1') + group('local.a') };
    const documents = new Map(Object.entries(texts).map(([file, text]) => [file, parseFile(file, text)]));
    let files = moduleWith(new Map(documents));
    const said = (): number => {
      const document = documents.get('a.tf');
      const analysis = document && analyseDocument('a.tf', document, undefined, undefined, undefined, files);
      assert.ok(analysis);
      return told(analysis).length;
    };
    const typed = (from: string, newText: string): number => {
      const document = documents.get('b.tf') ?? assert.fail();
      const start = document.text.indexOf(from);
      documents.set('b.tf', edit(document, { start, end: start + from.length, newText }).document);
      const now = moduleWith(new Map(documents));
      handOn(files, now);
      files = now;
      return said();
    };
    assert.deepEqual([said(), typed('b = 1', 'b = local.a'), typed('b = local.a', 'b = 2')], [0, 1, 0]);
  });
});

test('of ten thousand locals on the way to a value, a finding shows the nearest, and where the value is written', () => {
  const lines = Array.from({ length: 10_000 }, (_, i) => `v${i} = ${i === 0 ? 30 : `local.v${i - 1}`}`);
  const text = locals(...lines) + group('local.v9999');
  const analysis = analyse('main.tf', text, undefined, rule, moduleIn({ 'main.tf': text }));
  const ways = analysis?.findings[0]?.related ?? [];
  const related = ways.map(({ message }) => message);
  assert.equal(related.length, 8);
  const last = ways.at(-1);
  assert.ok(analysis && last);
  const { start, end } = locate(analysis.source, last.place);
  assert.equal(text.slice(start, end), '30');
  assert.equal(related[0], 'the value of local.v9999');
  assert.equal(related.at(-1), 'the value of local.v0, with 9992 others between');
});
