/* What is let in or allowed that was not before, as AWS's own comparison of templates tells it for `cdk diff`. */
import { IamChanges } from '@aws-cdk/cloudformation-diff/lib/iam/iam-changes.js';
import type { Statement } from '@aws-cdk/cloudformation-diff/lib/iam/statement.js';
import { SecurityGroupChanges } from '@aws-cdk/cloudformation-diff/lib/network/security-group-changes.js';
import type { SecurityGroupRule } from '@aws-cdk/cloudformation-diff/lib/network/security-group-rule.js';
import type { Opening } from '../impact.ts';
import { isList, isMap, isSame, type Plain, type PlainMap } from './plain.ts';
import { spelledOut } from './spelled-out.ts';
import { scrutinised } from './updates.ts';

/** The properties of a resource that a change touches, on both sides of it. */
export interface Allowed {
  readonly name: string;
  readonly type: string;
  readonly before: PlainMap | undefined;
  readonly after: PlainMap | undefined;
}

/** Those of `changed` that let in or allow what none of them did before. Does not throw. */
export function widened(changed: readonly Allowed[]): readonly Opening[] {
  const scrutiny = scrutinyByPlace();
  const looked = changed.filter(({ type }) => scrutiny.types.has(type));
  if (looked.length === 0) return [];
  // What one of them gave up, another may have taken over: what is new is new for all of them.
  const all = told(looked, scrutiny);
  return looked.flatMap((one) => {
    const own = told([one], scrutiny);
    if (!own || !all)
      return own ? [] : [{ kind: 'permissions' as const, name: one.name, words: 'may allow more: it cannot be read' }];
    const rules = own.rules.filter((rule) => all.rules.some((other) => isSameRule(rule, other)));
    const statements = own.statements.filter((words) => all.statements.includes(words));
    return [
      ...rules.map((rule) => ({ kind: 'security-group' as const, name: one.name, words: wordsOfRule(rule) })),
      ...[...new Set(statements)].map((words) => ({ kind: 'permissions' as const, name: one.name, words })),
    ];
  });
}

interface Told {
  readonly rules: readonly SecurityGroupRule[];
  readonly statements: readonly string[];
}

/** Undefined where AWS's comparison cannot read it. */
function told(changed: readonly Allowed[], scrutiny: Scrutiny): Told | undefined {
  try {
    const { propertyChanges, resourceChanges } = changesOf(changed, scrutiny);
    const of = <C extends { readonly scrutinyType: string }>(list: readonly C[], kind: string): C[] =>
      list.filter(({ scrutinyType }) => scrutinyType === kind);
    const { ingress } = new SecurityGroupChanges({
      ingressRulePropertyChanges: of(propertyChanges, 'IngressRules'),
      ingressRuleResourceChanges: of(resourceChanges, 'IngressRuleResource'),
      egressRulePropertyChanges: [],
      egressRuleResourceChanges: [],
    });
    const iam = new IamChanges({ propertyChanges, resourceChanges });
    return {
      rules: ingress.additions.filter((rule) => !ingress.removals.some((other) => coversRule(other, rule))),
      statements: wordsOfIam(iam),
    };
  } catch {
    return undefined; // it expects policies to be shaped as AWS wants them
  }
}

type IamProps = ConstructorParameters<typeof IamChanges>[0];

function changesOf(changed: readonly Allowed[], { types }: Scrutiny): IamProps {
  const propertyChanges: IamProps['propertyChanges'] = [];
  const resourceChanges: IamProps['resourceChanges'] = [];
  for (const { name, type, before, after } of changed)
    for (const { kind, property } of types.get(type) ?? []) {
      const change = { resourceLogicalId: name, resourceType: type };
      // The kinds in our table are the words of the library's own enumerations.
      if (property === undefined)
        resourceChanges.push({
          ...change,
          scrutinyType: kind as (typeof resourceChanges)[number]['scrutinyType'],
          ...(before && { oldProperties: inEveryCase(before) }),
          ...(after && { newProperties: inEveryCase(after) }),
        });
      else
        propertyChanges.push({
          ...change,
          scrutinyType: kind as (typeof propertyChanges)[number]['scrutinyType'],
          propertyName: property,
          oldValue: inEveryCase(before?.[property]),
          newValue: inEveryCase(after?.[property]),
        });
    }
  return { propertyChanges, resourceChanges };
}

/** With both cases of each condition in a list: what is allowed in one of them is allowed. */
function inEveryCase(value: PlainMap): PlainMap;
function inEveryCase(value: Plain | undefined): Plain | undefined;
function inEveryCase(value: Plain | undefined): Plain | undefined {
  if (isList(value)) return value.flatMap((item) => casesOf(item).map((one) => inEveryCase(one) ?? null));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, inEveryCase(inside) ?? null]));
}

function casesOf(item: Plain): readonly Plain[] {
  if (!isMap(item)) return [item];
  const cases = item['Fn::If'];
  if (item['Ref'] === 'AWS::NoValue') return [];
  return isList(cases) ? cases.slice(1).flatMap((one) => (isList(one) ? one.flatMap(casesOf) : casesOf(one))) : [item];
}

interface Scrutinised {
  readonly kind: string;
  /** Left out where it is the resource as a whole. */
  readonly property: string | undefined;
}
interface Scrutiny {
  readonly types: ReadonlyMap<string, readonly Scrutinised[]>;
}

