/* What a deployment gives to parameters is known: it goes before defaults, and decides what it can. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AnyRule } from '../rules/kit/index.ts';
import { defineRule, is, replace, show } from '../rules/kit/index.ts';
import { LoadBalancer } from '../rules/model/elbv2.ts';
import type { Given } from '../server/formats/format.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { edit } from '../server/formats/syntax/edit.ts';
import { type Analysis, analyse, analyseDocument, locate } from '../server/linter/analysis.ts';
import { fixesFor } from '../server/linter/fixes-for.ts';
import { outOfTheBox, type Settings } from '../server/linter/settings.ts';

const shop = 'samconfig.toml (prod)';
const gives = (values: Readonly<Record<string, string | undefined>>): Given =>
  new Map(Object.entries(values).map(([name, text]) => [name, { text, by: shop }]));

const docs = { title: '', why: '', quietWhen: [], sources: [] };
/** Says what the scheme of a load balancer is, if that is what it is not to be. */
const open: AnyRule = defineRule({
  id: 'open',
  preset: 'essential',
  resource: LoadBalancer,
  severity: 'error',
  docs,
  check: (alb) => ({
    when: is(alb.scheme, 'internet-facing'),
    at: alb.scheme,
    message: `${alb.name} is ${show(alb.scheme)}.`,
    fixes: () => [{ title: 'Hide it', applicability: 'choice', edits: [replace(alb.scheme, 'internal')] }],
  }),
});

const only = [open];

function judged(text: string, values: Readonly<Record<string, string | undefined>>, more: Partial<Settings> = {}) {
  const analysis = analyse('stack.yaml', text, { ...outOfTheBox, ...more, given: gives(values) }, only);
  assert.ok(analysis);
  return analysis;
}

const said = ({ findings, undecided }: Analysis): readonly string[] => [
  ...findings.map(({ severity, message, when, assumes }) =>
    [severity, message, when, ...assumes.map((name) => `assumes ${name}`)]
      .filter((word) => word !== undefined)
      .join(' '),
  ),
  ...undecided().map(({ why }) => `? ${why}`),
];

const byParameter = (parameter: string): string => `Parameters:
  Scheme: { ${parameter} }
Resources:
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: !Ref Scheme } }
`;
const withDefault = byParameter('Type: String, Default: internal');

describe('a given value', () => {
  test('goes before the default, and nothing is assumed', () => {
    assert.deepEqual(said(judged(withDefault, {})), []);
    assert.deepEqual(said(judged(withDefault, { Scheme: 'internet-facing' })), ['error Alb is internet-facing.']);
    const other = byParameter('Type: String, Default: internet-facing');
    assert.deepEqual(said(judged(other, {})), ['error Alb is internet-facing. assumes Scheme']);
    assert.deepEqual(said(judged(other, { Scheme: 'internal' })), []);
  });

  test('is known where there is no default, and where defaults are not assumed', () => {
    const values = { Scheme: 'internet-facing' };
    assert.deepEqual(said(judged(byParameter('Type: String'), {})), ['? parameter Scheme has no default']);
    assert.deepEqual(said(judged(byParameter('Type: String'), values)), ['error Alb is internet-facing.']);
    assert.deepEqual(said(judged(withDefault, values, { assumeDefaults: false })), ['error Alb is internet-facing.']);
    assert.deepEqual(said(judged(withDefault, {}, { assumeDefaults: false })), [
      '? the default of Scheme is not assumed',
    ]);
  });

  test('that only the deployment knows is not known, whatever the default', () => {
    const why = '? what samconfig.toml (prod) gives Scheme is known at deployment';
    const other = byParameter('Type: String, Default: internet-facing');
    assert.deepEqual(said(judged(other, { Scheme: undefined })), [why]);
    assert.deepEqual(said(judged(other, { Scheme: '{{resolve:ssm:/scheme}}' })), [
      '? a dynamic reference is resolved at deployment',
    ]);
  });

  test('of a parameter from Parameter Store is a name in there, not the value', () => {
    const stored = byParameter("Type: 'AWS::SSM::Parameter::Value<String>'");
    assert.deepEqual(said(judged(stored, { Scheme: 'internet-facing' })), [
      '? parameter Scheme is read from Parameter Store',
    ]);
  });

  test('is a list where the parameter is one', () => {
    const text = `Parameters:
  Schemes: { Type: CommaDelimitedList, Default: 'internal,internal' }
Resources:
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: !Select [1, !Ref Schemes] } }
`;
    assert.deepEqual(said(judged(text, { Schemes: 'internal, internet-facing' })), ['error Alb is internet-facing.']);
  });

  test('of a parameter that the template does not have says nothing', () => {
    assert.deepEqual(said(judged(withDefault, { Skeme: 'internet-facing' })), []);
  });

  test('is told with the finding, at the parameter; no fix writes a default that does not count', () => {
    const analysis = judged(withDefault, { Scheme: 'internet-facing' });
    const [report] = analysis.findings;
    assert.ok(report);
    const [related] = report.related;
    assert.ok(related);
    const { start, end } = locate(analysis.source, related.place);
    assert.deepEqual(
      [withDefault.slice(start, end), related.message],
      ['Scheme', 'Scheme is given by samconfig.toml (prod)'],
    );
    assert.deepEqual(fixesFor(analysis, report), []);
  });
});

