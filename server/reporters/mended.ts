/* What `gatelint fix` has done, and what is left to decide, for people. */
import pc from 'picocolors';
import { type Impact, inWords } from '../impact/impact.ts';
import { type Offer, offersOf, type Unclear } from '../linter/choices.ts';
import type { Fixed } from '../linter/fix-all.ts';
import type { RuleFix } from '../linter/fix-kind.ts';
import { harmless } from './width.ts';

/** What became of one file. */
export interface Mended {
  readonly file: string;
  readonly fixed: readonly Fixed[];
  /** What deploying it then does. */
  readonly impact: Impact;
  /** What is still found, with the fixes that there are. */
  readonly left: readonly { readonly rule: string; readonly fixes: readonly RuleFix[] }[];
  /** Why nothing may be fixed in it. */
  readonly untouchable: string | undefined;
}

/** Empty where there was nothing to fix. */
export function mendedFile({ file, fixed, left, untouchable }: Mended, color: boolean): string {
  if (fixed.length + left.length === 0) return '';
  const { bold, dim } = pc.createColors(color);
  const done = untouchable === undefined ? `${fixed.length} fixed` : `left as it is (${untouchable})`;
  const rules = left.length === 0 ? '' : `: ${counted(left.map(({ rule }) => rule)).join(', ')}`;
  const width = Math.max(...fixed.map(({ resource }) => resource.length));
  return [
    `${bold(harmless(file))}: ${done}, ${left.length} left${rules}`,
    ...fixed.map(
      ({ rule, resource, title }) => `  ${harmless(resource).padEnd(width)}  ${harmless(title)} ${dim(`(${rule})`)}`,
    ),
    '',
  ].join('\n');
}

/** `shop.yaml: 2 would be fixed (updates in place)`; empty where nothing is. */
export function mendedImpact({ file, fixed, impact }: Mended, color: boolean): string {
  if (fixed.length === 0) return '';
  const { bold } = pc.createColors(color);
  return `${bold(harmless(file))}: ${fixed.length} would be fixed (${harmless(inWords(impact))})\n`;
}

/** The last lines. `done`: what has been done with the fixes, such as `fixed`. */
export function mendedSummary(files: readonly Mended[], done: string, color: boolean): string {
  if (files.length === 0) return '';
  const fixed = files.flatMap((file) => file.fixed).length;
  const left = files.flatMap((file) => file.left);
  const where = `${files.length} file${files.length === 1 ? '' : 's'}`;
  if (fixed + left.length === 0) return `Nothing to fix in ${where}.\n`;
  const choosable = left.filter(
    ({ fixes }) => fixes.length > 0 && fixes.every(({ applicability }) => applicability === 'choice'),
  );
  const lines = [...new Set(choosable.map(({ rule }) => rule))].flatMap((rule) => {
    const offers = offersOf(choosable.filter((one) => one.rule === rule).map(({ fixes }) => fixes));
    return choiceLines(rule, offers, color);
  });
  return [
    `${fixed} ${done}, ${left.length} left in ${where}.`,
    ...(lines.length === 0
      ? []
      : [`Of these, ${choosable.length} can be fixed in a way that is yours to choose:`, ...lines]),
    '',
  ].join('\n');
}

/** Why a choice was not made, and what there is to choose from. */
export const unclearChoice = ({ choice: { rule, which }, why, offers }: Unclear, color: boolean): string =>
  [
    why === 'none'
      ? `error: no fix of ${rule} is "${which}"; there are:`
      : `error: more than one fix of ${rule} is called "${which}"; there are:`,
    ...choiceLines(rule, offers, color),
    '',
  ].join('\n');

/** As they are to be written on the command line. */
function choiceLines(rule: string, offers: readonly Offer[], color: boolean): readonly string[] {
  const { dim } = pc.createColors(color);
  return offers.map(({ number, title }) => `  --choice ${rule}=${number}  ${dim(harmless(title))}`);
}

/** Each once, with how often it is there. */
const counted = (words: readonly string[]): readonly string[] =>
  [...new Set(words)].map((word) => {
    const times = words.filter((one) => one === word).length;
    return times === 1 ? word : `${word} (${times})`;
  });
