// What deploying a change does: of templates of CloudFormation, and of SAM as what that becomes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCloudFormation } from '../server/formats/cloudformation/read.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { type Impact, inWords, loadImpact } from '../server/impact/impact.ts';

const impactOf = await loadImpact();
const read = (text: string) => readCloudFormation('template.yaml', parseDocument(text));

/** What a change of some words in a template does. */
function after(text: string, ...changes: readonly (readonly [was: string, is: string])[]): Impact {
  const changed = changes.reduce((rest, [was, is]) => {
    assert.ok(rest.includes(was), `${was} is not written`);
    return rest.replace(was, is);
  }, text);
  return impactOf(read(text), read(changed));
}

/** `Tg: replace · Port replace` */
const lines = ({ resources }: Impact): readonly string[] =>
  resources.map(({ name, effect, reasons }) =>
    [
      `${name}: ${effect}`,
      ...reasons.map(
        (one) => `${one.property} ${one.effect}${one.because === undefined ? '' : ` because of ${one.because}`}`,
      ),
    ].join(' · '),
  );

const web = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Port: { Type: Number, Default: 80 }
  Path: { Type: String, Default: / }
Mappings:
  Names:
    dev: { Web: web-dev }
Conditions:
  IsProd: !Equals [!Ref AWS::AccountId, '123456789012']
  IsBig: !And [{ Condition: IsProd }, !Equals [!Ref Path, /]]
Resources:
  Lb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: [a, b]
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    DependsOn: Lb
    Properties:
      LoadBalancerArn: !If [IsProd, !Sub '\${Lb}', arn]
      Port: 443
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Tg }]
  Tg:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Port: 80
      HealthCheckPath: !Ref Path
      HealthCheckTimeoutSeconds: 5
      VpcId: vpc
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: !Join ['-', [!Select [0, !Split [':', !GetAtt Lb.LoadBalancerFullName]], x]]
      Period: 60
`.replaceAll('\\$', '$');

describe('The impact of a change', () => {
  it('is nothing where nothing has changed, or only how it is written', () => {
    assert.deepEqual(lines(after(web)), []);
    const same = after(web, ['Port: 443', 'Port: "443" # HTTPS'], ['[a, b]', "\n        - a\n        - 'b'"]);
    assert.equal(inWords(same), 'changes nothing that is deployed');
  });

  it('is the same for a tag and its long form, for a name of an attribute and its list', () => {
    const long = after(
      web,
      ['!Ref Path', '{ Ref: Path }'],
      ['!GetAtt Lb.Load', '{ Fn::GetAtt: [Lb, Load'],
      ['FullName]],', 'FullName] }]],'],
    );
    assert.deepEqual(lines(long), []);
  });

  it('is an update in place where AWS updates the property', () => {
    const impact = after(web, ['HealthCheckTimeoutSeconds: 5', 'HealthCheckTimeoutSeconds: 4']);
    assert.deepEqual(lines(impact), ['Tg: update · HealthCheckTimeoutSeconds update']);
    assert.equal(inWords(impact), 'updates in place');
  });

  it('is a replacement, and what follows of it for those who refer to it', () => {
    const impact = after(web, ['Port: 80\n      Health', 'Port: 81\n      Health']);
    assert.deepEqual(lines(impact), [
      'Listener: update · DefaultActions update because of Tg',
      'Tg: replace · Port replace',
    ]);
    assert.equal(inWords(impact), 'replaces Tg, updates in place');
  });

  it('goes on through Fn::If, Fn::Sub, Fn::Join, Fn::Select and Fn::Split', () => {
    assert.deepEqual(lines(after(web, ['Scheme: internal', 'Scheme: internet-facing'])), [
      'Lb: replace · Scheme replace',
      'Listener: replace · LoadBalancerArn replace because of Lb',
      'Alarm: replace · AlarmName replace because of Lb',
    ]);
  });

  it('is unknown where AWS knows no such property, or no such type', () => {
    assert.deepEqual(lines(after(web, ['Port: 80\n      Health', 'Port: 80\n      Prot: x\n      Health'])), [
      'Tg: unknown · Prot unknown',
    ]);
    const custom = 'Resources:\n  One:\n    Type: Custom::Thing\n    Properties: { A: 1 }\n';
    assert.equal(inWords(after(custom, ['A: 1', 'A: 2'])), 'impact unknown');
  });

  it('may be a replacement where a part of a property says so', () => {
    const cluster = 'Resources:\n  One:\n    Type: AWS::EC2::Instance\n    Properties: { InstanceType: t3.small }\n';
    assert.equal(inWords(after(cluster, ['small', 'large'])), 'may replace One');
  });

  it('is nothing where only the order of deployment changes, and an update of what is remembered of it', () => {
    assert.deepEqual(lines(after(web, ['DependsOn: Lb\n', 'DependsOn: Tg\n'])), []);
    assert.deepEqual(lines(after(web, ['    DependsOn: Lb\n', '    Metadata: { a: b }\n'])), [
      'Listener: update · Metadata update',
    ]);
  });

  it('is unknown where a resource depends on another condition', () => {
    assert.deepEqual(lines(after(web, ['    DependsOn: Lb\n', '    Condition: IsProd\n'])), [
      'Listener: unknown · Condition unknown',
    ]);
  });

  it('reaches those who read a parameter, a mapping or a condition', () => {
    assert.deepEqual(lines(after(web, ['Default: /', 'Default: /health'])), ['Tg: update · HealthCheckPath update']);
    const conditional = web.replace('Scheme: internal', 'Scheme: !If [IsBig, internal, internet-facing]');
    assert.deepEqual(lines(after(conditional, ["'123456789012'", "'123456789013'"])), [
      'Lb: may-replace · Scheme may-replace',
      'Listener: may-replace · LoadBalancerArn may-replace',
      'Alarm: may-replace · AlarmName may-replace because of Lb',
    ]);
    const mapped = web.replace('VpcId: vpc', 'VpcId: vpc\n      Name: !FindInMap [Names, dev, Web]');
    assert.deepEqual(lines(after(mapped, ['web-dev', 'web'])), [
      'Listener: update · DefaultActions update because of Tg',
      'Tg: may-replace · Name may-replace',
    ]);
    assert.deepEqual(lines(after(web, ['Type: String, ', 'Type: String, Description: where, '])), []);
  });

  it('is a resource that comes, and one that goes or stays behind', () => {
    const queue = 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n';
    assert.equal(inWords(after(queue, ['  Queue:', '  A: { Type: AWS::SQS::Queue }\n  Queue:'])), 'creates 1 resource');
    assert.equal(inWords(after(queue, ['Queue:', 'Other:'])), 'deletes Queue, creates 1 resource');
    const kept = queue.replace('    Type', '    DeletionPolicy: Retain\n    Type');
    assert.equal(inWords(after(kept, ['Queue:', 'Other:'])), 'leaves behind Queue, creates 1 resource');
  });

  it('is unknown where one side cannot be read', () => {
    const broken = after(web, ['Resources:', 'Resources: [']);
    assert.ok(broken.resources.length > 0);
    assert.ok(
      broken.resources.every(({ effect }) => effect === 'unknown'),
      lines(broken).join('\n'),
    );
  });

  it('is unknown for a stack inside, whose own resources may be replaced', () => {
    const stack =
      'Resources:\n  In:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: a, Parameters: { A: 1 } }\n';
    assert.equal(inWords(after(stack, ['A: 1', 'A: 2'])), 'impact unknown');
  });

  it('sees through anchors, aliases and merge keys', () => {
    const merged = `Resources:
  One: { Type: AWS::SQS::Queue, Properties: &all { DelaySeconds: 1, QueueName: a } }
  Two: { Type: AWS::SQS::Queue, Properties: { <<: *all, QueueName: b } }
