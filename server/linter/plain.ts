/*
 * What most reads come to: a text, number, flag, map or list that is written as such, or not written. The answers are
 * those of `find` and `coerce`, which know conditions, parameters and functions as well; but nothing is made here that
 * only a finding asks for.
 */
import {
  type Cell,
  cell,
  type Dialect,
  defaultOf,
  type Missing,
  type Place,
  type Property,
  type Step,
} from '../../rules/kit/index.ts';
import type { Entry, Expression, FarSpot } from '../formats/format.ts';
import { stepsOf } from '../formats/spelling.ts';
import { isOutput, placeOf } from './resolve.ts';

/** Where a property is read: in a view of a row, or of a part of one. */
interface Within {
  readonly entry: Entry;
  readonly trail: readonly (string | number)[];
  readonly node: Expression | undefined;
}

/** A map, list or reference that stands there as such; `mark` is its key. */
export interface Written {
  readonly node: Expression;
  readonly mark: FarSpot;
}

/** Undefined where it takes more than looking at the text. `above`: what something missing is marked on. */
export function plainRead(
  row: Property<unknown>,
  name: string,
  within: Within,
  above: FarSpot,
): PlainCell | Written | undefined {
  const { entry } = within;
  const { dialect } = entry.form;
  const spelling = row.spelling[dialect];
  // AWS has no such property here, so nobody can have written it.
  if (spelling === undefined) return new PlainCell(defaultOf(row, dialect), false, within, name, above, undefined);
  const way = wayOf(spelling);
  if (way === undefined) return undefined;
  if (typeof way === 'string') return scalar(row, way, within, name, above);
  if (entry.source.opaque !== undefined) return undefined;
  let { node } = within;
  let mark = above;
  for (let depth = 0; depth < way.length; depth++) {
    if (node && (node.kind !== 'map' || node.from)) return undefined;
    const property = node?.entries.get(way[depth]?.key ?? '');
    if (!node || !property) {
      if (node?.open !== undefined) return undefined;
      return new PlainCell(defaultOf(row, dialect), false, within, name, mark, {
        within: node?.span,
        steps: depth === 0 ? way : way.slice(depth),
      });
    }
    mark = property.key;
    node = property.value;
  }
  if (!node || node.from) return undefined;
  if (row.kind === 'nested') return node.kind === 'map' ? { node, mark } : undefined;
  if (row.kind === 'list') return node.kind === 'list' ? { node, mark } : undefined;
  if (row.kind === 'ref' && node.kind === 'reference') return isOutput(node) ? undefined : { node, mark };
  return node.kind === 'literal' ? scalar(row, node.value, within, name, node.span) : undefined;
}

function scalar(
  row: Property<unknown>,
  literal: string | number | boolean,
  within: Within,
  name: string,
  span: FarSpot,
) {
  const value = isScalar(row) ? literalAs(row, within.entry.form.dialect, literal) : undefined;
  return value === undefined ? undefined : new PlainCell(value, true, within, name, span, undefined);
}

const isScalar = ({ kind }: Property<unknown>): boolean => kind === 'text' || kind === 'number' || kind === 'flag';

/** AWS takes `'80'` for 80 and `'true'` for true. Undefined where it is not what the row asks for. */
export function literalAs(
  { kind, scale = 1, words }: Property<unknown>,
  dialect: Dialect,
  literal: string | number | boolean,
): unknown {
  const text = String(literal);
  const said = words?.[dialect];
  if (said) return said[text] ?? (kind === 'text' ? text : undefined);
  if (kind !== 'flag' && kind !== 'number') return text;
  const word = text.trim();
  if (kind === 'flag') return /^(true|false)$/i.test(word) ? word.toLowerCase() === 'true' : undefined;
  const amount = word === '' ? Number.NaN : Number(word);
  return Number.isFinite(amount) ? amount / scale : undefined;
}

/** A cell that knows its place when it is asked. */
export class PlainCell {
  readonly state: 'known' | 'absent';
  readonly value: unknown;
  readonly given: boolean;
  readonly assumes: readonly string[] = nothing;
  private readonly within: Within;
  private readonly name: string;
  private readonly span: FarSpot;
  private readonly missing: Missing | undefined;
  private made: Place | undefined = undefined;

  constructor(
    value: unknown,
    given: boolean,
    within: Within,
    name: string,
    span: FarSpot,
    missing: Missing | undefined,
  ) {
    this.state = value === undefined ? 'absent' : 'known';
    this.value = value;
    this.given = given;
    this.within = within;
    this.name = name;
    this.span = span;
    this.missing = missing;
  }
  get place(): Place {
    if (!this.made) {
      const { entry, trail } = this.within;
      const place = placeOf({ entry, path: [...trail, this.name] }, this.span);
      this.made = this.missing ? { ...place, missing: this.missing } : place;
    }
    return this.made;
  }
  get [cell](): Cell<unknown> {
    // What is absent has no value: the two kinds of cell differ in `state`.
    return this as Cell<unknown>;
  }
}
const nothing: readonly never[] = [];

/** The keys that lead there, or the text that it always is. */
type Way = readonly Step[] | string;
const known = new Map<string, Way | undefined>();

/** Undefined where it takes more: an entry of a list, a word in whatever case, what stands beside the properties. */
function wayOf(spelling: string): Way | undefined {
  let way = known.get(spelling);
  if (way === undefined && !known.has(spelling)) {
    if (/^=[^$]*$/.test(spelling)) way = spelling.slice(1);
    else if (/^\w[\w-]*(\.\w[\w-]*)*$/.test(spelling)) way = stepsOf(spelling);
    known.set(spelling, way);
  }
  return way;
}
