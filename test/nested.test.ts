/* Templates that name other files: stacks inside of stacks, descriptions of APIs. */
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
    return text === undefined ? { why: 'is not there' } : { file, document: parseDocument(text) };
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
    undecided: analysis
      .undecided()
      .filter((one) => one.rule === rule)
      .map(({ why }) => why),
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

const description = `openapi: 3.0.1
paths:
  /orders:
    get:
      x-amazon-apigateway-integration: { type: http_proxy, uri: 'https://shop.example', timeoutInMillis: 45000 }
  /health:
    get:
      x-amazon-apigateway-integration: { type: mock }
`;

const api = (properties: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      ${properties}
`;

test('the description of an API in a file beside the template is read; what is found in it stands where it is named', () => {
  for (const properties of [
    'DefinitionUri: ./shop.yaml',
    'DefinitionBody: !Transform { Name: AWS::Include, Parameters: { Location: ./shop.yaml } }',
    'DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: ./shop.yaml } } }',
  ]) {
    const { findings, analysis } = said(
      { 'root.yaml': api(properties), 'shop.yaml': description },
      'apigw-integration-timeout-invalid',
    );
    assert.equal(findings.length, 1, properties);
    assert.match(findings[0]?.[0] ?? '', /GET \/orders.*45/s);
    assert.match(properties, new RegExp(String(findings[0]?.[1]).replace(/[^\w]/g, '.'), 's'));
    assert.equal(analysis.source.asksForFiles, true);
  }
});

test('and in JSON, in one piece', () => {
  const json = JSON.stringify({
    paths: {
      '/orders': { get: { 'x-amazon-apigateway-integration': { type: 'http_proxy', timeoutInMillis: 45000 } } },
    },
  });
  const { findings } = said(
    { 'root.yaml': api('DefinitionUri: shop.json'), 'shop.json': json },
    'apigw-integration-timeout-invalid',
  );
  assert.deepEqual(
    findings.map(([, at]) => at),
    ['shop.json'],
  );
});

test('a description that cannot be read is one that nobody knows', () => {
  for (const location of ['./gone.yaml', 's3://bucket/shop.yaml']) {
    const { findings } = said({ 'root.yaml': api(`DefinitionUri: ${location}`) }, 'apigw-method-without-auth');
    assert.deepEqual(findings, [], location);
  }
});

test('a file that takes in itself ends', () => {
  const itself = `paths: {}\nFn::Transform: { Name: AWS::Include, Parameters: { Location: shop.yaml } }\n`;
  const { analysis } = said({ 'root.yaml': api('DefinitionUri: shop.yaml'), 'shop.yaml': itself }, 'none');
  assert.deepEqual(analysis.crashes, []);
});
