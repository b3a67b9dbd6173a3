/* Runs every case of every rule: the rule alone, as YAML and as JSON, its fixes, and all rules beside each other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument as parseWithYaml } from 'yaml';
import { rules } from '../rules/index.ts';
import type { AnyRule, Place } from '../rules/kit/index.ts';
import type { Analysis } from '../server/linter/analysis.ts';
import { look, statementsOf } from './case-runner.ts';
import { type Case, type CaseFile, caseFiles, type Fixed } from './cases.ts';

const files = caseFiles();
const folderOf = new Map(files.map(({ id, folder }) => [id, folder]));

for (const file of files) {
  // What stands beside a rule's cases is that rule: the import cannot know.
  const { default: rule } = (await import(`../rules/${file.folder}/${file.id}.ts`)) as { default: AnyRule };
  test(`${rule.id}: no two cases say the same`, () => noTwoAlike(file));
  for (const { title, check } of statementsOf(file)) test(`${rule.id} › ${title}`, () => check(rule));
  for (const example of file.cases) {
    const title = `${rule.id} › ${example.title} › ${example.format}`;
    for (const fixed of example.fixed)
      test(`${title} › ${fixed.title ?? 'fixed'}: sound, and no new trouble`, () => bringsNoTrouble(example, fixed));
    if (example.expected.some(({ sign }) => sign === '^'))
      test(`${title}: no two rules say the same`, () => saysItOnce(example));
  }
}

function noTwoAlike({ cases }: CaseFile): void {
  const seen = new Map<string, string>();
  for (const { title, text, config = '', fixed } of cases) {
    assert.equal(seen.get(config + text), undefined, `"${title}" has the text of another case`);
    seen.set(config + text, title);
    for (const after of fixed) assert.notEqual(after.text, text, `"${title}": the fix changes nothing`);
  }
}

function bringsNoTrouble({ format, text, settings }: Case, fixed: Fixed): void {
  // What is wrong with HCL, its own parser says: `look` wants nothing to be wrong.
  if (format === 'json') JSON.parse(fixed.text);
  else if (format === 'yaml') assert.deepEqual(parseWithYaml(fixed.text, { logLevel: 'error' }).errors, []);
  assert.deepEqual(newTrouble(look(text, rules, settings, format), look(fixed.text, rules, settings, format)), []);
}

/** What is said at warning or above, after a fix only, of the resources that were there before. */
function newTrouble(before: Analysis, after: Analysis): readonly string[] {
  const names = new Set(before.source.resources.map(({ name }) => name));
  const trouble = ({ findings }: Analysis) =>
    findings
      .filter(({ severity, resource }) => (severity === 'error' || severity === 'warning') && names.has(resource))
      .map(({ rule, resource, message }) => `${rule} ${resource}: ${message}`);
  const known = new Set(trouble(before));
  return trouble(after).filter((one) => !known.has(one));
}

/** One folder is one concern: two of its rules never speak of one place, or of a place the other has named. */
function saysItOnce({ text, settings, format }: Case): void {
  const { findings } = look(text, rules, settings, format);
  const spots = ({ item, span }: Place) => `${item} ${span.start}-${span.end}`;
  for (const one of findings)
    for (const other of findings) {
      if (one.rule === other.rule || folderOf.get(one.rule) !== folderOf.get(other.rule)) continue;
      // What is so in one branch only is not said twice beside what is so in another.
      if (one.when !== undefined && other.when !== undefined && one.when !== other.when) continue;
      const said = `${one.rule} and ${other.rule} both speak of ${one.resource}`;
      assert.notEqual(spots(one.at), spots(other.at), said);
      // Who speaks of a load balancer and names its listeners has spoken for the listeners, too.
      const isWhole = one.at.path.length === 0;
      for (const { place } of one.related)
        if (folderOf.get(one.rule) === 'tls' && isWhole) assert.notEqual(place.item, other.at.item, said);
    }
}