const inBranches = (scheme: string): string => `Parameters:
  Stage: { Type: String, Default: dev }
  Scheme: { Type: String, Default: internal }
Conditions:
  IsProd: !Equals [prod, !Ref Stage]
  IsTest: !Not [!Or [!Condition IsProd, !Equals [!Ref Stage, dev]]]
  IsFar: !Equals [!Ref AWS::Region, ap-southeast-2]
Resources:
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: ${scheme} } }
`;

describe('a condition that given values decide', () => {
  const prod = { Stage: 'prod' };

  test('holds: what is found in that branch is as bad as it is anywhere', () => {
    const text = inBranches('!If [IsProd, internet-facing, internal]');
    assert.deepEqual(said(judged(text, {})), ['warning Alb is internet-facing. when IsProd is true']);
    assert.deepEqual(said(judged(text, prod)), ['error Alb is internet-facing. when IsProd is true']);
    assert.deepEqual(said(judged(text, { Stage: 'dev' })), ['warning Alb is internet-facing. when IsProd is true']);
    const far = inBranches('!If [IsFar, internet-facing, internal]');
    assert.deepEqual(said(judged(far, prod)), ['warning Alb is internet-facing. when IsFar is true']);
  });

  test('leaves the other branch to other deployments, which are given nothing that is known', () => {
    const values = { ...prod, Scheme: 'internet-facing' };
    const elsewhere = inBranches('!If [IsProd, internal, !Ref Scheme]');
    assert.deepEqual(said(judged(elsewhere, values)), [], 'what is given for prod says nothing of others');
    assert.deepEqual(said(judged(elsewhere, { ...values, Stage: 'dev' })), [
      'error Alb is internet-facing. when IsProd is false',
    ]);
    const both = inBranches('!If [IsTest, !Ref Scheme, internal]');
    assert.deepEqual(said(judged(both, { ...values, Stage: 'test' })), [
      'error Alb is internet-facing. when IsTest is true',
    ]);
    assert.deepEqual(said(judged(both, values)), []);
  });

  test('may be made of others, some of which stay open', () => {
    const decided = (test: string, ...others: readonly string[]): unknown => {
      const conditions = [test, ...others].map((one, i) => `  C${i}: ${one}\n`).join('');
      const text = `Parameters: { Stage: { Type: String }, Late: { Type: String } }\nConditions:\n${conditions}Resources: {}\n`;
      const { settled } = judged(`AWSTemplateFormatVersion: '2010-09-09'\n${text}`, prod).source;
      return [...settled.values()].at(-1);
    };
    const [isProd, isDev, isLate] = ['prod', 'dev', 'late'].map((word) => `!Equals [!Ref Stage, ${word}]`);
    const open = '!Equals [!Ref Late, prod]';
    assert.equal(decided(`!Equals [prod, !Ref Stage]`), true);
    assert.equal(decided(`${isDev}`), false);
    assert.equal(decided(open), undefined);
    assert.equal(decided(`!And [${isProd}, ${open}]`), true, 'the part; the whole is open');
    assert.equal(decided(`!And [${open}, ${isDev}]`), false);
    assert.equal(decided(`!And [${isProd}, !Not [${isDev}]]`), true);
    assert.equal(decided(`!Or [${isDev}, ${isLate}]`), false);
    assert.equal(decided(`!Or [${open}, ${isProd}]`), true);
    assert.equal(decided('!And [!Condition C1, !Condition C0]', isDev ?? ''), false, 'a circle decides nothing');
  });

  test('is not decided by what it does not read', () => {
    const text = inBranches('!If [IsProd, internet-facing, internal]');
    assert.deepEqual(said(judged(text, { Stage: undefined })), ['warning Alb is internet-facing. when IsProd is true']);
    assert.deepEqual(said(judged(text, { Scheme: 'prod' })), ['warning Alb is internet-facing. when IsProd is true']);
  });

  test('of a name that leads elsewhere in other deployments: both are looked for', () => {
    const named = `Parameters:
  Stage: { Type: String, Default: dev }
  Name: { Type: String, Default: a }
Conditions: { IsDev: !Equals [!Ref Stage, dev] }
Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:\${Name}/invocations
  A: { Type: AWS::Lambda::Function, Condition: IsDev, Properties: { FunctionName: a, Timeout: 60 } }
  B: { Type: AWS::Lambda::Function, Properties: { FunctionName: b, Timeout: 60 } }
`;
    const settings = { ...outOfTheBox, given: gives({ Stage: 'prod', Name: 'b' }) };
    const found = analyse('stack.yaml', named, settings)?.findings.filter(
      ({ rule }) => rule === 'lambda-timeout-exceeds-apigw',
    );
    assert.deepEqual(
      found?.map(({ resource }) => resource),
      ['A', 'B'],
    );
  });
});

