// How edits are written in Terraform's JSON: before and after, in the style of the file.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { add, append, type Content, moved, parameter, remove, replace } from '../rules/kit/index.ts';
import { type Action, Listener, LoadBalancer, TargetAttachment, TargetGroup } from '../rules/model/elbv2.ts';
import { Permission } from '../rules/model/lambda.ts';
import { casesOf, type Make } from './writing.ts';
import { setPort, writeModule } from './writing-hcl.ts';

const write = (text: string, make: Make): string | undefined =>
  writeModule({ 'main.tf.json': text }, make)?.['main.tf.json'];
const { writes, declines } = casesOf(write);

/** Resources by their types and names, two blanks to the level. */
const file = (resource: object): string => `${JSON.stringify({ resource }, null, 2)}\n`;
const group = (body: object): string => file({ aws_lb_target_group: { app: body } });
const balancer = (body: object): string => file({ aws_lb: { main: body } });
const listener = (body: object): string => file({ aws_lb_listener: { http: body } });

const setPath: Make = (see) => [replace(see(TargetGroup).healthCheckPath, '/up')];
const redirect: Content<Action> = {
  type: 'redirect',
  redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' },
};

describe('a value that is written', () => {
  writes(
    'becomes another',
    group({ port: 80, vpc_id: '${var.vpc}' }),
    setPort,
    group({ port: 8080, vpc_id: '${var.vpc}' }),
  );
  writes('stays in its quotes', group({ port: '80' }), setPort, group({ port: '8080' }));
  writes(
    'is escaped where Terraform would read more into it',
    group({ health_check: { path: '/' } }),
    (see) => [replace(see(TargetGroup).healthCheckPath, '/"${a}%{b}')],
    group({ health_check: { path: '/"$${a}%%{b}' } }),
  );
});

