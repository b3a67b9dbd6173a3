import {
  type AnyRule,
  type Applicability,
  cell,
  type Finding,
  type Fix,
  identity,
  type ParameterEdit,
  type Place,
  type Severity,
  type Verdict,
  type View,
} from '../../rules/kit/index.ts';
import type { Entry, Render, Source, TextEdit, Truth } from '../formats/format.ts';
import { parameterType } from '../formats/spelling.ts';
import { staysInBranch } from './branch.ts';
import { kindOf, type RuleFix } from './fix-kind.ts';
import type { Graph } from './graph.ts';
import { atomsOf, Look, type Note } from './look.ts';
import { isOn, type Settings, severityOf } from './settings.ts';
import { anyWorld, assume, type World } from './world.ts';

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

/** A rule that threw: a bug of ours. The rest of the findings stand. */
export interface Crash {
  readonly rule: string;
  readonly resource: string;
  readonly error: unknown;
}

/** What is judged, and by what the user said. */
export interface Subject {
  readonly graph: Graph;
  readonly settings: Settings;
}

export interface Linted {
  readonly findings: readonly Report[];
  readonly undecided: readonly Undecided[];
  readonly crashes: readonly Crash[];
}

/** The most conditions that are tried for one check. */
const MOST_ATOMS = 32;

/** Those of `rules` that the settings turn on, on every row that they are made for. */
export function lint(subject: Subject, rules: readonly AnyRule[]): Linted {
  const { graph, settings } = subject;
  const findings: Report[] = [];
  const undecided: Undecided[] = [];
  const crashes: Crash[] = [];
  const said = new Set<string>();
  const open = new Look(graph, anyWorld);
  for (const rule of rules.filter((one) => isOn(one, settings)))
    for (const entry of graph.all(rule.resource.name)) {
      try {
        const judged = judge(open, settings, rule, entry);
        // Rows that share a place (a loop, an integration of several routes) say a thing once.
        for (const report of judged.findings) {
          const key = `${report.rule} ${report.at.item} ${report.at.span.start} ${report.message}`;
          if (said.has(key)) continue;
          said.add(key);
          findings.push(report);
        }
        for (const one of judged.undecided) {
          const key = `${one.rule} ${one.at.item} ${one.at.span.start} ${one.stands.item} ${one.stands.span.start} ${one.why}`;
          if (said.has(key)) continue;
          said.add(key);
          undecided.push(one);
        }
      } catch (error) {
        // The one catch around rules: the rest of the file is still worth linting.
        crashes.push({ rule: rule.id, resource: entry.name, error });
      }
    }
  return { findings, undecided, crashes };
}

const nothing: Omit<Linted, 'crashes'> = { findings: [], undecided: [] };

interface Seen {
  /** What may be said, by the address that it stands at: equal in every world. */
  readonly findings: ReadonlyMap<string, Finding>;
  readonly notes: readonly Note[];
}

/** Once with every condition open; then one condition at a time, the same in everything that is read. */
function judge(look: Look, settings: Settings, rule: AnyRule, entry: Entry): Omit<Linted, 'crashes'> {
  const home = homeOf(entry);
  const first = see(look.in(home), settings, rule, entry);
  return first.findings.size === 0 ? nothing : weigh(first, look, home, settings, rule, entry);
}

function weigh(
  first: Seen,
  look: Look,
  home: World,
  settings: Settings,
  rule: AnyRule,
  entry: Entry,
): Omit<Linted, 'crashes'> {
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
      } else if (whenYes?.when.answer === 'yes' && !whenNo && (!leavesOut(yes) || whenYes.evenIfLeftOut))
        findings.push(report(whenYes, truth, `when ${truth.name} is true`));
      else if (whenNo?.when.answer === 'yes' && !whenYes && (!leavesOut(no) || whenNo.evenIfLeftOut))
        findings.push(report(whenNo, opposite, `when ${truth.name} is false`));
      else continue;
      open.delete(key);
      settled.add(key);
    }
  }
  const undecided = [...open.values()].flatMap(({ when, at }) =>
    when.answer === 'unknown'
      ? [{ rule: rule.id, resource: entry.resource.name, why: when.why, at: when.place, stands: at[cell].place }]
      : [],
  );
  return { findings, undecided };
}

