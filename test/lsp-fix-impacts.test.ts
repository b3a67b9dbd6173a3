/* What quick fixes say of deploying them, and what becomes of those that would cost a front door. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientOf } from '../server/features/client.ts';
import { impactsAt, titleWith } from '../server/features/fix-impacts.ts';
import { fixesAt } from '../server/features/fixes-at.ts';
import { quickFixes } from '../server/features/quick-fixes.ts';
import { linesOf } from '../server/formats/syntax/lines.ts';
import { type ImpactOf, loadImpact } from '../server/impact/impact.ts';
import { analyse } from '../server/linter/analysis.ts';
import type { Template } from '../server/workspace/documents.ts';
import { only, startEditor, visualStudioCode } from './lsp-client.ts';

const impactOf = await loadImpact();

const gate = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "left" {
  vpc_id            = aws_vpc.main.id
  availability_zone = "eu-west-1a"
}

resource "aws_subnet" "right" {
  vpc_id            = aws_vpc.main.id
  availability_zone = "eu-west-1b"
}

resource "aws_lb" "gate" {
  load_balancer_type = "network"

  subnet_mapping {
    subnet_id = aws_subnet.left.id
  }
}
`;

test('the only fix of a finding is preferred, but not where it costs the load balancer', async (t) => {
  const editor = await startEditor(visualStudioCode, { settings: only('alb-fewer-than-two-subnets') });
  t.after(() => editor.stop());
  const offered = async (uri: string, text: string) => {
    await editor.open(uri, text, 'terraform');
    const fixes = await editor.quickFixes(uri, editor.rangeOf(uri, 'subnet_mapping'));
    return fixes.map(({ title, isPreferred = false }) => [title, isPreferred]);
  };
  assert.deepEqual(await offered('untitled:network', gate), [
    ['Add the subnet aws_subnet.right (may replace aws_lb.gate)', false],
  ]);
  assert.deepEqual(await offered('untitled:application', gate.replace('"network"', '"application"')), [
    ['Add the subnet aws_subnet.right (updates in place)', true],
  ]);
});

const templateOf = (groups: number): Template => templateIn(targetGroups(groups));

function targetGroups(count: number): string {
  const group = (_: unknown, index: number): string => `  G${index}:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: vpc-1, Protocol: HTTP, Port: 8080, HealthCheckTimeoutSeconds: 60 }
`;
  return `Resources:\n${Array.from({ length: count }, group).join('')}`;
}

function templateIn(text: string): Template {
  const analysis = analyse('shop.yaml', text);
  assert.ok(analysis);
  return { uri: 'file:///shop.yaml', version: 1, lines: linesOf(analysis.source.document), analysis };
}

const client = clientOf(visualStudioCode);
const everywhere = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

const notFailed = (_: string, { error }: { readonly error: unknown }): void => assert.fail(String(error));

/** As long as all fixes may take. */
const slow: ImpactOf = (before, after) => {
  const began = performance.now();
  while (performance.now() - began < 60);
  return impactOf(before, after);
};

/** The titles of all fixes of the first findings, as they are shown together. */
function titles(template: Template, impactOf: ImpactOf): readonly string[] {
  const impactAt = impactsAt(template, impactOf, notFailed);
  return template.analysis.findings
    .filter(({ rule }) => rule === 'health-check-timeout-not-below-interval')
    .slice(0, 1)
    .flatMap((report) =>
      fixesAt(template, report, notFailed).map((fix) => titleWith(fix.title, impactAt(fix, report))),
    );
}

test('in a large file, time stops what is said of fixes, and not the fixes; who asks again is told more', () => {
  const template = templateOf(100);
  assert.deepEqual(titles(template, slow), [
    'Wait at most 29 seconds for an answer (updates in place)',
    'Probe every 65 seconds',
  ]);
  assert.deepEqual(titles(template, slow), [
    'Wait at most 29 seconds for an answer (updates in place)',
    'Probe every 65 seconds (updates in place)',
  ]);
});

test('in a small one, all is said', () => {
  const said = titles(templateOf(2), slow);
  assert.equal(said.length, 2);
  assert.ok(said.every((title) => title.endsWith(' (updates in place)')));
});

