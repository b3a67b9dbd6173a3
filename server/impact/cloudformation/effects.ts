/* What is found out about each resource while two templates are compared, from several sides: the worst of it counts. */
import type { SourceResource } from '../../formats/format.ts';
import type { Effect, Reason } from '../impact.ts';

/** What becomes of one resource, as far as it is known. */
export interface Found {
  readonly name: string;
  readonly before: SourceResource | undefined;
  readonly after: SourceResource | undefined;
  /** Of all of it: it comes, it goes, it cannot be read. */
  readonly whole: Effect | undefined;
  readonly reasons: readonly Reason[];
}

export class Effects {
  readonly #found = new Map<string, Noted>();

  all(): readonly Found[] {
    return [...this.#found.values()];
  }

  get(name: string): Found | undefined {
    return this.#found.get(name);
  }

  of(name: string): Effect | undefined {
    const found = this.#found.get(name);
    return found && effectOf(found);
  }

  /** `before` or `after` is undefined where it is not there. */
  noteWhole(before: SourceResource | undefined, after: SourceResource | undefined, effect: Effect): void {
    this.#at(before, after).whole = effect;
  }

  note(before: SourceResource, after: SourceResource, reason: Reason): void {
    const { reasons } = this.#at(before, after);
    const isKnown = reasons.some(
      ({ property, effect, because }) =>
        property === reason.property &&
        effect === reason.effect &&
        (because === undefined || because === reason.because),
    );
    if (!isKnown) reasons.push(reason);
  }

  #at(before: SourceResource | undefined, after: SourceResource | undefined): Noted {
    const name = (after ?? before)?.name ?? '';
    const found = this.#found.get(name) ?? { name, before, after, whole: undefined, reasons: [] };
    this.#found.set(name, found);
    return found;
  }
}

interface Noted extends Found {
  whole: Effect | undefined;
  readonly reasons: Reason[];
}

export const effectOf = ({ whole, reasons }: Found): Effect | undefined =>
  whole ?? worstOf(reasons.map(({ effect }) => effect));

const worstOf = (effects: readonly Effect[]): Effect | undefined =>
  effects.toSorted((one, other) => ranks.indexOf(other) - ranks.indexOf(one))[0];

/** From the mildest to the worst. */
const ranks: readonly Effect[] = ['update', 'unknown', 'may-replace', 'replace', 'create', 'delete', 'orphan'];
