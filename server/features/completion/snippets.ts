/* Whole pieces that many templates want: said once as trees for CloudFormation, and as text for HCL. */
import { isTerraform } from '../../formats/kind.ts';
import type { SyntaxNode } from '../../formats/syntax/node.ts';
import { type Path, under } from '../path.ts';
import { commaBehind, type Place } from './place.ts';
import { besideItem, escaped, type Suggestion } from './suggestion.ts';

/** Text is text; a hole is what the user fills in: `${1:name}`. */
type Tree = string | number | boolean | Hole | Reference | readonly Tree[] | Branch;
interface Hole {
  readonly hole: string;
}
/** `!Ref`, or `!GetAtt` where an attribute is named. */
interface Reference {
  readonly to: string;
  readonly attribute?: string;
}
interface Branch {
  readonly entries: Readonly<Record<string, Tree>>;
}
const map = (entries: Readonly<Record<string, Tree>>): Branch => ({ entries });

interface Piece {
  readonly label: string;
  readonly detail: string;
  readonly about: string;
  /** Where it stands: as keys of a resource of that type, as an item of that list, or as a resource (no type). */
  readonly type?: string;
  readonly list?: string;
  /** It is not proposed where one of these is written, as a key beside it, or as the key of an item. */
  readonly unless?: readonly string[];
  readonly tree?: Branch;
  /** Items that come behind it, where it is one. */
  readonly more?: readonly Branch[];
  readonly hcl?: string;
  /** Where it begins a resource: of a module. Else its type says so. */
  readonly isOfModule?: boolean;
}

const redirect = {
  label: 'Redirect listener',
  detail: 'HTTP to HTTPS',
  about: 'A listener on port 80 that sends every client to HTTPS with a permanent redirect.',
};
const health = {
  label: 'Health check',
  detail: 'how targets are probed',
  about:
    'Asks each target for a path every 15 seconds; three good answers in a row make it healthy, two failures unhealthy.',
};
const rate = {
  label: 'Rate-based rule',
  detail: 'blocks an address that asks too often',
  about:
    'Refuses the requests of an IP address that has sent more than 2,000 within five minutes, as long as it goes on.',
};
const log = {
  label: 'Access log',
  detail: 'a line about every request',
  about: 'Sends a line about every request to a bucket, or to a log group.',
};

const rule = (priority: string, name: string): Branch =>
  map({
    Name: { hole: name },
    Priority: { hole: priority },
    Statement: map({ RateBasedStatement: map({ Limit: { hole: '${3:2000}' }, AggregateKeyType: 'IP' }) }),
    Action: map({ Block: map({}) }),
    VisibilityConfig: map({
      SampledRequestsEnabled: true,
      CloudWatchMetricsEnabled: true,
      MetricName: { hole: '${4:RateLimit}' },
    }),
  });

const rateRule = rule('${2:1}', '${1:RateLimit}');
const rateInHcl = `rule {
\tname     = "\${1:rate-limit}"
\tpriority = \${2:1}

\taction {
\t\tblock {}
\t}

\tstatement {
\t\trate_based_statement {
\t\t\tlimit              = \${3:2000}
\t\t\taggregate_key_type = "IP"
\t\t}
\t}

\tvisibility_config {
\t\tcloudwatch_metrics_enabled = true
\t\tmetric_name                = "\${4:rate-limit}"
\t\tsampled_requests_enabled   = true
\t}
}`;

/** What `$context` has of each request; quotes make it one line of JSON. */
const format =
  '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","requestTime":"$context.requestTime","httpMethod":"$context.httpMethod","status":"$context.status","responseLength":"$context.responseLength"}';
const formatInHcl = `jsonencode({
\t\trequestId      = "\\$context.requestId"
\t\tip             = "\\$context.identity.sourceIp"
\t\trequestTime    = "\\$context.requestTime"
\t\thttpMethod     = "\\$context.httpMethod"
\t\tstatus         = "\\$context.status"
\t\tresponseLength = "\\$context.responseLength"
\t})`;
const stageLog = (key: string): Branch =>
  map({ [key]: map({ DestinationArn: { to: '${1:LogGroup}', attribute: 'Arn' }, Format: format }) });
