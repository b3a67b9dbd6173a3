/* `npm run new-rule`: what it refuses, and that what it makes is sound. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refused } from '../tools/mutate/compiler.ts';
import { judgeOf } from '../tools/mutate/judge.ts';
import { compile, loaderFor, withKit } from '../tools/mutate/loader.ts';
import { mutantsOf, mutated } from '../tools/mutate/mutants.ts';
import { asked, filesOf } from '../tools/new-rule/files.ts';
import { parseCases } from './cases.ts';

const taken = [
  { folder: 'tls', id: 'alb-without-https-listener' },
  { folder: 'timeouts', id: 'lambda-timeout-exceeds-apigw' },
];
const problem = (name: string, mayMakeFolder = false) => asked(name, taken, mayMakeFolder).problem;

test('A new rule stands in a folder that is there, under an id of its own', () => {
  assert.deepEqual(asked('tls/alb-too-new', taken, false), { rule: { folder: 'tls', id: 'alb-too-new' } });
});

test('A word alone is not enough', () => {
  const advice = 'Say <folder>/<id>, such as tls/alb-without-name; the folders are tls, timeouts.';
  assert.equal(problem(''), advice);
  assert.equal(problem('alb-too-new'), advice);
  assert.equal(problem('rules/tls/alb-too-new'), advice);
});

test('The id is in kebab-case', () => {
  for (const id of ['AlbTooNew', 'alb_too_new', 'alb', 'alb--new', '-alb-new', 'alb-new.ts'])
    assert.match(problem(`tls/${id}`) ?? '', /is not in kebab-case/, id);
});

test('The id is free, in every folder', () => {
  assert.equal(
    problem('timeouts/alb-without-https-listener'),
    'There is a rule alb-without-https-listener already: rules/tls/alb-without-https-listener.ts',
  );
});

test('A folder that is not there is a slip, unless it is asked for', () => {
  assert.equal(
    problem('timeout/alb-too-new'),
    'There is no folder rules/timeout; did you mean timeouts? A new one is made with --new-folder.',
  );
  assert.equal(
    problem('kittens/alb-too-new'),
    'There is no folder rules/kittens; the folders are tls, timeouts. A new one is made with --new-folder.',
  );
  assert.deepEqual(asked('dns/alb-too-new', taken, true), { rule: { folder: 'dns', id: 'alb-too-new' } });
  assert.equal(problem('D NS/alb-too-new', true), 'A folder is one word in small letters, which D NS is not.');
});

const id = 'alb-too-new';
const file = `rules/tls/${id}.ts`;
const files = filesOf({ folder: 'tls', id });
const code = files.get(file) ?? '';
const cases = parseCases(id, files.get(`rules/tls/${id}.cases.md`) ?? '');

test('What it makes compiles', () => {
  assert.deepEqual([...files.keys()], [file, `rules/tls/${id}.cases.md`]);
  assert.equal(refused([{ file, text: code }]).size, 0);
});

test('Its cases hold, and hold every word of it', async () => {
  const loader = await loaderFor(['rules/waf/alb-without-waf.ts']);
  const complaint = async (text: string) => {
    const compiled = await compile(file, withKit(file, text));
    return judgeOf({ cases }).complaintAbout(() => loader.load(file, compiled));
  };
  assert.equal(await complaint(code), undefined);
  for (const mutant of mutantsOf(code)) assert.notEqual(await complaint(mutated(code, mutant)), undefined, mutant.from);
});
