// How edits are written in HCL: before and after, laid out as `terraform fmt` would leave it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { append, type Content, remove, replace, those } from '../rules/kit/index.ts';
import { Integration } from '../rules/model/apigateway.ts';
import { Subnet } from '../rules/model/ec2.ts';
import { type Action, Listener, LoadBalancer, TargetGroup } from '../rules/model/elbv2.ts';
import { Permission } from '../rules/model/lambda.ts';
import { Route } from '../rules/model/routes.ts';
import { WebAcl } from '../rules/model/wafv2.ts';
import type { Make } from './writing.ts';
import { balancer, block, declines, group, listener, setPort, writeModule, writes } from './writing-hcl.ts';

const redirect: Content<Action> = {
  type: 'redirect',
  redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' },
};
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

describe('an attribute that takes several lines from now on', () => {
  const integration = (body: string): string => block('aws_api_gateway_integration', 'get', body);
  const setHeader: Make = (see) => [replace(see(Integration).invocationType, "'Event'")];
  const header = '"integration.request.header.X-Amz-Invocation-Type"';
  writes(
    'is no neighbour of the others any more',
    integration(
      'type               = "AWS_PROXY"\nrequest_parameters = {}\nuri                = var.u\nhttp_method        = "GET"\n',
    ),
    setHeader,
    integration(
      `type = "AWS_PROXY"\nrequest_parameters = {\n  ${header} = "'Event'"\n}\nuri         = var.u\nhttp_method = "GET"\n`,
    ),
  );
  writes(
    'parts the comments around it',
    integration(
      'type               = "AWS_PROXY" # a\nrequest_parameters = {}          # b\nuri                = var.u       # c\n',
    ),
    setHeader,
    integration(
      `type = "AWS_PROXY" # a\nrequest_parameters = {\n  ${header} = "'Event'"\n}           # b\nuri = var.u # c\n`,
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
  const second = (above: string, inside: string) =>
    listener(
      `default_action { # who\n  type = "authenticate-oidc"\n}\n\n${above}\ndefault_action { ${inside}\n  type = "forward" // to it\n} # the end\n\n# ours\ntags = var.tags\n`,
    );
  const answer: Make = (see) => [replace(see(Listener).defaultActions, [{ type: 'fixed-response' }])];
  writes(
    'takes the place of several, whose comments stay, too',
    second('# the app', '# then'),
    answer,
    listener(
      'default_action {\n  # who\n  # the app\n  # then\n  // to it\n  # the end\n  type = "fixed-response"\n}\n\n# ours\ntags = var.tags\n',
    ),
  );
  declines(
    'takes no place of several where a comment of many lines is in the second',
    second('', '/* a\n b */'),
    answer,
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
