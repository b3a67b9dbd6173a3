/*
 * The law of the linter that goes on from what it knows: whatever people do to a template, after every edit its model,
 * findings, suppressions and fixes are those of linting the whole text. `GATELINT_FUZZ_EDITS=500000` makes so many edits
 * per language; `GATELINT_FUZZ_SEED` others.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { model } from '../../rules/model/index.ts';
import type { Expression, Files } from '../../server/formats/format.ts';
import { parseFile } from '../../server/formats/kind.ts';
import { edit } from '../../server/formats/syntax/edit.ts';
import { type Analysis, analyse, analyseDocument, handOn, isSpent, locate } from '../../server/linter/analysis.ts';
import { fixesFor } from '../../server/linter/fixes-for.ts';
import { outOfTheBox, type Settings } from '../../server/linter/settings.ts';
import { type Random, random } from '../bench/random.ts';
import { moduleIn, moduleWith } from '../module-in.ts';
import { templatesIn } from '../templates-in.ts';
import { edits, type Habits, habitsOf } from './edits.ts';
import { filesIn, from, type Kind, pick } from './files.ts';
import { firstDifference } from './first-difference.ts';

const editCount = Number(process.env['GATELINT_FUZZ_EDITS'] ?? 20_000);
const seed = Number(process.env['GATELINT_FUZZ_SEED'] ?? 1);

for (const language of ['yaml', 'json', 'hcl', 'tf.json'] as const) {
  test(`${editCount} edits${from}: after each, what is said of ${language} is what linting it from scratch says`, () => {
    const chance = random(seed);
    const files = filesIn(language, seed).filter(({ text }) => frontDoors.test(text));
    let renewed = 0;
    for (let made = 0; made < editCount; ) {
      const { name, text } = pick(chance, files);
      const elsewhere = pick(chance, files).text.slice(0, 20_000);
      const most = Math.min(20 + chance.below(150), editCount - made);
      const { count: done, kept } = session(chance, nameOf[language] ?? name, text, elsewhere, most);
      made += done;
      renewed += kept;
    }
    // Else this test would say nothing. Much of Terraform is variables and locals, which may mean anything elsewhere.
    assert.ok(
      renewed > editCount / (language === 'hcl' ? 3 : 2),
      `only ${renewed} of ${editCount} edits were followed from what was known`,
    );
  });
}

test(`${editCount / 20} edits: and so it is of a template that imports what others export`, () => {
  const chance = random(seed);
  const files = templatesIn({ 'network.yaml': network, 'limits.yaml': limits, 'shop.yaml': importing });
  let renewed = 0;
  for (let made = 0; made < editCount / 20; ) {
    const most = Math.min(20 + chance.below(150), editCount / 20 - made);
    const { count, kept } = session(chance, 'shop.yaml', importing, network + limits, most, files);
    made += count;
    renewed += kept;
  }
  assert.ok(renewed > editCount / 80, `only ${renewed} edits were followed from what was known`);
});

const network = `Conditions: { IsPublic: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Type: application, Scheme: !If [IsPublic, internet-facing, internal], Subnets: [a, b] }
  Https:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Alb, Port: 443, Protocol: HTTPS, Certificates: [{ CertificateArn: arn }] }
Outputs:
  Alb: { Value: !Ref Alb, Export: { Name: shop-alb } }
  Https: { Value: !Ref Https, Export: { Name: shop-https } }
`;
const limits = `Parameters: { Stack: { Type: String, Default: shop }, Wait: { Type: Number, Default: 30 } }
Resources: { Topic: { Type: AWS::SNS::Topic } }
Outputs:
  Wait: { Value: !Ref Wait, Export: { Name: !Sub '\${Stack}-wait' } }
`;
const importing = `Parameters:
  Stack: { Type: String, Default: shop }
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !ImportValue shop-alb
      Port: 80
      Protocol: HTTP
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Orders }]
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !ImportValue { 'Fn::Sub': '\${Stack}-https' }
      Priority: 1
      Conditions: [{ Field: path-pattern, Values: [/api/*] }]
      Actions: [{ Type: forward, TargetGroupArn: !Ref Orders }]
  Orders:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !ImportValue nobodys-vpc
      Protocol: HTTP
      Port: 80
      HealthCheckIntervalSeconds: 10
      HealthCheckTimeoutSeconds: { 'Fn::ImportValue': !Sub '\${Stack}-wait' }
  Own:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: internet-facing, Subnets: [a, b] }
  Plain:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Own, Port: 80, Protocol: HTTP, DefaultActions: [{ Type: forward, TargetGroupArn: arn }] }
`;

test(`${editCount / 10} edits: and so it is of many that share an API, or a listener`, () => {
  const chance = random(seed);
  let renewed = 0;
  for (let made = 0; made < editCount / 10; ) {
    const most = Math.min(20 + chance.below(150), editCount / 10 - made);
    const { count, kept } = session(chance, 'crowd.yaml', crowd, importing, most);
    made += count;
    renewed += kept;
  }
  assert.ok(renewed > editCount / 20, `only ${renewed} edits were followed from what was known`);
});

/** Whether somebody asks who calls, and which number is taken, is worked out once for all of them. */
const crowd = `Parameters:
  Stage: { Type: String, Default: test }
  Number: { Type: Number, Default: 3 }
Conditions:
  IsProduction: !Equals [!Ref Stage, production]
  IsOpen: !Not [!Equals [!Ref Stage, closed]]
Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: shop, EndpointConfiguration: { Types: [REGIONAL] } } }
${['NONE', 'NONE', '!If [IsProduction, AWS_IAM, NONE]', 'NONE', 'AWS_IAM']
  .map(
    (type, index) => `  Method${index}:
    Type: AWS::ApiGateway::Method
    ${index === 3 ? 'Condition: IsOpen' : 'DeletionPolicy: Delete'}
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: ${['GET', 'OPTIONS', 'POST', 'PUT', 'DELETE'][index]}
      AuthorizationType: ${type}
      Integration: { Type: ${index === 0 ? 'MOCK' : 'HTTP_PROXY'}, Uri: https://example.com }
`,
  )
  .join('')}  Http: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: shop, ProtocolType: HTTP } }
  Orders: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Http, RouteKey: GET /orders } }
  Users:
    Type: AWS::ApiGatewayV2::Route
    Condition: IsProduction
    Properties: { ApiId: !Ref Http, RouteKey: GET /users, AuthorizationType: !If [IsOpen, NONE, AWS_IAM] }
  Search: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Http, RouteKey: GET /search } }
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [a, b] } }
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Alb
      Port: 80
      Protocol: HTTP
      DefaultActions: [{ Type: forward, TargetGroupArn: arn }]
${['1', '2', '!Ref Number', '3', '!If [IsProduction, 1, 5]', '2']
  .map(
    (priority, index) => `  Rule${index}:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    ${index === 5 ? 'Condition: IsProduction' : 'DeletionPolicy: Delete'}
    Properties: { ListenerArn: !Ref Web, Priority: ${priority}, Actions: [{ Type: forward, TargetGroupArn: arn }] }
`,
  )
  .join('')}`;

for (const name of ['main.tf', 'names.tf'] as const)
  test(`${editCount / 10} edits: and so it is of ${name}, which stands in a module of several files that calls others`, () => {
    const chance = random(seed);
    let renewed = 0;
    for (let made = 0; made < editCount / 10; ) {
      const most = Math.min(20 + chance.below(150), editCount / 10 - made);
      const files = moduleIn({ ...shop, 'terraform.tfvars': chance.below(2) === 0 ? 'retries = 3\n' : '' });
      const { count, kept } = session(chance, name, shop[name], shop['main.tf'] + shop['names.tf'], most, files);
      made += count;
      renewed += kept;
    }
    assert.ok(renewed > editCount / 20, `only ${renewed} edits were followed from what was known`);
  });

test(`${editCount / 10} edits in all files of a module in turn: what is known of it serves each of them`, () => {
  const chance = random(seed);
  let renewed = 0;
  for (let made = 0; made < editCount / 10; ) {
    const most = Math.min(20 + chance.below(300), editCount / 10 - made);
    const { count, kept } = inTurn(chance, most);
    made += count;
    renewed += kept;
  }
  assert.ok(renewed > editCount / 30, `only ${renewed} answers were followed from what was known`);
});

const shop = {
  'main.tf': `resource "aws_lb" "web" {
  count              = var.is_public ? 1 : 0
  name               = "\${local.prefix}-web"
  load_balancer_type = "application"
  internal           = !local.public
  idle_timeout       = var.wait

  dynamic "access_logs" {
    for_each = local.buckets
    content {
      bucket  = access_logs.value
      enabled = var.logs
    }
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = local.balancer
  port              = 80
  protocol          = local.protocols.plain

  default_action {
    type             = "forward"
    target_group_arn = module.orders.target_group
  }
}

module "orders" {
  source   = "./orders"
  timeout  = var.wait
  interval = local.interval
  balancer = aws_lb.web[0].arn
  is_open  = var.is_public
}

module "carts" {
  source   = "./orders"
  timeout  = 20
  interval = 10
  balancer = local.balancer
}

module "elsewhere" {
  source   = "registry.example/elsewhere"
  balancer = local.balancer
}

resource "aws_lambda_function" "f" {
  function_name = local.prefix
  timeout       = var.wait
}

resource "aws_ssm_parameter" "arn" {
  value = local.balancer
}

data "aws_iam_policy_document" "open" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = [local.prefix]
    principals {
      type        = local.everybody
      identifiers = ["*"]
    }
  }
}

resource "aws_api_gateway_rest_api" "api" {
  name   = local.prefix
  policy = data.aws_iam_policy_document.open.json
}
`,
  'names.tf': `resource "aws_lb" "each" {
  for_each     = { for name, one in local.each : name => one if one.on }
  internal     = each.value.internal
  idle_timeout = each.value.wait + 1
}

resource "aws_lb_listener" "each" {
  for_each          = aws_lb.each
  load_balancer_arn = each.value.arn
  port              = merge(local.ports, { b = 8080 })[each.key]
  protocol          = each.value.internal ? "HTTP" : local.protocols.plain

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.each[each.key].arn
  }
}

resource "aws_lb_target_group" "each" {
  for_each = merge(var.groups, { c = { wait = var.wait } })
  port     = 80
  protocol = "HTTP"

  health_check {
    path     = "/"
    interval = each.value.wait
    timeout  = lookup(each.value, "timeout", 30)
  }
}

variable "groups" {
  default = { a = { wait = 10 }, b = { wait = 10, timeout = 5 } }
}

locals {
  ports = { a = 80, b = 80 }
  each  = { a = { on = true, internal = false, wait = 60 }, b = { on = var.is_public, internal = false, wait = 60 } }
}

variable "is_public" {
  type    = bool
  default = true
}

variable "wait" {
  description = "How long"
  type        = number
  default     = 30
}

variable "logs" {
  type    = bool
  default = false
}

variable "retries" {
  type = number
}

locals {
  prefix    = "shop-\${var.retries}"
  public    = var.is_public && !local.closed
  closed    = false
  balancer  = aws_lb.web[0].arn
  interval  = local.public ? 10 : 40
  buckets   = var.logs ? ["logs"] : []
  everybody = "*"
  protocols = { plain = "HTTP", safe = "HTTPS" }
}

resource "aws_lb_listener" "https" {
  count             = local.closed ? 0 : 1
  load_balancer_arn = local.balancer
  port              = 443
  protocol          = local.protocols.safe
  certificate_arn   = var.certificate

  default_action {
    type             = "forward"
    target_group_arn = module.carts.target_group
  }
}

output "balancer" {
  value = local.balancer
}

output "orders" {
  value = module.orders.target_group
}
`,
  'orders/main.tf': `variable "timeout" {
  type = number
}
variable "interval" {
  default = 30
}
variable "balancer" {}
variable "is_open" {
  default = false
}

locals {
  often = var.is_open ? 1 : 0
}

resource "aws_lb_target_group" "orders" {
  port     = 80
  protocol = "HTTP"

  health_check {
    interval = var.interval
    timeout  = var.timeout
  }
}

resource "aws_lb_listener" "https" {
  count             = local.often
  load_balancer_arn = var.balancer
  port              = 443
  protocol          = "HTTPS"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }
}

module "deeper" {
  source  = "./deeper"
  timeout = var.timeout
}

output "target_group" {
  value = local.often == 1 ? aws_lb_target_group.orders.arn : aws_lb_target_group.orders.id
}
`,
  'orders/deeper/main.tf': `variable "timeout" {}

resource "aws_lambda_function" "deep" {
  function_name = "deep"
  timeout       = var.timeout
}

output "arn" {
  value = aws_lambda_function.deep.arn
}
`,
} as const;

const endsInJson = `${JSON.stringify(
  {
    variable: { logs: { default: true }, port: { default: 80, type: 'number' } },
    resource: {
      aws_lb_target_group: {
        plain: { port: '${var.port}', protocol: 'HTTP', health_check: { interval: '${local.interval}', timeout: 5 } },
      },
      aws_lb_listener: {
        plain: {
          load_balancer_arn: '${local.balancer}',
          port: '${var.port}',
          protocol: '${local.protocols.plain}',
          default_action: { type: 'forward', target_group_arn: '${aws_lb_target_group.plain.arn}' },
        },
      },
    },
    output: { plain: { value: '${aws_lb_listener.plain.arn}' } },
  },
  undefined,
  2,
)}\n`;

/** That a file is Terraform's, its name tells. */
const nameOf: { readonly [K in Kind]?: string } = { hcl: 'main.tf', 'tf.json': 'main.tf.json' };

function habitsFor(name: string): Habits {
  if (name.endsWith('.tf.json')) return habitsOf['tf.json'];
  return name.endsWith('.tf') ? habitsOf.hcl : habitsOf.json;
}

/** Templates that rules speak of. */
const frontDoors =
  /AWS::(?:ElasticLoadBalancingV2|ApiGateway|WAFv2|Lambda|Serverless)|"aws_(?:lb|alb|api|wafv2|lambda)\w*"/;

/** Of every second template, a deployment gives values to some parameters: those that decide its conditions, if any. */
function someGiven(chance: Random, text: string): Settings {
  const names = [...text.matchAll(/\bRef["']?:? *["']?([A-Z]\w+)/g)].flatMap(([, name]) => name ?? []);
  if (names.length === 0 || chance.below(2) === 0) return outOfTheBox;
  const words = ['true', 'prod', '', '30', 'internet-facing', undefined];
  const given = [...new Set(names)].map(
    (name) => [name, { text: words[chance.below(words.length)], by: 'samconfig.toml' }] as const,
  );
  return { ...outOfTheBox, given: new Map(given.filter(() => chance.below(3) > 0)) };
}

/** Edits that pile up on one text, until it has grown too long to be checked quickly. */
function session(chance: Random, name: string, first: string, elsewhere: string, most: number, files?: Files) {
  let text = first;
  let document = parseFile(name, first);
  const settings = someGiven(chance, first);
  let analysis = analyseDocument(name, document, settings, undefined, undefined, files);
  let count = 0;
  let kept = 0;
  for (const change of edits(chance, first, elsewhere, habitsFor(name))) {
    text = text.slice(0, change.start) + change.newText + text.slice(change.end);
    document = edit(document, change).document;
    count++;
    // Now and then the next edit comes before anybody has asked.
    if (chance.below(8) > 0) {
      const known = analysis?.checks;
      try {
        analysis = analyseDocument(name, document, settings, undefined, analysis, files);
        // Other eyes, which have not seen anything yet.
        compare(analysis, analyse(name, text, settings, undefined, files && { ...files }), chance);
      } catch (error) {
        const what = error instanceof Error ? error.message : String(error);
        const told = `${what} at seed ${seed}, ${name}, edit ${count}: ${JSON.stringify(change)} makes ${JSON.stringify(text)}`;
        throw new Error(told, { cause: error });
      }
      if (known && analysis?.checks === known) kept++;
    }
    if (count >= most || text.length > first.length + 20_000) break;
  }
  return { count, kept };
}

/** Two people in one module: each goes on where the other one has left it, and asks about any of its files. */
function inTurn(chance: Random, most: number) {
  const start: Record<string, string> = {
    ...shop,
    'ends.tf.json': endsInJson,
    'terraform.tfvars': chance.below(2) === 0 ? 'retries = 3\n' : '',
  };
  const texts = { ...start };
  const documents = new Map(Object.entries(texts).map(([name, text]) => [name, parseFile(name, text)]));
  const elsewhere = shop['main.tf'] + shop['names.tf'];
  const typing = new Map(
    [
      'main.tf',
      'names.tf',
      'ends.tf.json',
      ...(chance.below(4) === 0 ? ['orders/main.tf', 'terraform.tfvars'] : []),
    ].map((name) => [name, edits(chance, texts[name] ?? '', elsewhere, habitsFor(name))] as const),
  );
  const names = [...typing.keys()];
  const asked = names.filter((name) => !name.includes('/') && !name.endsWith('.tfvars'));
  // Some configs judge a file by other rules.
  const strict = chance.below(4) === 0 ? oneOf(chance, asked) : undefined;
  const settingsOf = (name: string): Settings => (name === strict ? { ...outOfTheBox, preset: 'strict' } : outOfTheBox);
  let files = moduleWith(new Map(documents));
  const known = new Map<string, Analysis | undefined>();
  let count = 0;
  let kept = 0;
  let name = oneOf(chance, names);
  while (count < most && Object.values(texts).join('').length < Object.values(start).join('').length + 20_000) {
    if (chance.below(5) === 0) name = oneOf(chance, names);
    const { value: change } = typing.get(name)?.next() ?? {};
    const [text, document] = [texts[name], documents.get(name)];
    if (!change || text === undefined || !document) break;
    texts[name] = text.slice(0, change.start) + change.newText + text.slice(change.end);
    documents.set(name, edit(document, change).document);
    const now = moduleWith(new Map(documents));
    handOn(files, now);
    files = now;
    count++;
    // An editor shows one of them, or all; or the next edit comes before anybody has asked.
    const shown = chance.below(8) === 0 ? asked : chance.below(4) > 0 ? [oneOf(chance, asked)] : [];
    for (const one of shown) {
      const settings = settingsOf(one);
      const [document, before] = [documents.get(one), known.get(one)];
      if (!document) continue;
      try {
        const analysis = analyseDocument(one, document, settings, undefined, before, files);
        compare(analysis, analyse(one, texts[one] ?? '', settings, undefined, moduleIn(texts)), chance);
        if (analysis && analysis.checks === before?.checks) kept++;
        assert.equal(analysis ? isSpent(analysis) : false, false);
        known.set(one, analysis);
      } catch (error) {
        const what = error instanceof Error ? error.message : String(error);
        const told = `${what} of ${one} at seed ${seed}, edit ${count} of ${name}: ${JSON.stringify(change)} makes ${JSON.stringify(texts)}`;
        throw new Error(told, { cause: error });
      }
    }
  }
  return { count, kept };
}

const oneOf = (chance: Random, names: readonly string[]): string => names[chance.below(names.length)] ?? '';

function compare(one: Analysis | undefined, other: Analysis | undefined, chance: Random): void {
  assert.equal(one === undefined, other === undefined);
  if (!one || !other) return;
  assert.equal(firstDifference(saidIn(one), saidIn(other), 'said'), undefined);
  // Who may have become undecided is asked when somebody wants to know, which may be many edits later.
  if (chance.below(6) === 0) assert.equal(firstDifference(one.undecided(), other.undecided(), 'undecided'), undefined);
  // Looking at all of a model makes what nobody would have asked for.
  if (chance.below(3) === 0) assert.equal(firstDifference(modelOf(one), modelOf(other), 'model'), undefined);
  if (chance.below(20) === 0) assert.equal(firstDifference(fixesIn(one), fixesIn(other), 'fixes'), undefined);
}

const saidIn = ({ findings, crashes, suppressed, remarks, source, checks }: Analysis) => ({
  everywhere: checks.linted().findings,
  findings,
  suppressed,
  remarks,
  crashes: crashes.map(({ rule, resource, error }) => [rule, resource, String(error)]),
  spans: findings.map(({ at }) => locate(source, at)),
});

const modelOf = ({ source, graph }: Analysis) => ({
  items: [...source.items].sort(),
  resources: source.resources.map(({ id, name, type, item, key, exists, needs, needsAt, sealed, body }) => ({
    ...{ id, name, type, item, key, exists, needs: [...needs].sort(), needsAt, sealed },
    written: body?.kind === 'map' ? [...body.entries].map(([word, { key: span }]) => [word, span]) : body?.kind,
  })),
  parameters: [...source.parameters].map(([word, one]) => ({
    ...{ word, type: one.type, item: one.item, key: one.key },
    values: [one.default, one.given?.value, one.argument, one.value].map(written),
  })),
  settled: source.settled,
  leaves: source.resources.map((one) => source.leaves.of(one.name)),
  ...{ openings: source.openings, opaque: source.opaque, readOnly: source.readOnly },
  ...{ problems: source.problems, suppressions: source.suppressions },
  rows: [...model].map(({ name }) => graph.all(name).map(({ id, keys, key }) => ({ id, keys, key }))),
});

/** What is read of it only when somebody asks holds on to all that it is read with. */
const written = (value: Expression | undefined): unknown =>
  value && { span: value.span, kind: value.kind, ...(value.kind === 'literal' && { value: value.value }) };

const fixesIn = (analysis: Analysis) =>
  analysis.findings.map((report) =>
    fixesFor(analysis, report).map(({ title, edits: changes }) => ({ title, changes })),
  );
