/* What the author of a file does not want to hear, and what there is to say of that. */
import { nearest, type Severity, type Span } from '../../rules/kit/index.ts';
import { type Source, writtenOf } from '../formats/format.ts';
import type { RuleWord, Suppression } from '../formats/suppression.ts';
import { lastAtOrBefore } from '../formats/syntax/lines.ts';
import type { Report, Undecided } from './judge.ts';
import type { Linted } from './lint.ts';
import { listed } from './listed.ts';
import { locate } from './locate.ts';
import { type Settings, severityOf } from './settings.ts';

/** A finding that its author does not want to hear. */
export interface Suppressed {
  readonly report: Report;
  readonly by: Suppression;
}

/** What is said of suppressions themselves. The settings speak of these as they do of rules. */
export const remarkKinds = {
  'suppression-unneeded': { severity: 'information', title: 'A suppression silences nothing any more' },
  'suppression-unknown-rule': { severity: 'warning', title: 'A suppression names a rule that does not exist' },
  'suppression-without-reason': { severity: 'information', title: 'A suppression does not say why' },
  'suppression-unreadable': {
    severity: 'warning',
    title: 'A suppression cannot be read, or stands where it covers nothing',
  },
} as const satisfies Readonly<Record<string, { readonly severity: Severity; readonly title: string }>>;

export interface Remark {
  readonly rule: keyof typeof remarkKinds;
  readonly severity: Severity;
  readonly message: string;
  /** Absolute in the text. */
  readonly span: Span;
  /** The logical id of the resource that it stands in, or above. */
  readonly resource: string | undefined;
  readonly suppression: Suppression;
  /** Those of its rules that are spoken of. */
  readonly words: readonly RuleWord[];
  /** The rule that was probably meant. */
  readonly meant: string | undefined;
}

/** What the file was asked. */
export interface Asked {
  readonly settings: Settings;
  /** The rules that there are, by id, … */
  readonly known: ReadonlySet<string>;
  /** … and those of them that the settings turn on. */
  readonly on: ReadonlySet<string>;
}

export interface Heard extends Pick<Linted, 'findings' | 'crashes'> {
  readonly suppressed: readonly Suppressed[];
  readonly remarks: readonly Remark[];
}

/** `linted` without what is suppressed. */
export function hear(source: Source, linted: Linted, asked: () => Asked): Heard {
  const { crashes } = linted;
  if (source.suppressions.length === 0) return { findings: linted.findings, crashes, suppressed: [], remarks: [] };
  const findings: Report[] = [];
  const suppressed: Suppressed[] = [];
  const needed = new Set<RuleWord>();
  for (const report of linted.findings) {
    const silencing = source.suppressions.flatMap((by) => wordsFor(source, by, report).map((word) => ({ by, word })));
    for (const { word } of silencing) needed.add(word);
    // The last of several is the nearest: what covers more begins before it.
    const by = silencing.at(-1)?.by;
    if (by) suppressed.push({ report, by });
    else findings.push(report);
  }
  const ledger: Ledger = { source, linted, asked: asked(), needed };
  const remarks = source.suppressions.flatMap((one) => remarksOn(one, ledger));
  return {
    findings,
    crashes,
    suppressed,
    remarks: remarks.filter(({ rule }) => ledger.asked.settings.rules.get(rule) !== 'off'),
  };
}

function wordsFor(source: Source, suppression: Suppression, report: Report): readonly RuleWord[] {
  const { problem, rules, covers, resources } = suppression;
  const words = problem === undefined ? rules.filter(({ id }) => id === report.rule) : [];
  if (words.length === 0) return [];
  const { start, end } = locate(source, report.at);
  // A value that is not written has no width, and stands behind its key.
  const isCovered = covers.start <= start && (start < covers.end || (start === end && start === covers.end));
  return isCovered || resources.includes(report.resource) ? words : [];
}