`;
    assert.deepEqual(lines(after(merged, ['DelaySeconds: 1', 'DelaySeconds: 2'])), [
      'One: update · DelaySeconds update',
      'Two: update · DelaySeconds update',
    ]);
    const same = after(merged, ['<<: *all, QueueName: b', 'DelaySeconds: 1, QueueName: b']);
    assert.deepEqual(lines(same), []);
  });

  it('tells the turns of a loop apart, and nothing of one over a list that is not known', () => {
    const loop = `Transform: AWS::LanguageExtensions
Parameters:
  Names: { Type: CommaDelimitedList }
Resources:
  Fn::ForEach::All:
    - Name
    - [A, B]
    - Queue\${Name}: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 1 } }
`;
    assert.deepEqual(lines(after(loop, ['DelaySeconds: 1', 'DelaySeconds: 2'])), [
      'QueueA: update · DelaySeconds update',
      'QueueB: update · DelaySeconds update',
    ]);
    const open = loop.replace('[A, B]', '!Ref Names');
    assert.deepEqual(lines(after(open, ['DelaySeconds: 1', 'DelaySeconds: 2'])), ['Fn::ForEach::All: unknown']);
  });

  it('is unknown for all that a macro may change', () => {
    const macro = 'Transform: Ours\nResources:\n  A: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 1 } }\n';
    assert.equal(inWords(after(macro, ['DelaySeconds: 1', 'DelaySeconds: 2'])), 'impact unknown');
    assert.equal(inWords(after(macro, ['Transform: Ours\n', ''])), 'impact unknown');
  });
});

const shop = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { MemorySize: 128, Runtime: nodejs22.x }
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      AlwaysDeploy: false
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      CodeUri: src
      Timeout: 60
      FunctionName: orders
      Events:
        Get: { Type: Api, Properties: { Path: /orders, Method: get, RestApiId: !Ref Shop } }
        Queue: { Type: SQS, Properties: { Queue: arn, BatchSize: 1 } }
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties: { AlarmName: !Sub '\${Shop.Stage}-alarm', Namespace: !Ref Orders }
  Table:
    Type: AWS::Serverless::SimpleTable
    Properties: { TableName: a }
`;

