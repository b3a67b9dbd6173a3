/* What a template imports that another one of the workspace exports. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rules } from '../rules/index.ts';
import type { Given } from '../server/formats/format.ts';
import { type Analysis, analyse, locate } from '../server/linter/analysis.ts';
import { fixesFor } from '../server/linter/fixes-for.ts';
import { outOfTheBox, type Settings } from '../server/linter/settings.ts';
import { templatesIn } from './templates-in.ts';

interface Around {
  readonly settings?: Partial<Settings>;
  /** What is given to the parameters of other templates. */
  readonly given?: Readonly<Record<string, Given>>;
}

function analysed(texts: Readonly<Record<string, string>>, { settings, given }: Around = {}): Analysis {
  const all = { ...outOfTheBox, preset: 'strict' as const, ...settings };
  const analysis = analyse('shop.yaml', texts['shop.yaml'] ?? '', all, rules, templatesIn(texts, given));
  assert.ok(analysis);
  assert.deepEqual(analysis.crashes, []);
  return analysis;
}

const rule = 'alb-listener-http-not-redirected';

/** How bad it is that `Web` in `shop.yaml` serves plain HTTP: `information` where its load balancer is known to be internal. */
function said(texts: Readonly<Record<string, string>>, around?: Around): readonly string[] {
  const ours = analysed(texts, around).findings.filter((one) => one.rule === rule);
  return ours.map(({ severity, when, assumes }) => [severity, when, ...assumes].filter(Boolean).join(' '));
}

/** A listener on a load balancer that stands in another template. */
const shop = (balancer: string, parameters = ''): string => `${parameters}
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: ${balancer}
      Port: 80
      Protocol: HTTP
      DefaultActions: [{ Type: forward, TargetGroupArn: arn }]
`;

const edge = (exported: string, parameters = '', value = '!Ref Alb'): string => `${parameters}
Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: internal, Subnets: [a, b] }
  Public:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: internet-facing, Subnets: [a, b] }
Outputs:
  AlbArn:
    Value: ${value}
    Export: { Name: ${exported} }
`;

const parameter = (name: string, value?: string): string =>
  `Parameters: { ${name}: { Type: String${value === undefined ? '' : `, Default: ${value}`} } }`;

const isKnown = ['information'];
const isUnknown = ['warning'];