test('a fix whose impact is found out once is not asked about again in that version', () => {
  const template = templateOf(2);
  let asked = 0;
  const counting: ImpactOf = (before, after) => {
    asked++;
    return impactOf(before, after);
  };
  titles(template, counting);
  titles(template, counting);
  assert.equal(asked, 2);
});

test('where telling it throws, which is a bug of ours, the fix is offered without it, and the bug is told', () => {
  const template = templateOf(1);
  const [report] = template.analysis.findings;
  const [fix] = report ? fixesAt(template, report, notFailed) : [];
  assert.ok(report && fix);
  const told: unknown[] = [];
  const impactAt = impactsAt(
    template,
    () => {
      throw new Error('ours');
    },
    (_, { error }) => told.push(error),
  );
  assert.equal(titleWith(fix.title, impactAt(fix, report)), fix.title);
  assert.equal(told.length, 1);
});

test('what is offered for all findings of a rule says what all of it does together', async (t) => {
  const door = gate.slice(gate.indexOf('resource "aws_lb"')).replace('"gate"', '"door"');
  const editor = await startEditor(visualStudioCode, { settings: only('alb-fewer-than-two-subnets') });
  t.after(() => editor.stop());
  const uri = 'untitled:doors';
  await editor.open(uri, `${gate}\n${door}`, 'terraform');
  const fixes = await editor.quickFixes(uri, editor.rangeOf(uri, 'subnet_mapping'));
  assert.deepEqual(
    fixes.map(({ title }) => title),
    [
      'Add the subnet aws_subnet.right (may replace aws_lb.gate)',
      'Fix all 2 of alb-fewer-than-two-subnets in this file: Add the subnet aws_subnet.right (may replace aws_lb.gate and aws_lb.door)',
    ],
  );
});

/** The titles that are offered at all findings of a file, of those for all findings of a rule. */
function titlesForAll({ impactOf: told, ...template }: Template & { readonly impactOf: ImpactOf }): readonly string[] {
  const context = { diagnostics: [] };
  return quickFixes(template, { range: everywhere, context }, client, told, notFailed)
    .map(({ title }) => title)
    .filter((title) => title.startsWith('Fix all'));
}

test('of what is left out because it costs a front door, and nobody named it, nothing is said', () => {
  const impactOfAll: ImpactOf = (before, after) => {
    const { resources, opened } = impactOf(before, after);
    return { resources: resources.map((one) => ({ ...one, effect: 'replace' })), opened };
  };
  assert.deepEqual(titlesForAll({ ...templateOf(2), impactOf: impactOfAll }), [
    'Fix all 2 of health-check-timeout-not-below-interval in this file',
    'Fix all 2 of health-check-timeout-not-below-interval in this file: Probe every 65 seconds (replaces G0 and G1)',
  ]);
});

test('nor where one of them waits for another, to use the parameter that it brings', () => {
  const door = (name: string): string => `  ${name}:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Type: application }
`;
  const template = templateIn(`Resources:\n${door('Shop')}${door('Desk')}`);
  const said = titlesForAll({ ...template, impactOf });
  assert.deepEqual(
    said.filter((title) => /access-logs|invalid-headers/.test(title)),
    [
      'Fix all 2 of alb-access-logs-disabled in this file: Write access logs to a bucket',
      'Fix all 2 of alb-drop-invalid-headers-off in this file: Drop header fields with invalid names (updates in place)',
    ],
  );
});

test('in a large file, time is spent on every fix of one finding before it is on those for all', () => {
  const logs = Array.from({ length: 100 }, (_, index) => `  Log${index}: { Type: AWS::Logs::LogGroup }\n`);
  const template = templateIn(`${targetGroups(2)}${logs.join('')}`);
  const told = (): readonly string[] =>
    quickFixes(template, { range: everywhere, context: { diagnostics: [] } }, client, slow, notFailed)
      .filter(({ title }) => title.endsWith(' (updates in place)'))
      .map(({ title }) => title.split(' ', 2).join(' '));
  const each = ['Wait at', 'Probe every'];
  for (const count of [1, 2, 3]) assert.equal(told().length, count); // one more each time
  assert.deepEqual(told(), [...each, ...each]);
  assert.deepEqual(told(), [...each, 'Fix all', ...each]);
});
