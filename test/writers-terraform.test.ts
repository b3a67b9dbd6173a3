// How edits are written in HCL: before and after, laid out as `terraform fmt` would leave it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  add,
  append,
  type Content,
  type Edit,
  moved,
  type ParameterEdit,
  parameter,
  type Resource,
  type RowName,
  type Rows,
  remove,
  replace,
  those,
} from '../rules/kit/index.ts';
import { Certificate } from '../rules/model/acm.ts';
import { Api, Integration, LambdaFunction } from '../rules/model/apigateway.ts';
import { Subnet } from '../rules/model/ec2.ts';
import { type Action, Listener, LoadBalancer, TargetGroup } from '../rules/model/elbv2.ts';
import { Permission } from '../rules/model/lambda.ts';
import { Route } from '../rules/model/routes.ts';
import { Stage } from '../rules/model/stages.ts';
import { WebAcl, WebAclAssociation } from '../rules/model/wafv2.ts';
import type { Files, TextEdit } from '../server/formats/format.ts';
import { parseFile } from '../server/formats/kind.ts';
import { render } from '../server/formats/writer.ts';
import { analyse } from '../server/linter/analysis.ts';
import { Look } from '../server/linter/look.ts';
import { mendingsFor, silencesFor } from '../server/linter/suppression-fixes.ts';
import { anyWorld } from '../server/linter/world.ts';
import { strict } from './cases.ts';
import { edited } from './fixes.ts';

/** The first row of a type, or the one of that address. */
type See = <N extends RowName>(type: Resource<N>, address?: string) => Rows[N];
type Make = (see: See) => readonly Edit[];
/** Texts by the names of their files. */
type Module = Readonly<Record<string, string>>;

