import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadBalancerAttributes } from '../rules/model/attributes.ts';
import { returned } from '../rules/model/returned.ts';
import { tlsPolicies } from '../rules/model/tls-policies.ts';
import { ask, chosen, labels, plain } from './completions.ts';

/** A template with a listener, into whose properties the lines are written. */
const listener = (lines: string): string => `Parameters:
  CertificateArn:
    Type: String
Conditions:
  IsProd: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
  App:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Alb
${lines}
  Logs:
    Type: AWS::S3::Bucket
`;
const inYaml = (lines: string) => labels('shop.yaml', listener(lines));
const chosenInYaml = (lines: string, label: string, client = undefined as typeof plain | undefined): string => {
  const all = chosen(ask('shop.yaml', listener(lines), client), label);
  const [before = '', behind = ''] = listener('|').split('|');
  return all.slice(before.length, all.length - behind.length);
};

describe('keys, in YAML', () => {
  const rest = ['Port', 'Protocol', 'SslPolicy', 'Certificates', 'DefaultActions', 'ListenerAttributes'];

  test('are those that are not written yet, on an empty line, half typed, and typed over', () => {
    assert.deepEqual(inYaml('      ‸'), rest);
    assert.deepEqual(inYaml('      Po‸'), rest, 'the editor compares them with what is typed');
    assert.deepEqual(inYaml('      Po‸: 80'), rest);
    assert.deepEqual(inYaml('      Port: 80\n      ‸'), rest.slice(1));
    assert.deepEqual(inYaml('      ‸\n      Port: 80'), rest.slice(1), 'wherever it is written');
  });

  test('stand in an empty map, in a list, in braces, and deep inside', () => {
    const empty = 'Resources:\n  App:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      ‸\n';
    assert.deepEqual(labels('shop.yaml', empty).slice(0, 3), ['TargetType', 'Protocol', 'ProtocolVersion']);
    assert.ok(labels('shop.yaml', empty.replace('\n      ‸', ' { Port: 80, ‸ }')).includes('Protocol'));
    assert.deepEqual(inYaml('      DefaultActions:\n        - ‸').slice(0, 2), ['Type', 'TargetGroupArn']);
    assert.deepEqual(
      inYaml('      DefaultActions:\n        - Type: redirect\n          RedirectConfig:\n            P‸'),
      ['Protocol', 'Host', 'Port', 'Path', 'Query', 'StatusCode'],
    );
    const matcher = empty.replace('‸', 'Matcher:\n        ‸');
    assert.deepEqual(labels('shop.yaml', matcher), ['HttpCode', 'GrpcCode']);
  });

  test('of an action are those of its type', () => {
    const action = (type: string) => inYaml(`      DefaultActions:\n        - Type: ${type}\n          ‸`);
    assert.deepEqual(action('forward'), ['TargetGroupArn', 'ForwardConfig']);
    assert.deepEqual(action('redirect'), ['RedirectConfig']);
    assert.deepEqual(action('fixed-response'), ['FixedResponseConfig']);
  });

  test('begin as what they hold does, in the indentation of the file', () => {
    assert.equal(chosenInYaml('      Po‸', 'Port'), '      Port: ');
    assert.equal(chosenInYaml('      Po‸: 80', 'Port'), '      Port: 80');
    assert.equal(chosenInYaml('      ‸', 'DefaultActions'), '      DefaultActions:\n        - ‸');
    const flat = '      Certificates:\n      - CertificateArn: a\n      ‸';
    assert.match(chosenInYaml(flat, 'DefaultActions'), /\n {6}DefaultActions:\n {6}- ‸$/);
    assert.equal(
      chosenInYaml('      DefaultActions:\n        - R‸', 'RedirectConfig'),
      '      DefaultActions:\n        - RedirectConfig:\n            ‸',
    );
    assert.equal(chosenInYaml('      ‸', 'DefaultActions', plain), '      DefaultActions:', 'without holes, one line');
  });

  test('tell what they are', () => {
    const [first, second] = ask('shop.yaml', listener('      ‸')).items;
    assert.equal(first?.detail, 'number · 1 to 65,535');
    assert.match(JSON.stringify(second?.documentation), /Protocol\*\* of the listener.*AWS documentation/);
  });

  test('are not proposed where none may stand', () => {
    assert.deepEqual(inYaml('      # Po‸'), []);
    assert.deepEqual(inYaml('      Port: 80 P‸'), []);
    assert.deepEqual(inYaml('      Certificates:\n      ‸\n        - CertificateArn: a'), [], 'it would take the list');
    assert.deepEqual(
      labels('shop.yaml', 'Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      ‸\n'),
      [],
    );
    assert.deepEqual(inYaml('      Tags:\n        - ‸'), [], 'the model has no row for it');
  });
});