interface Ledger {
  readonly source: Source;
  readonly linted: Linted;
  readonly asked: Asked;
  readonly needed: ReadonlySet<RuleWord>;
}

function remarksOn(suppression: Suppression, ledger: Ledger): readonly Remark[] {
  const { form, problem, reason, rules } = suppression;
  const remark = (rule: Remark['rule'], message: string, words = rules, meant?: string): Remark => ({
    rule,
    severity: severityOf(rule, ledger.asked.settings) ?? remarkKinds[rule].severity,
    message,
    span:
      words.length < rules.length || rule === 'suppression-unknown-rule'
        ? (words[0] ?? suppression.at)
        : suppression.at,
    resource: resourceOf(suppression, ledger.source),
    suppression,
    words,
    meant,
  });
  if (problem !== undefined) return [remark('suppression-unreadable', problem)];

  const { known } = ledger.asked;
  const unknown = rules.filter(({ id }) => !known.has(id));
  const unneeded = rules.filter((word) => isUnneeded(suppression, word, ledger));
  const unsaid = reason === undefined && unknown.length + unneeded.length < rules.length;
  return [
    ...unknown.map((word) => {
      const meant = nearest(word.id, known);
      const hint = meant === undefined ? 'it silences nothing.' : `did you mean ${meant}?`;
      return remark('suppression-unknown-rule', `There is no rule ${word.id}; ${hint}`, [word], meant);
    }),
    ...(unneeded.length === rules.length ? [unneeded] : unneeded.map((word) => [word])).map((words) =>
      remark('suppression-unneeded', whyUnneeded(words, words.length === rules.length), words),
    ),
    ...(unsaid ? [remark('suppression-without-reason', `This suppression gives no reason; ${reasonGoes[form]}.`)] : []),
  ];
}

function resourceOf({ form, at, covers }: Suppression, { document, items, resources }: Source): string | undefined {
  const offset = form === 'line' ? at.start : covers.start;
  const index = lastAtOrBefore(document.starts, offset);
  const start = offset - (document.starts[index] ?? 0);
  const before = resources.map(writtenOf).filter(({ item, key }) => items.get(item) === index && key.start <= start);
  return before.sort((one, other) => one.key.start - other.key.start).at(-1)?.name;
}

function whyUnneeded(words: readonly RuleWord[], isAll: boolean): string {
  const names = listed(words.map(({ id }) => id));
  return `${names} ${words.length === 1 ? 'finds' : 'find'} nothing here; ${isAll ? 'remove this suppression' : 'take it off the list'}.`;
}

const reasonGoes: Readonly<Record<Suppression['form'], string>> = {
  line: 'write it behind --',
  above: 'write it behind --',
  entry: 'write it behind --',
  metadata: 'add one beside its rule',
};

/** Only where an answer was asked for and given: what is unknown today may be a finding tomorrow. */
function isUnneeded(suppression: Suppression, word: RuleWord, { source, linted, asked, needed }: Ledger): boolean {
  if (needed.has(word) || !asked.on.has(word.id)) return false;
  const isWrong = source.problems.some(({ severity = 'error' }) => severity === 'error');
  if (source.opaque !== undefined || isWrong) return false;
  return (
    !linted.crashes.some(({ rule }) => rule === word.id) &&
    !linted.undecided().some((one) => one.rule === word.id && mayBeSilenced(source, suppression, one))
  );
}

/** Whether what is not known, or the finding that it may lead to, stands in the same item as something covered. */
function mayBeSilenced(
  source: Source,
  { covers, resources }: Suppression,
  { at, stands, resource }: Undecided,
): boolean {
  if (resources.includes(resource)) return true;
  const { starts, length } = source.document;
  return [at.item, stands.item].some((item) => {
    const index = source.items.get(item) ?? 0;
    return covers.start < (starts[index + 1] ?? length) && (starts[index] ?? 0) < covers.end;
  });
}