const filesOf = (module: Module): Files => ({
  list: () => ({ names: Object.keys(module) }),
  read(_, path) {
    const file = path.replace(/^\.\//, '');
    const text = module[file];
    return text === undefined ? { why: 'it is not there' } : { file, document: parseFile(file, text) };
  },
});

function look(module: Module) {
  const analysis = analyse('main.tf', module['main.tf'] ?? '', strict, undefined, filesOf(module));
  assert.ok(analysis);
  return analysis;
}

function editsFor(module: Module, make: Make, standing: ReadonlyMap<ParameterEdit, string>) {
  const { graph, source } = look(module);
  const eye = new Look(graph, anyWorld);
  const see: See = (type, address) => {
    const entry = graph.all(type.name).find(({ resource }) => address === undefined || resource.name === address);
    assert.ok(entry, `there is no ${type.noun}`);
    // The view of a row has the shape of its type.
    return eye.view(entry) as unknown as Rows[typeof type.name];
  };
  return render(source, make(see), (row) => graph.entry(row), standing);
}

const inFile = (edits: readonly TextEdit[], name: string): readonly TextEdit[] =>
  edits.filter(({ file = 'main.tf' }) => file === name);

/** The module after the edits; undefined where they are declined. */
function writeModule(module: Module, make: Make, standing: ReadonlyMap<ParameterEdit, string> = new Map()) {
  const edits = editsFor(module, make, standing);
  return (
    edits && Object.fromEntries(Object.entries(module).map(([name, text]) => [name, edited(text, inFile(edits, name))]))
  );
}

const write = (text: string, make: Make, standing?: ReadonlyMap<ParameterEdit, string>): string | undefined =>
  writeModule({ 'main.tf': text }, make, standing)?.['main.tf'];

const writes = (name: string, before: string, make: Make, after: string): void =>
  void test(name, () => assert.equal(write(before, make), after));

const declines = (name: string, before: string, make: Make): void =>
  void test(name, () => assert.equal(write(before, make), undefined));

/** A resource with these lines in it. */
const block = (type: string, name: string, body: string): string =>
  `resource "${type}" "${name}" {\n${body.replace(/^(?=.)/gm, '  ')}}\n`;
const group = (body: string): string => block('aws_lb_target_group', 'app', body);
const balancer = (body: string): string => block('aws_lb', 'main', body);
const listener = (body: string, name = 'http'): string => block('aws_lb_listener', name, body);

const redirect: Content<Action> = {
  type: 'redirect',
  redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' },
};
const setPort: Make = (see) => [replace(see(TargetGroup).port, 8080)];
const setPath: Make = (see) => [replace(see(TargetGroup).healthCheckPath, '/up')];
const setType: Make = (see) => [replace(see(TargetGroup).targetType, 'ip')];

describe('a value that is written', () => {
  writes(
    'keeps the comment behind it, and everything around it',
    group('# the app\nport   = 80 // for now\nvpc_id = var.vpc\n'),
    setPort,
    group('# the app\nport   = 8080 // for now\nvpc_id = var.vpc\n'),
  );
  writes(
    'moves the comments of its neighbours, where those begin below one another',
    group('port     = 80     # the app\nprotocol = "HTTP" # plain\nvpc_id   = var.vpc\n'),
    (see) => [replace(see(TargetGroup).port, 8080), replace(see(TargetGroup).protocol, 'HTTPS')],
    group('port     = 8080    # the app\nprotocol = "HTTPS" # plain\nvpc_id   = var.vpc\n'),
  );
  writes('stays in its quotes', group('port = "80"\n'), setPort, group('port = "8080"\n'));
  writes(
    'is escaped where HCL would read more into it',
    group('health_check {\n  path = "/"\n}\n'),
    (see) => [replace(see(TargetGroup).healthCheckPath, '/"${a}\\%{b}')],
    group('health_check {\n  path = "/\\"$${a}\\\\%%{b}"\n}\n'),
  );
  writes(
    'is said in the words of the provider',
    balancer('internal = false\n'),
    (see) => [replace(see(LoadBalancer).scheme, 'internal')],
    balancer('internal = true\n'),
  );
  writes(
    'is written in the unit of its attribute',
    block('aws_api_gateway_integration', 'get', 'timeout_milliseconds = 60000\n'),
    (see) => [replace(see(Integration).timeoutSeconds, 0.29)],
    block('aws_api_gateway_integration', 'get', 'timeout_milliseconds = 290\n'),
  );
  writes(
    'is found behind multi-byte text and heredocs',
    group('# 🚀\nname = <<-EOT\n  port = 1 # "\n  EOT\nport = 80\n'),
    setPort,
    group('# 🚀\nname = <<-EOT\n  port = 1 # "\n  EOT\nport = 8080\n'),
  );
  writes(
    'is changed in its branch',
    group('port = var.new ? 80 : null\n'),
    (see) => [replace(see(TargetGroup).targetType, 'ip')],
    group('port        = var.new ? 80 : null\ntarget_type = "ip"\n'),
  );
  declines('is not changed where it is computed', group('port = max(80, 81)\n'), setPort);
  declines('is not changed where a module hands it out', group('port = module.app.port\n'), setPort);
  declines(
    'is not changed in a dynamic block',
    group('dynamic "health_check" {\n  for_each = [1]\n  content {\n    path = "/"\n  }\n}\n'),
    setPath,
  );
  declines('is not changed in a resource that is half typed', group('port = 80\nvpc_id = \n'), setPort);
  writes(
    'is the one of a resource that is referred to',
    `${group('name = "a"\n')}\n${block('aws_lb_target_group', 'b', '')}\n${listener('default_action {\n  type             = "forward"\n  target_group_arn = var.a\n}\n')}`,
    (see) => those(see(Listener).defaultActions).map(({ targetGroup }) => replace(targetGroup, see(TargetGroup))),
    `${group('name = "a"\n')}\n${block('aws_lb_target_group', 'b', '')}\n${listener('default_action {\n  type             = "forward"\n  target_group_arn = aws_lb_target_group.app.arn\n}\n')}`,
  );
});

describe('a new attribute', () => {
  writes(
    'has its sign below the others',
    group('name   = "a"\nvpc_id = var.vpc\n'),
    setPort,
    group('name   = "a"\nvpc_id = var.vpc\nport   = 8080\n'),
  );
  writes(
    'moves the signs of its neighbours where its name is longer, and of no others',
    group('name     = "a"\nprotocol = "HTTP"\n\nvpc_id = var.vpc\nport   = 80 # for now\n'),
    setType,
    group(
      'name     = "a"\nprotocol = "HTTP"\n\nvpc_id      = var.vpc\nport        = 80 # for now\ntarget_type = "ip"\n',
    ),
  );
  writes(
    'leaves those alone that are not below one another',
    group('name = "a"\nprotocol = "HTTP"\n'),
    setType,
    group('name = "a"\nprotocol = "HTTP"\ntarget_type = "ip"\n'),
  );
  writes(
    'stands before the tags, and before the blocks',
    group('name = "a"\ntags = local.tags\n\nhealth_check {\n  path = "/"\n}\n'),
    setPort,
    group('name = "a"\nport = 8080\ntags = local.tags\n\nhealth_check {\n  path = "/"\n}\n'),
  );
  writes(
    'stands apart from what Terraform itself is told',
    group('count = 1\n\nhealth_check {\n  path = "/"\n}\n'),
    setPort,
    group('count = 1\n\nport = 8080\n\nhealth_check {\n  path = "/"\n}\n'),
  );
  writes(
    'is no neighbour of what takes several lines, or stands below a comment',
    group('name        = "a"\n# on purpose\ntags_of = [\n  1,\n]\n'),
    setPort,
    group('name        = "a"\n# on purpose\ntags_of = [\n  1,\n]\nport = 8080\n'),
  );
  writes(
    'is one of a heredoc, which stays as it is',
    group('name = <<EOT\na\n  b\nEOT\n'),
    setType,
    group('name = <<EOT\na\n  b\nEOT\n')
      .replace('name =', 'name        =')
      .replace('EOT\n}', 'EOT\n  target_type = "ip"\n}'),
  );
  writes(
    'opens up a block that has none',
    'resource "aws_lb_target_group" "app" {}\n',
    setPort,
    group('port = 8080\n'),
  );
  writes(
    'opens up a block on one line',
    'resource "aws_lb_target_group" "app" { name = "a" } # mine\n',
    setType,
    'resource "aws_lb_target_group" "app" {\n  name        = "a"\n  target_type = "ip"\n} # mine\n',
  );
  declines('does not open up one with a comment', 'resource "aws_lb_target_group" "app" { /* none */ }\n', setPort);
  writes(
    'is indented as the block is, with its line ends',
    'resource "aws_lb_target_group" "app" {\r\n\tname = "a" # mine\r\n}\r\n',
    setPort,
    'resource "aws_lb_target_group" "app" {\r\n\tname = "a" # mine\r\n\tport = 8080\r\n}\r\n',
  );
  writes('replaces a null', group('port = null\n'), setPort, group('port = 8080\n'));
  writes(
    'holds a map where the provider wants one',
    block('aws_api_gateway_integration', 'get', 'type       = "AWS_PROXY"\ndepends_on = [var.a]\n'),
    (see) => [replace(see(Integration).invocationType, "'Event'")],
    block(
      'aws_api_gateway_integration',
      'get',
      'type = "AWS_PROXY"\nrequest_parameters = {\n  "integration.request.header.X-Amz-Invocation-Type" = "\'Event\'"\n}\ndepends_on = [var.a]\n',
    ),
  );
  writes(
    'of a map stands below the others',
    block('aws_api_gateway_integration', 'get', 'request_parameters = {\n  "a.b" = "c", # d\n}\n'),
    (see) => [replace(see(Integration).invocationType, "'Event'")],
    block(
      'aws_api_gateway_integration',
      'get',
      'request_parameters = {\n  "a.b"                                              = "c", # d\n  "integration.request.header.X-Amz-Invocation-Type" = "\'Event\'",\n}\n',
    ),
  );
});

describe('a new block', () => {
  writes(
    'stands apart, with all that comes into it',
    group('name = "a" # mine\n'),
    (see) => [...setPath(see), replace(see(TargetGroup).healthyThreshold, 2)],
    group('name = "a" # mine\n\nhealth_check {\n  path              = "/up"\n  healthy_threshold = 2\n}\n'),
  );
  writes(
    'stands behind the other blocks, but before what Terraform itself is told',
    group('stickiness {\n  type = "lb_cookie"\n}\n\nlifecycle {\n  create_before_destroy = true\n}\n'),
    setPath,
    group(
      'stickiness {\n  type = "lb_cookie"\n}\n\nhealth_check {\n  path = "/up"\n}\n\nlifecycle {\n  create_before_destroy = true\n}\n',
    ),
  );
  writes(
    'stands behind those of its kind',
    balancer('subnet_mapping {\n  subnet_id = "a"\n}\n\naccess_logs {\n  bucket = "b"\n}\n'),
    (see) => [append(see(LoadBalancer).subnetMappings, { allocationId: 'eip' })],
    balancer(
      'subnet_mapping {\n  subnet_id = "a"\n}\n\nsubnet_mapping {\n  allocation_id = "eip"\n}\n\naccess_logs {\n  bucket = "b"\n}\n',
    ),
  );
  writes(
    'stands as close to them as they do',
    balancer('subnet_mapping {\n  subnet_id = "a"\n}\nsubnet_mapping {\n  subnet_id = "b"\n}\n'),
    (see) => [append(see(LoadBalancer).subnetMappings, { allocationId: 'eip' })],
    balancer(
      'subnet_mapping {\n  subnet_id = "a"\n}\nsubnet_mapping {\n  subnet_id = "b"\n}\nsubnet_mapping {\n  allocation_id = "eip"\n}\n',
    ),
  );
  writes(
    'holds blocks',
    block('aws_wafv2_web_acl', 'main', 'scope = "REGIONAL"\n'),
    (see) => [append(see(WebAcl).rules, { priority: 1, ruleName: 'All', action: { block: {} } })],
    block(
      'aws_wafv2_web_acl',
      'main',
      'scope = "REGIONAL"\n\nrule {\n  priority = 1\n  name     = "All"\n\n  action {\n    block {}\n  }\n}\n',
    ),
  );
  const forwards =
    '# the app\ndefault_action { # first\n  type             = "forward" # to it\n  target_group_arn = var.app\n}\n';
  writes(
    'takes the place of another, whose comments stay',
    listener(`port = 80\n\n${forwards}`),
    (see) => [replace(see(Listener).defaultActions, [redirect])],
    listener(
      'port = 80\n\n# the app\ndefault_action {\n  # first\n  # to it\n  type = "redirect"\n\n  redirect {\n    protocol    = "HTTPS"\n    port        = "443"\n    status_code = "HTTP_301"\n  }\n}\n',
    ),
  );
  writes(
    'takes the place of several',
    listener('default_action {\n  type = "authenticate-oidc"\n}\n\ndefault_action {\n  type = "forward"\n}\n'),
    (see) => [replace(see(Listener).defaultActions, [{ type: 'fixed-response' }])],
    listener('default_action {\n  type = "fixed-response"\n}\n'),
  );
  declines(
    'takes no place where a dynamic one may make more',
    listener(
      'default_action {\n  type = "forward"\n}\n\ndynamic "default_action" {\n  for_each = var.more ? [1] : []\n  content {\n    type = "forward"\n  }\n}\n',
    ),
    (see) => [replace(see(Listener).defaultActions, [redirect])],
  );
});

describe('a list', () => {
  const subnet = block('aws_subnet', 'b', '');
  const addSubnet: Make = (see) => [append(see(LoadBalancer).subnets, see(Subnet))];
  writes(
    'on one line goes on there',
    `${balancer('subnets = [var.a] # public\n')}\n${subnet}`,
    addSubnet,
    `${balancer('subnets = [var.a, aws_subnet.b.id] # public\n')}\n${subnet}`,
  );
  writes(
    'on several lines gets one more, with commas as they were',
    `${balancer('subnets = [\n  var.a, # public\n]\n')}\n${subnet}`,
    addSubnet,
    `${balancer('subnets = [\n  var.a, # public\n  aws_subnet.b.id,\n]\n')}\n${subnet}`,
  );
  writes(
    'on several lines needs a comma',
    `${balancer('subnets = [\n  var.a # public\n]\n')}\n${subnet}`,
    addSubnet,
    `${balancer('subnets = [\n  var.a, # public\n  aws_subnet.b.id\n]\n')}\n${subnet}`,
  );
  writes(
    'is made where there is none',
    `${balancer('name = "a"\n')}\n${subnet}`,
    addSubnet,
    `${balancer('name    = "a"\nsubnets = [aws_subnet.b.id]\n')}\n${subnet}`,
  );
  declines(
    'that somebody else makes stays as it is',
    `${balancer('subnets = module.vpc.subnets\n')}\n${subnet}`,
    addSubnet,
  );
  writes(
    'of what a resource waits for stands at its end',
    `${block('aws_lambda_permission', 'lb', '')}\n${group('name = "a"\n\nhealth_check {\n  path = "/"\n}\n')}`,
    (see) => [append(see(TargetGroup).permissions, see(Permission))],
    `${block('aws_lambda_permission', 'lb', '')}\n${group('name = "a"\n\nhealth_check {\n  path = "/"\n}\n\ndepends_on = [aws_lambda_permission.lb]\n')}`,
  );
  writes(
    'of security schemes is written into a body',
    block(
      'aws_apigatewayv2_api',
      'shop',
      'protocol_type = "HTTP"\nbody = jsonencode({\n  paths = {\n    "/orders" = {\n      get = {\n        summary = "all"\n      }\n    }\n  }\n})\n',
    ),
    (see) => [replace(see(Route).security, ['users'])],
    block(
      'aws_apigatewayv2_api',
      'shop',
      'protocol_type = "HTTP"\nbody = jsonencode({\n  paths = {\n    "/orders" = {\n      get = {\n        summary  = "all"\n        security = [{ users = [] }]\n      }\n    }\n  }\n})\n',
    ),
  );
});

describe('what is taken away', () => {
  const removePath: Make = (see) => [remove(see(TargetGroup).healthCheckPath)];
  writes(
    'takes its comments along, and its neighbours close up',
    group(
      'health_check {\n  port = "80"\n  # where it answers\n  # at last\n  path = "/" # now\n  healthy_threshold = 2\n}\n',
    ),
    removePath,
    group('health_check {\n  port = "80"\n  healthy_threshold = 2\n}\n'),
  );
  writes(
    'is the longest of its neighbours',
    group('vpc_id      = var.vpc\ntarget_type = "ip"\nport        = 80\n'),
    (see) => [remove(see(TargetGroup).targetType)],
    group('vpc_id = var.vpc\nport   = 80\n'),
  );
  writes(
    'leaves no empty block and no second empty line',
    group('port = 80\n\nhealth_check {\n  path = "/"\n}\n\nlifecycle {\n  create_before_destroy = true\n}\n'),
    removePath,
    group('port = 80\n\nlifecycle {\n  create_before_destroy = true\n}\n'),
  );
  writes('stood at the end', group('port = 80\n\nhealth_check {\n  path = "/"\n}\n'), removePath, group('port = 80\n'));
});

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

describe('a value that is written elsewhere', () => {
  writes(
    'is changed where a local says it',
    `locals {\n  port = 80 # here\n}\n\n${group('port = local.port\n')}`,
    setPort,
    `locals {\n  port = 8080 # here\n}\n\n${group('port = local.port\n')}`,
  );
  test('is changed in the default of a variable, in whatever file of the module', () => {
    const module = { 'main.tf': group('port = var.port\n'), 'inputs.tf': 'variable "port" {\n  default = 80\n}\n' };
    assert.deepEqual(writeModule(module, setPort), {
      ...module,
      'inputs.tf': 'variable "port" {\n  default = 8080\n}\n',
    });
  });
  declines(
    'stays as it is where somebody else uses it',
    `locals {\n  port = 80\n}\n\n${group('port = local.port\n')}\noutput "port" {\n  value = local.port\n}\n`,
    setPort,
  );
  declines(
    'stays as it is where a variable says what it may be',
    `variable "port" {\n  default = 80\n\n  validation {\n    condition     = var.port < 100\n    error_message = "no"\n  }\n}\n\n${group('port = var.port\n')}`,
    setPort,
  );
  test('is changed in another file of the module, where the resource stands there', () => {
    const module = { 'main.tf': balancer(''), 'app.tf': group('port = 80\n') };
    assert.deepEqual(writeModule(module, setPort), { ...module, 'app.tf': group('port = 8080\n') });
  });
});

describe('a suppression', () => {
  const silenced = (text: string, which: number): string | undefined => {
    const analysis = look({ 'main.tf': text });
    const [report] = analysis.findings.filter(({ rule }) => rule === 'listener-rule-priority-invalid');
    assert.ok(report);
    const silence = silencesFor(analysis, report)[which];
    return silence && edited(text, silence.edits);
  };
  const rule = block('aws_lb_listener_rule', 'all', 'listener_arn = var.http\npriority     = 0\n');
  const comment = '# gatelint-ignore listener-rule-priority-invalid -- reason\n';
  test('stands above the attribute, whose neighbours close up on each side', () => {
    assert.equal(silenced(rule, 0), rule.replace('  priority     =', `  ${comment}  priority =`));
  });
  test('stands above an attribute as it is', () => {
    const alone = rule.replace('priority ', '\n  priority').replace('priority    =', 'priority =');
    assert.equal(silenced(alone, 0), alone.replace('  priority', `  ${comment}  priority`));
  });
  test('stands above the resource', () => {
    assert.equal(silenced(rule, 1), comment + rule);
  });
  test('joins the one that is there', () => {
    const before = `# gatelint-ignore other-rule -- for now\n${rule}`;
    assert.equal(silenced(before, 1), before.replace('other-rule', 'other-rule, listener-rule-priority-invalid'));
  });
  test('silences the finding', () => {
    const analysis = look({ 'main.tf': silenced(rule, 0) ?? '' });
    assert.deepEqual(
      analysis.findings.filter(({ rule: id }) => id === 'listener-rule-priority-invalid'),
      [],
    );
  });
  test('is taken away with its line', () => {
    const analysis = look({
      'main.tf': rule
        .replace('= 0', '= 1')
        .replace('  priority', `  ${comment.replace('reason', 'for now')}  priority`),
    });
    const [remark] = analysis.remarks;
    assert.ok(remark);
    const [mending] = mendingsFor(analysis, remark);
    assert.equal(mending && edited(analysis.source.document.text, mending.edits), rule.replace('= 0', '= 1'));
  });
});
