/*
 * What most reads come to: a text, number or flag that is written as such, or not written. The answers are those of
 * `find` and `coerce`, which know conditions, parameters and functions as well; but nothing is made here that only
 * a finding asks for.
 */
import {
  type Cell,
  cell,
  type Missing,
  type Place,
  type Property,
  type Span,
  type Step,
} from '../../rules/kit/index.ts';
import type { Entry, Expression } from '../formats/format.ts';
import { stepsOf } from '../formats/spelling.ts';
import { placeOf } from './resolve.ts';

/** Where a property is read: in a row, or in a part of one. */
export interface Within {
  readonly entry: Entry;
  readonly trail: readonly (string | number)[];
  readonly node: Expression | undefined;
  readonly mark: Span;
}

/** Undefined where it takes more than looking at the text. */
export function plainRead(row: Property<unknown>, name: string, within: Within): PlainCell | undefined {
  const { entry } = within;
  const spelling = row.spelling[entry.form.dialect];
  const steps = spelling === undefined ? undefined : plainSteps(spelling);
  if (!steps || entry.source.opaque !== undefined) return undefined;
  let { node, mark } = within;
  for (let depth = 0; depth < steps.length; depth++) {
    const key = steps[depth]?.key ?? '';
    if (node && (node.kind !== 'map' || node.from)) return undefined;
    const property = node?.entries.get(key);
    if (!node || !property) {
      if (node?.open !== undefined) return undefined;
      return new PlainCell(row.default, false, within, name, mark, { within: node?.span, steps: steps.slice(depth) });
    }
    mark = property.key;
    node = property.value;
  }
  if (node?.kind !== 'literal' || node.from) return undefined;
  const value = literalAs(row, node.value);
  return value === undefined ? undefined : new PlainCell(value, true, within, name, node.span, undefined);
}

/** AWS takes `'80'` for 80 and `'true'` for true. Undefined where it is not what the row asks for. */
export function literalAs({ kind, scale = 1 }: Property<unknown>, literal: string | number | boolean): unknown {
  const text = String(literal);
  const word = text.trim();
  if (kind === 'flag') return /^(true|false)$/i.test(word) ? word.toLowerCase() === 'true' : undefined;
  if (kind !== 'number') return text;
  const amount = word === '' ? Number.NaN : Number(word);
  return Number.isFinite(amount) ? amount / scale : undefined;
}

/** A cell that knows its place when it is asked. */
class PlainCell {
  readonly state: 'known' | 'absent';
  readonly value: unknown;
  readonly given: boolean;
  readonly assumes: readonly string[] = nothing;
  private readonly within: Within;
  private readonly name: string;
  private readonly span: Span;
  private readonly missing: Missing | undefined;
  private made: Place | undefined;

  constructor(value: unknown, given: boolean, within: Within, name: string, span: Span, missing: Missing | undefined) {
    this.state = value === undefined ? 'absent' : 'known';
    this.value = value;
    this.given = given;
    this.within = within;
    this.name = name;
    this.span = span;
    this.missing = missing;
    this.made = undefined;
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

const known = new Map<string, readonly Step[] | undefined>();

/** Keys only: no entry of a list, no word in whatever case, nothing beside the properties. */
function plainSteps(spelling: string): readonly Step[] | undefined {
  if (known.has(spelling)) return known.get(spelling);
  const steps = /^\w[\w-]*(\.\w[\w-]*)*$/.test(spelling) ? stepsOf(spelling) : undefined;
  known.set(spelling, steps);
  return steps;
}
