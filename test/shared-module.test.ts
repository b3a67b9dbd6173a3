/* The files of a module share what is known of it: an edit in one of them brings all of them up to date. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Neighbours } from '../server/features/neighbours.ts';
import type { Files } from '../server/formats/format.ts';
import { parseFile } from '../server/formats/kind.ts';
import { edit } from '../server/formats/syntax/edit.ts';
import { type Analysis, analyse, analyseDocument, handOn, isSpent } from '../server/linter/analysis.ts';
import { outOfTheBox, type Settings } from '../server/linter/settings.ts';
import { moduleWith } from './module-in.ts';

const main = `resource "aws_lb_target_group" "orders" {
  port     = 80
  protocol = "HTTP"

  health_check {
    interval = 10
    timeout  = var.timeout
  }
}
`;
const variables = 'variable "timeout" {\n  default = 30\n}\n';

/** Somebody who has the files of a module open. */
function editor(texts: Readonly<Record<string, string>> = { 'main.tf': main, 'variables.tf': variables }) {
  const documents = new Map(Object.entries(texts).map(([file, text]) => [file, parseFile(file, text)]));
  let files: Files = moduleWith(new Map(documents));
  const look = (): void => {
    const now = moduleWith(new Map(documents));
    handOn(files, now);
    files = now;
  };
  return {
    ask(file: string, settings: Settings = outOfTheBox): Analysis {
      const document = documents.get(file);
      const analysis = document && analyseDocument(file, document, settings, undefined, undefined, files);
      assert.ok(analysis);
      return analysis;
    },
    /** As it is looked at where it is not open. */
    askClosed(file: string): Analysis {
      const analysis = analyse(file, documents.get(file)?.text ?? '', outOfTheBox, undefined, files);
      assert.ok(analysis);
      return analysis;
    },
    replace(file: string, what: string, by: string): void {
      const document = documents.get(file) ?? parseFile(file, '');
      const start = document.text.indexOf(what);
      documents.set(file, edit(document, { start, end: start + what.length, newText: by }).document);
      look();
    },
    create(file: string, text: string): void {
      documents.set(file, parseFile(file, text));
      look();
    },
  };
}

const rulesIn = ({ findings }: Analysis): readonly string[] => findings.map(({ rule }) => rule);
const rule = 'health-check-timeout-not-below-interval';

test('a key in one file is followed for all of them, open or not', () => {
  const { ask, askClosed, replace } = editor();
  const { checks, findings } = ask('main.tf');
  assert.ok(findings.some((one) => one.rule === rule));
  replace('variables.tf', '30', '5');
  for (const now of [ask('variables.tf'), ask('main.tf'), askClosed('main.tf')]) {
    assert.equal(now.checks, checks);
    assert.ok(!rulesIn(now).includes(rule));
  }
});

test('whichever file is asked about first, what was said of the others is spent', () => {
  const { ask, replace } = editor();
  const before = ask('main.tf');
  assert.equal(isSpent(before), false);
  replace('variables.tf', '30', '5');
  const after = ask('variables.tf');
  assert.equal(isSpent(before), true);
  assert.equal(isSpent(after), false);
});

test('a file that is new, or that gives values to variables, has all of the module read anew', () => {
  const { ask, create } = editor();
  const { checks } = ask('main.tf');
  create('terraform.tfvars', 'timeout = 5\n');
  const given = ask('main.tf');
  assert.notEqual(given.checks, checks);
  assert.ok(!rulesIn(given).includes(rule));
  create('more.tf', main.replace('orders', 'carts'));
  assert.notEqual(ask('main.tf').checks, given.checks);
  assert.equal(ask('more.tf').source.resources.length, 1);
});

test('a file that is judged by other settings has checks of its own, and both follow', () => {
  const { ask, replace } = editor();
  const off: Settings = { ...outOfTheBox, rules: new Map([[rule, 'off']]) };
  const [one, other] = [ask('main.tf', off), ask('variables.tf')];
  assert.notEqual(one.checks, other.checks);
  replace('variables.tf', '30', '40');
  assert.equal(ask('main.tf', off).checks, one.checks);
  assert.equal(ask('variables.tf').checks, other.checks);
  assert.ok(!rulesIn(ask('main.tf', off)).includes(rule));
  assert.ok(rulesIn(ask('main.tf')).includes(rule));
});

test('the order of the files is that of their names, whichever is looked at', () => {
  const both = { 'a.tf': 'variable "timeout" {\n  default = 5\n}\n', 'main.tf': main, 'variables.tf': variables };
  for (const first of ['variables.tf', 'main.tf']) {
    const { ask } = editor(both);
    ask(first);
    assert.ok(!rulesIn(ask('main.tf')).includes(rule), `${first} is looked at first`);
  }
});

test('of other files something else is said only where their findings are others', () => {
  const { ask, replace } = editor();
  const neighbours = new Neighbours();
  const after = (file: string, what: string, by: string) => {
    replace(file, what, by);
    return neighbours.otherwise(ask(file));
  };
  assert.deepEqual(neighbours.otherwise(ask('main.tf')), []);
  assert.deepEqual(after('variables.tf', '30', '5'), ['main.tf']);
  assert.deepEqual(neighbours.otherwise(ask('main.tf')), []);
  assert.deepEqual(after('variables.tf', '5', '6'), []);
  assert.deepEqual(after('main.tf', '= 10', '= 4'), []); // whoever types asks about it anyway
});
