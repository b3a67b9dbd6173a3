import { all, any, holds, is, isWithin, nearest, show, type Verdict } from '../kit/index.ts';
import {
  type AttributeFacts,
  type BalancerType,
  listenerAttributes,
  loadBalancerAttributes,
  targetGroupAttributes,
  type Words,
} from '../model/attributes.ts';
import type { AttributeList } from '../model/elbv2.ts';

const tables: ReadonlyMap<string, ReadonlyMap<string, AttributeFacts>> = new Map([
  ['load balancer', loadBalancerAttributes],
  ['target group', targetGroupAttributes],
  ['listener', listenerAttributes],
]);

/** What AWS knows under that key where this list stands. */
export const factsOf = (list: AttributeList, key: string): AttributeFacts | undefined =>
  tables.get(show(list.of))?.get(key);

/** What has an attribute of that name. */
export const ownerOf = (key: string): string | undefined => [...tables].find(([, table]) => table.has(key))?.[0];

/** The key that was probably meant, of those that can stand here. */
export function meantBy(list: AttributeList, kinship: Kinship, key: string): string | undefined {
  // `routing.http3.enabled` would be a new attribute, no misspelt one.
  const own = digitsIn(key);
  const here = [...(tables.get(show(list.of)) ?? [])]
    .filter(([one, { types }]) => (own === '' || digitsIn(one) === own) && !holds(isOfOtherType(kinship, types)))
    .map(([one]) => one);
  return nearest(key, here);
}

const digitsIn = (word: string): string => word.replace(/\D/g, '');

/** So near that it is a slip of the keyboard, no other attribute. */
export const isSlip = (key: string, meant: string | undefined): boolean =>
  meant !== undefined && isWithin(2, key, meant);

const every: readonly BalancerType[] = ['application', 'network', 'gateway'];
const protocols: Readonly<Record<BalancerType, readonly string[]>> = {
  application: ['HTTP', 'HTTPS'],
  network: ['TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC'],
  gateway: ['GENEVE'],
};

/** Whether it belongs to a load balancer of each type, as far as it says so itself. */
export type Kinship = Readonly<Record<BalancerType, Verdict>>;

export function kinshipOf(list: AttributeList): Kinship {
  const isOf = (type: BalancerType): Verdict =>
    any(
      all(is(list.of, 'load balancer'), () => is(list.type, type)),
      () => is(list.protocol, ...protocols[type]),
      () => (type === 'application' ? is(list.targetType, 'lambda') : any()),
    );
  return { application: isOf('application'), network: isOf('network'), gateway: isOf('gateway') };
}

/** It belongs to a load balancer of another type than these. */
export const isOfOtherType = (kinship: Kinship, types: readonly BalancerType[]): Verdict =>
  any(...every.filter((type) => !types.includes(type)).map((type) => kinship[type]));

/** What AWS takes: one of the words, or a whole number in the range. */
export interface Allowed {
  readonly words: Words;
  readonly range: readonly [least: number, most: number] | undefined;
}

/** Undefined where any text may stand. */
export function allowedFor(kinship: Kinship, { words, wordsByType, range }: AttributeFacts): Allowed | undefined {
  if (wordsByType) {
    const possible = every.filter((type) => !holds(isOfOtherType(kinship, [type])));
    return { words: Object.assign({}, ...possible.map((type) => wordsByType[type])), range };
  }
  return words || range ? { words: words ?? {}, range } : undefined;
}

/** Whether AWS minds `True`, or blanks around it, is not known: they pass. So does nothing at all. */
export function accepts({ words, range }: Allowed, text: string): boolean {
  const value = text.trim().toLowerCase();
  if (value === '' || Object.hasOwn(words, value)) return true;
  if (!range || !Number.isInteger(Number(value))) return false;
  return Number(value) >= range[0] && Number(value) <= range[1];
}

export function describe({ words, range }: Allowed): string {
  const most = range?.[1] === Number.POSITIVE_INFINITY ? 'on' : `to ${range?.[1]}`;
  const said = Object.keys(words);
  const choices = range ? [...said, `a whole number from ${range[0]} ${most}`] : said;
  return [choices.slice(0, -1).join(', '), choices.at(-1)].filter(Boolean).join(' or ');
}

/** The bound that a number is beyond, or the word that was probably meant. */
export function nearestAllowed({ words, range }: Allowed, text: string): string | undefined {
  const amount = Math.round(Number(text));
  if (range && !Number.isNaN(amount)) return String(Math.min(range[1], Math.max(range[0], amount)));
  return nearest(text, Object.keys(words));
}
