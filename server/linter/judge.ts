/* One rule asked about one row: with every condition open, then one condition at a time. */
import {
  type AnyRule,
  cell,
  type Finding,
  identity,
  type Place,
  type Said,
  type Severity,
  type Verdict,
  type Via,
  type View,
} from '../../rules/kit/index.ts';
import type { Entry, Truth } from '../formats/format.ts';
import { atomsOf, type Look, type Note } from './look.ts';
import { type Settings, severityOf } from './settings.ts';
import { assume, homeOf, type World } from './world.ts';

/** What a rule says about one place: data, without a hold on the graph. */
export interface Report {
  readonly rule: string;
  /** The row it speaks of. */
  readonly row: string;
  /** The logical id of the resource that it stands at. */
  readonly resource: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Place;
  /** The branch in which it holds: `when HasCert is false`. */
  readonly when: string | undefined;
  readonly branch: Truth | undefined;
  /** The parameters whose defaults it rests on. */
  readonly assumes: readonly string[];
  readonly related: readonly Related[];
}
export interface Related {
  readonly place: Place;
  readonly message: string;
}

export interface Undecided {
  readonly rule: string;
  readonly resource: string;
  readonly why: string;
  readonly at: Place;
  /** Where the finding would stand. */
  readonly stands: Place;
}

/** The most conditions that are tried for one check. */
const MOST_ATOMS = 32;

/** What one rule says of one row. */
export interface Judged {
  readonly findings: readonly Report[];
  readonly undecided: readonly Undecided[];
}
/** Most of the time. */
export const silence: Judged = { findings: [], undecided: [] };

interface Seen {
  /** What may be said, by the address that it stands at: equal in every world. */
  readonly findings: ReadonlyMap<string, Finding>;
  readonly notes: readonly Note[];
}

/** Once with every condition open; then one condition at a time, the same in everything that is read. */
export function judge(look: Look, settings: Settings, rule: AnyRule, entry: Entry): Judged {
  const home = homeOf(entry);
  look.reads(entry.resource.content); // be it that the rule asks for nothing of it but where it stands
  const first = see(look.in(home), settings, rule, entry);
  return first.findings.size === 0 ? silence : weigh(first, look, home, settings, rule, entry);
}

function weigh(first: Seen, look: Look, home: World, settings: Settings, rule: AnyRule, entry: Entry): Judged {
  const seeIn = (world: World) => see(look.in(world), settings, rule, entry);
  const report = (finding: Finding, branch?: Truth, when?: string): Report =>
    reportOf(look, settings, rule, entry, finding, branch, when);
  const findings: Report[] = [];
  const open = new Map<string, Finding>();
  const settled = new Set<string>();
  for (const [key, finding] of first.findings) {
    if (finding.when.answer === 'yes') findings.push(report(finding));
    if (finding.when.answer === 'unknown') open.set(key, finding);
    else settled.add(key);
  }
  if (open.size === 0) return { findings, undecided: [] };
  for (const truth of [...atomsOf(first.notes).values()].slice(0, MOST_ATOMS)) {
    if (open.size === 0) break;
    const opposite = { ...truth, is: !truth.is };
    const yes = seeIn(assume(home, truth));
    const no = seeIn(assume(home, opposite));
    // What a condition brings into being has its address in that branch only.
    for (const key of new Set([...open.keys(), ...yes.findings.keys(), ...no.findings.keys()])) {
      if (settled.has(key)) continue;
      const whenYes = yes.findings.get(key);
      const whenNo = no.findings.get(key);
      if (whenYes?.when.answer === 'yes' && whenNo?.when.answer === 'yes') findings.push(report(whenYes));
      else if (!whenYes && !whenNo) {
        // Quiet in both branches: settled; what one of them brings into being may yet speak in another.
        if (!first.findings.has(key)) continue;
      } else if (truth.condition.isOpen) continue;
      else if (whenYes?.when.answer === 'yes' && !whenNo && (!leavesOut(yes) || whenYes.evenIfLeftOut))
        findings.push(report(whenYes, truth, branchWords(truth, true)));
      else if (whenNo?.when.answer === 'yes' && !whenYes && (!leavesOut(no) || whenNo.evenIfLeftOut))
        findings.push(report(whenNo, opposite, branchWords(truth, false)));
      else continue;
      open.delete(key);
      settled.add(key);
    }
  }
  const undecided = [...open.values()].flatMap(({ when, at }) =>
    when.answer === 'unknown'
      ? [{ rule: rule.id, resource: entry.resource.name, why: when.why, at: when.place, stands: said(at)[cell].place }]
      : [],
  );
  // The same as all who have nothing to say: when what it has read only moves, it is not asked again.
  return findings.length === 0 && undecided.length === 0 ? silence : { findings, undecided };
}