describe('The impact of a change of SAM', () => {
  it('is that on what SAM makes of it', () => {
    assert.deepEqual(lines(after(shop, ['Timeout: 60', 'Timeout: 29'])), ['Orders: update · Timeout update']);
    assert.deepEqual(lines(after(shop, ['CodeUri: src', 'CodeUri: lib'])), ['Orders: update · CodeUri update']);
    const renamed = after(shop, ['FunctionName: orders', 'FunctionName: sales']);
    assert.equal(renamed.resources.find(({ name }) => name === 'Orders')?.effect, 'replace');
    assert.ok(lines(renamed).includes('Alarm: update · Namespace update because of Orders'));
  });

  it('follows Globals', () => {
    assert.deepEqual(lines(after(shop, ['MemorySize: 128', 'MemorySize: 256'])), [
      'Orders: update · MemorySize update',
    ]);
    assert.deepEqual(lines(after(shop, ['MemorySize: 128', 'MemorySize: 128, AutoPublishAliasAllProperties: true'])), [
      'Orders: unknown · AutoPublishAliasAllProperties unknown',
    ]);
  });

  it('follows events into the API that they are at', () => {
    const impact = after(shop, ['Method: get', 'Method: post']);
    assert.ok(lines(impact).includes('Shop: update · Body update'), lines(impact).join('\n'));
    assert.ok(
      impact.resources.every(({ effect }) => effect !== 'unknown'),
      lines(impact).join('\n'),
    );
  });

  it('is another stage where the name of the stage is another, and those who refer to it see that', () => {
    const impact = lines(after(shop, ['StageName: prod', 'StageName: live']));
    assert.ok(impact.includes('ShopliveStage: create') && impact.includes('ShopprodStage: delete'), impact.join('\n'));
  });

  it('is unknown where nothing of what we know is made of it', () => {
    assert.deepEqual(lines(after(shop, ['BatchSize: 1', 'BatchSize: 2'])), ['Orders: unknown · Events unknown']);
    assert.deepEqual(lines(after(shop, ['AlwaysDeploy: false', 'AlwaysDeploy: true'])), [
      'Shop: unknown · AlwaysDeploy unknown',
    ]);
    assert.deepEqual(lines(after(shop, ['TableName: a', 'TableName: b'])), ['Table: unknown · TableName unknown']);
  });
});

describe('What a change opens', () => {
  const group = `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }
  Call:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: f, Action: 'lambda:InvokeFunction', Principal: apigateway.amazonaws.com, SourceArn: a }
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: p
          PolicyDocument: { Statement: [{ Effect: Allow, Action: ['s3:Get*', 's3:PutObject'], Resource: 'arn:aws:s3:::a' }] }
`;
  const opened = (impact: Impact): readonly string[] => impact.opened.map(({ name, words }) => `${name} ${words}`);

  it('is told of an ingress of a security group', () => {
    const impact = after(group, ['10.0.0.0/8', '0.0.0.0/0']);
    assert.deepEqual(opened(impact), ['Group lets in everybody (0.0.0.0/0) on TCP 443']);
    assert.equal(inWords(impact), 'updates in place, opens a security group');
    assert.deepEqual(opened(after(group, ['FromPort: 443', 'FromPort: 80'])), [
      'Group lets in 10.0.0.0/8 on TCP 80-443',
    ]);
  });

  it('is nothing where fewer come in than before', () => {
    assert.deepEqual(opened(after(group, ['10.0.0.0/8', '10.1.0.0/16'])), []);
    assert.deepEqual(opened(after(group, ["'s3:Get*', ", ''])), []);
    assert.deepEqual(opened(after(group, ['s3:Get*', 's3:GetObject'])), []);
  });

  it('is told of an ingress that stands in one case of a condition', () => {
    const cases = after(group, ['- { IpP', '- !If [C, { IpP'], ['10.0.0.0/8 }', '"::/0" }, !Ref AWS::NoValue]']);
    assert.deepEqual(opened(cases), ['Group lets in everybody (::/0) on TCP 443']);
  });

  it('is told of who may call a function, and of a policy that allows more', () => {
    const everybody = after(group, ['Principal: apigateway.amazonaws.com, SourceArn: a', "Principal: '*'"]);
    assert.deepEqual(opened(everybody), ['Call allows lambda:InvokeFunction to everybody on f']);
    assert.deepEqual(opened(after(group, ['s3:PutObject', 's3:*'])), [
      'Role allows s3:*, s3:Get* to Role on arn:aws:s3:::a',
    ]);
    assert.equal(inWords(everybody), 'replaces Call, allows more');
  });

  it('is told of a permission that SAM makes', () => {
    const impact = after(shop, [
      '        Queue: {',
      '        Put: { Type: Api, Properties: { Path: /o, Method: put, RestApiId: !Ref Shop } }\n        Queue: {',
    ]);
    assert.equal(impact.opened.length, 1);
    assert.match(impact.opened[0]?.words ?? '', /^allows lambda:InvokeFunction to apigateway.amazonaws.com on/);
  });

  it('is not known where a policy is shaped as none is', () => {
    const odd = after(group, [
      "{ Statement: [{ Effect: Allow, Action: ['s3:Get*', 's3:PutObject'], Resource: 'arn:aws:s3:::a' }] }",
      '7',
    ]);
    assert.ok(odd.resources.length > 0);
  });
});
