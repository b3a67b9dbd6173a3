/*
 * The functions of Terraform that people use around front doors. Source:
 * https://developer.hashicorp.com/terraform/language/functions
 */
import type { Expression, FarSpot, Property } from '../format.ts';
import type { CallNode, SyntaxNode } from '../syntax/node.ts';
import { pathIn } from './paths.ts';
import { type Read, type Scope, spotOf } from './scope.ts';
import { pick } from './traversal.ts';
import { wordsOf } from './words.ts';

type Args = readonly Expression[];
/** Of arguments that are known; undefined where even so nobody knows. */
type Compute = (args: Args, span: FarSpot, name: string) => Expression | undefined;

export function called(node: CallNode, scope: Scope, expressionOf: Read): Expression {
  const span = spotOf(node, scope);
  const { name, args, spread } = node;
  const [first, second] = args;
  const late: Expression = { span, kind: 'unknown', why: `${name}(…) is computed when Terraform runs` };
  if (!first || spread) return late;
  const read = (arg: SyntaxNode) => expressionOf(arg, scope);
  // The text of what they are given is read as what it says.
  if (sameThing.has(name)) return { ...read(first), span };
  if (name === 'file') return fileOf(first, scope, span) ?? late;
  if (choosing.has(name)) return firstOf(name, args.map(read), span, late);
  if (name === 'format') return formatted(args.map(read), span) ?? late;
  if (name === 'join' && second) return joined(read(first), read(second), span, late);
  const compute = functions.get(name);
  if (!compute) return late;
  return {
    span,
    kind: 'computed',
    name: `${name}(…)`,
    args: args.map(read),
    compute: (known) => compute(known, span, wordsOf(node)) ?? late,
  };
}

/** What a type is changed to, or how it is written down, makes no difference to who reads it. */
const sameThing: ReadonlySet<string> = new Set([
  'jsonencode',
  'yamlencode',
  'tostring',
  'tonumber',
  'tobool',
  'tolist',
  'tomap',
  'sensitive',
  'nonsensitive',
]);

/** Of `try`, the first that does not fail, be it nothing; of the others, the first that is something. */
function firstOf(name: string, [first, ...others]: Args, span: FarSpot, late: Expression): Expression {
  if (!first) return late;
  return {
    span,
    kind: 'computed',
    name: `${name}(…)`,
    args: [first],
    takesNothing: true,
    compute: ([known]) => (known && (name === 'try' || isSomething(known)) ? known : firstOf(name, others, span, late)),
  };
}

/** Whether it makes another value of what it is given. */
export const computes = ({ name }: CallNode): boolean => functions.has(name) || choosing.has(name);

const choosing: ReadonlySet<string> = new Set(['try', 'coalesce', 'coalescelist']);

const isSomething = (value: Expression): boolean =>
  value.kind !== 'nothing' &&
  !(value.kind === 'literal' && value.value === '') &&
  !(value.kind === 'list' && value.items.length === 0);

const literal = (span: FarSpot, value: string | number | boolean): Expression => ({ span, kind: 'literal', value });

/** `file("${path.module}/api.json")` */
function fileOf(node: SyntaxNode, scope: Scope, span: FarSpot): Expression | undefined {
  const path = pathIn(node);
  return path === undefined ? undefined : scope.module.fileAt(path, span);
}

/** `%s`, `%d` and `%v` are holes; with other verbs, what comes out is not known. */
function formatted([text, ...values]: Args, span: FarSpot): Expression | undefined {
  if (text?.kind !== 'literal') return undefined;
  const pieces = String(text.value).split(/(%%|%[sdv])/);
  if (pieces.some((piece, i) => i % 2 === 0 && piece.includes('%'))) return undefined;
  const parts: Expression[] = [];
  let next = 0;
  for (const piece of pieces) {
    if (piece === '%%') parts.push(literal(span, '%'));
    else if (/^%[sdv]$/.test(piece)) {
      const value = values[next++];
      if (!value) return undefined;
      parts.push(value);
    } else if (piece !== '') parts.push(literal(span, piece));
  }
  return { span, kind: 'template', parts };
}

