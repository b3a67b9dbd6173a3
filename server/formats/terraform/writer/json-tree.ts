/*
 * Values as they stand in JSON. Source of what stands there bare, and of how texts are read:
 * https://developer.hashicorp.com/terraform/language/syntax/json
 */
import type { Written } from '../../layout/written.ts';
import { decline } from '../../spell.ts';
import type { Document, SyntaxNode } from '../../syntax/node.ts';
import { commentKey } from '../json.ts';
import { jsonTexts, mapAttributes, type Written as Value } from './print.ts';

/** What stands at these keys names something, and is no expression. */
const bareKeys: ReadonlySet<string> = new Set(['depends_on', 'provider', 'replace_triggered_by']);

export interface Manner {
  /** A block that is the only one of its kind stands in a list all the same. */
  readonly inLists: boolean;
}

/** What stands at a key: a block is an object, several are a list of them. */
export function valueAt(key: string, value: Value, manner: Manner): Written {
  if (value.kind !== 'map' && value.kind !== 'list') return leafOf(value, bareKeys.has(key));
  if (jsonTexts.has(key)) return decline(`${key} is a text of JSON`);
  if (value.kind === 'map') {
    const map = mapOf(value, manner);
    return manner.inLists && !mapAttributes.has(key) ? { kind: 'list', items: [map] } : map;
  }
  const items = value.items.map((item) => itemAt(key, item, manner));
  const [only, more] = items;
  return only?.kind === 'map' && !more && !manner.inLists ? only : { kind: 'list', items };
}

/** One of several at that key. */
export const itemAt = (key: string, value: Value, manner: Manner): Written =>
  value.kind === 'map' ? mapOf(value, manner) : valueAt(key, value, manner);

const mapOf = ({ entries }: Value & { readonly kind: 'map' }, manner: Manner): Written => ({
  kind: 'map',
  entries: new Map([...entries].map(([key, value]) => [key, valueAt(key, value, manner)])),
});

function leafOf(value: Exclude<Value, { readonly kind: 'map' | 'list' }>, isBare: boolean): Written {
  switch (value.kind) {
    case 'scalar':
      return typeof value.value === 'string' ? text(isBare ? value.value : escaped(value.value)) : value;
    case 'expression': {
      const [line, more] = value.lines;
      const said = value.short ?? (more ? decline('it takes several lines') : line?.text) ?? '';
      return text(isBare ? said : interpolated(said));
    }
    case 'json':
      return { kind: 'chunk', chunk: value.chunk };
    case 'bodies':
      return decline('it is said in HCL');
  }
}

const text = (value: string): Written => ({ kind: 'scalar', value });

export const escaped = (value: string): string => value.replace(/([$%])\{/g, '$1$1{');

/** `aws_lb.main.arn` → `${aws_lb.main.arn}`; what is a text in HCL is the same text here, if nothing in it is escaped. */
const interpolated = (expression: string): string => /^"([^"\\]*)"$/.exec(expression)?.[1] ?? `\${${expression}}`;

const known = new WeakMap<Document, boolean>();

/** Whether most blocks stand in lists though each is alone: so do programs write them. */
export function standInLists(document: Document): boolean {
  const there = known.get(document) ?? document.items.reduce((sum, { value }) => sum + votes(value), 0) > 0;
  known.set(document, there);
  return there;
}

function votes(node: SyntaxNode | undefined): number {
  if (node?.kind === 'sequence') {
    const [only, more] = node.items;
    return (only?.kind === 'map' && !more ? 1 : 0) + node.items.reduce((sum, item) => sum + insideVotes(item), 0);
  }
  return node?.kind === 'map' ? insideVotes(node) - 1 : 0;
}

/** Maps of people's own words are no blocks. */
const insideVotes = (node: SyntaxNode): number =>
  node.kind === 'map'
    ? node.entries.reduce((sum, { key, value }) => {
        const name = key.kind === 'scalar' ? String(key.value) : '';
        return name === 'tags' || name === commentKey || mapAttributes.has(name) ? sum : sum + votes(value);
      }, 0)
    : 0;