const stageLogInHcl = `access_log_settings {
\tdestination_arn = aws_cloudwatch_log_group.\${1:access}.arn
\tformat = ${formatInHcl}
}`;

/** `${aws_s3_bucket.logs.id}` in JSON. */
const inTerraform = (type: string, name: string, attribute: string): Hole => ({
  hole: `\\\${${type}.\${1:${name}}.${attribute}}`,
});
const redirectInTerraform = map({
  '${1:http}': map({
    load_balancer_arn: { hole: '\\${aws_lb.${2:main}.arn}' },
    port: 80,
    protocol: 'HTTP',
    default_action: map({
      type: 'redirect',
      redirect: map({ port: '443', protocol: 'HTTPS', status_code: 'HTTP_301' }),
    }),
  }),
});
const logInTerraform = (name: string, about: Readonly<Record<string, Tree>>): Branch => map({ [name]: map(about) });
const rateInTerraform = map({
  name: { hole: '${1:rate-limit}' },
  priority: { hole: '${2:1}' },
  action: map({ block: map({}) }),
  statement: map({ rate_based_statement: map({ limit: { hole: '${3:2000}' }, aggregate_key_type: 'IP' }) }),
  visibility_config: map({
    cloudwatch_metrics_enabled: true,
    metric_name: { hole: '${4:rate-limit}' },
    sampled_requests_enabled: true,
  }),
});

const attribute = (key: string, value: Tree): Branch => map({ Key: key, Value: value });
const isLogged = attribute('access_logs.s3.enabled', 'true');
const whereLogged = [
  attribute('access_logs.s3.bucket', { to: '${1:LogBucket}' }),
  attribute('access_logs.s3.prefix', { hole: '${2:alb}' }),
];
const elb = 'AWS::ElasticLoadBalancingV2';
const healthKeys = [
  'HealthCheckPath',
  'HealthCheckIntervalSeconds',
  'HealthyThresholdCount',
  'UnhealthyThresholdCount',
];

