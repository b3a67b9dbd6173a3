// What can be called at an API, wherever it is written: how the linter reads it, and what a fix writes there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AnyRule,
  append,
  decided,
  defineRule,
  type Edit,
  given,
  type List,
  not,
  possible,
  replace,
  show,
  some,
  those,
  type Value,
} from '../rules/kit/index.ts';
import { Api } from '../rules/model/apigateway.ts';
import { model } from '../rules/model/index.ts';
import { Route } from '../rules/model/routes.ts';
import { rowAt } from '../server/features/rows.ts';
import { readCloudFormation } from '../server/formats/cloudformation/read.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { render } from '../server/formats/writer.ts';
import { fixesOf } from '../server/linter/fixes.ts';
import { Graph } from '../server/linter/graph.ts';
import { lint, type Subject } from '../server/linter/lint.ts';
import { outOfTheBox } from '../server/linter/settings.ts';

const facts = {
  id: 'asked',
  severity: 'hint',
  preset: 'essential',
  docs: { title: '', why: '', quietWhen: [], sources: [] },
} as const;

/** Says of each route what `message` makes of it. */
const ofRoutes = (message: (route: Route) => string, edit?: (route: Route) => Edit): AnyRule =>
  defineRule({
    ...facts,
    resource: Route,
    check: (route) => ({
      when: decided(true),
      at: route,
      message: message(route),
      fixes: () => (edit ? [{ title: 'write', applicability: 'choice', edits: [edit(route)] }] : []),
    }),
  });

const words = (list: List<Value<string>>): string =>
  those(list)
    .map((one) => show(one))
    .join(' ');

const subjectOf = (text: string): Subject => ({
  graph: new Graph([readCloudFormation('t.yaml', parseDocument(text))], model),
  settings: outOfTheBox,
});

/** What is said, with the resource that it is said of; what could not be decided, with the reason. */
function said(text: string, rule: AnyRule): readonly string[] {
  const { findings, undecided, crashes } = lint(subjectOf(text), [rule]);
  assert.deepEqual(crashes, []);
  return [
    ...findings.map(({ resource, message }) => `${resource}: ${message}`),
    ...undecided().map(({ resource, why }) => `${resource}? ${why}`),
  ];
}

/** The text after the edit of the first route. */
function edited(text: string, edit: (route: Route) => Edit): string | undefined {
  const rule = ofRoutes(() => '', edit);
  const subject = subjectOf(text);
  const [finding] = lint(subject, [rule]).findings;
  assert.ok(finding);
  const [fix] = fixesOf(subject, rule, finding, render);
  return fix?.edits
    .toReversed()
    .reduce((rest, { start, end, newText }) => rest.slice(0, start) + newText + rest.slice(end), text);
}

const body = (...lines: readonly string[]): string =>
  `Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /orders/{id}:
${lines.map((line) => `            ${line}\n`).join('')}`;

test('a route is asked for once, wherever it is written', () => {
  const text = `${body('get: { responses: {} }')}
  List: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Orders, HttpMethod: GET } }
  Http: { Type: AWS::ApiGatewayV2::Api, Properties: { Body: { paths: { /a: { post: {} } } } } }
  Quick: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: 'arn:x', RouteKey: GET /a } }
  Send: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: send } }
  Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
`;
  const told = ofRoutes(({ name, family, api, method, routeKey }) =>
    [name, ...[family, api.protocol, method, routeKey].map((one) => show(one, '-'))].join(' '),
  );
  assert.deepEqual(said(text, told), [
    'Orders: GET /orders/{id} - REST get -',
    'List: List REST REST GET -',
    'Http: POST /a - HTTP post -',
    'Quick: Quick V2 HTTP - GET /a',
    'Send: Send V2 WEBSOCKET - send',
  ]);
});

test('what stands beside the operations of a path is none', () => {
  const text = body(
    'parameters: [{ name: id, in: path }]',
    'summary: one order',
    'servers: []',
    'x-notes: { by: us }',
    'delete: {}',
    'x-amazon-apigateway-any-method: {}',
  );
  const keys = ofRoutes(({ method, path }) => `${show(method)} ${show(path)}`);
  assert.deepEqual(said(text, keys), [
    'Orders: delete /orders/{id}',
    'Orders: x-amazon-apigateway-any-method /orders/{id}',
  ]);
});

test('an operation that a condition decides is a route where that holds, and none elsewhere', () => {
  const text = (get: string) => `Conditions: { Live: !Equals [!Ref AWS::Region, eu-west-1] }
${body(`get: !If [Live, ${get}]`)}`;
  const closed = '{ security: [{ users: [] }] }';
  const nothing = '!Ref AWS::NoValue';
  const open = defineRule({
    ...facts,
    resource: Route,
    check: (route) => ({ when: not(some(route.security)), at: route, message: `${route.name} is open` }),
  });
  const findings = (get: string) =>
    lint(subjectOf(text(get)), [open]).findings.map(({ message, when = 'always' }) => `${message} ${when}`);
  assert.deepEqual(findings(`${closed}, ${nothing}`), [], 'it is not open where it is not there');
  assert.deepEqual(findings(`${nothing}, ${closed}`), []);
  assert.deepEqual(findings(`${closed}, {}`), ['GET /orders/{id} is open when Live is false']);

  const read = defineRule({
    ...facts,
    resource: Api,
    check: (api) => ({ when: some(api.routes), at: api, message: 'it can be read' }),
  });
  const { findings: ofApi } = lint(subjectOf(text(`{}, ${nothing}`)), [read]);
  assert.deepEqual(
    ofApi.map(({ when }) => when),
    ['when Live is true'],
  );
});