function joined(separator: Expression, list: Expression, span: FarSpot, late: Expression): Expression {
  const put = (items: Args, delimiter: string): Expression => ({
    span,
    kind: 'template',
    parts: items.flatMap((item, i) => (i > 0 && delimiter !== '' ? [literal(span, delimiter), item] : [item])),
  });
  // `join("", aws_lb.main[*].arn)` is how one instance or none was told in older versions.
  if (list.kind === 'list' && separator.kind === 'literal') {
    const [only, another] = list.items;
    if (list.open !== undefined) return separator.value === '' && only && !another ? { ...only, span } : late;
    return put(list.items, String(separator.value));
  }
  return {
    span,
    kind: 'computed',
    name: 'join(…)',
    args: [separator, list],
    compute: ([by, known]) =>
      by?.kind === 'literal' && known?.kind === 'list' && known.open === undefined
        ? put(known.items, String(by.value))
        : late,
  };
}

const listOf = (value: Expression | undefined): Args | undefined =>
  value?.kind === 'list' && value.open === undefined ? value.items : undefined;

const textOf = (value: Expression | undefined): string | undefined =>
  value?.kind === 'literal' ? String(value.value) : undefined;

const text =
  (change: (value: string) => string): Compute =>
  ([value], span) => {
    const known = textOf(value);
    return known === undefined ? undefined : literal(span, change(known));
  };

const number =
  (change: (...values: number[]) => number): Compute =>
  (args, span) => {
    const known = args.map((arg) => (arg.kind === 'literal' ? Number(arg.value) : Number.NaN));
    const value = change(...known);
    return Number.isFinite(value) ? literal(span, value) : undefined;
  };

const functions: ReadonlyMap<string, Compute> = new Map<string, Compute>([
  ['lower', text((value) => value.toLowerCase())],
  ['upper', text((value) => value.toUpperCase())],
  ['trimspace', text((value) => value.trim())],
  ['max', number(Math.max)],
  ['min', number(Math.min)],
  ['ceil', number(Math.ceil)],
  ['floor', number(Math.floor)],
  ['abs', number(Math.abs)],
  ['one', ([list]) => (list?.kind === 'list' ? list.items[0] : undefined)],
  ['element', ([list, index], span, name) => pick(list, index, span, name)],
  ['toset', ([list]) => list],
  [
    'flatten',
    ([list]) => (listOf(list)?.every(({ kind }) => kind === 'literal' || kind === 'reference') ? list : undefined),
  ],
  ['distinct', ([list]) => (listOf(list)?.length === 1 ? list : undefined)],
  ['compact', ([list]) => (listOf(list)?.every(({ kind }) => kind === 'reference') ? list : undefined)],
  [
    'concat',
    (lists, span) => {
      const items = lists.map(listOf);
      return items.some((one) => !one) ? undefined : { span, kind: 'list', items: items.flatMap((one) => one ?? []) };
    },
  ],
  [
    'length',
    ([value], span) => {
      const items = listOf(value);
      if (items) return literal(span, items.length);
      return value?.kind === 'map' && value.open === undefined ? literal(span, value.entries.size) : undefined;
    },
  ],
  [
    'lookup',
    ([map, key, otherwise], span, name) => {
      const word = textOf(key);
      if (map?.kind !== 'map' || word === undefined) return undefined;
      if (map.entries.has(word) || map.open !== undefined) return pick(map, key, span, name);
      return otherwise;
    },
  ],
  [
    'merge',
    (maps, span) => {
      const entries = new Map<string, Property>();
      for (const map of maps) {
        if (map.kind !== 'map' || map.open !== undefined) return undefined;
        for (const [key, property] of map.entries) entries.set(key, property);
      }
      return { span, kind: 'map', entries };
    },
  ],
]);