describe('a new block', () => {
  writes(
    'stands alone, where all do',
    group({ port: 80 }),
    setPath,
    group({ port: 80, health_check: { path: '/up' } }),
  );
  writes(
    'stands in a list, where all do',
    file({ aws_lb_target_group: { app: [{ port: 80, stickiness: [{ type: 'lb_cookie' }] }] } }),
    setPath,
    file({
      aws_lb_target_group: {
        app: [{ port: 80, stickiness: [{ type: 'lb_cookie' }], health_check: [{ path: '/up' }] }],
      },
    }),
  );
  writes(
    'makes a list of one that stands alone',
    listener({ port: 80, default_action: { '//': 'to the app', type: 'forward', target_group_arn: '${var.group}' } }),
    (see) => [append(see(Listener).defaultActions, redirect)],
    listener({
      port: 80,
      default_action: [
        { '//': 'to the app', type: 'forward', target_group_arn: '${var.group}' },
        { type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', status_code: 'HTTP_301' } },
      ],
    }),
  );
  writes(
    'comes behind those of its kind',
    listener({ default_action: [{ type: 'forward' }, { type: 'forward' }] }),
    (see) => [append(see(Listener).defaultActions, { type: 'forward' })],
    listener({ default_action: [{ type: 'forward' }, { type: 'forward' }, { type: 'forward' }] }),
  );
  writes(
    'goes on one line with its neighbours',
    '{ "resource": { "aws_lb_target_group": { "app": { "port": 80 } } } }',
    setPath,
    '{ "resource": { "aws_lb_target_group": { "app": { "port": 80, "health_check": { "path": "/up" } } } } }',
  );
});

describe('a comment', () => {
  writes(
    'stays in the block that becomes another',
    listener({ default_action: { '//': 'for now', type: 'forward' } }),
    (see) => [replace(see(Listener).defaultActions, [redirect])],
    listener({
      default_action: {
        '//': 'for now',
        type: 'redirect',
        redirect: { protocol: 'HTTPS', port: '443', status_code: 'HTTP_301' },
      },
    }),
  );
  declines(
    'deeper in it would be lost',
    listener({ default_action: { type: 'forward', forward: { '//': 'both', target_group: [] } } }),
    (see) => [replace(see(Listener).defaultActions, [redirect])],
  );
  declines(
    'in the second of several that become one would be lost',
    listener({ default_action: [{ type: 'authenticate-oidc' }, { '//': 'the app', type: 'forward' }] }),
    (see) => [replace(see(Listener).defaultActions, [redirect])],
  );
  declines(
    'that speaks of nothing else is not left alone',
    group({ health_check: { '//': 'ours', path: '/' } }),
    (see) => [remove(see(TargetGroup).healthCheckPath)],
  );
});

describe('what is taken away', () => {
  writes(
    'takes its block along, and the list that held it',
    file({ aws_lb_target_group: { app: [{ health_check: [{ path: '/' }], port: 80 }] } }),
    (see) => [remove(see(TargetGroup).healthCheckPath)],
    file({ aws_lb_target_group: { app: [{ port: 80 }] } }),
  );
});

describe('what somebody waits for', () => {
  const attachment = (depends_on: readonly string[]) =>
    file({
      aws_lb_target_group_attachment: { app: { target_id: '${var.function}', depends_on } },
      aws_lambda_permission: { alb: { action: 'lambda:InvokeFunction' } },
    });
  writes(
    'is named, and is no expression',
    attachment(['aws_x.y']),
    (see) => [append(see(TargetAttachment).permissions, see(Permission))],
    attachment(['aws_x.y', 'aws_lambda_permission.alb']),
  );
});

describe('a new resource', () => {
  const https: Make = (see) => [
    add(
      Listener,
      { near: see(Listener), called: 'Https' },
      { loadBalancer: see(LoadBalancer), port: 443, defaultActions: moved(see(Listener).defaultActions) },
    ),
    replace(see(Listener).defaultActions, [redirect]),
  ];
  const lb = { aws_lb: { main: { name: 'a' } } };
  const forwards = { '//': 'to the app', type: 'forward', target_group_arn: '${var.group}' };
  const redirects = { type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', status_code: 'HTTP_301' } };
  writes(
    'stands behind the one that it is near, with what moves to it, comments and all',
    file({ ...lb, aws_lb_listener: { http: { port: 80, default_action: forwards } } }),
    https,
    file({
      ...lb,
      aws_lb_listener: {
        http: { port: 80, default_action: redirects },
        https: { load_balancer_arn: '${aws_lb.main.arn}', port: 443, default_action: forwards },
      },
    }),
  );
  const both = [{ type: 'authenticate-oidc' }, forwards];
  writes(
    'takes several along, with the comments of each',
    file({ ...lb, aws_lb_listener: { http: { port: 80, default_action: both } } }),
    https,
    file({
      ...lb,
      aws_lb_listener: {
        http: { port: 80, default_action: [redirects] },
        https: { load_balancer_arn: '${aws_lb.main.arn}', port: 443, default_action: both },
      },
    }),
  );
  const group443: Make = (see) => [add(TargetGroup, { near: see(LoadBalancer), called: 'Https' }, { port: 443 })];
  writes(
    'of another type begins a group',
    file({ ...lb, aws_x: { y: {} } }),
    group443,
    file({ ...lb, aws_lb_target_group: { main_https: { port: 443 } }, aws_x: { y: {} } }),
  );
  writes(
    'of another type goes into the group that is there',
    file({ ...lb, aws_lb_target_group: { app: { port: 80 } } }),
    group443,
    file({ ...lb, aws_lb_target_group: { app: { port: 80 }, main_https: { port: 443 } } }),
  );
  writes(
    'of another type goes into the group that is empty',
    file({ ...lb, aws_lb_target_group: {}, aws_x: { y: {} } }),
    group443,
    file({ ...lb, aws_lb_target_group: { main_https: { port: 443 } }, aws_x: { y: {} } }),
  );
  writes(
    'of another type goes into the list that is empty',
    file({ ...lb, aws_lb_target_group: [] }),
    group443,
    file({ ...lb, aws_lb_target_group: [{ main_https: { port: 443 } }] }),
  );
  writes(
    'stands on one line where the group does',
    '{ "resource": { "aws_lb": { "main": { "internal": true } }, "aws_lb_target_group": {} } }',
    group443,
    '{ "resource": { "aws_lb": { "main": { "internal": true } }, "aws_lb_target_group": { "main_https": { "port": 443 } } } }',
  );
  writes(
    'goes between the braces that stand on lines of their own',
    '{\n  "resource": {\n    "aws_lb_target_group": {\n    },\n    "aws_lb": { "main": {} }\n  }\n}\n',
    group443,
    '{\n  "resource": {\n    "aws_lb_target_group": {\n      "main_https": {\n        "port": 443\n      }\n    },\n    "aws_lb": { "main": {} }\n  }\n}\n',
  );
  declines(
    'goes into no group that is empty but for a comment of an editor',
    '{ "resource": { "aws_lb": { "main": {} }, "aws_lb_target_group": { /* none yet */ } } }',
    group443,
  );
  test('stands in a list where each does', () => {
    const listed = (...resource: readonly object[]) => `${JSON.stringify({ resource }, null, 2)}\n`;
    const groups = { aws_lb_target_group: { main_https: { port: 443 } } };
    assert.equal(write(listed(lb, { aws_x: { y: {} } }), group443), listed(lb, { aws_x: { y: {} } }, groups));
  });
  writes(
    'is there as often as the one beside it, and with the same provider',
    balancer({ count: '${var.on ? 1 : 0}', provider: 'aws.eu' }),
    group443,
    file({
      aws_lb: { main: { count: '${var.on ? 1 : 0}', provider: 'aws.eu' } },
      aws_lb_target_group: { main_https: { count: '${var.on ? 1 : 0}', provider: 'aws.eu', port: 443 } },
    }),
  );
});

describe('a new variable', () => {
  const port = parameter('AppPort', { about: 'Port of the app' });
  const make: Make = (see) => [port, replace(see(TargetGroup).protocolVersion, port)];
  const asked = { type: 'string', description: 'Port of the app' };
  const before = { resource: { aws_lb_target_group: { app: { port: 80, protocol_version: 'HTTP1' } } } };
  const after = { resource: { aws_lb_target_group: { app: { port: 80, protocol_version: '${var.app_port}' } } } };
  const json = (all: object) => `${JSON.stringify(all, null, 2)}\n`;
  writes('stands before the resources', json(before), make, json({ variable: { app_port: asked }, ...after }));
  writes(
    'stands behind the others',
    json({ variable: { vpc: { type: 'string' } }, ...before }),
    make,
    json({ variable: { vpc: { type: 'string' }, app_port: asked }, ...after }),
  );
  writes(
    'goes into the object that is empty',
    json({ variable: {}, ...before }),
    make,
    json({ variable: { app_port: asked }, ...after }),
  );
  writes(
    'goes into the list that is empty',
    json({ variable: [], ...before }),
    make,
    json({ variable: [{ app_port: asked }], ...after }),
  );
  test('goes where people look for it', () => {
    for (const [name, text, wanted] of [
      ['variables.tf.json', '{}\n', json({ variable: { app_port: asked } })],
      ['variables.tf.json', json({ variable: {} }), json({ variable: { app_port: asked } })],
      [
        'variables.tf',
        'variable "vpc" {}\n',
        'variable "vpc" {}\n\nvariable "app_port" {\n  type        = string\n  description = "Port of the app"\n}\n',
      ],
    ] as const) {
      const module = writeModule({ 'main.tf.json': json(before), [name]: text }, make);
      assert.deepEqual(module, { 'main.tf.json': json(after), [name]: wanted });
    }
  });
});

describe('what cannot be written surely', () => {
  declines(
    'what CDKTF has synthesised',
    balancer({ '//': { metadata: { path: 'app/lb', uniqueId: 'lb' } } }),
    (see) => [replace(see(LoadBalancer).idleTimeoutSeconds, 60)],
  );
  declines('an object that stands in a text', group({ health_check: '${var.check}' }), setPath);
});