test('routes of APIs that exist only under conditions are never those of another API', () => {
  const text = `Conditions: { Live: !Equals [!Ref AWS::Region, eu-west-1], Late: !Equals [!Ref AWS::Region, us-east-1] }
${body('get: {}').replace('Properties:', 'Condition: Live\n    Properties:')}
  Goods: { Type: AWS::ApiGateway::RestApi, Condition: Late, Properties: { Body: { paths: { /goods: { get: {} } } } } }
  Empty: { Type: AWS::ApiGateway::RestApi }
`;
  const empty = defineRule({
    ...facts,
    resource: Api,
    check: (api) => ({ when: not(some(api.routes)), at: api, message: 'it has no routes' }),
  });
  assert.deepEqual(said(text, empty), ['Empty: it has no routes']);
});

test('security schemes are the keys in a list of maps; none is not the same as nothing said', () => {
  const asked = ofRoutes(({ name, security }) => `${name} ${given(security).answer} ${words(security)}`);
  const text = body(
    'get: { security: [{ key: [], users: [admin] }, { signed: [] }, {}] }',
    'put: { security: [] }',
    'post: { responses: {} }',
  );
  assert.deepEqual(said(text, asked), [
    'Orders: GET /orders/{id} yes key users signed',
    'Orders: PUT /orders/{id} yes ',
    'Orders: POST /orders/{id} no ',
  ]);
});

test('a scheme that cannot be read may be any', () => {
  const signed = defineRule({
    ...facts,
    resource: Route,
    check: (route) => ({ when: some(route.security), at: route, message: '' }),
  });
  assert.deepEqual(said(body('get: { security: [!Ref AWS::Region] }'), signed), [
    'Orders? AWS::Region is known at deployment',
  ]);
  assert.deepEqual(said(body('get: { security: [users] }'), signed), ['Orders? this is no map']);
});

test('a principal in short is the account of that name', () => {
  const accounts = defineRule({
    ...facts,
    resource: Api,
    check: (api) => ({
      when: decided(true),
      at: api,
      message: those(api.policy.statements)
        .map((statement) => `<${words(statement.accounts)}>`)
        .join(' '),
    }),
  });
  const text = `Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Policy:
        Statement: [{ Principal: '*' }, { Principal: { AWS: '*' } }, { Principal: { AWS: [a, b] } }, { Principal: { Service: s } }, {}]
`;
  assert.deepEqual(said(text, accounts), ['Orders: <*> <*> <a b> <> <>']);
});

test('the root of all paths is the API', () => {
  const text = `Resources:
  Orders: { Type: AWS::ApiGateway::RestApi }
  One: { Type: AWS::ApiGateway::Resource, Properties: { ParentId: !GetAtt Orders.RootResourceId, PathPart: '{id}' } }
  Get: { Type: AWS::ApiGateway::Method, Properties: { ResourceId: !Ref One, HttpMethod: GET } }
  Put: { Type: AWS::ApiGateway::Method, Properties: { ResourceId: !GetAtt Orders.RootResourceId, HttpMethod: PUT } }
`;
  const above = ofRoutes(({ resource }) => `${show(resource.parent.pathPart, '-')} ${show(resource.pathPart)}`);
  assert.deepEqual(said(text, above), ['Get: / {id}', 'Put: - /']);
});

test('what is said of another row is said of the resource that it is', () => {
  const text = `${body('get: {}')}  List: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Orders } }\n`;
  const ofApi = defineRule({
    ...facts,
    resource: Route,
    check: ({ api }) => ({ when: decided(true), at: api.routes, message: api.name }),
  });
  assert.deepEqual(said(text, ofApi), ['Orders: Orders'], 'once, however many routes say it');
});

test('an operation and a scheme have their rows where the mouse is', () => {
  const rowOn = (marked: string) => {
    const offset = marked.indexOf('‸');
    const here = rowAt(parseDocument(marked.replace('‸', '')), offset);
    return here && `${here.called} ${here.property?.kind ?? here.row.name}`;
  };
  assert.equal(rowOn(body('ge‸t: {}')), 'get Route');
  assert.equal(rowOn(body('x-n‸otes: {}')), undefined);
  assert.equal(rowOn(body('get: { x-amazon-apigateway-auth: { type: AWS‸_IAM } }')), 'type text');
});

test('a fix writes the name of a scheme as OpenAPI wants it', () => {
  const users = ({ security }: Route) => replace(security, ['users']);
  assert.equal(
    edited(body('get:', '  responses: {}'), users),
    body('get:', '  responses: {}', '  security:', '    - users: []'),
  );
  assert.equal(edited(body('get: { security: [] }'), users), body('get: { security: [{ users: [] }] }'));
  assert.equal(
    edited(body('get:', '  security:', '    - key: []'), ({ security }) => append(security, 'users')),
    body('get:', '  security:', '    - key: []', '    - users: []'),
  );
});

test('the key of an operation is not written', () => {
  assert.equal(
    edited(body('get: {}'), ({ method }) => replace(method, 'put')),
    undefined,
  );
});

test('what cannot be ruled out is possible', () => {
  const open = {
    answer: 'unknown',
    why: '',
    place: { file: '', item: '', path: [], span: { start: 0, end: 0 }, via: [] },
  } as const;
  assert.equal(possible(open).answer, 'yes');
  assert.equal(possible(decided(true)).answer, 'yes');
  assert.equal(possible(decided(false)).answer, 'no');
});
