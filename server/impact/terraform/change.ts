/* Whether an argument comes to something else than before, and whose fault that is. */
import type { Value } from './value.ts';

/**
 * From nothing to the worst. `unknown`: it hangs on something of which nobody knows what becomes of it; `may`: it does
 * for some values of what a deployment says.
 */
export type Extent = 'same' | 'unknown' | 'may' | 'differs';

export interface Change {
  readonly extent: Extent;
  /** The resource that is replaced, if nothing but that changes it. */
  readonly because?: string;
}

/** What becomes of attributes that nobody writes: `of` is an address as it is after the change. */
export type FateOf = (of: string, attribute: string) => Change;

const order: readonly Extent[] = ['same', 'unknown', 'may', 'differs'];
const same: Change = { extent: 'same' };
const may: Change = { extent: 'may' };
const differs: Change = { extent: 'differs' };

/** Values that are made of others grow with every name; with more steps than this, they may be anything. */
const MOST_STEPS = 20_000;

export function changeOf(before: Value, after: Value, fateOf: FateOf): Change {
  let steps = 0;
  return compare(before, after);

  function compare(one: Value, other: Value): Change {
    if (++steps > MOST_STEPS) return may;
    if (one.kind === 'choice' && other.kind === 'choice') return choices(one, other);
    if (one.kind === 'choice') return either(compare(one.yes, other), compare(one.no, other));
    if (other.kind === 'choice') return either(compare(one, other.yes), compare(one, other.no));
    if (one.kind === 'variable' || other.kind === 'variable') return variables(one, other);
    switch (one.kind) {
      case 'literal':
        if (other.kind === 'literal') return isSame(one.value, other.value) ? same : differs;
        return isOpen(other) && one.value !== null ? may : differs;
      case 'map': {
        const single = onlyOf(other);
        return single.kind === 'map' ? maps(one.entries, single.entries) : isOpen(other) ? may : differs;
      }
      case 'list':
        if (other.kind === 'map') return compare(onlyOf(one), other);
        return other.kind === 'list' ? lists(one.items, other.items) : isOpen(other) ? may : differs;
      case 'attribute':
        if (other.kind !== 'attribute') return isOpen(other) ? may : differs;
        if (one.of !== other.of || one.name !== other.name) return differs;
        return one.steps === other.steps ? fateOf(other.of, other.name) : may;
      case 'text':
        return other.kind === 'text' && one.parts.length === other.parts.length
          ? worst(one.parts.map((part, i) => compare(part, other.parts[i] ?? nothing)))
          : may;
      case 'made':
        return other.kind === 'made' && one.how === other.how && one.of.length === other.of.length
          ? throughFunction(one.how, worst(one.of.map((part, i) => compare(part, other.of[i] ?? nothing))))
          : may;
    }
  }

  function choices(one: Value & { kind: 'choice' }, other: Value & { kind: 'choice' }): Change {
    const [test, yes, no] = [compare(one.test, other.test), compare(one.yes, other.yes), compare(one.no, other.no)];
    return test.extent === 'same' ? either(yes, no) : may;
  }

  function variables(one: Value, other: Value): Change {
    if (one.kind !== 'variable' || other.kind !== 'variable' || one.name !== other.name) return may;
    const changed = compare(one.default ?? nothing, other.default ?? nothing);
    return changed.extent === 'differs' ? { ...changed, extent: 'may' } : changed;
  }

  function maps(one: ReadonlyMap<string, Value>, other: ReadonlyMap<string, Value>): Change {
    return worst(
      [...new Set([...one.keys(), ...other.keys()])].map((key) =>
        compare(one.get(key) ?? nothing, other.get(key) ?? nothing),
      ),
    );
  }

  function lists(one: readonly Value[], other: readonly Value[]): Change {
    if (one.length !== other.length) return [...one, ...other].some(isOpenIn) ? may : differs;
    const inOrder = worst(one.map((item, i) => compare(item, other[i] ?? nothing)));
    if (inOrder.extent !== 'differs' || inOrder.because !== undefined) return inOrder;
    // Most lists of AWS are sets.
    return isReordered(one, other) ? may : inOrder;
  }

  function isReordered(one: readonly Value[], other: readonly Value[]): boolean {
    const left = [...other];
    return one.every((item) => {
      const at = left.findIndex((candidate) => compare(item, candidate).extent === 'same');
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
  }
}

/** In JSON, nobody can tell a map from a block, of which there may be several. */
const onlyOf = (value: Value): Value => {
  const [only, another] = value.kind === 'list' ? value.items : [];
  return only && !another ? only : value;
};

const nothing: Value = { kind: 'literal', value: null };

/** Terraform writes numbers and booleans as text wherever a text is wanted. */
const isSame = (one: unknown, other: unknown): boolean =>
  one === null || other === null ? one === other : String(one) === String(other);

/** What it comes to, only Terraform can tell. */
const isOpen = ({ kind }: Value): boolean => kind === 'made' || kind === 'text' || kind === 'attribute';

/** In a list: how many it makes, only Terraform can tell. */
const isOpenIn = (value: Value): boolean => value.kind === 'made';

/** They make something else of everything else. */
const faithful: ReadonlySet<string> = new Set([
  'abspath',
  'aws_iam_policy_document',
  'base64encode',
  'base64gzip',
  'base64sha256',
  'base64sha512',
  'dynamic',
  'jsonencode',
  'md5',
  'sha1',
  'sha256',
  'sha512',
  'urlencode',
  'yamlencode',
]);

const throughFunction = (how: string, change: Change): Change =>
  change.extent === 'differs' && !faithful.has(how) ? { ...change, extent: 'may' } : change;

/** One of two is what counts, and nobody knows which. */
function either(one: Change, other: Change): Change {
  if (one.extent === other.extent) return one.because === other.because ? one : { extent: one.extent };
  const bad = worst([one, other]);
  return bad.extent === 'differs' ? { ...bad, extent: 'may' } : bad;
}

/** Of equal ones that which is nobody's fault: it would be so anyway. */
export function worst(all: readonly Change[]): Change {
  let bad = same;
  for (const one of all) {
    const by = order.indexOf(one.extent) - order.indexOf(bad.extent);
    if (by > 0 || (by === 0 && bad.because !== undefined && one.because === undefined)) bad = one;
  }
  return bad;
}
