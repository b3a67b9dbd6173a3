/* Runs every case of every rule: the rule alone, as YAML and as JSON, and its fixes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument as parseWithYaml } from 'yaml';
import { rules } from '../rules/index.ts';
import type { AnyRule, Place, Severity } from '../rules/kit/index.ts';
import { render } from '../server/formats/cloudformation/writer/render.ts';
import type { TextEdit } from '../server/formats/format.ts';
import { type Analysis, analyse, locate } from '../server/linter/analysis.ts';
import { fixesOf, type RenderedFix, type Report } from '../server/linter/lint.ts';
import { type Case, type CaseFile, caseFiles, type Fixed, type Marker } from './cases.ts';
import { strict } from './fixes.ts';
import { jsonOf, jsonTwin } from './twin.ts';

const files = caseFiles();
const folderOf = new Map(files.map(({ id, folder }) => [id, folder]));

for (const file of files) {
  // What stands beside a rule's cases is that rule: the import cannot know.
  const { default: rule } = (await import(`../rules/${file.folder}/${file.id}.ts`)) as { default: AnyRule };
  test(`${rule.id}: no two cases say the same`, () => noTwoAlike(file));
  for (const example of file.cases) {
    const title = `${rule.id} › ${example.title} › ${example.format}`;
    test(title, () => assert.deepEqual(shown(rule, example), example.expected.map(marked).sort()));
    if (example.format === 'yaml') test(`${title}, as JSON`, () => saysTheSameInJson(rule, example));
    for (const fixed of example.fixed) {
      test(`${title} › ${fixed.title ?? 'fixed'}`, () => fixes(rule, example, fixed));
      if (example.format === 'yaml')
        test(`${title} › ${fixed.title ?? 'fixed'}, as JSON`, () => fixesTheSameInJson(rule, example, fixed));
    }
    if (example.unfixable) test(`${title} › no fix`, () => assert.deepEqual(titles(offers(rule, example.text)), []));
    if (example.expected.some(({ sign }) => sign === '^'))
      test(`${title}: no two rules say the same`, () => saysItOnce(example));
  }
}

function noTwoAlike({ cases }: CaseFile): void {
  const seen = new Map<string, string>();
  for (const { title, text, fixed } of cases) {
    assert.equal(seen.get(text), undefined, `"${title}" has the text of another case`);
    seen.set(text, title);
    for (const after of fixed) assert.notEqual(after.text, text, `"${title}": the fix changes nothing`);
  }
}

function look(text: string, only?: readonly AnyRule[]): Analysis {
  const analysis = analyse('template', text, strict, only);
  assert.ok(analysis, 'the text is no template');
  assert.deepEqual(analysis.crashes, []);
  assert.deepEqual(problemsOf(analysis), []);
  return analysis;
}

function problemsOf({ source }: Analysis): readonly string[] {
  return [...source.problems, ...source.document.items.flatMap(({ problems }) => problems)].map(
    ({ message }) => message,
  );
}

function marked({ line, start, end, sign, message }: Marker): string {
  return `${line}:${start}-${end} ${sign} ${message}`;
}

/** What the rule says, as markers would claim it. */
function shown(rule: AnyRule, { text }: Case): string[] {
  const { source, findings, undecided } = look(text, [rule]);
  const at = (place: Place, sign: Marker['sign'], message: string): string => {
    const { start, end } = locate(source, place);
    const before = text.slice(0, start).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    const [firstLine = ''] = text.slice(start, end).split('\n');
    // What has no width is marked by one sign: fewer cannot be written.
    return marked({ line: before.length, start: column, end: column + Math.max(firstLine.length, 1), sign, message });
  };
  return [
    ...findings.map((finding) => at(finding.at, '^', `${finding.message}${suffix(finding, rule.severity)}`)),
    ...undecided.map((one) => at(one.at, '?', one.why)),
  ].sort();
}

/** `[when X is false, information] [assumes P]`, or `[information]` where the severity is not the rule's own. */
function suffix({ when, severity, assumes }: Report, ownSeverity: Severity): string {
  const facts = [...(when ? [when] : []), ...(when || severity !== ownSeverity ? [severity] : [])].join(', ');
  return `${facts && ` [${facts}]`}${assumes.length > 0 ? ` [assumes ${assumes.join(', ')}]` : ''}`;
}