describe('values, in YAML', () => {
  test('are the words of the property, and in quotes nothing else', () => {
    assert.deepEqual(inYaml('      Protocol: "‸"').slice(0, 2), ['HTTP', 'HTTPS']);
    assert.ok(inYaml('      Protocol: HT‸').includes('HTTPS'));
    assert.equal(chosenInYaml('      Protocol: HT‸TP', 'HTTPS'), '      Protocol: HTTPS');
    assert.equal(chosenInYaml("      Protocol: 'H‸'", 'HTTPS'), "      Protocol: 'HTTPS'");
  });

  test('of a property that is not the same everywhere are those of this type', () => {
    const route = (type: string) =>
      labels('shop.yaml', `Resources:\n  R:\n    Type: ${type}\n    Properties:\n      AuthorizationType: ‸\n`);
    assert.deepEqual(route('AWS::ApiGateway::Method'), ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS']);
    assert.deepEqual(route('AWS::ApiGatewayV2::Route'), ['NONE', 'AWS_IAM', 'CUSTOM', 'JWT']);
  });

  test('of a TLS policy say what they allow, the best first', () => {
    const { items } = ask('shop.yaml', listener('      SslPolicy: "‸"'));
    assert.deepEqual(items.map(({ label }) => label).sort(), [...tlsPolicies.keys()].sort());
    assert.equal(items[0]?.detail, 'TLS 1.2 to 1.3 · recommended · post-quantum');
    const old = items.find(({ label }) => label === 'ELBSecurityPolicy-2016-08');
    assert.equal(old?.detail, 'TLS 1.0 to 1.2 · outdated');
  });

  const balancer = (type: string, attribute: string) => `Resources:
  Lb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Type: ${type}
      LoadBalancerAttributes:
        - Key: deletion_protection.enabled
          Value: true
        - Key: ${attribute}
`;
  test('of an attribute are those of the type of load balancer which are not set yet', () => {
    const mine = (type: 'application' | 'network') =>
      [...loadBalancerAttributes].filter(([, { types }]) => types.includes(type)).map(([key]) => key);
    const others = (type: 'application' | 'network') => mine(type).filter((key) => !key.startsWith('deletion'));
    assert.deepEqual(labels('lb.yaml', balancer('application', 'idle_timeout.‸')), others('application'));
    assert.deepEqual(labels('lb.yaml', balancer('network', '‸')), others('network'));
    const [, , , , , , timeout] = ask('lb.yaml', balancer('application', '‸')).items;
    assert.equal(timeout?.label, 'idle_timeout.timeout_seconds');
    assert.equal(timeout?.detail, '1 to 4,000 · default 60');
  });

  test('of an attribute, then, are its words, quoted where YAML would take them for something else', () => {
    const asked = ask('lb.yaml', balancer('application', 'routing.http2.enabled\n          Value: ‸'));
    assert.deepEqual(
      asked.items.map(({ label, detail }) => [label, detail]),
      [
        ['true', 'default'],
        ['false', undefined],
      ],
    );
    assert.match(chosen(asked, 'false'), /Value: 'false'\n/);
    const mode = balancer('application', 'routing.http.desync_mitigation_mode\n          Value: ‸');
    assert.deepEqual(labels('lb.yaml', mode), ['monitor', 'defensive', 'strictest']);
  });
});

describe('names, in YAML', () => {
  test('are whole references where a property wants one', () => {
    assert.deepEqual(inYaml('      DefaultActions:\n        - Type: forward\n          TargetGroupArn: ‸'), [
      '!Ref App',
      '!Ref CertificateArn',
    ]);
    const log = `Resources:
  Logs:
    Type: AWS::Logs::LogGroup
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      AccessLogSetting:
        DestinationArn: ‸
`;
    assert.deepEqual(labels('api.yaml', log), ['!GetAtt Logs.Arn']);
    const uri = `Resources:
  Fn:
    Type: AWS::Lambda::Function
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      Integration:
        Uri: ‸
`;
    assert.match(labels('api.yaml', uri)[0] ?? '', /^!Sub arn:.*\$\{Fn\.Arn\}\/invocations$/);
  });

  test('in a function: what fits first, then parameters, then all else', () => {
    const target = '      DefaultActions:\n        - Type: forward\n          TargetGroupArn: ';
    assert.deepEqual(inYaml(`${target}!Ref ‸`).slice(0, 4), ['App', 'CertificateArn', 'Alb', 'Logs']);
    assert.deepEqual(inYaml(`${target}!Re‸`), ['!Ref App', '!Ref CertificateArn']);
    assert.deepEqual(inYaml('      X: !GetAtt A‸'), ['Alb.LoadBalancerArn', 'App.TargetGroupArn', 'Logs.Arn']);
    assert.equal(chosenInYaml('      X: !Sub "a-${A‸}-b"', 'Alb'), '      X: !Sub "a-${Alb}-b"');
    assert.deepEqual(inYaml('      X: !Sub "a-A‸-b"'), []);
    assert.deepEqual(inYaml('      X: !If [Is‸, 1, 2]'), ['IsProd']);
  });

  test('a `${` that the text ends behind is closed', () => {
    assert.equal(chosenInYaml('      X: !Sub "a-${A‸"', 'Alb'), '      X: !Sub "a-${Alb}"');
    assert.equal(chosenInYaml('      X: !Sub a-${‸', 'Alb'), '      X: !Sub a-${Alb}');
    assert.equal(chosenInYaml('      X: { "Fn::Sub": "a-${A‸" }', 'Alb'), '      X: { "Fn::Sub": "a-${Alb}" }');
    assert.equal(
      chosenInYaml('      X: !Sub |\n        a-${A‸\n        b', 'Alb'),
      '      X: !Sub |\n        a-${Alb}\n        b',
    );
  });

  test('and one that has text behind it, which is no part of any name', () => {
    assert.equal(chosenInYaml('      X: !Sub "a-${A‸/b"', 'Alb'), '      X: !Sub "a-${Alb}/b"');
    assert.equal(chosenInYaml('      X: !Sub a-${‸/b', 'Alb'), '      X: !Sub a-${Alb}/b');
    assert.equal(chosenInYaml('      X: !Sub "${A‸/${B}"', 'Alb'), '      X: !Sub "${Alb}/${B}"');
    assert.equal(chosenInYaml('      X: !Sub "a-${A‸ b}"', 'Alb'), '      X: !Sub "a-${Alb b}"', 'an end is there');
    const flow = '      X: { "Fn::Sub": "a-${A‸/b" }';
    assert.equal(chosenInYaml(flow, 'Alb'), '      X: { "Fn::Sub": "a-${Alb}/b" }');
    const json = `{"Resources": { "Alb": { "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer" },
      "B": { "Type": "AWS::S3::Bucket", "Properties": { "BucketName": { "Fn::Sub": "a-\${A‸/b" } } } } }`;
    assert.match(chosen(ask('lb.json', json), 'Alb'), /"a-\$\{Alb\}\/b"/);
  });

  test('behind the dot of a name, all that it hands out', () => {
    const ofAlb = returned['AWS::ElasticLoadBalancingV2::LoadBalancer'] ?? [];
    const called = ofAlb.map((attribute) => `Alb.${attribute}`);
    assert.ok(called.includes('Alb.DNSName'));
    assert.deepEqual(inYaml('      X: !GetAtt Alb.‸').slice(0, called.length), called);
    assert.ok(inYaml('      X: !Sub "https://${Alb.‸}"').includes('Alb.DNSName'));
    assert.equal(chosenInYaml('      X: !GetAtt Alb.D‸', 'Alb.DNSName'), '      X: !GetAtt Alb.DNSName');
    for (const list of ['!GetAtt [Alb, ‸]', '{ "Fn::GetAtt": [Alb, "‸"] }', '\n        Fn::GetAtt: [Alb, D‸]'])
      assert.deepEqual(inYaml(`      X: ${list}`), ofAlb, list);
    assert.deepEqual(inYaml('      X: !GetAtt [A‸, DNSName]'), ['Alb', 'App', 'Logs']);
    assert.deepEqual(inYaml('      X: !GetAtt [Nothing, ‸]'), []);
  });

  test('of a stack that is nested, what it hands out', () => {
    const files = {
      'main.yaml':
        'Resources:\n  Net:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: net.yaml\n',
      'net.yaml': 'Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\nOutputs:\n  VpcId:\n    Value: !Ref Vpc\n',
    };
    const group =
      '  App:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      VpcId: !GetAtt N‸\n';
    const marked = files['main.yaml'] + group;
    assert.deepEqual(labels('main.yaml', marked, { 'net.yaml': files['net.yaml'] }), ['Net.Outputs.VpcId']);
  });

  test('beside the properties', () => {
    assert.deepEqual(inYaml('    DependsOn: ‸'), ['Alb', 'App', 'Logs']);
    assert.deepEqual(inYaml('    DependsOn:\n      - Alb\n      - ‸'), ['Alb', 'App', 'Logs']);
    assert.deepEqual(inYaml('    Condition: I‸'), ['IsProd']);
  });
});

test('an access log comes as items behind the attributes that are there already', () => {
  const attributes = (dash: string, lines: string) => `Resources:
  Lb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      LoadBalancerAttributes:
      ${dash}Key: idle_timeout.timeout_seconds
      ${' '.repeat(dash.length)}Value: 60
${lines}`;
  for (const dash of ['- ', '  - ', '-   ']) {
    const lead = ' '.repeat(6 + dash.length);
    const items = [
      `access_logs.s3.enabled\n${lead}Value: 'true'`,
      `access_logs.s3.bucket\n${lead}Value: !Ref LogBucket`,
    ];
    const whole = [...items, `access_logs.s3.prefix\n${lead}Value: alb`].map((item) => `      ${dash}Key: ${item}\n`);
    const asked = ask('lb.yaml', attributes(dash, `      ${dash}‸\n`));
    assert.equal(chosen(asked, 'Access log'), attributes(dash, whole.join('')));
  }
  const logged = attributes('- ', '      - Key: access_logs.s3.bucket\n        Value: logs\n      - ‸\n');
  assert.ok(!labels('lb.yaml', logged).includes('Access log'), 'some of it is said already');
  const json = `{"Resources": { "Lb": { "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "Properties": { "LoadBalancerAttributes": [{ "Key": "a", "Value": "b" }, { ‸ }] } } }}`;
  const { Resources: resources } = JSON.parse(chosen(ask('lb.json', json), 'Access log'));
  assert.equal(resources.Lb.Properties.LoadBalancerAttributes.length, 4);
});

describe('behind a quote that nobody has closed yet', () => {
  test('the word is replaced to its end, and the quote closed', () => {
    assert.equal(chosenInYaml('      Protocol: "H‸', 'HTTPS'), '      Protocol: "HTTPS"');
    assert.equal(chosenInYaml("      Protocol: 'H‸TT", 'HTTPS'), "      Protocol: 'HTTPS'");
    const attribute = '      ListenerAttributes:\n        - Key: "tcp.idle‸\n          Value: 60';
    assert.equal(
      chosenInYaml(attribute, 'tcp.idle_timeout.seconds'),
      attribute.replace('tcp.idle‸', 'tcp.idle_timeout.seconds"'),
    );
    const flow = '      ListenerAttributes: [{ Key: "tcp‸ }]';
    assert.equal(chosenInYaml(flow, 'tcp.idle_timeout.seconds'), flow.replace('tcp‸', 'tcp.idle_timeout.seconds"'));
  });

  test('a quote further on ends the text, of which nothing is replaced', () => {
    assert.deepEqual(inYaml('      Protocol: "H‸ TTP"'), []);
    assert.deepEqual(inYaml("      Protocol: 'H‸ # don't"), []);
  });
});

describe('snippets', () => {
  test('a listener that redirects begins where a resource may', () => {
    const text = chosen(ask('shop.yaml', listener('\n  ‸\n')), 'Redirect listener');
    assert.match(
      text,
      /\n {2}HttpListener:\n {4}Type: AWS::ElasticLoadBalancingV2::Listener\n {4}Properties:\n {6}Load/,
    );
    assert.ok(!inYaml('      ‸').includes('Redirect listener'));
  });

  test('a health check, a rate-based rule and an access log begin where their resource wants them', () => {
    const resource = (type: string, lines: string) =>
      `Resources:\n  X:\n    Type: ${type}\n    Properties:\n      Name: x\n      ${lines}\n`;
    const group = 'AWS::ElasticLoadBalancingV2::TargetGroup';
    assert.match(
      chosen(ask('x.yaml', resource(group, '‸')), 'Health check'),
      /\n {6}HealthCheckPath: \/health\n(?: {6}.*\n)* {6}Matcher:\n {8}HttpCode: '200'\n/,
    );
    assert.ok(!labels('x.yaml', resource(group, 'HealthCheckPath: /\n      ‸')).includes('Health check'));
    const acl = resource('AWS::WAFv2::WebACL', 'Rules:\n        - ‸');
    assert.match(chosen(ask('x.yaml', acl), 'Rate-based rule'), /\n {8}- Name: RateLimit\n {10}Priority: 1\n/);
    const balancer = resource('AWS::ElasticLoadBalancingV2::LoadBalancer', '‸');
    assert.match(
      chosen(ask('x.yaml', balancer), 'Access log'),
      /\n {6}LoadBalancerAttributes:\n {8}- Key: access_logs\.s3\.enabled\n {10}Value: 'true'\n/,
    );
    assert.ok(!ask('x.yaml', balancer, plain).items.some(({ label }) => label === 'Access log'), 'it knows no holes');
  });
});

describe('in JSON', () => {
  const template = (line: string) => `{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Alb": { "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer" },
    "Web": {
      "Type": "AWS::ElasticLoadBalancingV2::Listener",
      "Properties": {
        "Port": 80${line}
      }
    }
  }
}
`;
  const line = (at: string, label: string): string => {
    const text = chosen(ask('shop.json', template(at)), label);
    const [before = '', behind = ''] = template('|').split('|');
    return text.slice(before.length, text.length - behind.length);
  };

  test('a key has its quotes, and the commas around it', () => {
    assert.equal(line(',\n        "Pro‸"', 'Protocol'), ',\n        "Protocol": ‸');
    assert.equal(line(',\n        ‸', 'DefaultActions'), ',\n        "DefaultActions": [‸]');
    assert.equal(line('\n        ‸', 'Protocol'), ',\n        "Protocol": ‸');
    assert.equal(
      line(',\n        ‸\n        "SslPolicy": "x"', 'Protocol'),
      ',\n        "Protocol": ‸,\n        "SslPolicy": "x"',
    );
    assert.equal(line(',\n        "Pro‸": "HTTP"', 'Protocol'), ',\n        "Protocol": "HTTP"');
  });

  test('a value has its quotes, and a reference is an object', () => {
    assert.equal(line(',\n        "Protocol": ‸', 'HTTP'), ',\n        "Protocol": "HTTP"');
    assert.equal(line(',\n        "Protocol": "H‸"', 'HTTP'), ',\n        "Protocol": "HTTP"');
    assert.equal(
      line(',\n        "LoadBalancerArn": ‸', '{ "Ref": "Alb" }'),
      ',\n        "LoadBalancerArn": { "Ref": "Alb" }',
    );
    assert.equal(
      line(',\n        "LoadBalancerArn": { "Ref": "‸" }', 'Alb'),
      ',\n        "LoadBalancerArn": { "Ref": "Alb" }',
    );
    assert.deepEqual(labels('shop.json', template(',\n        "Protocol": "HTTP and ‸"')), []);
  });

  test('behind a quote that nobody has closed yet, the rest of the line stays', () => {
    assert.equal(line(',\n        "Protocol": "H‸', 'HTTP'), ',\n        "Protocol": "HTTP"');
    assert.equal(
      line(',\n        "Protocol": "H‸,\n        "SslPolicy": "x"', 'HTTPS'),
      ',\n        "Protocol": "HTTPS",\n        "SslPolicy": "x"',
    );
    assert.equal(line(',\n        "Pro‸: "HTTP"', 'Protocol'), ',\n        "Protocol": "HTTP"');
    assert.equal(
      line(',\n        "LoadBalancerArn": { "Ref": "Al‸ }', 'Alb'),
      ',\n        "LoadBalancerArn": { "Ref": "Alb" }',
    );
  });

  test('an attribute of a name is the second of two pieces', () => {
    const url = (piece: string) => `,\n        "X": { "Fn::GetAtt": ["Alb", ${piece}] }`;
    for (const piece of ['"‸"', '‸', '"DNS‸']) assert.equal(line(url(piece), 'DNSName'), url('"DNSName"'), piece);
  });

  test('a resource comes as a whole', () => {
    const text = template('').replace('"Web":', '‸\n    "Web":');
    const whole: unknown = JSON.parse(chosen(ask('shop.json', text), 'Redirect listener'));
    assert.match(JSON.stringify(whole), /"HttpListener":\{"Type":"AWS::ElasticLoadBalancingV2::Listener"/);
  });
});