/** What is said of a resource is said of it where it exists. */
const homeOf = (entry: Entry): World => assume(anyWorld, entry.resource.exists);

const leavesOut = ({ notes }: Seen) => notes.includes('left out');

function see(look: Look, { quotas }: Settings, rule: AnyRule, entry: Entry): Seen {
  // The rule and the row type belong together: `graph.all` was asked by the rule's own name.
  const { value: answer, notes } = look.noting(() => rule.check(look.view(entry) as never, quotas));
  const said = ('when' in answer ? [answer] : answer).filter(({ when }) => when.answer !== 'no');
  return { notes, findings: said.length === 0 ? none : new Map(said.map((one) => [address(one.at), one])) };
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
  const severity = finding.severity ?? rule.severity;
  const { place } = finding.at[cell];
  const defaults = place.via.flatMap(({ how, name, place: written }): Related[] =>
    how === 'default' && written ? [{ place: written, message: `the default of ${name}` }] : [],
  );
  return {
    rule: rule.id,
    row: entry.id,
    resource: graph.entry(place.row ?? '')?.resource.name ?? entry.resource.name,
    severity: severityOf(rule.id, settings) ?? (branch ? lower(severity) : severity),
    message: finding.message,
    at: place,
    when,
    branch,
    assumes: assumesOf(finding.when),
    related: [...(finding.related ?? []).map(relatedOf), ...defaults],
  };
}

function relatedOf(view: View): Related {
  const name = identity in view && 'name' in view && typeof view.name === 'string' ? view.name : '';
  return { place: view[cell].place, message: name };
}

const assumesOf = (verdict: Verdict): readonly string[] =>
  verdict.answer === 'unknown' ? [] : [...new Set(verdict.assumes)];

const lower = (severity: Severity): Severity =>
  severity === 'error' ? 'warning' : severity === 'warning' ? 'information' : 'hint';

/** A fix in the words of the file. */
export interface RenderedFix {
  readonly title: string;
  readonly applicability: Applicability;
  /** Never overlapping; in the order of the text. */
  readonly edits: readonly TextEdit[];
}

/** The fixes of a finding, rendered: runs that one check again. Those that cannot be written surely are left out. */
export function fixesOf(
  { graph, settings }: Subject,
  rule: AnyRule,
  report: Report,
  render: Render,
): readonly RuleFix[] {
  const entry = graph.entry(report.row);
  if (!entry || entry.source.readOnly !== undefined || entry.resource.sealed !== undefined) return [];
  const { findings } = see(new Look(graph, assume(homeOf(entry), report.branch)), settings, rule, entry);
  const wanted = [...findings.values()].find(({ at }) => sameSpot(at[cell].place, report.at));
  const { branch } = report;
  const fixes = (wanted?.fixes?.() ?? []).filter(({ edits }) => !branch || staysInBranch(graph, edits, branch));
  return fixes.flatMap((fix) =>
    withParameters(fix, entry.source).flatMap(({ title, standing }) => {
      const edits = render(entry.source, fix.edits, (row) => graph.entry(row), standing);
      const [parameter] = standing.values();
      const kind = kindOf(fix.title, parameter, entry, graph);
      return edits && edits.length > 0 ? [{ title, kind, applicability: fix.applicability, edits }] : [];
    }),
  );
}

const sameSpot = (one: Place, other: Place) =>
  one.item === other.item && one.span.start === other.span.start && one.path.join('.') === other.path.join('.');

interface Variant {
  readonly title: string;
  /** The parameters of the template that serve for those the fix asks for. */
  readonly standing: ReadonlyMap<ParameterEdit, string>;
}

/** A fix that wants a parameter is offered once for each one that may serve, and once with a new one. */
function withParameters(fix: Fix, source: Source): readonly Variant[] {
  const fresh: Variant = { title: fix.title, standing: new Map() };
  const wanted = fix.edits.find((edit): edit is ParameterEdit => edit.op === 'parameter');
  if (!wanted) return [fresh];
  const there = [...source.parameters.values()].filter(
    ({ name, type }) => type === parameterType(wanted) && (wanted.like?.test(name) ?? true),
  );
  if (there.length === 0) return [fresh];
  const using = there.map(({ name }) => ({ title: `${fix.title}, with ${name}`, standing: new Map([[wanted, name]]) }));
  return [...using, { ...fresh, title: `${fix.title}, with a new parameter` }];
}
