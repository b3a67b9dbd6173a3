// Documents that are written as text in Terraform are read as if `jsonencode` had made them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse, locate } from '../server/linter/analysis.ts';
import { fixesFor } from '../server/linter/fixes-for.ts';
import { strict } from './cases.ts';
import { edited } from './fixes.ts';

const rule = 'apigw-method-without-auth';

/** An API with a method that anybody may call, as far as its policy lets them. */
const api = (policy: string, more = '') => `${more}
resource "aws_api_gateway_rest_api" "shop" {
  name   = "shop"
  policy = ${policy}
}

resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "get" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = aws_api_gateway_method.get.http_method
  type        = "AWS_PROXY"
  uri         = var.uri
}
`;

function of(text: string, id: string) {
  const { source, findings, undecided } = analyse('main.tf', text, strict) ?? assert.fail();
  const at = (place: Parameters<typeof locate>[1]): string => {
    const { start, end } = locate(source, place);
    return text.slice(start, end);
  };
  return [
    ...findings.filter((one) => one.rule === id).map(({ at: place, message }) => `${at(place)}: ${message}`),
    ...undecided()
      .filter((one) => one.rule === id)
      .map(({ at: place, why }) => `${at(place)} ? ${why}`),
  ];
}
const said = (text: string, id = rule): readonly string[] => of(text, id);
const isOpen = (text: string): boolean => said(text).some((one) => one.includes('can be called by anyone'));

const statement = (condition: string, principal = '"*"') =>
  `{ "Statement": [{ "Effect": "Allow", "Principal": ${principal}, "Action": "execute-api:Invoke", "Resource": "*"${condition} }] }`;
const inside = ', "Condition": { "IpAddress": { "aws:SourceIp": "10.0.0.0/8" } }';
const heredoc = (text: string, sign = '<<') => `${sign}EOF\n${text}\nEOF`;

describe('a policy', () => {
  test('in a heredoc counts as one that is encoded', () => {
    assert.ok(isOpen(api(heredoc(statement('')))));
    assert.ok(!isOpen(api(heredoc(statement(inside)))));
    assert.deepEqual(said(api(heredoc(statement(inside)))), []);
  });

  test('in quotes, in an indented heredoc, and in a local counts, too', () => {
    assert.deepEqual(said(api(JSON.stringify(statement(inside)))), []);
    assert.deepEqual(said(api(`<<-EOF\n    ${statement(inside)}\n  EOF`)), []);
    assert.deepEqual(said(api('local.policy', `locals {\n  policy = ${heredoc(statement(inside))}\n}\n`)), []);
    assert.ok(isOpen(api('local.policy', `locals {\n  policy = ${heredoc(statement(''))}\n}\n`)));
  });

  test('may have expressions in it, between quotes and as values', () => {
    const address = (value: string) => `, "Condition": { "IpAddress": { "aws:SourceIp": ${value} } }`;
    assert.deepEqual(said(api(heredoc(statement(address('"${var.office}"'))))), []);
    assert.deepEqual(said(api(heredoc(statement(address('${jsonencode(var.offices)}'))))), []);
    const resource = heredoc(
      statement('').replace('"Resource": "*"', '"Resource": "${aws_api_gateway_rest_api.other.execution_arn}/*"'),
    );
    assert.ok(isOpen(api(resource)));
    assert.ok(isOpen(api(heredoc(statement('', '${jsonencode("*")}')))));
    assert.ok(!isOpen(api(heredoc(statement('', '${var.principals}')))));
  });

  test('leaves open what it does not say: a loop in it, a key that is not known, and what is no JSON', () => {
    for (const text of [
      '{ "Statement": [%{ for a in var.all }{ "Effect": "Allow" }%{ endfor }] }',
      '{ "${var.key}": [] }',
      '{ "Statement": [',
      '{ "Statement": [] } }',
    ])
      assert.ok(!isOpen(api(heredoc(text))), text);
  });
});

describe('what is found in a text', () => {
  const body = (timeout: string) => `{
  "openapi": "3.0.1",
  "paths": {
    "/orders": {
      "get": {
        "x-amazon-apigateway-integration": { "type": "http", "timeoutInMillis": ${timeout} }
      }
    }
  }
}`;
  const spec = (text: string, more = '') =>
    `resource "aws_api_gateway_rest_api" "shop" {\n  name = "shop"\n  body = ${text}\n}\n${more}`;
  const id = 'apigw-integration-timeout-invalid';

  test('stands at its own characters in a heredoc, be it indented', () => {
    const [plain = ''] = said(spec(heredoc(body('900000'))), id);
    assert.match(plain, /^900000: /);
    const indented = body('900000').replace(/^/gm, '      ');
    const [deeper = ''] = said(spec(`<<-EOF\n${indented}\n    EOF`), id);
    assert.match(deeper, /^900000: /);
  });

  test('does so beside expressions, and where lines end as on Windows', () => {
    const text = spec(
      heredoc(body('900000').replace('"/orders"', '"/${var.name}${var.more}"').replace('3.0.1', '${var.version}')),
    );
    assert.deepEqual(said(text, id).length, 0); // a path that is not known
    const known = spec(heredoc(body('900000').replace('3.0.1', '${var.version}')));
    assert.match(said(known, id)[0] ?? '', /^900000: /);
    assert.match(said(known.replaceAll('\n', '\r\n'), id)[0] ?? '', /^900000: /);
  });

  test('stands at the attribute where its characters are written otherwise', () => {
    const quoted = JSON.stringify(body('900000'));
    const [one = ''] = said(spec(quoted), id);
    assert.ok(one.startsWith(quoted), one);
  });

  test('is the value of an expression where that is the whole value', () => {
    const [one = ''] = said(spec(heredoc(body('${var.timeout}')), 'variable "timeout" {\n  default = 900000\n}\n'), id);
    assert.match(one, /^\$\{var\.timeout\}: |^var\.timeout: /);
  });

  test('may be YAML, if it is an API', () => {
    const yaml = `openapi: 3.0.1
paths:
  /orders:
    get:
      x-amazon-apigateway-integration:
        type: http
        timeoutInMillis: 900000`;
    assert.match(said(spec(heredoc(yaml)), id)[0] ?? '', /^900000: /);
  });

  test('is mended there in a heredoc, but not in quotes', () => {
    const mended = (text: string): readonly string[] => {
      const analysis = analyse('main.tf', text, strict) ?? assert.fail();
      const [report = assert.fail()] = analysis.findings.filter((one) => one.rule === id);
      return fixesFor(analysis, report).map(({ edits }) => edited(text, edits));
    };
    assert.deepEqual(mended(spec(heredoc(body('900000')))), [spec(heredoc(body('29000')))]);
    assert.deepEqual(mended(spec(JSON.stringify(body('900000')))), []);
  });
});