const pieces: readonly Piece[] = [
  {
    ...redirect,
    tree: map({
      '${1:HttpListener}': map({
        Type: `${elb}::Listener`,
        Properties: map({
          LoadBalancerArn: { to: '${2:LoadBalancer}' },
          Port: 80,
          Protocol: 'HTTP',
          DefaultActions: [
            map({
              Type: 'redirect',
              RedirectConfig: map({ Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' }),
            }),
          ],
        }),
      }),
    }),
  },
  {
    ...redirect,
    isOfModule: true,
    unless: ['aws_lb_listener'],
    tree: map({ aws_lb_listener: redirectInTerraform }),
    hcl: `resource "aws_lb_listener" "\${1:http}" {
\tload_balancer_arn = aws_lb.\${2:main}.arn
\tport              = 80
\tprotocol          = "HTTP"

\tdefault_action {
\t\ttype = "redirect"

\t\tredirect {
\t\t\tport        = "443"
\t\t\tprotocol    = "HTTPS"
\t\t\tstatus_code = "HTTP_301"
\t\t}
\t}
}`,
  },
  { ...redirect, isOfModule: true, list: 'aws_lb_listener', tree: redirectInTerraform },
  {
    ...health,
    type: `${elb}::TargetGroup`,
    unless: [...healthKeys, 'Matcher'],
    tree: map({
      HealthCheckPath: { hole: '${1:/health}' },
      HealthCheckIntervalSeconds: { hole: '${2:15}' },
      HealthyThresholdCount: 3,
      UnhealthyThresholdCount: 2,
      Matcher: map({ HttpCode: '200' }),
    }),
  },
  {
    ...health,
    type: 'aws_lb_target_group',
    unless: ['health_check'],
    tree: map({
      health_check: map({
        path: { hole: '${1:/health}' },
        interval: { hole: '${2:15}' },
        healthy_threshold: 3,
        unhealthy_threshold: 2,
        matcher: '200',
      }),
    }),
    hcl: `health_check {
\tpath                = "\${1:/health}"
\tinterval            = \${2:15}
\thealthy_threshold   = 3
\tunhealthy_threshold = 2
\tmatcher             = "200"
}`,
  },
  ...['WebACL', 'RuleGroup'].flatMap((name): Piece[] => [
    { ...rate, type: `AWS::WAFv2::${name}`, unless: ['Rules'], tree: map({ Rules: [rateRule] }) },
    { ...rate, type: `AWS::WAFv2::${name}`, list: 'Rules', tree: rateRule },
  ]),
  ...['aws_wafv2_web_acl', 'aws_wafv2_rule_group'].flatMap((type): Piece[] => [
    { ...rate, type, hcl: rateInHcl },
    { ...rate, type, unless: ['rule'], tree: map({ rule: [rateInTerraform] }) },
    { ...rate, type, list: 'rule', tree: rateInTerraform },
  ]),
  {
    ...log,
    type: `${elb}::LoadBalancer`,
    unless: ['LoadBalancerAttributes'],
    tree: map({ LoadBalancerAttributes: [isLogged, ...whereLogged] }),
  },
  {
    ...log,
    type: `${elb}::LoadBalancer`,
    list: 'LoadBalancerAttributes',
    unless: ['access_logs.s3.enabled', 'access_logs.s3.bucket', 'access_logs.s3.prefix'],
    tree: isLogged,
    more: whereLogged,
  },
  {
    ...log,
    type: 'aws_lb',
    unless: ['access_logs'],
    tree: logInTerraform('access_logs', {
      bucket: inTerraform('aws_s3_bucket', 'logs', 'id'),
      prefix: { hole: '${2:alb}' },
      enabled: true,
    }),
    hcl: `access_logs {
\tbucket  = aws_s3_bucket.\${1:logs}.id
\tprefix  = "\${2:alb}"
\tenabled = true
}`,
  },
  { ...log, type: 'AWS::ApiGateway::Stage', unless: ['AccessLogSetting'], tree: stageLog('AccessLogSetting') },
  { ...log, type: 'AWS::ApiGatewayV2::Stage', unless: ['AccessLogSettings'], tree: stageLog('AccessLogSettings') },
  ...['aws_api_gateway_stage', 'aws_apigatewayv2_stage'].map(
    (type): Piece => ({
      ...log,
      type,
      unless: ['access_log_settings'],
      tree: logInTerraform('access_log_settings', {
        destination_arn: inTerraform('aws_cloudwatch_log_group', 'access', 'arn'),
        format,
      }),
      hcl: stageLogInHcl,
    }),
  ),
];

/** `path` begins below the properties of the resource; `type` is undefined where a resource may begin. */
export function snippetSuggestions(place: Place, type: string | undefined, path: Path): readonly Suggestion[] {
  if (place.sign !== undefined || place.quote) return [];
  const [list, entry, ...more] = path;
  // In JSON of Terraform, each item of such a list is a block.
  const isItem = entry?.kind === 'entry' || (!entry && isTerraform(place.document));
  const called = list?.kind === 'key' && isItem && more.length === 0 ? list.name : undefined;
  if (path.length > 0 && (called === undefined || place.there.length > 0)) return [];
  const there = called === undefined ? [...place.there, ...labelsIn(place.document)] : itemKeysIn(list?.node);
  return pieces
    .filter((one) => one.type === type && one.list === called && !one.unless?.some((key) => there.includes(key)))
    .filter((one) => type !== undefined || one.isOfModule === (isTerraform(place.document) || undefined))
    .flatMap((piece): Suggestion[] => {
      const snippet = written(place, piece);
      if (snippet === undefined) return [];
      const { label, detail, about } = piece;
      return [{ kind: 'snippet', label, detail, about: () => about, text: { snippet, plain: undefined }, rank: 6 }];
    });
}

/** In JSON of Terraform, the types of which there are resources. */
const labelsIn = ({ items }: Place['document']): readonly string[] =>
  items.flatMap(({ section, key }) => {
    const [kind, type = String(key?.value)] = section?.split('.') ?? [];
    return kind === 'resource' ? [type] : [];
  });

/** What the items of a list are called. */
export const itemKeysIn = (list: SyntaxNode | undefined): readonly string[] =>
  list?.kind !== 'sequence'
    ? []
    : list.items.flatMap((item) => {
        const key = under(item, 'Key');
        return key?.kind === 'scalar' ? [String(key.value)] : [];
      });

function written(place: Place, { tree, more = [], hcl }: Piece): string | undefined {
  const { document, path } = place;
  if (document.language === 'hcl') return hcl;
  if (!tree) return undefined;
  const [first] = path.slice(-1);
  if (document.language === 'json') {
    // As an item it has braces of its own, which the place has already.
    return [tree, ...more].map((one) => inBraces(one)).join('\n},\n{\n') + commaBehind(place);
  }
  const isFlow = path.some(({ node }) => (node?.kind === 'map' || node?.kind === 'sequence') && node.flow);
  return isFlow || (first?.kind === 'entry' && !place.mayBecomeKey && place.at !== 'key')
    ? undefined
    : [inYaml(tree, '', place.dash), ...more.map((one) => beside(inYaml(one, '', place.dash)))].flat().join('\n');
}

/** An item on lines of its own, behind the one at the place. */
const beside = ([first = '', ...others]: readonly string[]): readonly string[] => [`${besideItem}${first}`, ...others];

const isMap = (tree: Tree): tree is Branch => typeof tree === 'object' && 'entries' in tree && !Array.isArray(tree);
const isListOf = (tree: Tree): tree is readonly Tree[] => Array.isArray(tree);

/** Lines, the first of which stands where the cursor is. */
function inYaml({ entries }: Branch, lead: string, dash: string): readonly string[] {
  return Object.entries(entries).flatMap(([key, value]): readonly string[] => {
    if (isMap(value))
      return Object.keys(value.entries).length === 0
        ? [`${lead}${key}: {}`]
        : [`${lead}${key}:`, ...inYaml(value, `${lead}\t`, dash)];
    if (!isListOf(value)) return [`${lead}${key}: ${scalarInYaml(value)}`];
    const inner = lead + dash;
    return [
      `${lead}${key}:`,
      ...value.flatMap((item) =>
        isMap(item)
          ? inYaml(item, `${inner}  `, dash).map((line, i) =>
              i === 0 ? `${inner}- ${line.slice(inner.length + 2)}` : line,
            )
          : [],
      ),
    ];
  });
}

function scalarInYaml(value: Tree): string {
  if (typeof value === 'string')
    return /^[A-Za-z_][\w.:-]*$/.test(value) && value !== 'true' ? value : `'${escaped(value)}'`;
  if (typeof value !== 'object') return String(value);
  if ('to' in value)
    return value.attribute === undefined ? `!Ref ${value.to}` : `!GetAtt ${value.to}.${value.attribute}`;
  return 'hole' in value ? value.hole : '';
}

/** Entries without the braces around them. */
function inBraces({ entries }: Branch, lead = ''): string {
  return Object.entries(entries)
    .map(([key, value]) => `${lead}"${key}": ${valueInJson(value, lead)}`)
    .join(',\n');
}

function valueInJson(value: Tree, lead: string): string {
  if (typeof value === 'string') return escaped(JSON.stringify(value));
  if (typeof value !== 'object') return String(value);
  if (isListOf(value))
    return `[\n${value.map((one) => `${lead}\t${valueInJson(one, `${lead}\t`)}`).join(',\n')}\n${lead}]`;
  if (isMap(value))
    return Object.keys(value.entries).length === 0 ? '{}' : `{\n${inBraces(value, `${lead}\t`)}\n${lead}}`;
  if ('to' in value)
    return value.attribute === undefined
      ? `{ "Ref": "${value.to}" }`
      : `{ "Fn::GetAtt": ["${value.to}", "${value.attribute}"] }`;
  return 'hole' in value ? (/:\d+\}$/.test(value.hole) ? value.hole : `"${value.hole}"`) : '';
}
