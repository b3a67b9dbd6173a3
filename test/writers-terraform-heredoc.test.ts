// A document of JSON in a heredoc is changed in its place, in the style that it has, whatever stands around it.
import { describe } from 'node:test';
import { remove, replace } from '../rules/kit/index.ts';
import { Integration } from '../rules/model/apigateway.ts';
import { Route } from '../rules/model/routes.ts';
import type { Make } from './writing.ts';
import { block, declines, writes } from './writing-hcl.ts';

const secure: Make = (see) => [replace(see(Route).security, ['users'])];
const setTimeout: Make = (see) => [replace(see(Integration).timeoutSeconds, 30)];
const removeTimeout: Make = (see) => [remove(see(Integration).timeoutSeconds)];
const both: Make = (see) => [...secure(see), ...setTimeout(see)];

/** An API with this body. */
const api = (body: string): string =>
  `resource "aws_apigatewayv2_api" "shop" {\n  protocol_type = "HTTP"\n  body          = ${body}\n}\n`;

/** One that is laid out on lines of its own, with this operation. */
const document = (get: string, lead = ''): string =>
  `{
  "openapi": "3.0.1",
  "paths": {
    "/orders": {
      "get": ${get}
    }
  }
}`.replace(/^/gm, lead);

const integration = (timeout: string): string => `{
        "x-amazon-apigateway-integration": {
          "type": "http_proxy",
          "uri": "https://orders.example.com"${timeout}
        }
      }`;
const heredoc = (text: string): string => `<<EOF\n${text}\nEOF`;
const indented = (text: string): string => `<<-EOF\n${text}\n  EOF`;

describe('in a heredoc', () => {
  writes(
    'a value becomes another',
    api(heredoc(document(integration(',\n          "timeoutInMillis": 60000')))),
    setTimeout,
    api(heredoc(document(integration(',\n          "timeoutInMillis": 30000')))),
  );
  writes(
    'a value that is missing comes behind the others',
    api(heredoc(document(integration('')))),
    setTimeout,
    api(heredoc(document(integration(',\n          "timeoutInMillis": 30000')))),
  );
  writes(
    'a value goes with its comma',
    api(heredoc(document(integration(',\n          "timeoutInMillis": 60000')))),
    removeTimeout,
    api(heredoc(document(integration('')))),
  );
  writes(
    'what is empty is filled',
    api(heredoc(document('{}'))),
    secure,
    api(
      heredoc(
        document('{\n        "security": [\n          {\n            "users": []\n          }\n        ]\n      }'),
      ),
    ),
  );
  writes(
    'what stands on one line stays there, as it is spaced',
    api(heredoc('{"openapi":"3.0.1","paths":{"/orders":{"get":{"summary":"all"}}}}')),
    secure,
    api(heredoc('{"openapi":"3.0.1","paths":{"/orders":{"get":{"summary":"all","security":[{"users":[]}]}}}}')),
  );
  writes(
    'that is indented, what is new is indented with it',
    api(indented(document(integration(''), '    '))),
    setTimeout,
    api(indented(document(integration(',\n          "timeoutInMillis": 30000'), '    '))),
  );
  writes(
    'several changes are made at once',
    api(
      heredoc(
        document(
          '{\n        "summary": "all",\n        "x-amazon-apigateway-integration": { "timeoutInMillis": 60000 }\n      }',
        ),
      ),
    ),
    both,
    api(
      heredoc(
        document(
          '{\n        "summary": "all",\n        "x-amazon-apigateway-integration": { "timeoutInMillis": 30000 },\n        "security": [\n          {\n            "users": []\n          }\n        ]\n      }',
        ),
      ),
    ),
  );
  writes(
    'lines end as they do around them',
    api(heredoc(document(integration('')))).replaceAll('\n', '\r\n'),
    setTimeout,
    api(heredoc(document(integration(',\n          "timeoutInMillis": 30000')))).replaceAll('\n', '\r\n'),
  );
});

describe('between the expressions of a heredoc', () => {
  const text = (timeout: string) =>
    document(integration(timeout))
      .replace('https://orders.example.com', 'https://${var.host}:${ var.port }/$${stage}')
      .replace('"3.0.1",', '"3.0.1",\n  "info": ${jsonencode(var.info)},');
  writes(
    'a value becomes another, and they stay',
    api(heredoc(text(',\n          "timeoutInMillis": 60000'))),
    setTimeout,
    api(heredoc(text(',\n          "timeoutInMillis": 30000'))),
  );
  writes(
    'a value that is missing comes behind the others',
    api(heredoc(text(''))),
    setTimeout,
    api(heredoc(text(',\n          "timeoutInMillis": 30000'))),
  );
  declines(
    'one that makes the value is left alone',
    api(heredoc(text(',\n          "timeoutInMillis": ${var.timeout}'))),
    setTimeout,
  );
  declines(
    'one in the text of the value is left alone',
    api(heredoc(text(',\n          "timeoutInMillis": "${var.seconds}000"'))),
    setTimeout,
  );
});

describe('what is written otherwise is left alone', () => {
  const json = '{"paths":{"/orders":{"get":{"summary":"all"}}}}';
  declines('in quotes', api(JSON.stringify(json)), secure);
  declines('in YAML', api(heredoc('openapi: 3.0.1\npaths:\n  /orders:\n    get:\n      summary: all')), secure);
});

describe('in what jsonencode is given', () => {
  const body = (get: string): string =>
    block(
      'aws_apigatewayv2_api',
      'shop',
      `body = jsonencode({\n  paths = {\n    "/orders" = {\n      get = ${get}\n    }\n  }\n})\n`,
    );
  writes('what is empty is filled', body('{}'), secure, body('{\n        security = [{ users = [] }]\n      }'));
  writes(
    'what stands on one line stays there',
    body('{ summary = "all" }'),
    secure,
    body('{ summary = "all", security = [{ users = [] }] }'),
  );
  writes(
    'a value is taken away',
    body('{ x-amazon-apigateway-integration = { type = "http_proxy", timeoutInMillis = 60000 } }'),
    removeTimeout,
    body('{ x-amazon-apigateway-integration = { type = "http_proxy" } }'),
  );
  writes(
    'an expression beside it stays',
    body('{ summary = upper("all") }'),
    secure,
    body('{ summary = upper("all"), security = [{ users = [] }] }'),
  );
});
