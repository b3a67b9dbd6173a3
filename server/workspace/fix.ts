import { isReadWhole } from '../formats/format.ts';
import type { Impact, ImpactOf } from '../impact/impact.ts';
import { type Analysis, analyse } from '../linter/analysis.ts';
import { type Choose, type Fixed, fixAll, fixablesIn } from '../linter/fix-all.ts';
import type { RuleFix } from '../linter/fix-kind.ts';
import { outcomeOf } from '../linter/outcome.ts';
import type { Crash } from '../linter/together.ts';
import type { Judge, Read } from './check.ts';
import { encode } from './decode.ts';

/** What a file would become; its outcome is that of the new text. */
export interface Plan extends Read {
  readonly newText: string;
  readonly fixed: readonly Fixed[];
  /** What deploying all of it does. */
  readonly impact: Impact;
  /** The fixes that there still are, finding by finding. */
  readonly left: readonly Left[];
  /** Why nothing can be fixed in it, whatever is found. */
  readonly untouchable: string | undefined;
}
export interface Left {
  readonly rule: string;
  readonly fixes: readonly RuleFix[];
}

/** Fixes what `choose` takes, in memory. */
export const planned =
  (choose: Choose, impactOf: ImpactOf): Judge<Plan> =>
  (read, settings, files) => {
    const before = analyse(read.file, read.text, settings, undefined, files);
    if (!before) return undefined;
    const { after, fixed, crashes } = fixAll(before, impactOf, choose);
    const { source } = after;
    const { left, unmade } = leftIn(after);
    return {
      // What there still is to fix stands in `left`.
      outcome: outcomeOf({ ...after, crashes: [...after.crashes, ...crashes, ...unmade] }, { withFixes: false }),
      more: {
        ...read,
        newText: source.document.text,
        fixed,
        impact: impactOf(before.source, source),
        left,
        untouchable: isReadWhole(source) ? source.readOnly : 'it cannot be read whole: gatelint check says where',
      },
    };
  };

/** `unmade`: what went wrong in making fixes. */
function leftIn(after: Analysis): { readonly left: readonly Left[]; readonly unmade: readonly Crash[] } {
  const unmade: Crash[] = [];
  const left = fixablesIn(after).map(({ rule, resource, fixes }) => {
    try {
      return { rule, fixes: fixes() };
    } catch (error) {
      unmade.push({ rule, resource, error });
      return { rule, fixes: [] };
    }
  });
  return { left, unmade };
}

/** What writing needs of a file system. */
export interface Pen {
  read(file: string): Uint8Array;
  /** The whole file or nothing. Throws where it may not be written. */
  replace(file: string, bytes: Uint8Array): void;
}

/** Writes the new text as the old one was written, byte for byte outside of the fixes. Why it was not written, if so. */
export function write({ path, text, newText, encoding }: Plan, pen: Pen): string | undefined {
  try {
    if (!isEqual(pen.read(path), encode(text, encoding))) return 'It has changed meanwhile; run this again.';
    pen.replace(path, encode(newText, encoding));
    return undefined;
  } catch (error) {
    return whyUnwritable(error);
  }
}

const isEqual = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

function whyUnwritable(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? `It cannot be written: ${String(error)}`;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'It may not be written by this user; change its permissions, or leave it out.',
  EPERM: 'It may not be written by this user; change its permissions, or leave it out.',
  EROFS: 'It stands on a disk that can only be read.',
  ENOSPC: 'There is no room left on the disk.',
};