function saysTheSameInJson(rule: AnyRule, { text }: Case): void {
  assert.deepEqual(inModelWords(look(jsonTwin(text), [rule])), inModelWords(look(text, [rule])));
}

/** What is said, at the properties instead of the columns that it is said of. */
function inModelWords({ findings, undecided }: Analysis): unknown {
  const address = ({ path }: Place) => path.join('.');
  return {
    findings: findings.map(({ rule, resource, message, severity, when, assumes, at, related }) => ({
      ...{ rule, resource, message, severity, when, assumes },
      at: address(at),
      related: related.map((one) => `${address(one.place)} ${one.message}`),
    })),
    // `!GetAtt` here is `Fn::GetAtt` there.
    undecided: undecided.map(({ resource, why, at }) => ({
      resource,
      why: why.replaceAll(/!|Fn::/g, ''),
      at: address(at),
    })),
  };
}

/** The text after the fix that `fixed` names, and the finding that the fix belongs to. */
function apply(rule: AnyRule, text: string, title: Fixed['title']): Offer & { readonly text: string } {
  const offered = offers(rule, text);
  const chosen = title === undefined ? offered[0] : offered.find(({ fix }) => fix.title === title);
  assert.ok(chosen, `offered: ${titles(offered).join(' · ') || 'nothing'}`);
  return { text: edited(text, chosen.fix), ...chosen };
}

interface Offer {
  readonly fix: RenderedFix;
  readonly finding: Report;
}

function offers(rule: AnyRule, text: string): readonly Offer[] {
  const analysis = look(text, [rule]);
  return analysis.findings.flatMap((finding) =>
    fixesOf(analysis, rule, finding, render).map((fix) => ({ fix, finding })),
  );
}

function titles(offered: readonly Offer[]): readonly string[] {
  return offered.map(({ fix }) => fix.title);
}

function edited(text: string, { edits }: RenderedFix): string {
  return [...edits]
    .reverse()
    .reduce((rest, { start, end, newText }: TextEdit) => rest.slice(0, start) + newText + rest.slice(end), text);
}

function fixes(rule: AnyRule, example: Case, { title, applicability, text: wanted }: Fixed): void {
  const { text, fix, finding } = apply(rule, example.text, title);
  assert.equal(text, wanted);
  assert.equal(fix.applicability, applicability);
  if (example.format === 'json') JSON.parse(text);
  else assert.deepEqual(parseWithYaml(text, { logLevel: 'error' }).errors, []);
  const still = look(text, [rule]).findings.filter(
    (one) => one.resource === finding.resource && one.message === finding.message,
  );
  assert.deepEqual(still, [], 'the fix settles the finding');
  assert.deepEqual(newTrouble(look(example.text), look(text)), [], 'the fix brings no trouble to what stood there');
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

function fixesTheSameInJson(rule: AnyRule, example: Case, { title, text: wanted }: Fixed): void {
  const { text } = apply(rule, jsonTwin(example.text), title);
  assert.deepEqual(JSON.parse(text), jsonOf(wanted));
}

/** One folder is one concern: two of its rules never speak of one place, or of a place the other has named. */
function saysItOnce({ text }: Case): void {
  const { findings } = look(text, rules);
  const spots = ({ item, span }: Place) => `${item} ${span.start}-${span.end}`;
  for (const one of findings)
    for (const other of findings) {
      if (one.rule === other.rule || folderOf.get(one.rule) !== folderOf.get(other.rule)) continue;
      // What is so in one branch only is not said twice beside what is so in another.
      if (one.when !== undefined && other.when !== undefined && one.when !== other.when) continue;
      const said = `${one.rule} and ${other.rule} both speak of ${one.resource}`;
      assert.notEqual(spots(one.at), spots(other.at), said);
      // Who names a listener beside its load balancer has spoken for the listener, too.
      for (const { place } of one.related)
        if (folderOf.get(one.rule) === 'tls') assert.notEqual(place.item, other.at.item, said);
    }
}