describe('what another template exports', () => {
  test('is what the name of the export leads to', () => {
    const shops = shop('!ImportValue shop-alb');
    assert.deepEqual(said({ 'shop.yaml': shops, 'edge.yaml': edge('shop-alb') }), isKnown);
    assert.deepEqual(said({ 'shop.yaml': shops, 'edge.yaml': edge('other-alb') }), isUnknown);
  });

  test('is found however its name is written', () => {
    const parameters =
      'Parameters: { Name: { Type: String, Default: shop-alb }, Stack: { Type: String, Default: shop } }';
    const names: readonly (readonly [name: string, assumes?: string])[] = [
      ['shop-alb'],
      ['!Ref Name', ' Name'],
      ["!Sub '${Stack}-alb'", ' Stack'],
      ["!Join ['-', [!Ref Stack, alb]]", ' Stack'],
    ];
    for (const [name, assumes = ''] of names) {
      const imports = { 'shop.yaml': shop(`{ Fn::ImportValue: ${name} }`, parameters), 'edge.yaml': edge('shop-alb') };
      const exports = { 'shop.yaml': shop('!ImportValue shop-alb'), 'edge.yaml': edge(name, parameters) };
      assert.deepEqual([...said(imports), ...said(exports)], [`information${assumes}`, `information${assumes}`], name);
    }
  });

  test('is not guessed where only a deployment knows its name', () => {
    for (const name of ["!Sub '${AWS::StackName}-alb'", "!Sub '${Stack}-alb'", '!Ref Stack']) {
      const imports = { 'shop.yaml': shop(`{ Fn::ImportValue: ${name} }`, parameter('Stack')) };
      assert.deepEqual(said({ ...imports, 'edge.yaml': edge(name, parameter('Stack')) }), isUnknown, name);
      assert.deepEqual(said({ ...imports, 'edge.yaml': edge('shop-alb') }), isUnknown, name);
      const exports = edge(name, parameter('Stack'));
      assert.deepEqual(said({ 'shop.yaml': shop('!ImportValue shop-alb'), 'edge.yaml': exports }), isUnknown, name);
    }
  });

  test('is not guessed where several templates export under that name, as variants of one do', () => {
    const shops = shop('!ImportValue shop-alb');
    const copies = { 'blue/edge.yaml': edge('shop-alb'), 'green/edge.yaml': edge('shop-alb') };
    assert.deepEqual(said({ 'shop.yaml': shops, ...copies }), isUnknown);
    const environments = {
      'dev/edge.yaml': edge("!Sub '${Stack}-alb'", parameter('Stack', 'dev')),
      'shop/edge.yaml': edge("!Sub '${Stack}-alb'", parameter('Stack', 'shop')),
    };
    assert.deepEqual(said({ 'shop.yaml': shops, ...environments }), ['information Stack']);
    const anyStack = edge("!Sub '${AWS::StackName}-alb'");
    // The one that says its name in so many words has it; the one that only may have it, may not.
    assert.deepEqual(said({ 'shop.yaml': shops, 'any.yaml': anyStack, 'edge.yaml': edge('shop-alb') }), isKnown);
    assert.deepEqual(said({ 'shop.yaml': shops, 'any.yaml': anyStack, ...environments }), isUnknown);
  });

  test('rests on the defaults of both templates, where those are assumed', () => {
    const name = "!Sub '${Stack}-alb'";
    const texts = {
      'shop.yaml': shop(`{ Fn::ImportValue: ${name} }`, parameter('Stack', 'dev')),
      'edge.yaml': edge(name, parameter('Stack', 'dev')),
    };
    assert.deepEqual(said(texts), ['information Stack']);
    assert.deepEqual(said(texts, { settings: { assumeDefaults: false } }), isUnknown);
  });

  test('rests on what is given to each of them', () => {
    const name = "!Sub '${Stack}-alb'";
    const texts = {
      'shop.yaml': shop(`{ Fn::ImportValue: ${name} }`, parameter('Stack', 'dev')),
      'edge.yaml': edge(name, parameter('Stack', 'dev')),
    };
    const prod: Given = new Map([['Stack', { text: 'prod', by: 'samconfig.toml' }]]);
    assert.deepEqual(said(texts, { settings: { given: prod } }), isUnknown);
    assert.deepEqual(said(texts, { given: { 'edge.yaml': prod } }), isUnknown);
    assert.deepEqual(said(texts, { settings: { given: prod }, given: { 'edge.yaml': prod } }), isKnown);
  });
});

/** A timeout that another template says, where a probe is due every ten seconds. */
const probed = (timeout: string, more = ''): string => `${more}
Resources:
  Orders:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: vpc-1
      Protocol: HTTP
      Port: 80
      HealthCheckPath: /health
      HealthCheckIntervalSeconds: 10
      HealthCheckTimeoutSeconds: ${timeout}
`;
const exporting = (value: string, more = ''): string => `${more}
Resources: { Topic: { Type: AWS::SNS::Topic } }
Outputs:
  Wait:
    Value: ${value}
    Export: { Name: wait }
`;

/** Each finding with what it holds under, the text that it stands at, and those that have to do with it. */
function places(texts: Readonly<Record<string, string>>) {
  const { source, graph, findings } = analysed(texts);
  const textAt = (place: Parameters<typeof locate>[1] & { file: string }): string => {
    const home = graph.sources.find(({ file }) => file === place.file) ?? source;
    const { start, end } = locate(home, place);
    return `${place.file}: ${home.document.text.slice(start, end)}`;
  };
  return findings
    .filter((one) => one.rule === 'health-check-timeout-not-below-interval')
    .map(({ at, when, assumes, related }) => ({
      at: textAt(at),
      ...(when !== undefined && { when }),
      ...(assumes.length > 0 && { assumes }),
      related: related.map(({ place, message }) => `${textAt(place)} (${message})`),
    }));
}

