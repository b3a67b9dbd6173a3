/* What deploying a fix does: told before it is made, and what would cost a front door is made for nobody who has not named it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inWords, loadImpact } from '../server/impact/impact.ts';
import { type Analysis, analyse } from '../server/linter/analysis.ts';
import { choiceOf, chooser } from '../server/linter/choices.ts';
import { type Choose, fixAll, safe } from '../server/linter/fix-all.ts';
import { costsFrontDoor, impactOfEdits } from '../server/linter/fix-impact.ts';
import { fixesFor } from '../server/linter/fixes-for.ts';
import { caseFiles, fileIn, strict } from './cases.ts';
import { edited } from './fixes.ts';
import { moduleIn } from './module-in.ts';

const impactOf = await loadImpact();

test('no fix of any rule is safe that costs a load balancer, an API or a target group', () => {
  let asked = 0;
  for (const { id, cases } of caseFiles())
    for (const { title, text, format } of cases) {
      const analysis = analyse(fileIn(format), text, strict);
      for (const finding of analysis?.findings ?? [])
        for (const fix of analysis ? fixesFor(analysis, finding) : []) {
          if (!analysis || fix.applicability !== 'safe') continue;
          const impact = impactOfEdits(analysis, fix.edits, impactOf);
          asked++;
          assert.ok(!costsFrontDoor(impact), `${id} › ${title}: ${fix.title} (${inWords(impact)})`);
        }
    }
  assert.ok(asked > 50, `${asked}`);
});

const shop = `Resources:
  Orders:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: vpc-1, Protocol: HTTP, Port: 8080, HealthCheckTimeoutSeconds: 60 }
  Stock:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: vpc-1, Protocol: HTTP, Port: 8081, HealthCheckTimeoutSeconds: 60 }
`;
const late = 'health-check-timeout-not-below-interval';

function judged(text: string, file = 'shop.yaml'): Analysis {
  const analysis = analyse(file, text, strict);
  assert.ok(analysis);
  return analysis;
}

/** As if the rule had called it safe to listen elsewhere, for which AWS makes another target group. */
const careless: Choose = (report, fixes) => {
  const fix = report.rule === late ? safe(report, fixes) : undefined;
  if (!fix || report.resource !== 'Orders') return fix;
  const start = shop.indexOf('8080');
  return { ...fix, edits: [{ start, end: start + '8080'.length, newText: '9090' }] };
};

test('a safe fix that would replace a target group is held back, and the others are made', () => {
  const { edits, fixed } = fixAll(judged(shop), impactOf, careless);
  assert.deepEqual(
    fixed.map(({ resource }) => resource),
    ['Stock'],
  );
  assert.ok(edited(shop, edits).includes('Port: 8080'));
});

test('whoever names it gets it', () => {
  const named: Choose = (report, fixes) => {
    const fix = careless(report, fixes);
    return fix && { title: fix.title, edits: fix.edits };
  };
  assert.ok(edited(shop, fixAll(judged(shop), impactOf, named).edits).includes('Port: 9090'));
});

test('on the command line a fix is named by --choice, and by nothing else', () => {
  const report = { rule: late, resource: 'Orders' };
  const analysis = judged(shop);
  const fixes = () => analysis.findings.filter(({ rule }) => rule === late).flatMap((one) => fixesFor(analysis, one));
  const taken = (rules: readonly string[], choices: readonly string[]) =>
    chooser(new Set(rules), choices.map(choiceOf)).choose(report, fixes);
  assert.equal(taken([], [])?.isUnasked, true);
  assert.equal(taken([late], [])?.isUnasked, true);
  assert.equal(taken([], [late])?.isUnasked, undefined);
});

test('what deploying an edit does is told beside the analysis, which stays as it is', () => {
  const analysis = judged(shop);
  const [finding] = analysis.findings.filter(({ rule }) => rule === late);
  assert.ok(finding);
  const before = fixesFor(analysis, finding);
  const { document, resources } = analysis.source;
  const words = before.map(({ edits }) => inWords(impactOfEdits(analysis, edits, impactOf)));
  assert.deepEqual([...new Set(words)], ['updates in place']);
  assert.equal(analysis.source.document, document);
  assert.equal(analysis.source.resources, resources);
  assert.deepEqual(fixesFor(analysis, finding), before);
});

test('in a module of Terraform, with what the edits write into its other files', () => {
  const main = `resource "aws_lb_target_group" "orders" {
  vpc_id   = "vpc-1"
  protocol = "HTTP"
  port     = var.port
}
`;
  const variables = 'variable "port" {\n  default = 8080\n}\n';
  const files = moduleIn({ 'main.tf': main, 'variables.tf': variables });
  const analysis = analyse('main.tf', main, strict, undefined, files);
  assert.ok(analysis);
  const there = { start: variables.indexOf('8080'), end: variables.indexOf('8080') + 4, newText: '9090' };
  const impact = impactOfEdits(analysis, [{ ...there, file: 'variables.tf' }], impactOf);
  assert.equal(inWords(impact), 'may replace aws_lb_target_group.orders');
  assert.ok(costsFrontDoor(impact));
  assert.equal(inWords(impactOfEdits(analysis, [], impactOf)), 'changes nothing that is deployed');
});

test('a front door is a load balancer, an API or a target group; what stands behind one is none', () => {
  const template = (type: string, property: string) =>
    `Resources:\n  One:\n    Type: ${type}\n    Properties: { ${property}: a }\n`;
  const costs = (type: string, property: string): boolean => {
    const text = template(type, property);
    const start = text.lastIndexOf('a }');
    return costsFrontDoor(impactOfEdits(judged(text), [{ start, end: start + 1, newText: 'b' }], impactOf));
  };
  assert.ok(costs('AWS::ElasticLoadBalancingV2::LoadBalancer', 'Name'));
  assert.ok(costs('AWS::ElasticLoadBalancingV2::TargetGroup', 'Name'));
  assert.ok(costs('AWS::ApiGatewayV2::Api', 'ProtocolType'));
  assert.ok(!costs('AWS::ElasticLoadBalancingV2::LoadBalancer', 'SecurityGroups'));
  assert.ok(!costs('AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerArn'));
});
