/* Words that a property takes: as the model has them, the keys of attributes and their values, the policies of TLS. */
import { type Dialect, defaultOf, type Property, wordFor } from '../../../rules/kit/index.ts';
import {
  type AttributeFacts,
  type BalancerType,
  listenerAttributes,
  loadBalancerAttributes,
  targetGroupAttributes,
} from '../../../rules/model/attributes.ts';
import { Listener } from '../../../rules/model/elbv2.ts';
import {
  recommendedTlsPolicy,
  type TlsPolicy,
  tlsPolicies,
  tlsPolicyMeanings,
} from '../../../rules/model/tls-policies.ts';
import { listed } from '../../linter/listed.ts';
import { type Path, under } from '../path.ts';
import { meaningOf } from '../row-hover.ts';
import { commaBehind, type Place } from './place.ts';
import { itemKeysIn } from './snippets.ts';
import { plainly, type Suggestion, type Text } from './suggestion.ts';

export interface Word {
  readonly word: string;
  /** It is no text: `true`. */
  readonly isBare?: boolean;
  readonly detail?: string;
  readonly about?: string | undefined;
}

/** In the order of the words. */
export const wordSuggestions = (place: Place, words: readonly Word[]): readonly Suggestion[] =>
  words.map(({ word, isBare = false, detail, about }) => ({
    kind: 'value',
    label: word,
    detail,
    about: about === undefined ? undefined : () => about,
    text: quoted(place, word, isBare),
    rank: 1,
  }));

/** A word as the text of a value there. */
function quoted(place: Place, word: string, isBare: boolean): Text {
  const { document, quote } = place;
  if (document.language === 'json') return plainly((isBare ? word : `"${word}"`) + commaBehind(place));
  if (quote || isBare) return plainly(word);
  if (document.language === 'hcl') return plainly(`"${word}"`);
  return plainly(isOtherInYaml.test(word) ? `'${word}'` : word);
}
/** What some reader of YAML takes for no text. */
const isOtherInYaml = /^(?:true|false|on|off|yes|no|y|n|null|[\d.]+)$/i;

/** Of a property of a row. */
export function wordsOf(property: Property<unknown>, dialect: Dialect, type: string): readonly Word[] {
  if (property === Listener.properties.sslPolicy) return policies;
  const byDefault = defaultOf(property, dialect);
  const detail = (value: unknown) => (value === byDefault ? { detail: 'default' } : {});
  if (property.kind === 'flag')
    return [true, false].map((one) => ({ word: String(one), isBare: true, ...detail(one) }));
  return (property.oneOf ?? [])
    .filter((one) => !elsewhere.has(`${one} ${type}`))
    .map((one) => {
      const word = wordFor(property, dialect, one) ?? one;
      const meaning = word === one ? undefined : one;
      const isBare = word === 'true' || word === 'false';
      const notes = [meaning, one === byDefault ? 'default' : undefined].filter((note) => note !== undefined);
      return {
        word,
        isBare,
        about: meaningOf(property, dialect, word),
        ...(notes.length > 0 && { detail: notes.join(' · ') }),
      };
    });
}

/** Words of a row whose forms do not all take them. */
const elsewhere: ReadonlySet<string> = new Set([
  'REST AWS::ApiGatewayV2::Api',
  'REST aws_apigatewayv2_api',
  'JWT AWS::ApiGateway::Method',
  'JWT aws_api_gateway_method',
  'COGNITO_USER_POOLS AWS::ApiGatewayV2::Route',
  'COGNITO_USER_POOLS aws_apigatewayv2_route',
]);

/** The best ones first, and among those the newest. */
const policies: readonly Word[] = [...tlsPolicies]
  .map(([word, { standing, oldest }]) => {
    const newest = word.includes('TLS13') ? '1.3' : '1.2';
    const detail = [
      oldest === newest ? `TLS ${oldest} only` : `TLS ${oldest} to ${newest}`,
      standing,
      ...(word.includes('FIPS') ? ['FIPS'] : []),
      ...(word.includes('PQ') ? ['post-quantum'] : []),
    ];
    return { word, standing, detail: detail.join(' · '), about: tlsPolicyMeanings[word] };
  })
  .sort((one, other) => placeOf(one) - placeOf(other));
function placeOf({ word, standing }: { readonly word: string; readonly standing: TlsPolicy['standing'] }): number {
  if (word === recommendedTlsPolicy) return -1;
  return ['recommended', 'accepted', 'outdated'].indexOf(standing);
}

interface AttributesHere {
  readonly table: ReadonlyMap<string, AttributeFacts>;
  /** The types of load balancer that it may be about. */
  readonly types: readonly BalancerType[];
  readonly entry: Path[number] | undefined;
  readonly others: Path[number] | undefined;
  readonly wanted: string;
}

