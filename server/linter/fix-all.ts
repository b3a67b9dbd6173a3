/*
 * In: a file that was judged, and which fix to take of each finding. Out: one list of text edits that brings all of
 * them, so that one undo takes all of them back. Goes in rounds: fixes that do not touch one another together, then a
 * new look, until nothing is left to take.
 */
import type { Severity } from '../../rules/kit/index.ts';
import { type Files, isReadWhole, type Source, type TextEdit } from '../formats/format.ts';
import type { ImpactOf } from '../impact/impact.ts';
import { type Analysis, analyse } from './analysis.ts';
import { costsFrontDoor, impactOfEdits } from './fix-impact.ts';
import { type RuleFix, sameOf } from './fix-kind.ts';
import type { RenderedFix } from './fixes.ts';
import { fixesFor } from './fixes-for.ts';
import type { Report } from './judge.ts';
import { edited, editsOf, spliced, uncut } from './pieces.ts';
import { mendingsFor } from './suppression-fixes.ts';
import type { Crash } from './together.ts';

export interface FixedAll {
  /** Of the text that was judged; in its order, and not overlapping. */
  readonly edits: readonly TextEdit[];
  readonly fixed: readonly Fixed[];
  /** The file as it stands then, with what is left to find. */
  readonly after: Analysis;
  /** Rules whose fixes threw: a bug of ours. */
  readonly crashes: readonly Crash[];
}
export interface Fixed {
  readonly rule: string;
  readonly resource: string;
  readonly title: string;
}

/** What may be fixed: a finding, or what is said of a suppression. */
export interface Fixable {
  readonly rule: string;
  readonly resource: string;
  /** Equal for what is said of the same place of another text. */
  readonly key: string;
  /** Written when they are asked for. */
  fixes(): readonly RuleFix[];
}

/** The fix to take of it, if any. */
export type Choose = (one: Pick<Fixable, 'rule' | 'resource'>, fixes: () => readonly RuleFix[]) => Chosen | undefined;
interface Chosen extends Pick<RuleFix, 'title' | 'edits'> {
  /** Nobody has named it: it is not taken where it would cost a front door. */
  readonly isUnasked?: boolean;
}

export const safe: Choose = (_, fixes) => {
  const fix = fixes().find(({ applicability }) => applicability === 'safe');
  return fix && { ...fix, isUnasked: true };
};

/** Of every finding of the rule, the fix that does the same; after a safe one, every safe one. */
export function sameForAll(rule: string, { kind, applicability }: RuleFix, before: Source): Choose {
  const isNew = (parameter: string): boolean => !before.parameters.has(parameter);
  return (report, fixes) => {
    if (report.rule !== rule) return undefined;
    return applicability === 'safe' ? safe(report, fixes) : sameOf(fixes(), kind, isNew);
  };
}

/** Each round takes something that was never tried before, so this only ends what would bring new findings for ever. */
const mostRounds = 50;

/** What cannot be read whole is left as it is: whatever is half typed may mean something else in the end. */
export function fixAll(before: Analysis, impactOf: ImpactOf, choose: Choose = safe): FixedAll {
  const { text } = before.source.document;
  // What is only tried is nothing that other files of the module are to be judged with.
  const files = before.files && { ...before.files };
  const crashes: Crash[] = [];
  const fixed: Fixed[] = [];
  const tried = new Set<string>();
  let after = before;
  let pieces = uncut(text);
  for (let round = 0; round < mostRounds && isWhole(before); round++) {
    const wanted = wantedIn(after, choose, tried, crashes);
    if (wanted.length === 0) break;
    const { taken, analysis } = together(after, wanted, impactOf, files);
    pieces = spliced(pieces, inOrder(taken));
    after = analysis;
    // A fix that did not help, or could not be taken even alone, is not tried again.
    for (const one of taken.length > 0 ? taken : wanted.slice(0, 1)) tried.add(one.key);
    fixed.push(...taken.map(({ rule, resource, fix }) => ({ rule, resource, title: fix.title })));
  }
  return { edits: editsOf(pieces, text), fixed, after, crashes };
}

