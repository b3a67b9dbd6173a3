// Terraform has resources of their own for what is a property elsewhere, other words, and defaults that its provider takes.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../server/linter/analysis.ts';

function findings(rule: string, text: string) {
  const analysis = analyse('main.tf', text);
  assert.ok(analysis);
  return analysis.findings.filter((one) => one.rule === rule);
}

/** What a rule says of a file, without the full stop. */
const said = (rule: string, text: string): readonly string[] =>
  findings(rule, text).map(({ message }) => message.replace(/\.$/, ''));

const silent: readonly string[] = [];

const api = `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}
`;

describe('a method and its integration', () => {
  const method = `${api}
resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}
`;
  const integration = (http_method: string, more: string) => `
resource "aws_api_gateway_integration" "get" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = ${http_method}
  ${more}
}
`;
  const open = ['aws_api_gateway_method.get can be called by anyone; authorize its callers'];
  const harmless = ['aws_api_gateway_method.get answers anyone, though without a backend; authorize its callers'];
  const rule = 'apigw-method-without-auth';

  test('are found by the method that the integration refers to', () => {
    const text = method + integration('aws_api_gateway_method.get.http_method', 'type = "MOCK"');
    assert.deepEqual(said(rule, text), harmless);
  });

  test('are found by API, resource and method, where it only names them', () => {
    assert.deepEqual(said(rule, method + integration('"GET"', 'type = "MOCK"')), harmless);
    assert.deepEqual(said(rule, method + integration('"POST"', 'type = "MOCK"')), open);
  });

  test('wait for 29 seconds, be the answer streamed or not: the provider always writes a timeout', () => {
    const calling = integration(
      '"GET"',
      'type = "AWS_PROXY"\n response_transfer_mode = "STREAM"\n uri = aws_lambda_function.f.response_streaming_invoke_arn',
    );
    const text = `${method}${calling}
resource "aws_lambda_function" "f" {
  function_name = "f"
  timeout       = 60
}`;
    const [late] = findings('lambda-timeout-exceeds-apigw', text);
    assert.equal(
      late?.message,
      'aws_lambda_function.f may run 60 s, but API Gateway waits 29 s; lower it to 29, or let it wait longer.',
    );
    assert.equal(late?.severity, 'warning'); // a stream that nothing limits would be information
  });

  test('are both there once a deployment has waited for the integration', () => {
    const deployment = (more: string) => `
resource "aws_api_gateway_deployment" "now" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  ${more}
}
`;
    const text = method + integration('"GET"', 'type = "MOCK"');
    const early = 'apigw-deployment-without-dependson';
    assert.equal(said(early, text + deployment('')).length, 1);
    assert.deepEqual(said(early, text + deployment('depends_on = [aws_api_gateway_integration.get]')), silent);
  });

  test('are nobody’s to call where a policy of its own keeps strangers out of the API', () => {
    const policy = (condition: string) => `${method}
resource "aws_api_gateway_rest_api_policy" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  policy = jsonencode({
    Statement = { Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "*"${condition} }
  })
}
`;
    assert.deepEqual(said(rule, policy('')), open);
    assert.deepEqual(said(rule, policy(', Condition = { IpAddress = { "aws:SourceIp" = "10.0.0.0/8" } }')), silent);
  });
});

describe('the limits of a stage', () => {
  const rule = 'apigw-stage-without-throttling';
  const stage = `${api}
resource "aws_api_gateway_stage" "prod" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = "prod"
}
`;
  const settings = (name: string, path: string, limits: string) => `${stage}
resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = ${name}
  method_path = "${path}"
  settings {
    ${limits}
  }
}
`;
  const both = 'throttling_rate_limit = 10\n throttling_burst_limit = 20';
  const none = ['Stage "prod" has no default throttling; limit its rate and its bursts'];

  test('stand in settings of its methods, which name it or refer to it', () => {
    assert.deepEqual(said(rule, stage), none);
    assert.deepEqual(said(rule, settings('"prod"', '*/*', both)), silent);
    assert.deepEqual(said(rule, settings('aws_api_gateway_stage.prod.stage_name', '*/*', both)), silent);
    assert.deepEqual(said(rule, settings('"other"', '*/*', both)), none);
  });

  test('are those of all methods, not of one', () => {
    assert.deepEqual(said(rule, settings('"prod"', 'orders/GET', both)), none);
  });

  test('are none where the provider fills in -1', () => {
    assert.deepEqual(said(rule, settings('"prod"', '*/*', 'metrics_enabled = true')), none);
    assert.deepEqual(said(rule, settings('"prod"', '*/*', 'throttling_rate_limit = 10')), [
      'Stage "prod" has no default burst limit; set one',
    ]);
  });

  test('may be those of a usage plan, for single methods in blocks', () => {
    const plan = `${stage}
resource "aws_api_gateway_usage_plan" "basic" {
  name = "basic"
  api_stages {
    api_id = aws_api_gateway_rest_api.shop.id
    stage  = aws_api_gateway_stage.prod.stage_name
    throttle {
      path       = "/orders/GET"
      rate_limit = 5
    }
  }
}
`;
    assert.deepEqual(said(rule, plan), silent);
  });

  const ofHttpApi = (settings: string) => `
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_stage" "prod" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "prod"
  ${settings}
}
`;

  test('of an HTTP API are 0 where a block leaves them out: nobody gets in', () => {
    assert.deepEqual(said(rule, ofHttpApi('')), none);
    assert.deepEqual(said(rule, ofHttpApi('default_route_settings {\n detailed_metrics_enabled = true\n}')), silent);
  });

  test('of an HTTP API are those of the route $default, in one block or among several', () => {
    const route = (key: string) => `route_settings {\n route_key = "${key}"\n throttling_rate_limit = 1\n}\n`;
    assert.deepEqual(said(rule, ofHttpApi(route('$default'))), silent);
    assert.deepEqual(said(rule, ofHttpApi(route('GET /') + route('$default'))), silent);
    assert.deepEqual(said(rule, ofHttpApi(route('GET /'))), none);
  });

  test('are asked of the stage that a deployment makes, up to version 5 of the provider', () => {
    const deployment = `${api}
resource "aws_api_gateway_deployment" "prod" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = "prod"
}
`;
    assert.deepEqual(said(rule, deployment), none);
  });
});

