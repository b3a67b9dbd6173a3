/* Whole pieces that many templates want: said once as trees for CloudFormation, and as text for HCL. */
import type { Path } from '../path.ts';
import { commaBehind, type Place } from './place.ts';
import { escaped, type Suggestion } from './suggestion.ts';

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
  /** It is not proposed where one of these is written. */
  readonly unless?: readonly string[];
  readonly tree?: Branch;
  readonly hcl?: string;
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

const attribute = (key: string, value: Tree): Branch => map({ Key: key, Value: value });
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
  ...['web_acl', 'rule_group'].map((name): Piece => ({ ...rate, type: `aws_wafv2_${name}`, hcl: rateInHcl })),
  {
    ...log,
    type: `${elb}::LoadBalancer`,
    unless: ['LoadBalancerAttributes'],
    tree: map({
      LoadBalancerAttributes: [
        attribute('access_logs.s3.enabled', 'true'),
        attribute('access_logs.s3.bucket', { to: '${1:LogBucket}' }),
        attribute('access_logs.s3.prefix', { hole: '${2:alb}' }),
      ],
    }),
  },
  {
    ...log,
    type: 'aws_lb',
    unless: ['access_logs'],
    hcl: `access_logs {
\tbucket  = aws_s3_bucket.\${1:logs}.id
\tprefix  = "\${2:alb}"
\tenabled = true
}`,
  },
  { ...log, type: 'AWS::ApiGateway::Stage', unless: ['AccessLogSetting'], tree: stageLog('AccessLogSetting') },
  { ...log, type: 'AWS::ApiGatewayV2::Stage', unless: ['AccessLogSettings'], tree: stageLog('AccessLogSettings') },
  ...['aws_api_gateway_stage', 'aws_apigatewayv2_stage'].map(
    (type): Piece => ({ ...log, type, unless: ['access_log_settings'], hcl: stageLogInHcl }),
  ),
];

/** `path` begins below the properties of the resource; `type` is undefined where a resource may begin. */
export function snippetSuggestions(place: Place, type: string | undefined, path: Path): readonly Suggestion[] {
  if (place.sign !== undefined || place.quote) return [];
  const [list, entry, ...more] = path;
  const called = list?.kind === 'key' && entry?.kind === 'entry' && more.length === 0 ? list.name : undefined;
  if (path.length > 0 && (called === undefined || place.there.length > 0)) return [];
  return pieces
    .filter((one) => one.type === type && one.list === called && !one.unless?.some((key) => place.there.includes(key)))
    .flatMap((piece): Suggestion[] => {
      const snippet = written(place, piece);
      if (snippet === undefined) return [];
      const { label, detail, about } = piece;
      return [{ kind: 'snippet', label, detail, about: () => about, text: { snippet, plain: undefined }, rank: 6 }];
    });
}

function written(place: Place, { tree, hcl }: Piece): string | undefined {
  const { document, path } = place;
  if (document.language === 'hcl') return hcl;
  if (!tree || document.dialect.groups) return undefined;
  const [first] = path.slice(-1);
  if (document.language === 'json') {
    // As an item it has braces of its own, which the place has already.
    return inBraces(tree) + commaBehind(place);
  }
  const isFlow = path.some(({ node }) => (node?.kind === 'map' || node?.kind === 'sequence') && node.flow);
  return isFlow || (first?.kind === 'entry' && !place.mayBecomeKey && place.at !== 'key')
    ? undefined
    : inYaml(tree, '', place.dash).join('\n');
}

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