function scrutinyByPlace(): Scrutiny {
  const types = new Map<string, Scrutinised[]>();
  for (const line of spelledOut(scrutinised).trim().split('\n')) {
    const [kind = '', ...places] = line.split(' ');
    for (const place of places) {
      const [type = '', property] = place.split('.');
      types.set(type, [...(types.get(type) ?? []), { kind, property }]);
    }
  }
  return { types };
}

const isSameRule = (one: SecurityGroupRule, other: SecurityGroupRule): boolean => one.equal(other);

/** Whether whoever comes in by `rule` came in by `wide`. */
function coversRule(wide: SecurityGroupRule, rule: SecurityGroupRule): boolean {
  if (wide.groupId !== rule.groupId) return false;
  const isProtocol = wide.ipProtocol === '-1' || wide.ipProtocol === rule.ipProtocol;
  const isPorts =
    wide.ipProtocol === '-1' ||
    (Number(wide.fromPort) <= Number(rule.fromPort) && Number(wide.toPort) >= Number(rule.toPort));
  const [from, who] = [wide.peer, rule.peer];
  const isPeer =
    from?.kind === 'cidr-ip' && who?.kind === 'cidr-ip' ? coversAddresses(from.ip, who.ip) : isSamePeer(wide, rule);
  return isProtocol && isPorts && isPeer;
}

const isSamePeer = (one: SecurityGroupRule, other: SecurityGroupRule): boolean =>
  one.describePeer() === other.describePeer();

/** `10.0.0.0/8` covers `10.1.0.0/16`; what is no such text covers itself. */
function coversAddresses(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  const [one, other] = [blockOf(wide), blockOf(narrow)];
  if (!one || !other || one.bits > other.bits) return false;
  const rest = 2 ** (32 - one.bits);
  return Math.floor(one.address / rest) === Math.floor(other.address / rest);
}

function blockOf(text: string): { address: number; bits: number } | undefined {
  const [, a, b, c, d, bits] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text) ?? [];
  if (bits === undefined) return undefined;
  const address = [a, b, c, d].reduce((sum, part) => sum * 256 + Number(part), 0);
  return { address, bits: Number(bits) };
}

const wordsOfRule = (rule: SecurityGroupRule): string =>
  `lets in ${peers[rule.describePeer()] ?? rule.describePeer()} on ${ports(rule)}`;

const peers: Readonly<Record<string, string>> = {
  'Everyone (IPv4)': 'everybody (0.0.0.0/0)',
  'Everyone (IPv6)': 'everybody (::/0)',
  '?': 'somebody who cannot be told',
};

const ports = (rule: SecurityGroupRule): string => {
  const said = rule.describeProtocol();
  return said === 'Everything' ? 'every port' : said;
};

function wordsOfIam(iam: IamChanges): readonly string[] {
  const { statements, managedPolicies, ssoPermissionSets, ssoAssignments, ssoInstanceACAConfigs } = iam;
  const allowed = statements.additions.filter(
    (one) => !one.isNegativeStatement && !statements.removals.some((other) => covers(other, one)),
  );
  const denied = statements.removals.filter((one) => one.isNegativeStatement);
  return [
    ...allowed.map((one) => `allows ${wordsOf(one)}`),
    ...denied.map((one) => `denies no longer ${wordsOf(one)}`),
    ...managedPolicies.additions.map((one) => `allows ${one.identityArn} all of ${one.managedPolicyArn}`),
    ...(ssoPermissionSets.hasAdditions || ssoAssignments.hasAdditions || ssoInstanceACAConfigs.hasAdditions
      ? ['allows more in IAM Identity Center']
      : []),
  ];
}

/** Whether all that `narrow` allows was allowed by `wide`. */
function covers(wide: Statement, narrow: Statement): boolean {
  if (wide.isNegativeStatement || wide.effect !== narrow.effect) return false;
  const isCovered = (of: 'actions' | 'principals' | 'resources'): boolean =>
    !narrow[of].not && narrow[of].values.every((value) => wide[of].values.some((pattern) => matches(pattern, value)));
  const isWhen = wide.condition === undefined || isSame(wide.condition, narrow.condition);
  return isWhen && isCovered('actions') && isCovered('principals') && isCovered('resources');
}

/** `s3:*` matches `s3:GetObject`. */
function matches(pattern: string, value: string): boolean {
  if (pattern === value || pattern === '*') return true;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(value);
}

function wordsOf(statement: Statement): string {
  const { actions, resources, principals } = statement;
  // Of a function in the place of a statement, it knows no effect.
  if (statement.render().effect === '') return 'what cannot be told';
  return [
    named(actions, 'everything'),
    principals.empty ? '' : `to ${named(principals, 'everybody')}`,
    resources.empty ? '' : `on ${named(resources, 'everything')}`,
  ]
    .filter((word) => word !== '')
    .join(' ');
}

/** `s3:GetObject, s3:PutObject and 2 more`. */
function named({ values, not }: Statement['actions'], star: string): string {
  const shown = values
    .slice(0, 2)
    .map((value) =>
      value === '*' || value === 'AWS:*'
        ? star
        : value.replace(/^(?:AWS|Service):/, '').replace(/\$\{([^}]+)\}/g, '$1'),
    );
  const more = values.length > 2 ? ` and ${values.length - 2} more` : '';
  return `${not ? 'all but ' : ''}${shown.join(', ')}${more}`;
}
