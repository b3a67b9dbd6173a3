import {
  all,
  defineRule,
  type Finding,
  given,
  holds,
  is,
  lazily,
  lookInto,
  passes,
  remove,
  replace,
  show,
  those,
  type Value,
} from '../kit/index.ts';
import type { AttributeFacts } from '../model/attributes.ts';
import { type Attribute, AttributeList } from '../model/elbv2.ts';
import {
  accepts,
  allowedFor,
  describe,
  factsOf,
  isOfOtherType,
  isSlip,
  type Kinship,
  kinshipOf,
  meantBy,
  nearestAllowed,
  ownerOf,
} from './attribute.ts';

export default defineRule({
  id: 'elb-attribute-key-unknown',
  resource: AttributeList,
  severity: 'error',
  preset: 'essential',
  docs: {
    title: 'Load balancer attribute is misspelt, set twice, out of range or of another type',
    why: `
The attributes of load balancers, target groups and listeners are lists of keys and values, all of them text.
Nothing looks at them before the deployment: there Elastic Load Balancing refuses a key that it does not know
or that another type of load balancer has, and a value out of range, and the stack rolls back.
In Terraform, arguments take the place of the lists, and two of a load balancer's are looked at: its idle timeout
and how long it keeps the connection of a client.`,
    quietWhen: [
      'the key or the value comes from a parameter without a default, or from another stack',
      'the key begins with `waf.` or `http2.` and resembles no other: AWS has more of them than its reference names',
      'the protocol of the target group or listener is not known, so neither is its type of load balancer',
      'the value differs from an allowed one in upper and lower case only',
    ],
    sources: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html',
    ],
  },

  check: (list) => {
    const kinship = kinshipOf(list);
    const attributes = those(list.attributes);
    const keys = attributes.map(({ key }) => show(key));
    const subject = { list, attributes, keys, kinship };
    return [
      ...lookInto(list.attributes),
      ...attributes.flatMap((attribute) => findingsAbout(subject, attribute)),
      ...aboutSeconds(list, kinship, 'idle timeout', 'idle_timeout.timeout_seconds', list.idleTimeoutSeconds),
      ...aboutSeconds(list, kinship, 'client keep-alive', 'client_keep_alive.seconds', list.clientKeepAliveSeconds),
    ];
  },
});

/** A list, and what it says. */
interface Subject {
  readonly list: AttributeList;
  readonly attributes: readonly Attribute[];
  /** The key of each. */
  readonly keys: readonly string[];
  readonly kinship: Kinship;
}

/** What is wrong with it; `key` is its own, or the one that it would get. */
function findingsAbout(subject: Subject, attribute: Attribute, key = show(attribute.key)): readonly Finding[] {
  const { list, kinship } = subject;
  const facts = factsOf(list, key);
  if (!facts) return [aboutUnknown(subject, attribute, key)];
  const foreign = isOfOtherType(kinship, facts.types);
  if (!holds(foreign))
    return [...aboutRepeated(subject, attribute, key), ...aboutValue(subject, attribute, key, facts)];
  return [
    {
      when: foreign,
      at: attribute.key,
      message: `${list.name} sets ${key}, which is for ${facts.types.join(' and ')} load balancers; remove it.`,
      fixes: () => [{ title: `Remove ${key}`, applicability: 'choice', edits: [remove(attribute)] }],
    },
  ];
}

function aboutUnknown(subject: Subject, attribute: Attribute, key: string): Finding {
  const { list, kinship } = subject;
  const at = attribute.key;
  const sets = `${list.name} sets ${key}, which is`;
  const owner = ownerOf(key);
  if (owner !== undefined) return { when: given(at), at, message: `${sets} an attribute of a ${owner}; set it there.` };
  const meant = lazily(() => meantBy(list, kinship, key));
  const slip = lazily(() => isSlip(key, meant()));
  return {
    when: passes(at, () => !/^(?:waf|http2)\./.test(key) || slip()),
    at,
    message: () =>
      `${sets} ${slip() ? 'no attribute of' : 'not among the attributes that AWS names for'} a ${show(list.of)}; ${advice(meant(), slip())}.`,
    severity: () => (slip() ? 'error' : 'warning'), // what resembles no other may be newer than the table
    fixes: () => {
      const right = meant();
      if (right === undefined || findingsAbout(subject, attribute, right).some(({ when }) => holds(when))) return [];
      return [{ title: `Write ${right}`, applicability: slip() ? 'safe' : 'choice', edits: [replace(at, right)] }];
    },
  };
}

function advice(meant: string | undefined, isSlip: boolean): string {
  if (meant === undefined) return 'check its name';
  return isSlip ? `write ${meant}` : `perhaps it is ${meant}`;
}

function aboutRepeated({ list, attributes, keys }: Subject, attribute: Attribute, key: string): readonly Finding[] {
  const first = attributes[keys.indexOf(key)];
  if (first === undefined || first === attribute) return [];
  return [
    {
      when: given(attribute.key),
      at: attribute.key,
      message: `${list.name} sets ${key} more than once; keep one.`,
      severity: 'warning',
      fixes: () => [
        {
          title: `Keep the first ${key}`,
          applicability: 'choice',
          edits: attributes.filter((one) => one !== first && holds(is(one.key, key))).map(remove),
        },
      ],
    },
  ];
}

function aboutValue(
  { list, kinship }: Subject,
  attribute: Attribute,
  key: string,
  facts: AttributeFacts,
): readonly Finding[] {
  const at = attribute.value;
  const allowed = allowedFor(kinship, facts);
  if (!allowed) return [];
  return [
    {
      when: passes(at, (value) => !accepts(allowed, value)),
      at,
      message: () => `${list.name} sets ${key} to "${show(at)}"; write ${describe(allowed)}.`,
      fixes: () => {
        const meant = nearestAllowed(allowed, show(at));
        return meant === undefined
          ? []
          : [{ title: `Set ${key} to ${meant}`, applicability: 'choice', edits: [replace(at, meant)] }];
      },
    },
  ];
}

/** One that stands apart from the list, as a number. */
function aboutSeconds(
  list: AttributeList,
  kinship: Kinship,
  name: string,
  key: string,
  at: Value<number>,
): readonly Finding[] {
  const range = factsOf(list, key)?.range;
  if (!range) return [];
  const allowed = { words: {}, range };
  return [
    {
      // Terraform's provider passes it over for any other.
      when: all(
        passes(at, (seconds) => !accepts(allowed, String(seconds))),
        () => kinship.application,
      ),
      at,
      message: () => `${list.name} sets its ${name} to ${show(at)} seconds; write ${describe(allowed)}.`,
      fixes: () => {
        const seconds = Number(nearestAllowed(allowed, show(at)));
        return [
          { title: `Set the ${name} to ${seconds} seconds`, applicability: 'choice', edits: [replace(at, seconds)] },
        ];
      },
    },
  ];
}