describe('a target group', () => {
  const group = (more: string) => `
resource "aws_lb_target_group" "app" {
  port = 80
  ${more}
}
`;

  test('of TCP is probed over HTTP as soon as there is a block, be it empty', () => {
    const rule = 'target-group-health-check-missing';
    assert.deepEqual(said(rule, group('protocol = "TCP"')), [
      'aws_lb_target_group.app counts as healthy once it takes a connection; say where the application answers',
    ]);
    assert.deepEqual(said(rule, group('protocol = "TCP"\n health_check {}')), [
      'aws_lb_target_group.app relies on default health checks; say where the application answers',
    ]);
    assert.deepEqual(said(rule, group('protocol = "TCP"\n health_check {\n path = "/up"\n}')), silent);
  });

  test('has the targets that are attached to it', () => {
    const attached = `
resource "aws_alb_target_group" "fn" {
  target_type = "lambda"
}
resource "aws_alb_target_group_attachment" "fn" {
  target_group_arn = aws_alb_target_group.fn.arn
  target_id        = aws_lambda_function.f.arn
}
resource "aws_lambda_function" "f" {
  function_name = "f"
}
`;
    assert.deepEqual(said('lambda-permission-missing', attached), [
      'aws_lambda_function.f may not be called by Elastic Load Balancing; add a permission',
    ]);
  });
});

describe('a listener', () => {
  const listener = (more: string) => `
variable "balancer" {}
resource "aws_lb_listener" "web" {
  load_balancer_arn = var.balancer
  ${more}
  default_action {
    type             = "forward"
    target_group_arn = "arn"
  }
}
`;

  test('speaks HTTP where it does not say, unless it is that of a Gateway Load Balancer, which has no port', () => {
    const rule = 'alb-listener-http-not-redirected';
    assert.deepEqual(said(rule, listener('port = 80')), [
      'aws_lb_listener.web serves plain HTTP; redirect it to HTTPS',
    ]);
    assert.deepEqual(said(rule, listener('')), silent);
  });

  test('has one certificate, as a text', () => {
    const rule = 'https-listener-without-certificate';
    assert.equal(said(rule, listener('port = 443\n protocol = "HTTPS"')).length, 1);
    const arn = 'certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/1"';
    assert.deepEqual(said(rule, listener(`port = 443\n protocol = "HTTPS"\n ${arn}`)), silent);
  });

  test('of a load balancer that is internal, by a word of its own, is out of the reach of the internet', () => {
    const balancer = (internal: string) => `resource "aws_lb" "web" {\n internal = ${internal}\n}`;
    const rule = 'alb-without-waf';
    assert.equal(said(rule, balancer('false')).length, 1);
    assert.deepEqual(said(rule, balancer('true')), silent);
    assert.deepEqual(said(rule, balancer('"true"')), silent);
  });
});

describe('the rules of a web ACL', () => {
  const acl = (more: string) => `
resource "aws_wafv2_web_acl" "edge" {
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  ${more}
}
`;
  const rateBased = 'statement {\n rate_based_statement {\n limit = 100\n}\n}';
  const rule = 'web-acl-without-rate-limit';

  test('stand in it', () => {
    assert.equal(said(rule, acl('')).length, 1);
    assert.deepEqual(said(rule, acl(`rule {\n ${rateBased}\n}`)), silent);
  });

  test('stand apart, one by one or as groups', () => {
    const apart = (type: string, more: string) => `${acl('')}
resource "${type}" "one" {
  web_acl_arn = aws_wafv2_web_acl.edge.arn
  ${more}
}
`;
    const group = (name: string) => `managed_rule_group {\n vendor_name = "AWS"\n name = "${name}"\n}`;
    const groups = 'aws_wafv2_web_acl_rule_group_association';
    assert.deepEqual(said(rule, apart('aws_wafv2_web_acl_rule', rateBased)), silent);
    assert.deepEqual(said(rule, apart(groups, group('AWSManagedRulesAntiDDoSRuleSet'))), silent);
    assert.equal(said(rule, apart(groups, group('AWSManagedRulesCommonRuleSet'))).length, 1);
  });

  test('are not read where they are JSON', () => {
    assert.deepEqual(said(rule, acl('rule_json = "[]"')), silent);
    assert.deepEqual(said(rule, acl('rule_json = file("rules.json")')), silent);
  });
});