/** The keys of attributes, or the words of the one beside; undefined where the place is in no such list. */
export function attributeWords(type: string, path: Path): readonly Word[] | undefined {
  const here = attributesAt(type, path);
  if (!here) return undefined;
  const { table, types, entry, others, wanted } = here;
  const isHere = (facts: AttributeFacts): boolean => facts.types.some((one) => types.includes(one));
  if (wanted === 'Key') {
    const there = new Set(itemKeysIn(others?.node));
    return [...table]
      .filter(([key, facts]) => isHere(facts) && !there.has(key))
      .map(([word, facts]) => ({ word, detail: detailOf(facts), about: aboutOf(facts) }));
  }
  const key = under(entry?.node, 'Key');
  const facts = key?.kind === 'scalar' ? table.get(String(key.value)) : undefined;
  if (!facts) return [];
  const words = facts.wordsByType
    ? types.flatMap((one) => Object.keys(facts.wordsByType?.[one] ?? {}))
    : [...Object.keys(facts.words ?? {}), ...(facts.range && isOneWord(facts.default) ? [facts.default] : [])];
  const meaning = (word: string): string | undefined =>
    [facts.words, ...types.map((one) => facts.wordsByType?.[one])].find((words) => words?.[word])?.[word];
  return [...new Set(words)].map((word) => ({
    word,
    about: meaning(word) ?? aboutOf(facts),
    ...(word === facts.default && { detail: 'default' }),
  }));
}

const isOneWord = (text: string | undefined): text is string => text !== undefined && !text.includes(' ');

const lists: Readonly<Record<string, { readonly type: string; readonly table: AttributesHere['table'] }>> = {
  LoadBalancerAttributes: { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', table: loadBalancerAttributes },
  TargetGroupAttributes: { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', table: targetGroupAttributes },
  ListenerAttributes: { type: 'AWS::ElasticLoadBalancingV2::Listener', table: listenerAttributes },
};

/** `path` begins at the properties themselves. */
function attributesAt(type: string, path: Path): AttributesHere | undefined {
  const [properties, list, entry, wanted, ...more] = path;
  if (list?.kind !== 'key' || entry?.kind !== 'entry' || wanted?.kind !== 'key' || more.length > 0) return undefined;
  const known = Object.hasOwn(lists, list.name) ? lists[list.name] : undefined;
  if (!known || known.type !== type || (wanted.name !== 'Key' && wanted.name !== 'Value')) return undefined;
  return { table: known.table, types: typesOf(type, properties), entry, others: list, wanted: wanted.name };
}

const every: readonly BalancerType[] = ['application', 'network', 'gateway'];
const protocols: Readonly<Record<BalancerType, readonly string[]>> = {
  application: ['HTTP', 'HTTPS'],
  network: ['TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC'],
  gateway: ['GENEVE'],
};

/** As far as the resource says so itself. */
function typesOf(type: string, properties: Path[number] | undefined): readonly BalancerType[] {
  const textAt = (key: string) => {
    const node = under(properties?.node, key);
    return node?.kind === 'scalar' && !node.tag ? String(node.value) : node ? 'unknown' : undefined;
  };
  if (type.endsWith('::LoadBalancer')) {
    const said = textAt('Type') ?? 'application';
    const known = every.filter((one) => one === said);
    return known.length > 0 ? known : every;
  }
  if (textAt('TargetType') === 'lambda') return ['application'];
  const protocol = textAt('Protocol');
  const known = every.filter((one) => protocol !== undefined && protocols[one].includes(protocol));
  return known.length > 0 ? known : every;
}

const rangeOf = ({ range }: AttributeFacts): string | undefined =>
  range && (range[1] === Number.POSITIVE_INFINITY ? `${range[0]} or more` : range.map(numbered).join(' to '));
const numbered = (value: number): string => value.toLocaleString('en-US');

const detailOf = (facts: AttributeFacts): string =>
  [
    rangeOf(facts) ?? (facts.words && Object.keys(facts.words).join(', ')) ?? 'text',
    ...(isOneWord(facts.default) ? [`default ${facts.default}`] : []),
  ].join(' · ');

function aboutOf(facts: AttributeFacts): string {
  const range = rangeOf(facts);
  return [
    facts.about,
    `Of ${listed(facts.types.map((one) => names[one]))}.`,
    ...Object.entries(facts.words ?? {}).map(([word, meaning]) => `- \`${word}\`: ${meaning}`),
    ...(range === undefined ? [] : [`Allowed: ${range}`]),
    ...(facts.default === undefined ? [] : [`Default: ${facts.default}`]),
  ].join('\n\n');
}
const names: Readonly<Record<BalancerType, string>> = {
  application: 'Application Load Balancers',
  network: 'Network Load Balancers',
  gateway: 'Gateway Load Balancers',
};
