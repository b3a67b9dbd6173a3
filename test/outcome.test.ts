/* What leaves the program about one file: positions, branches, fixes, and how it ends when we are wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../rules/index.ts';
import { model } from '../rules/model/index.ts';
import { type Analysis, analyse } from '../server/linter/analysis.ts';
import { Graph } from '../server/linter/graph.ts';
import { outcomeOf } from '../server/linter/outcome.ts';
import { outOfTheBox } from '../server/linter/settings.ts';

const template = `Parameters:
  Stage: { Type: String }
Conditions:
  Slow: !Equals [!Ref Stage, test]
Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: internet-facing, Subnets: [subnet-1, subnet-2] }
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: orders, ProtocolType: HTTP }
  Backend:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Api, IntegrationType: HTTP_PROXY, TimeoutInMillis: !If [Slow, 45000, 20000] }
`;

/** By these two: whatever else is wrong with it is for the other rules' tests. */
const two = rules.filter(({ id }) => id === 'alb-without-waf' || id === 'apigw-integration-timeout-invalid');

function analysed(text: string): Analysis {
  const analysis = analyse('stack.yaml', text, outOfTheBox, two);
  assert.ok(analysis);
  return analysis;
}

test('Findings stand in the order of the text, whichever rule speaks first', () => {
  const { findings } = outcomeOf(analysed(template));
  assert.deepEqual(
    findings.map(({ resource, range }) => `${resource} ${range.start.line}`),
    ['Alb 5', 'Backend 13'],
  );
});

test('A branch is named by its condition', () => {
  const backend = outcomeOf(analysed(template)).findings.find(({ resource }) => resource === 'Backend');
  assert.equal(backend?.when, 'Slow is true');
  const character = template.split('\n')[13]?.indexOf('45000') ?? -1;
  assert.deepEqual(backend.range, { start: { line: 13, character }, end: { line: 13, character: character + 5 } });
});

test('A finding whose fixes cannot be made stands without them, and the mistake is told', () => {
  const { source, ...analysis } = analysed(template);
  class Broken extends Graph {
    override entry(): never {
      throw new Error('no good');
    }
  }
  const { findings, problems } = outcomeOf({ ...analysis, source, graph: new Broken([source], model) });
  assert.deepEqual(
    findings.map(({ resource, fixes }) => ({ resource, fixes })),
    [
      { resource: 'Alb', fixes: [] },
      { resource: 'Backend', fixes: [] },
    ],
  );
  assert.deepEqual(problems.map(({ kind, rule, message }) => `${kind} ${rule}: ${message}`).sort(), [
    'crash alb-without-waf: The rule alb-without-waf failed on Alb: no good',
    'crash apigw-integration-timeout-invalid: The rule apigw-integration-timeout-invalid failed on Backend: no good',
  ]);
});

test('Whoever tells nobody of the fixes gets all the rest', () => {
  const analysis = analysed(template);
  const made = outcomeOf(analysis);
  assert.ok(made.findings.every(({ fixes }) => fixes.length > 0));
  const unmade = outcomeOf(analysis, { withFixes: false });
  assert.deepEqual(unmade, { ...made, findings: made.findings.map((finding) => ({ ...finding, fixes: [] })) });
});
