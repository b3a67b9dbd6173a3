/*
 * `Auth.ResourcePolicy` of a REST API or of an event at one: short words that SAM makes statements of. Source: the SAM
 * specification on `ResourcePolicyStatement`.
 */
import type { Expression, Property, Spot } from '../../format.ts';
import { at, list, literal, type MapExpression, map, meant, put } from './build.ts';
import { isSaid } from './written.ts';

const policyKey = 'x-amazon-apigateway-policy';

/** `body` with the policies that its API and events say; they stand behind what the user has written in it. */
export function withPolicies(policies: readonly Property[], body: MapExpression): MapExpression {
  const said = policies.filter(({ value }) => isSaid(value));
  const [first] = said;
  if (!first) return body;
  const written = body.entries.get(policyKey);
  const before = listOf(at(written?.value, 'Statement')?.value);
  const all = [before, ...said.map(({ value }) => statementsOf(value))];
  const { key, value } = written ?? first;
  const open = all.map((one) => one.open).find((why) => why !== undefined);
  const statements: Expression = {
    span: value.span,
    kind: 'list',
    items: all.flatMap(({ items }) => items),
    ...(open !== undefined && { open }),
  };
  return put(body, policyKey, { key, value: map(value.span, [['Statement', statements]]) });
}

interface Statements {
  readonly items: readonly Expression[];
  /** Why there may be more. */
  readonly open?: string | undefined;
}

const none: Statements = { items: [] };

/** What cannot be read may say anything. */
const hidden: Statements = { items: [], open: 'the resource policy cannot be read' };

function statementsOf(written: Expression): Statements {
  const policy = meant(written);
  if (policy.kind !== 'map') return hidden;
  const all = [
    ...accounts(policy, 'AwsAccountWhitelist', 'Allow'),
    ...accounts(policy, 'AwsAccountBlacklist', 'Deny'),
    ...addresses(policy, 'IpRangeWhitelist', 'NotIpAddress'),
    ...addresses(policy, 'IpRangeBlacklist', 'IpAddress'),
    networks(policy, 'Blacklist', 'StringEquals'),
    networks(policy, 'Whitelist', 'StringNotEquals'),
    listOf(at(policy, 'CustomStatements')?.value),
  ];
  const open = policy.open ?? all.map((one) => one.open).find((why) => why !== undefined);
  return { items: all.flatMap(({ items }) => items), open };
}

/** One that is no list is the only one. */
function listOf(written: Expression | undefined): Statements {
  const node = written && meant(written);
  if (!node || !isSaid(node)) return none;
  if (node.kind === 'list') return node;
  return node.kind === 'map' ? { items: [node] } : hidden;
}

function accounts(policy: Expression, word: string, effect: Effect): readonly Statements[] {
  const written = at(policy, word);
  if (!written || !isSaid(written.value)) return [];
  const { span } = written.value;
  const principal = map(span, [['AWS', written]]);
  return [{ items: [statement(span, effect, principal)] }];
}

function addresses(policy: Expression, word: string, operator: string): readonly Statements[] {
  const written = at(policy, word);
  if (!written || !isSaid(written.value)) return [];
  return [
    except(
      written.value.span,
      map(written.value.span, [[operator, map(written.value.span, [['aws:SourceIp', written]])]]),
    ),
  ];
}

/** Networks and their endpoints count together: who comes through neither is refused. */
function networks(policy: Expression, word: 'Blacklist' | 'Whitelist', operator: string): Statements {
  const mixed = at(policy, `SourceVpc${word}`);
  const node = mixed && meant(mixed.value);
  const written = [
    ['aws:SourceVpc', at(policy, `IntrinsicVpc${word}`)],
    ['aws:SourceVpce', at(policy, `IntrinsicVpce${word}`)],
    ['aws:SourceVpc', mixed && beginning(mixed, 'vpc-')],
    ['aws:SourceVpce', mixed && beginning(mixed, 'vpce-')],
  ] as const;
  const said = written.filter(([, property]) => property && isSaid(property.value));
  const [[, first] = []] = said;
  if (first) return except(first.value.span, map(first.value.span, [[operator, map(first.value.span, said)]]));
  return node === undefined || node.kind === 'list' ? none : hidden;
}

/** SAM tells networks from endpoints by how they begin; anything else it leaves out. */
function beginning({ key, value }: Property, prefix: string): Property | undefined {
  const node = meant(value);
  if (node.kind !== 'list') return undefined;
  const those = node.items.filter((item) => item.kind === 'literal' && String(item.value).startsWith(prefix));
  return { key, value: list(node.span, those) };
}

type Effect = 'Allow' | 'Deny';

/** Everybody is let in, but for those. */
const except = (span: Spot, condition: Expression): Statements => ({
  items: [statement(span, 'Allow', literal(span, '*')), statement(span, 'Deny', literal(span, '*'), condition)],
});

const statement = (span: Spot, effect: Effect, principal: Expression, condition?: Expression): Expression =>
  map(span, [
    ['Effect', literal(span, effect)],
    ['Action', literal(span, 'execute-api:Invoke')],
    ['Principal', principal],
    ['Condition', condition],
  ]);
