/*
 * The files of a module are judged together: what somebody types in one of them may be said of another. That is told
 * with the key, not when nobody types any more.
 */
import { Kept } from '../formats/syntax/kept.ts';
import type { Analysis } from '../linter/analysis.ts';
import type { Report } from '../linter/judge.ts';
import type { Checks, Linted } from '../linter/lint.ts';

export class Neighbours {
  /** What was said of a module when one of its files was last judged, by what they all have in common. */
  readonly #said = new Kept<Checks, Linted>();

  /** The other files of the module of which something else is said than when one of its files was last judged. */
  otherwise({ source: { file, module }, checks }: Analysis): readonly string[] {
    if (!module) return [];
    const now = checks.linted();
    const before = this.#said.get(checks);
    if (now === before) return [];
    this.#said.set(checks, now);
    if (!before) return [];
    const [gone, come] = [saidOnlyIn(before, now), saidOnlyIn(now, before)];
    const files = new Set([...gone.keys(), ...come.keys()]);
    files.delete(file);
    return [...files].filter((one) => gone.get(one) !== come.get(one));
  }
}

/** By file, in words. Most findings stay the same objects. */
function saidOnlyIn({ findings }: Linted, other: Linted): ReadonlyMap<string, string> {
  const others = new Set(other.findings);
  const only = new Map<string, string>();
  for (const report of findings)
    if (!others.has(report)) only.set(report.at.file, `${only.get(report.at.file) ?? ''}${wordsOf(report)}\n`);
  return only;
}

const wordsOf = ({ rule, severity, at, message }: Report): string =>
  [rule, severity, at.item, at.span.start, at.span.end, message].join(' ');