/** All that is said of a file, and could be mended. */
export function fixablesIn(analysis: Analysis): readonly Fixable[] {
  const { source } = analysis;
  return [
    ...analysis.findings.map((report) => ({
      rule: report.rule,
      resource: report.resource,
      key: keyOf(report),
      // One file is judged after each round, so no other is written.
      fixes: () => fixesFor(analysis, report, { inThisFile: true }),
    })),
    ...analysis.remarks.map((remark) => ({
      rule: remark.rule,
      resource: remark.resource ?? '',
      key: `${remark.rule} ${remark.span.start} of ${source.document.text.length}`, // nothing of it stays where it was
      fixes: () => mendingsFor(analysis, remark).map(ofSuppression),
    })),
  ];
}

/** The message, too: what moves up in a list takes the place of what was fixed there. */
const keyOf = ({ rule, row, at, message }: Report): string => [rule, row, ...at.path, message].join(' ');

const ofSuppression = (fix: RenderedFix): RuleFix => ({
  ...fix,
  kind: { title: fix.title, pattern: fix.title, parameter: undefined },
});

interface Wanted extends Fixable {
  readonly fix: Chosen;
}

/** In the order of the findings. What touches the one before it waits: it would write at a place that has changed. */
function wantedIn(analysis: Analysis, choose: Choose, tried: Set<string>, crashes: Crash[]): readonly Wanted[] {
  const wanted: Wanted[] = [];
  for (const one of fixablesIn(analysis).filter(({ key }) => !tried.has(key))) {
    try {
      const fix = choose(one, () => one.fixes());
      if (fix && !wanted.some((other) => touch(fix.edits, other.fix.edits))) wanted.push({ ...one, fix });
    } catch (error) {
      tried.add(one.key);
      crashes.push({ rule: one.rule, resource: one.resource, error });
    }
  }
  return wanted;
}

const touch = (some: readonly TextEdit[], others: readonly TextEdit[]): boolean =>
  some.some((one) => others.some((other) => one.start <= other.end && other.start <= one.end));

/** As many as go together: half of them, and half of these, where all of them would do harm. */
function together(
  analysis: Analysis,
  wanted: readonly Wanted[],
  impactOf: ImpactOf,
  files: Files | undefined,
): { readonly taken: readonly Wanted[]; readonly analysis: Analysis } {
  const { source, settings } = analysis;
  for (let taken = wanted; taken.length > 0; taken = taken.slice(0, Math.floor(taken.length / 2))) {
    const next = analyse(source.file, edited(source.document.text, inOrder(taken)), settings, undefined, files);
    if (next && isWhole(next) && !bringsTrouble(analysis, next) && !isTooMuch(analysis, taken, impactOf))
      return { taken, analysis: next };
  }
  return { taken: [], analysis };
}

/** What nobody has named may change a front door, and costs none. */
function isTooMuch(analysis: Analysis, taken: readonly Wanted[], impactOf: ImpactOf): boolean {
  const unasked = taken.filter(({ fix }) => fix.isUnasked);
  return unasked.length > 0 && costsFrontDoor(impactOfEdits(analysis, inOrder(unasked), impactOf));
}

const inOrder = (wanted: readonly Wanted[]): readonly TextEdit[] =>
  wanted.flatMap(({ fix }) => fix.edits).sort((one, other) => one.start - other.start);

const isWhole = ({ source }: Analysis): boolean => isReadWhole(source);

const serious: ReadonlySet<Severity> = new Set<Severity>(['error', 'warning']);

/** Whether more is said, at warning or above, of what stood there before, be it in a module that an argument goes to. */
function bringsTrouble(before: Analysis, after: Analysis): boolean {
  const known = trouble(before);
  const names = new Set(before.graph.sources.flatMap(({ resources }) => resources.map(({ name }) => name)));
  return [...trouble(after)].some(
    ([key, { resource, times }]) => names.has(resource) && times > (known.get(key)?.times ?? 0),
  );
}

/** Counted, and not by place: places move. */
function trouble({ findings }: Analysis): ReadonlyMap<string, { readonly resource: string; readonly times: number }> {
  const counts = new Map<string, { readonly resource: string; readonly times: number }>();
  for (const { rule, resource, severity } of findings) {
    if (!serious.has(severity)) continue;
    const key = `${rule} ${resource}`;
    counts.set(key, { resource, times: (counts.get(key)?.times ?? 0) + 1 });
  }
  return counts;
}
