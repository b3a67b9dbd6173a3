/*
 * What a rule has to say in its cases, as a list of statements that hold or throw. They take the rule as it is handed
 * in: the tests hand in the rule, `npm run mutate` one that has been changed on purpose.
 */
import assert from 'node:assert/strict';
import type { AnyRule, Place, Severity } from '../rules/kit/index.ts';
import type { TextEdit } from '../server/formats/format.ts';
import { terraformJson } from '../server/formats/syntax/dialect.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { render } from '../server/formats/writer.ts';
import { type Analysis, analyse, locate } from '../server/linter/analysis.ts';
import { fixesOf, type RenderedFix } from '../server/linter/fixes.ts';
import type { Report } from '../server/linter/judge.ts';
import { lint } from '../server/linter/lint.ts';
import type { Settings } from '../server/linter/settings.ts';
import { type Case, type CaseFile, type CaseFormat, type Fixed, fileIn, type Marker } from './cases.ts';
import { deployedTwin, saidOnce } from './deployed-twin.ts';
import { hclTwin } from './hcl-twin.ts';
import { blocksIn } from './terraform-data.ts';
import { jsonTwin } from './twin.ts';

/** One thing that a case says of the rule. */
export interface Statement {
  readonly title: string;
  /** Says once more of the template in another language what was said of it: the formats are on trial, not the rule. */
  readonly isTwin?: boolean;
  /** Throws where it is not so. */
  readonly check: (rule: AnyRule) => void;
}

export function statementsOf({ cases }: Pick<CaseFile, 'cases'>): readonly Statement[] {
  return cases.flatMap((example) => {
    const title = `${example.title} › ${example.format}`;
    const isYaml = example.format === 'yaml';
    const statements: Statement[] = [
      { title, check: (rule) => assert.deepEqual(shown(rule, example), example.expected.map(marked).sort()) },
    ];
    if (isYaml)
      statements.push({ title: `${title}, as JSON`, isTwin: true, check: (rule) => saysTheSameInJson(rule, example) });
    if (example.format === 'hcl')
      statements.push({
        title: `${title}, as Terraform's JSON`,
        isTwin: true,
        check: (rule) => saysTheSameInTerraformJson(rule, example),
      });
    if (example.text.includes('AWS::Serverless::'))
      statements.push({
        title: `${title}, as deployed`,
        isTwin: true,
        check: (rule) => saysTheSameDeployed(rule, example),
      });
    for (const fixed of example.fixed) {
      const after = `${title} › ${fixed.title ?? 'fixed'}`;
      const inJson = (rule: AnyRule) => fixesTheSameInJson(rule, example, fixed);
      statements.push({ title: after, check: (rule) => fixes(rule, example, fixed) });
      if (isYaml) statements.push({ title: `${after}, as JSON`, isTwin: true, check: inJson });
      if (example.format === 'hcl')
        statements.push({
          title: `${after}, as Terraform's JSON`,
          isTwin: true,
          check: (rule) => fixesTheSameInTerraformJson(rule, example, fixed),
        });
    }
    for (const fix of example.unfixed) {
      const check = (rule: AnyRule) => isNotOffered(rule, example, fix);
      statements.push({ title: `${title} › no fix ${fix ?? ''}`.trim(), check });
    }
    return statements;
  });
}

type Format = CaseFormat | 'tf.json';

const read = new WeakMap<Settings, Map<string, Analysis>>();

/** What `rules` say of the text. It is read once, however many rules look at it. */
export function look(text: string, rules: readonly AnyRule[], settings: Settings, format: Format = 'yaml'): Analysis {
  const known = read.get(settings) ?? new Map<string, Analysis>();
  read.set(settings, known);
  let analysis = known.get(text);
  if (!analysis) {
    analysis = analyse(fileIn(format), text, settings, []);
    assert.ok(analysis, 'the text is no template');
    assert.deepEqual(problemsOf(analysis), []);
    known.set(text, analysis);
  }
  const linted = lint(analysis, rules);
  assert.deepEqual(linted.crashes, []);
  return { ...analysis, ...linted };
}

const twins = new Map<string, string>();

