/* Which fixes the user has chosen in words: `--choice alb-without-waf=counting` on the command line. */
import { type Choose, safe } from './fix-all.ts';
import type { RuleFix } from './fix-kind.ts';

/** The fix of a rule that the user asks for. */
export interface Choice {
  readonly rule: string;
  /** Its number, or words of its title. Undefined: the preferred one. */
  readonly which: number | string | undefined;
}

/** `rule`, `rule=2` or `rule=words of the title`. */
export function choiceOf(text: string): Choice {
  const [rule = '', ...rest] = text.split('=');
  const words = rest.join('=').trim();
  return { rule: rule.trim(), which: words === '' ? undefined : /^\d+$/.test(words) ? Number(words) : words };
}

/** What there is to choose from: the first, second, … fix of a finding. Findings may differ in what that is. */
export interface Offer {
  readonly number: number;
  readonly title: string;
}

/** A choice that fits several fixes of one finding, or no fix of any. */
export interface Unclear {
  readonly choice: Choice;
  readonly why: 'several' | 'none';
  readonly offers: readonly Offer[];
}

export interface Chooser {
  readonly choose: Choose;
  /** To be asked once all findings were seen. */
  unclear(): readonly Unclear[];
}

/** The safe fixes of `rules`, or of all where none is named; and what was chosen. */
export function chooser(rules: ReadonlySet<string>, choices: readonly Choice[]): Chooser {
  const asked = new Map(choices.map((choice) => [choice.rule, { choice, ...nothingSeen() }]));
  const choose: Choose = (report, fixes) => {
    const here = asked.get(report.rule);
    if (!here) return rules.size === 0 || rules.has(report.rule) ? safe(report, fixes) : undefined;
    const offered = fixes();
    here.seen.push(offered);
    const [first, ...others] = matching(offered, here.choice.which);
    // With one parameter or with another, it is the same fix.
    const isOne = others.every(({ kind }) => kind.title === first?.kind.title);
    if (!isOne) here.several = true;
    else if (first) here.found = true;
    return isOne ? (first ?? safe(report, () => offered)) : undefined;
  };
  const unclear = (): readonly Unclear[] =>
    [...asked.values()].flatMap(({ choice, seen, found, several }): readonly Unclear[] => {
      const offers = offersOf(seen);
      if (offers.length === 0 || (found && !several)) return [];
      return [{ choice, why: several ? 'several' : 'none', offers }];
    });
  return { choose, unclear };
}

const nothingSeen = () => ({ seen: [] as (readonly RuleFix[])[], found: false, several: false });

function matching(fixes: readonly RuleFix[], which: Choice['which']): readonly RuleFix[] {
  if (which === undefined) return [...fixes.filter(isSafe), ...fixes].slice(0, 1);
  if (typeof which === 'number') return fixes.filter((fix) => numberOf(fix, fixes) === which);
  const titled = (test: (title: string) => boolean) => fixes.filter(({ title }) => test(title.toLowerCase()));
  const exact = titled((title) => title === which.toLowerCase());
  return exact.length > 0 ? exact : titled((title) => title.includes(which.toLowerCase()));
}

const isSafe = ({ applicability }: RuleFix): boolean => applicability === 'safe';

const numberOf = ({ kind }: RuleFix, fixes: readonly RuleFix[]): number =>
  [...new Set(fixes.map((one) => one.kind.title))].indexOf(kind.title) + 1;

/** The fixes of several findings, by number; those that differ in names and numbers only count once. */
export function offersOf(findings: readonly (readonly RuleFix[])[]): readonly Offer[] {
  const byKind = new Map<string, Offer>();
  for (const fixes of findings)
    for (const fix of fixes) {
      const { pattern, parameter } = fix.kind;
      const number = numberOf(fix, fixes);
      const key = `${number} ${pattern} ${parameter}`;
      const known = byKind.get(key);
      const common = parameter === undefined ? pattern : `${pattern}, with ${parameter}`;
      byKind.set(key, { number, title: known && known.title !== fix.title ? common : fix.title });
    }
  return [...byKind.values()].sort((one, other) => one.number - other.number);
}
