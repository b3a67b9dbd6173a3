/* The fixes of a finding, in the words of its file. */
import type { AnyRule, Applicability, Edit, Fix, ParameterEdit, Place } from '../../rules/kit/index.ts';
import { cell } from '../../rules/kit/index.ts';
import {
  type Entry,
  type Manner,
  type Reach,
  type Render,
  type Source,
  type TextEdit,
  writtenOf,
} from '../formats/format.ts';
import { Kept } from '../formats/syntax/kept.ts';
import { mayServe, wordForParameter } from '../formats/writer.ts';
import type { Analysis } from './analysis.ts';
import { staysInBranch } from './branch.ts';
import { kindOf, type RuleFix } from './fix-kind.ts';
import type { Graph } from './graph.ts';
import { type Report, said, see } from './judge.ts';
import type { Subject } from './lint.ts';
import { Look } from './look.ts';
import { anyWorld, assume, homeOf } from './world.ts';

/** With what was read to find it, where that is kept. */
type Checked = Subject & Partial<Pick<Analysis, 'checks'>>;

/** A fix in the words of the file. */
export interface RenderedFix {
  readonly title: string;
  readonly applicability: Applicability;
  /** Never overlapping; in the order of the text, and those of other files behind them. */
  readonly edits: readonly TextEdit[];
}

/** The fixes of a finding, rendered: runs that one check again. Those that cannot be written surely are left out. */
export function fixesOf(
  subject: Checked,
  rule: AnyRule,
  report: Report,
  render: Render,
  how: Pick<Manner, 'inThisFile'> = {},
): readonly RuleFix[] {
  const { graph } = subject;
  const { branch } = report;
  const entry = graph.entry(report.row);
  const source = entry && shownIn(graph, entry.source, report.at);
  if (!entry || !source || source.readOnly !== undefined || writtenOf(entry.resource).sealed !== undefined) return [];
  const fixes = wantedFixes(subject, rule, entry, report).filter(
    ({ edits }) => !branch || staysInBranch(graph, edits, branch),
  );
  const offered = fixes.flatMap((fix) => {
    // A value of its own would be the same in every branch.
    const mayStandAlone = !branch && fix.edits.some((edit) => mayBeShared(edit, graph));
    return withParameters(fix, source).flatMap(({ title, standing }) => {
      const write = (reach: Reach) => render(source, fix.edits, (row) => graph.entry(row), standing, { ...how, reach });
      const [parameter] = standing.values();
      return inReach(entry, write('all'), mayStandAlone ? write('alone') : undefined).map(({ edits, words }) => {
        const kind = kindOf(fix.title + words, parameter, entry, graph);
        return { title: title + words, kind, applicability: fix.applicability, edits };
      });
    });
  });
  const once = offered.filter(({ title }, i) => offered.findIndex((one) => one.title === title) === i);
  // Two ways in the model's words may be one in those of the file: the scheme of IAM, and IAM itself, in SAM.
  return once.filter(({ edits }, i) => !once.slice(i + 1).some((later) => isSameText(edits, later.edits)));
}

/**
 * Where the finding stands: in the file of the resource, in one of its module that overrides what is there, or around
 * it, at the argument that causes it. What yet another file says is mended there.
 */
function shownIn({ sources }: Graph, own: Source, { file }: Place): Source | undefined {
  if (own.file === file) return own;
  return [...(own.module?.sources ?? []), ...sources].find((one) => one.file === file);
}

/** Else it is the same text for all as for one: only what SAM makes has something from `Globals`. */
const mayBeShared = (edit: Edit, graph: Graph): boolean =>
  'target' in edit && edit.target.row !== undefined && graph.entry(edit.target.row)?.resource.made !== undefined;

interface Reaching {
  readonly edits: readonly TextEdit[];
  /** What goes onto the title. */
  readonly words: string;
}

/** What several resources share is changed for all of them, or for one: the user chooses. */
function inReach(
  { resource }: Entry,
  all: readonly TextEdit[] | undefined,
  alone: readonly TextEdit[] | undefined,
): readonly Reaching[] {
  const isWritten = (edits: readonly TextEdit[] | undefined) => edits !== undefined && edits.length > 0;
  if (!all || !isWritten(all)) return [];
  if (!alone || !isWritten(alone) || isSameText(all, alone)) return [{ edits: all, words: '' }];
  return [
    { edits: all, words: ', for all that share it' },
    { edits: alone, words: `, for ${writtenOf(resource).name} alone` },
  ];
}

const isSameText = (one: readonly TextEdit[], other: readonly TextEdit[]): boolean =>
  one.length === other.length &&
  one.every(({ start, end, newText, file }, i) => {
    const there = other[i];
    return there?.start === start && there.end === end && there.newText === newText && there.file === file;
  });

/** Asks the rule again. What was read for the fixes of one finding stands ready for those of the next. */
function wantedFixes(subject: Checked, rule: AnyRule, entry: Entry, { at: spot, branch }: Report): readonly Fix[] {
  const look = lookAt(subject).in(assume(homeOf(entry), branch));
  const wanted = () => {
    const { findings } = see(look, subject.settings, rule, entry);
    return [...findings.values()].find(({ at }) => sameSpot(said(at)[cell].place, spot))?.fixes?.() ?? [];
  };
  // What is read and noted on the way is of no use to anybody.
  return look.tracking(() => look.noting(wanted)).value.value;
}

/** A subject is never the same one again once its graph has changed. */
const looks = new Kept<Checked, Look>();

function lookAt(subject: Checked): Look {
  const look = looks.get(subject) ?? subject.checks?.look ?? new Look(subject.graph, anyWorld);
  looks.set(subject, look);
  return look;
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
  const there = [...source.parameters.values()].filter((one) => mayServe(source, one, wanted));
  if (there.length === 0) return [fresh];
  const using = there.map(({ name }) => ({ title: `${fix.title}, with ${name}`, standing: new Map([[wanted, name]]) }));
  return [...using, { ...fresh, title: `${fix.title}, with a new ${wordForParameter(source)}` }];
}