test('a route of SAM has the path that the deployment gives', () => {
  const text = `Transform: AWS::Serverless-2016-10-31
Parameters: { Path: { Type: String, Default: /orders } }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events: { Get: { Type: Api, Properties: { Path: !Ref Path, Method: get } } }
`;
  const routes = (values: Readonly<Record<string, string>>) =>
    analyse('template.yaml', text, { ...outOfTheBox, given: gives(values) })?.findings.flatMap(
      ({ message }) => /GET \/\w+/.exec(message) ?? [],
    );
  assert.deepEqual(routes({}), ['GET /orders']);
  assert.deepEqual(routes({ Path: '/carts' }), ['GET /carts']);
});

test('who types in a template with given values is told what reading all of it would say', () => {
  const settings = { ...outOfTheBox, given: gives({ Stage: 'prod', Scheme: 'internet-facing' }) };
  let text = inBranches('!If [IsProd, !Ref Scheme, internal]');
  let document = parseDocument(text);
  let analysis = analyseDocument('stack.yaml', document, settings, only);
  const type = (from: string, to: string) => {
    const start = text.indexOf(from);
    const change = { start, end: start + from.length, newText: to };
    text = text.replace(from, to);
    document = edit(document, change).document;
    const known = analysis?.checks;
    analysis = analyseDocument('stack.yaml', document, settings, only, analysis);
    const anew = analyse('stack.yaml', text, settings, only);
    assert.ok(analysis && anew);
    assert.deepEqual(said(analysis), said(anew), text);
    assert.deepEqual(analysis.source.settled, anew.source.settled);
    return { said: said(analysis), isFollowed: analysis.checks === known };
  };
  const found = 'error Alb is internet-facing. when IsProd is true';
  assert.deepEqual(type('Default: internal', 'Default: inter'), { said: [found], isFollowed: true });
  assert.deepEqual(type('  Alb:', '  Web:').said, [found.replace('Alb', 'Web')]);
  assert.deepEqual(type('  Scheme: { Type', '  Skeme: { Type').said, ['? IsProd decides it']);
  assert.deepEqual(type('  Skeme: { Type', '  Scheme: { Type').said, [found.replace('Alb', 'Web')]);
  assert.deepEqual(type('  Stage: { Type: String', '  Stage: { Type: List<String>').said, [
    'warning Web is internet-facing. when IsProd is true',
  ]);
});
