/* What quick fixes say of deploying them, and what becomes of those that would cost a front door. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { impactsAt, titleWith } from '../server/features/fix-impacts.ts';
import { fixesAt } from '../server/features/fixes-at.ts';
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

function templateOf(groups: number): Template {
  const group = (_: unknown, index: number): string => `  G${index}:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: vpc-1, Protocol: HTTP, Port: 8080, HealthCheckTimeoutSeconds: 60 }
`;
  const text = `Resources:\n${Array.from({ length: groups }, group).join('')}`;
  const analysis = analyse('shop.yaml', text);
  assert.ok(analysis);
  return { uri: 'file:///shop.yaml', version: 1, lines: linesOf(analysis.source.document), analysis };
}

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