describe('what an imported value causes', () => {
  test('stands where it is imported, with the export as related', () => {
    assert.deepEqual(places({ 'shop.yaml': probed('!ImportValue wait'), 'edge.yaml': exporting('30') }), [
      { at: 'shop.yaml: !ImportValue wait', related: ['edge.yaml: 30 (exported as wait)'] },
    ]);
  });

  test('rests on the default of a parameter there', () => {
    const edges = exporting('!Ref Seconds', 'Parameters: { Seconds: { Type: Number, Default: 30 } }');
    // One of the same name is another one.
    const shops = probed('!ImportValue wait', 'Parameters: { Seconds: { Type: Number, Default: 5 } }');
    assert.deepEqual(places({ 'shop.yaml': shops, 'edge.yaml': edges }), [
      {
        at: 'shop.yaml: !ImportValue wait',
        assumes: ['Seconds'],
        related: ['edge.yaml: !Ref Seconds (exported as wait)', 'edge.yaml: 30 (the default of Seconds)'],
      },
    ]);
  });

  test('holds where a condition of the template holds that exports it', () => {
    const edges = exporting('!If [IsSlow, 30, 5]', "Conditions: { IsSlow: !Equals [!Ref 'AWS::Region', eu-west-1] }");
    // One of the same name is another one.
    const shops = probed('!ImportValue wait', 'Conditions: { IsSlow: !Equals [a, b] }');
    const [finding] = places({ 'shop.yaml': shops, 'net/edge.yaml': edges });
    assert.equal(finding?.when, 'when IsSlow of edge.yaml is true');
  });
});

describe('each template', () => {
  test('hears of its own resources, not of those that it imports', () => {
    const edges = `${probed('30').trim()}
Outputs: { Orders: { Value: !Ref Orders, Export: { Name: orders } } }
`;
    const shops = `Resources:
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: arn
      Priority: 1
      Conditions: [{ Field: path-pattern, Values: [/api/*] }]
      Actions: [{ Type: forward, TargetGroupArn: !ImportValue orders }]
`;
    const texts = { 'shop.yaml': shops, 'edge.yaml': edges };
    assert.equal(analysed(texts).graph.sources.length, 2);
    assert.deepEqual(places(texts), []);
  });

  test('that exports something does not know who else refers to it', () => {
    const texts = { 'shop.yaml': shop('!ImportValue shop-alb'), 'edge.yaml': edge('shop-alb') };
    const analysis = analyse('edge.yaml', texts['edge.yaml'], undefined, undefined, templatesIn(texts));
    const open = analysis
      ?.undecided()
      .filter((one) => one.rule === 'alb-without-https-listener')
      .map(({ why }) => why);
    assert.deepEqual(open, ['Alb leaves the template through output AlbArn']);
  });

  test('knows as much of its own resources as without what it imports', () => {
    const own = `Resources:
  Own:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: internet-facing, Subnets: [!ImportValue shop-subnet, b] }
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Own, Port: 80, Protocol: HTTP, DefaultActions: [{ Type: forward, TargetGroupArn: arn }] }
`;
    // A listener of who knows what load balancer, and a module: neither can be of a stack that is deployed later.
    const network = `Parameters: { Anybodys: { Type: String } }
Resources:
  Subnet: { Type: AWS::EC2::Subnet, Properties: {} }
  Listeners: { Type: Acme::Edge::Listeners::MODULE, Properties: {} }
  Https:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Anybodys, Port: 443, Protocol: HTTPS, Certificates: [{ CertificateArn: arn }] }
Outputs: { Subnet: { Value: !Ref Subnet, Export: { Name: shop-subnet } } }
`;
    const analysis = analysed({ 'shop.yaml': own, 'network.yaml': network });
    assert.equal(analysis.graph.sources.length, 2);
    assert.ok(analysis.findings.some((one) => one.rule === 'alb-without-https-listener'));
  });

  test('gets fixes that speak of its own resources only', () => {
    const analysis = analysed({
      'shop.yaml': shop('!ImportValue shop-alb'),
      'edge.yaml': `${edge('shop-alb').trim()}`.replace(
        'Outputs:',
        `  Https:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Alb, Port: 443, Protocol: HTTPS, Certificates: [{ CertificateArn: arn }] }
Outputs:`,
      ),
    });
    const fixes = analysis.findings.flatMap((report) => fixesFor(analysis, report));
    assert.ok(fixes.length > 0);
    for (const { edits } of fixes) for (const { newText } of edits) assert.doesNotMatch(newText, /\bAlb\b/);
  });

  test('is itself as it stands, also where it imports what it exports, or one that imports it', () => {
    const itself = `${shop('!ImportValue shop-alb').trim()}
${edge('shop-alb').replace('\nResources:\n', '')}`;
    assert.equal(analysed({ 'shop.yaml': itself }).graph.sources.length, 1);
    const outputs = (name: string): string => `Outputs: { It: { Value: !Ref Web, Export: { Name: ${name} } } }
`;
    const one = shop('!ImportValue another') + outputs('one');
    const another = shop('!ImportValue one') + outputs('another');
    assert.equal(analysed({ 'shop.yaml': one, 'another.yaml': another }).graph.sources.length, 2);
  });
});
