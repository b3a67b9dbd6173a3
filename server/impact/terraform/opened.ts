/* What a resource lets in, or allows to anybody. Where a text does not tell, nothing is said. */
import type { ScalarValue } from '../../formats/syntax/node.ts';
import { policyDocument } from '../../formats/terraform/policy-document.ts';
import type { Opening } from '../impact.ts';
import type { Value } from './value.ts';

type Opened = Omit<Opening, 'name'>;

/** In words that are equal for the same opening. */
export function openingsIn(type: string, body: Value): readonly Opened[] {
  switch (type) {
    case 'aws_security_group':
    case 'aws_default_security_group':
      return listAt(body, 'ingress').flatMap((rule) => ofRule(rule, ['cidr_blocks', 'ipv6_cidr_blocks'], 'protocol'));
    case 'aws_security_group_rule':
      return saysAnyOf(at(body, 'type'), ['ingress'])
        ? ofRule(body, ['cidr_blocks', 'ipv6_cidr_blocks'], 'protocol')
        : [];
    case 'aws_vpc_security_group_ingress_rule':
      return ofRule(body, ['cidr_ipv4', 'cidr_ipv6'], 'ip_protocol');
    case 'aws_lambda_permission':
      return isForAnybody(body) ? [{ kind: 'permissions', words: 'lets anybody call the function' }] : [];
    default:
      return policiesIn(body).flatMap(ofPolicy);
  }
}

const everywhere: readonly string[] = ['0.0.0.0/0', '::/0'];

function ofRule(rule: Value, sources: readonly string[], protocol: string): readonly Opened[] {
  const open = sources.flatMap((name) => textsIn(at(rule, name))).filter((text) => everywhere.includes(text));
  const [from, to] = ['from_port', 'to_port'].map((name) => textsIn(at(rule, name)).join(' or '));
  const all = textsIn(at(rule, protocol)).some((text) => text === '-1' || text === 'all');
  const ports = all || !from ? 'every port' : from === to ? `port ${from}` : `ports ${from}–${to}`;
  return [...new Set(open)].map((text) => ({ kind: 'security-group', words: `lets ${text} in on ${ports}` }));
}

/** Not where it is bound to one account, organization or caller. */
const isForAnybody = (body: Value): boolean =>
  saysAnyOf(at(body, 'principal'), ['*']) &&
  ['principal_org_id', 'source_account', 'source_arn'].every((name) => at(body, name) === undefined);

/** Documents at any depth: as text, as `jsonencode` has them, as a data source writes them. */
function policiesIn(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'made':
      return value.how === 'jsonencode' || value.how === policyDocument ? value.of : [];
    case 'literal':
      return typeof value.value === 'string' && /^\s*\{[\s\S]*"Statement"/.test(value.value) ? parsed(value.value) : [];
    case 'map':
      return [...value.entries.values()].flatMap(policiesIn);
    case 'list':
      return value.items.flatMap(policiesIn);
    case 'choice':
      return [...policiesIn(value.yes), ...policiesIn(value.no)];
    default:
      return [];
  }
}

function parsed(text: string): readonly Value[] {
  try {
    return [valueOfJson(JSON.parse(text))];
  } catch {
    return []; // no JSON: then nobody can tell
  }
}

export function valueOfJson(data: unknown): Value {
  if (Array.isArray(data)) return { kind: 'list', items: data.map(valueOfJson) };
  if (typeof data === 'object' && data !== null)
    return { kind: 'map', entries: new Map(Object.entries(data).map(([key, inner]) => [key, valueOfJson(inner)])) };
  return { kind: 'literal', value: isScalar(data) ? data : null };
}

const isScalar = (data: unknown): data is ScalarValue =>
  data === null || typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean';

/** As JSON has it (`Statement`, `Action`), and as the data source does (`statement`, `actions`). */
function ofPolicy(document: Value): readonly Opened[] {
  return [...listAt(document, 'Statement'), ...listAt(document, 'statement')].flatMap(
    (statement): readonly Opened[] => {
      const effect = at(statement, 'Effect') ?? at(statement, 'effect');
      const isBound = at(statement, 'Condition') ?? at(statement, 'condition');
      if ((effect && !saysAnyOf(effect, ['Allow'])) || isBound) return [];
      const actions = textsIn(at(statement, 'Action') ?? at(statement, 'actions'));
      const resources = textsIn(at(statement, 'Resource') ?? at(statement, 'resources'));
      const whom = isAnybody(statement);
      const what = [...actions].sort().join(', ') || 'something';
      if (whom)
        return [{ kind: 'permissions', words: `allows anybody ${actions.includes('*') ? 'everything' : what}` }];
      const isEverything = actions.includes('*') && resources.includes('*');
      return isEverything ? [{ kind: 'permissions', words: 'allows everything on every resource' }] : [];
    },
  );
}

function isAnybody(statement: Value): boolean {
  const said = at(statement, 'Principal');
  if (said) return saysAnyOf(said, ['*']) || saysAnyOf(at(said, 'AWS'), ['*']);
  return listAt(statement, 'principals').some(
    (one) => saysAnyOf(at(one, 'type'), ['*', 'AWS']) && saysAnyOf(at(one, 'identifiers'), ['*']),
  );
}

const at = (value: Value | undefined, name: string): Value | undefined => {
  const inner = value?.kind === 'map' ? value.entries.get(name) : undefined;
  return inner?.kind === 'literal' && inner.value === null ? undefined : inner;
};

const listAt = (value: Value, name: string): readonly Value[] => {
  const said = at(value, name);
  return said?.kind === 'list' ? said.items.flatMap(contentOf) : said ? [said] : [];
};

/** Of a dynamic block, what it makes. */
const contentOf = (value: Value): readonly Value[] => {
  if (value.kind !== 'made' || value.how !== 'dynamic') return [value];
  return value.of.flatMap((one) => listAt(one, 'content'));
};

const saysAnyOf = (value: Value | undefined, words: readonly string[]): boolean =>
  textsIn(value).some((text) => words.includes(text));

/** What it may say, as far as a text tells: a default is what is deployed if nobody says otherwise. */
function textsIn(value: Value | undefined): readonly string[] {
  switch (value?.kind) {
    case 'literal':
      return value.value === null ? [] : [String(value.value)];
    case 'list':
      return value.items.flatMap(textsIn);
    case 'variable':
      return textsIn(value.default);
    case 'choice':
      return [...textsIn(value.yes), ...textsIn(value.no)];
    default:
      return [];
  }
}