function twinOf(yaml: string): string {
  const twin = twins.get(yaml) ?? jsonTwin(yaml);
  twins.set(yaml, twin);
  return twin;
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
function shown(rule: AnyRule, { text, expected, settings, format }: Case): string[] {
  const { source, findings, undecided } = look(text, [rule], settings, format);
  const at = (place: Place, sign: Marker['sign'], message: string): string => {
    const { start, end } = locate(source, place);
    const before = text.slice(0, start).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    const [firstLine = ''] = text.slice(start, end).split('\n');
    // What has no width is marked by one sign: fewer cannot be written.
    return marked({ line: before.length, start: column, end: column + Math.max(firstLine.length, 1), sign, message });
  };
  const seesRelated = expected.some(({ message }) => message.includes(' [see '));
  return [
    ...findings.map((finding) =>
      at(finding.at, '^', `${finding.message}${suffix(finding, rule.severity)}${seesRelated ? whatElse(finding) : ''}`),
    ),
    ...undecided().map((one) => at(one.at, '?', one.why)),
  ].sort();
}

/** `[when X is false, information] [assumes P]`, or `[information]` where the severity is not the rule's own. */
function suffix({ when, severity, assumes }: Report, ownSeverity: Severity): string {
  const facts = [...(when ? [when] : []), ...(when || severity !== ownSeverity ? [severity] : [])].join(', ');
  return `${facts && ` [${facts}]`}${assumes.length > 0 ? ` [assumes ${assumes.join(', ')}]` : ''}`;
}

/** `[see Https, Web]`: the places beside the finding, by name. A case that says it once says it of every finding. */
function whatElse({ related }: Report): string {
  const names = related.map(({ message, place }) => message || place.path.join('.'));
  return names.length > 0 ? ` [see ${names.join(', ')}]` : '';
}

function saysTheSameInJson(rule: AnyRule, { text, settings }: Case): void {
  const said = (words: string) => inModelWords(look(words, [rule], settings));
  assert.deepEqual(said(twinOf(text)), said(text));
}

/** In another order: in JSON, resources of one type stand together. */
function saysTheSameInTerraformJson(rule: AnyRule, { text, settings }: Case): void {
  const hcl = inModelWords(look(text, [rule], settings, 'hcl'));
  const json = inModelWords(look(hclTwin(text), [rule], settings, 'tf.json'));
  for (const said of ['findings', 'undecided'] as const) assert.deepEqual(sorted(json[said]), sorted(hcl[said]));
}

const sorted = (all: readonly object[]): readonly string[] => all.map((one) => JSON.stringify(one)).sort();

/** Of what SAM deploys, the same is said: nothing of it hides in what the user wrote. */
function saysTheSameDeployed(rule: AnyRule, { text, settings }: Case): void {
  const sam = look(text, [rule], settings);
  assert.deepEqual(saidOnce(look(deployedTwin(sam.source), [rule], settings), sam), saidOnce(sam, sam));
}

/** What is said, at the properties instead of the columns that it is said of. */
function inModelWords({ findings, undecided }: Analysis) {
  const address = ({ path }: Place) => path.join('.');
  return {
    findings: findings.map(({ rule, resource, message, severity, when, assumes, at, related }) => ({
      ...{ rule, resource, message, severity, when, assumes },
      at: address(at),
      related: related.map((one) => `${address(one.place)} ${one.message}`),
    })),
    // `!GetAtt` here is `Fn::GetAtt` there.
    undecided: undecided().map(({ resource, why, at }) => ({
      resource,
      why: why.replaceAll(/!|Fn::/g, ''),
      at: address(at),
    })),
  };
}

/** The text after the fix that `fixed` names, and the finding that the fix belongs to. */
function apply(
  rule: AnyRule,
  example: Pick<Case, 'settings'>,
  text: string,
  title: Fixed['title'],
  format: Format,
): Offer & { readonly text: string } {
  const offered = offers(rule, example, text, format);
  const chosen = title === undefined ? offered[0] : offered.find(({ fix }) => fix.title === title);
  assert.ok(chosen, `offered: ${titles(offered).join(' · ') || 'nothing'}`);
  return { text: edited(text, chosen.fix), ...chosen };
}

interface Offer {
  readonly fix: RenderedFix;
  readonly finding: Report;
}

/** `text` is the example's own, or the same in JSON. */
function offers(rule: AnyRule, { settings }: Pick<Case, 'settings'>, text: string, format: Format): readonly Offer[] {
  const analysis = look(text, [rule], settings, format);
  return analysis.findings.flatMap((finding) =>
    fixesOf(analysis, rule, finding, render).map((fix) => ({ fix, finding })),
  );
}

function isNotOffered(rule: AnyRule, example: Case, fix: Fixed['title']): void {
  const offered = titles(offers(rule, example, example.text, example.format));
  assert.deepEqual(fix === undefined ? offered : offered.filter((title) => title === fix), []);
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
  const { text, fix, finding } = apply(rule, example, example.text, title, example.format);
  assert.equal(text, wanted);
  assert.equal(fix.applicability, applicability);
  const still = look(text, [rule], example.settings, example.format).findings.filter(
    (one) => one.resource === finding.resource && one.message === finding.message,
  );
  assert.deepEqual(still, [], 'the fix settles the finding');
}

function fixesTheSameInJson(rule: AnyRule, example: Case, { title, text: wanted }: Fixed): void {
  const { text } = apply(rule, example, twinOf(example.text), title, 'json');
  assert.deepEqual(JSON.parse(text), JSON.parse(twinOf(wanted)));
}

/** Nothing comes into an object of HCL that stands in a text of JSON: it has no lines that could be laid out. */
const saidInHcl: ReadonlySet<string> = new Set([
  'apigw-method-without-auth › An operation of an OpenAPI body',
  'apigw-method-without-auth › The schemes of a body are offered where they authorize',
  'apigwv2-route-without-auth › An operation of an OpenAPI body',
]);

function fixesTheSameInTerraformJson(rule: AnyRule, example: Case, { title, text: wanted }: Fixed): void {
  const twin = hclTwin(example.text);
  if (saidInHcl.has(`${rule.id} › ${example.title}`)) {
    assert.deepEqual(
      titles(offers(rule, example, twin, 'tf.json')).filter((one) => one === title),
      [],
    );
    return;
  }
  const { text } = apply(rule, example, twin, title, 'tf.json');
  const said = (json: string) => blocksIn(parseDocument(json, terraformJson));
  JSON.parse(text);
  assert.deepEqual(said(text), said(hclTwin(wanted)));
}
