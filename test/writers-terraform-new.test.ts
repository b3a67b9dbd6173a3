// What comes into a module: resources and variables, laid out as `terraform fmt` would leave it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { add, append, type Content, moved, parameter, type Resource, replace } from '../rules/kit/index.ts';
import { Certificate } from '../rules/model/acm.ts';
import { Api, LambdaFunction } from '../rules/model/apigateway.ts';
import { type Action, Listener, LoadBalancer } from '../rules/model/elbv2.ts';
import { Permission } from '../rules/model/lambda.ts';
import { Stage } from '../rules/model/stages.ts';
import { WebAcl, WebAclAssociation } from '../rules/model/wafv2.ts';
import type { Make } from './writing.ts';
import { balancer, block, declines, group, listener, write, writeModule, writes } from './writing-hcl.ts';

const redirect: Content<Action> = {
  type: 'redirect',
  redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' },
};
describe('a new resource', () => {
  const app = `${group('name = "a"\n')}\n`;
  const web = listener(
    'load_balancer_arn = var.lb\nport              = 80\n\ndefault_action {\n  type             = "forward" # to the app\n  target_group_arn = aws_lb_target_group.app.arn\n}\n',
  );
  const https: Make = (see) => [
    add(
      Listener,
      { near: see(Listener), called: 'Https' },
      { loadBalancer: see(Listener).loadBalancer, port: 443, defaultActions: moved(see(Listener).defaultActions) },
    ),
    replace(see(Listener).defaultActions, [redirect]),
  ];
  const redirects =
    'default_action {\n  type = "redirect"\n\n  redirect {\n    protocol    = "HTTPS"\n    port        = "443"\n    status_code = "HTTP_301"\n  }\n}\n';
  const forwardsThere =
    'default_action {\n  type             = "forward" # to the app\n  target_group_arn = aws_lb_target_group.app.arn\n}\n';
  writes(
    'stands behind the one that it is near, with what moves to it, comments and all',
    app + web,
    https,
    `${app}${listener(`load_balancer_arn = var.lb\nport              = 80\n\n${redirects}`)}\n${listener(`load_balancer_arn = var.lb\nport              = 443\n\n${forwardsThere}`, 'https')}`,
  );
  const signIn = 'default_action {\n  type = "authenticate-oidc" # who\n}\n';
  writes(
    'takes several along; a comment above one of them stays',
    app + web.replace('  default_action', `${signIn.replace(/^(?=.)/gm, '  ')}\n  # ours\n  default_action`),
    https,
    `${app}${listener(`load_balancer_arn = var.lb\nport              = 80\n\n${redirects.replace('{', '{\n  # ours')}`)}\n${listener(`load_balancer_arn = var.lb\nport              = 443\n\n${signIn}\n${forwardsThere}`, 'https')}`,
  );
  const heredoc =
    'default_action {\n  type = "fixed-response"\n\n  fixed_response {\n    message_body = <<EOT\ngone\n  for good\nEOT\n  }\n}\n';
  test('a heredoc that moves stays as it is', () => {
    const text = listener(`load_balancer_arn = var.lb\n\n${heredoc}`).replace(/^ {2}(?=gone| {2}for good|EOT$)/gm, '');
    const after = write(text, https) ?? '';
    assert.equal(after.match(/<<EOT\ngone\n {2}for good\nEOT\n/g)?.length, 1);
    assert.match(after, /"https" \{[\s\S]*<<EOT/);
  });
  const named = (near: string, type: Resource, called: string): string | undefined => {
    const text = `${listener('port = 80\n', near)}\n${listener('port = 81\n', 'web_https')}`;
    // Without content, all that its type says is what it is called.
    const after = write(text, (see) => [add(type as typeof Listener, { near: see(Listener), called }, {})]);
    const headers = (of: string) =>
      [...of.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(([, kind, name]) => `${kind}.${name}`);
    return headers(after ?? '').find((one) => !headers(text).includes(one));
  };
  test('is called as people would call it', () => {
    assert.equal(named('http', Listener, 'Https'), 'aws_lb_listener.https');
    assert.equal(named('main', Listener, 'Https'), 'aws_lb_listener.main_https');
    assert.equal(named('web', Listener, 'Https'), 'aws_lb_listener.web_https_2');
    assert.equal(named('main', Certificate, 'Certificate'), 'aws_acm_certificate.main');
    assert.equal(named('main', WebAclAssociation, 'WebAclAssociation'), 'aws_wafv2_web_acl_association.main');
  });
  const protect: Make = (see) => {
    const acl = add(WebAcl, { near: see(LoadBalancer), called: 'WebAcl' }, { scope: 'REGIONAL' });
    const content = { resource: see(LoadBalancer), webAcl: acl };
    return [acl, add(WebAclAssociation, { near: see(LoadBalancer), called: 'WebAclAssociation' }, content)];
  };
  writes(
    'is there as often as the one beside it, and with the same provider',
    balancer('count    = var.create ? 1 : 0\nprovider = aws.eu\n\nname = "a"\n'),
    protect,
    [
      balancer('count    = var.create ? 1 : 0\nprovider = aws.eu\n\nname = "a"\n'),
      block('aws_wafv2_web_acl', 'main', 'count    = var.create ? 1 : 0\nprovider = aws.eu\n\nscope = "REGIONAL"\n'),
      block(
        'aws_wafv2_web_acl_association',
        'main',
        'count    = var.create ? 1 : 0\nprovider = aws.eu\n\nresource_arn = aws_lb.main[0].arn\nweb_acl_arn  = aws_wafv2_web_acl.main[0].arn\n',
      ),
    ].join('\n'),
  );
  declines('is none beside one that is there for each of something', balancer('for_each = var.all\n'), protect);
  declines('is none where nobody knows how many there are', balancer('count = var.n\n'), protect);
  writes(
    'has the older name of the provider, where the file has',
    block('aws_alb_listener', 'http', 'port = 80\n'),
    (see) => [add(Listener, { near: see(Listener), called: 'Https' }, { port: 443 })],
    `${block('aws_alb_listener', 'http', 'port = 80\n')}\n${block('aws_alb_listener', 'https', 'port = 443\n')}`,
  );
  writes(
    'names a function by its name, and an API by the ARN of its calls',
    `${block('aws_lambda_function', 'f', 'timeout = 1\n')}\n${block('aws_apigatewayv2_api', 'shop', '')}`,
    (see) => [
      add(
        Permission,
        { near: see(LambdaFunction), called: 'ApiPermission' },
        { function: see(LambdaFunction), api: see(Api) },
      ),
    ],
    [
      block('aws_lambda_function', 'f', 'timeout = 1\n'),
      block(
        'aws_lambda_permission',
        'f_api',
        'function_name = aws_lambda_function.f.function_name\nsource_arn    = "${aws_apigatewayv2_api.shop.execution_arn}/*"\n',
      ),
      block('aws_apigatewayv2_api', 'shop', ''),
    ].join('\n'),
  );
  const stage = block('aws_api_gateway_stage', 'prod', 'rest_api_id = var.api\nstage_name  = "prod"\n');
  writes(
    'holds what Terraform keeps apart',
    stage,
    (see) => [append(see(Stage).methodSettings, { resourcePath: '/*', httpMethod: '*', rate: 100 })],
    `${stage}\n${block(
      'aws_api_gateway_method_settings',
      'prod',
      'rest_api_id = var.api\nstage_name  = aws_api_gateway_stage.prod.stage_name\nmethod_path = "*/*"\n\nsettings {\n  throttling_rate_limit = 100\n}\n',
    )}`,
  );
});

describe('a new variable', () => {
  const arn = parameter('CertificateArn', { about: 'ARN of "it"', like: /arn$/i });
  const certify: Make = (see) => [arn, replace(see(Listener).certificates, [{ arn }])];
  const declared = 'variable "certificate_arn" {\n  type        = string\n  description = "ARN of \\"it\\""\n}\n';
  const certified = listener('port            = 443\ncertificate_arn = var.certificate_arn\n');
  writes('stands at the end of the file', listener('port = 443\n'), certify, `${certified}\n${declared}`);
  writes(
    'stands behind the last variable',
    `variable "a" {} # mine\n\n${listener('port = 443\n')}`,
    certify,
    `variable "a" {} # mine\n\n${declared}\n${certified}`,
  );
  test('stands in variables.tf, laid out as that is', () => {
    const module = { 'main.tf': listener('port = 443\n'), 'variables.tf': 'variable "a" {\r\n    type = string\r\n}' };
    assert.deepEqual(writeModule(module, certify), {
      'main.tf': certified,
      'variables.tf': `${module['variables.tf']}\r\n\r\n${declared.trimEnd().replaceAll('\n  ', '\n    ').replaceAll('\n', '\r\n')}`,
    });
  });
  test('is none where one that is there is taken', () => {
    assert.equal(
      write(listener('port = 443\n'), certify, new Map([[arn, 'var.my_arn']])),
      certified.replace('var.certificate_arn', 'var.my_arn'),
    );
  });
  writes(
    'has a name that is not taken',
    `variable "certificate_arn" {}\n\n${listener('port = 443\n')}`,
    certify,
    `variable "certificate_arn" {}\n\n${declared.replace('arn"', 'arn_2"')}\n${certified.replace('arn\n', 'arn_2\n')}`,
  );
});