/** A test is said as it is written, be it that its opposite was asked for. */
const branchWords = ({ condition, is, name }: Truth, holds: boolean): string =>
  condition.name === undefined ? `when ${name} is ${holds}` : `when ${condition.name} is ${is === holds}`;

const leavesOut = ({ notes }: Seen) => notes.includes('left out');

export function see(look: Look, { quotas }: Settings, rule: AnyRule, entry: Entry): Seen {
  // The rule and the row type belong together: `graph.all` was asked by the rule's own name.
  const { value: answer, notes } = look.noting(() => rule.check(look.view(entry) as never, quotas));
  let findings: Map<string, Finding> | undefined;
  for (const one of 'when' in answer ? [answer] : answer)
    if (one.when.answer !== 'no') {
      findings ??= new Map();
      findings.set(address(said(one.at)), one);
    }
  return { notes, findings: findings ?? none };
}

const none: Seen['findings'] = new Map();

/** A view says by its identity what row it is; its place would be where it was referred to. */
const address = (at: View): string => {
  const { place } = at[cell];
  return `${place.row ?? place.item} ${place.path.join('.')}`;
};

function reportOf(
  { graph }: Look,
  settings: Settings,
  rule: AnyRule,
  entry: Entry,
  finding: Finding,
  branch?: Truth,
  when?: string,
): Report {
  const severity = said(finding.severity) ?? rule.severity;
  const { place } = said(finding.at)[cell];
  const isAsGiven = branch !== undefined && graph.settled.get(branch.condition.key) === branch.is;
  return {
    rule: rule.id,
    row: entry.id,
    resource: graph.entry(place.row ?? '')?.resource.name ?? entry.resource.name,
    severity: severityOf(rule.id, settings) ?? (branch && !isAsGiven ? lower(severity) : severity),
    message: said(finding.message),
    at: place,
    when,
    branch,
    assumes: assumesOf(finding.when),
    related: [...(said(finding.related) ?? []).map(relatedOf), ...endsOf(place.via.flatMap(originOf))],
  };
}

export const said = <T extends string | View | readonly View[] | undefined>(what: Said<T>): T =>
  typeof what === 'function' ? what() : what;

/** Nobody follows a longer way from name to name with their eyes. */
const mostOrigins = 8;

/** The nearest, and the last, which is where the value is written. */
function endsOf(origins: readonly Related[]): readonly Related[] {
  const last = origins.at(-1);
  if (!last || origins.length <= mostOrigins) return origins;
  const nearest = origins.slice(0, mostOrigins - 1);
  const between = origins.length - mostOrigins;
  return [
    ...nearest,
    { ...last, message: `${last.message}, with ${between} other${between === 1 ? '' : 's'} between` },
  ];
}

/** Where a value comes from that is written somewhere else. */
function originOf({ how, name, by, place }: Via): readonly Related[] {
  if (!place) return [];
  if (how === 'default') return [{ place, message: `the default of ${name}` }];
  if (how === 'local') return [{ place, message: `the value of ${name}` }];
  if (how === 'import') return [{ place, message: `exported as ${name}` }];
  if (how === 'argument') return [{ place, message: `where ${name} is used` }];
  return how === 'given' ? [{ place, message: `${name} is given by ${by}` }] : [];
}

function relatedOf(view: View): Related {
  const name = identity in view && 'name' in view && typeof view.name === 'string' ? view.name : '';
  return { place: view[cell].place, message: name };
}

const assumesOf = (verdict: Verdict): readonly string[] =>
  verdict.answer === 'unknown' ? [] : [...new Set(verdict.assumes)];

const lower = (severity: Severity): Severity =>
  severity === 'error' ? 'warning' : severity === 'warning' ? 'information' : 'hint';
