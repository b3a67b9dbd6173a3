/* Stacks inside of stacks, whose templates lie beside each other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../rules/index.ts';
import type { Files } from '../server/formats/format.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { analyse, locate } from '../server/linter/analysis.ts';
import { outOfTheBox } from '../server/linter/settings.ts';

/** A folder of templates. */
const folder = (texts: Readonly<Record<string, string>>): Files => ({
  read(_from, path) {
    const file = path.replace(/^\.\//, '');
    const text = texts[file];
    return text === undefined ? { why: 'it is not there' } : { file, document: parseDocument(text) };
  },
});

/** What is said of `root.yaml`: the rule, and the text that it stands at. */
function said(texts: Readonly<Record<string, string>>, rule: string) {
  const analysis = analyse(
    'root.yaml',
    texts['root.yaml'] ?? '',
    { ...outOfTheBox, preset: 'strict' },
    rules,
    folder(texts),
  );
  assert.ok(analysis);
  assert.deepEqual(analysis.crashes, []);
  const textAt = (place: Parameters<typeof locate>[1] & { file: string }) => {
    const source = analysis.graph.sources.find(({ file }) => file === place.file) ?? analysis.source;
    const { start, end } = locate(source, place);
    return source.document.text.slice(start, end);
  };
  const ours = analysis.findings.filter((one) => one.rule === rule);
  return {
    analysis,
    findings: ours.map(({ at, message, related }) => [
      message,
      textAt(at),
      ...related.map(({ place }) => `${place.file}: ${textAt(place)}`),
    ]),
    undecided: analysis.undecided.filter((one) => one.rule === rule).map(({ why }) => why),
  };
}

const balancer = `Parameters:
  Timeout: { Type: Number }
  VpcId: { Type: String }
Resources:
  Orders:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref VpcId
      Protocol: HTTP
      Port: 80
      HealthCheckPath: /health
      HealthCheckIntervalSeconds: 10
      HealthCheckTimeoutSeconds: !Ref Timeout
Outputs:
  OrdersArn: { Value: !Ref Orders }
`;

test('a finding that an argument causes stands at the argument, with the place inside as related', () => {
  const root = `Resources:
  Balancer:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./balancer.yaml
      Parameters: { Timeout: 30, VpcId: vpc-1 }
`;
  const { findings } = said(
    { 'root.yaml': root, 'balancer.yaml': balancer },
    'health-check-timeout-not-below-interval',
  );
  assert.deepEqual(findings, [
    [
      'Orders waits 30 s for an answer and probes every 10 s; make the timeout shorter.',
      '30',
      'balancer.yaml: !Ref Timeout',
    ],
  ]);
});

test('what is said inside of a stack is said of its own file, not of the one around it', () => {
  const root = `Resources:
  Balancer:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./balancer.yaml }
`;
  const child = balancer.replace('!Ref Timeout', '20');
  const { findings, analysis } = said(
    { 'root.yaml': root, 'balancer.yaml': child },
    'health-check-timeout-not-below-interval',
  );
  assert.deepEqual(findings, []);
  assert.deepEqual(analysis.source.problems, []);
});

test('an argument that is a parameter of the outer template is assumed to be its default', () => {
  const root = `Parameters:
  Wait: { Type: Number, Default: 40 }
Resources:
  Balancer:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: balancer.yaml
      Parameters: { Timeout: !Ref Wait }
`;
  const { analysis, findings } = said(
    { 'root.yaml': root, 'balancer.yaml': balancer },
    'health-check-timeout-not-below-interval',
  );
  assert.deepEqual(
    findings.map(([, at]) => at),
    ['!Ref Wait'],
  );
  assert.deepEqual(analysis.findings.find(({ rule }) => rule.startsWith('health-check'))?.assumes, ['Wait']);
});

const listener = (target: string): string => `Resources:
  Edge:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./edge.yaml }
  Http:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: ${target}
      Port: 80
      Protocol: HTTP
      DefaultActions: [{ Type: forward, TargetGroupArn: arn }]
`;
const edge = (scheme: string): string => `Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: ${scheme}, Subnets: [a, b] }
  Https:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Alb
      Port: 443
      Protocol: HTTPS
      Certificates: [{ CertificateArn: arn }]
      DefaultActions: [{ Type: forward, TargetGroupArn: arn }]
Outputs:
  AlbArn: { Value: !Ref Alb }
`;

test('what a stack hands out is what it refers to', () => {
  const rule = 'alb-listener-http-not-redirected';
  const root = listener('!GetAtt Edge.Outputs.AlbArn');
  const severities = (scheme: string) =>
    said({ 'root.yaml': root, 'edge.yaml': edge(scheme) }, rule)
      .analysis.findings.filter((one) => one.rule === rule)
      .map(({ severity }) => severity);
  assert.deepEqual(severities('internet-facing'), ['warning']);
  assert.deepEqual(severities('internal'), ['information']);
});

test('a template that holds itself is a problem at its place, in each file on the way', () => {
  const root = `Resources:
  Again:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./child.yaml }
`;
  const circle = 'Again leads back to a template that it stands in: a circle, which cannot be deployed.';
  for (const texts of [
    { 'root.yaml': root, 'child.yaml': root.replace('child', 'root') },
    { 'root.yaml': root.replace('child', 'root') },
  ]) {
    const { problems } = said(texts, 'none').analysis.source;
    assert.deepEqual(
      problems.map(({ message }) => message),
      [circle],
    );
  }
});

test('a template that cannot be read is one that nobody knows', () => {
  for (const location of ['./gone.yaml', 'https://bucket.s3.amazonaws.com/edge.yaml', '!Ref Url']) {
    const root = listener('!GetAtt Edge.Outputs.AlbArn').replace('./edge.yaml', location);
    const { analysis } = said({ 'root.yaml': root, 'edge.yaml': edge('internal') }, 'none');
    assert.equal(analysis.graph.sources.length, 1, location);
  }
});

test('two stacks of one template are two, and conditions of one name are those of their own template', () => {
  const stack = (name: string, seconds: number): string => `  ${name}:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./balancer.yaml
      Parameters: { Timeout: ${seconds}, VpcId: vpc }
`;
  const root = `Conditions: { Slow: !Equals [a, b] }\nResources:\n${stack('One', 5)}${stack('Two', 15)}`;
  const child = balancer.replace('Resources:', 'Conditions: { Slow: !Equals [c, d] }\nResources:');
  const { findings } = said({ 'root.yaml': root, 'balancer.yaml': child }, 'health-check-timeout-not-below-interval');
  assert.deepEqual(
    findings.map(([, at]) => at),
    ['15'],
  );
});

test('an application of SAM is a stack, too', () => {
  const root = `Transform: AWS::Serverless-2016-10-31
Resources:
  Balancer:
    Type: AWS::Serverless::Application
    Properties:
      Location: ./balancer.yaml
      Parameters: { Timeout: 30, VpcId: vpc-1 }
`;
  const { findings } = said(
    { 'root.yaml': root, 'balancer.yaml': balancer },
    'health-check-timeout-not-below-interval',
  );
  assert.deepEqual(
    findings.map(([, at]) => at),
    ['30'],
  );
});
