/*
 * All rules asked about all rows, and what they said. It is kept with what each has read to say so: where something of
 * that gives way to another, and only there, the rule is asked again.
 */
import type { AnyRule } from '../../rules/kit/index.ts';
import type { Entry } from '../formats/format.ts';
import { differenceOf, type Splice, withSplice } from '../formats/syntax/splice.ts';
import { Answers } from './answers.ts';
import type { Thing } from './fates.ts';
import type { Change, Graph } from './graph.ts';
import { type Judged, judge, type Report, silence, type Undecided } from './judge.ts';
import { Look } from './look.ts';
import { type Moved, speaksOf } from './moved.ts';
import { type Reader, Readers } from './readers.ts';
import type { Remembered } from './remembered.ts';
import { isOn, type Settings } from './settings.ts';
import { anyWorld } from './world.ts';

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
  /** Hardly anybody wants to know: only now is who may have become undecided asked again, of the graph as it is now. */
  readonly undecided: () => readonly Undecided[];
  readonly crashes: readonly Crash[];
}

/** A rule asked about a row. */
interface Check extends Reader {
  readonly asked: Asked;
  entry: Entry;
  said: Judged | Crash;
}

/** A rule, and its checks: one for each row that it is made for, in their order. */
interface Asked {
  readonly rule: AnyRule;
  entries: readonly Entry[];
  checks: readonly Check[];
  /** What they said, all together; undefined where one of them says something else now. */
  linted: Pick<Linted, 'findings' | 'crashes'> | undefined;
  undecided: readonly Undecided[] | undefined;
}

export class Checks {
  readonly #subject: Subject;
  /** Undefined where nobody will ask again. */
  readonly #readers: Readers<Check> | undefined;
  readonly #answers: Answers | undefined;
  readonly #asked: readonly Asked[];
  /** Undefined where one of them says something else now. */
  #linted: Linted | undefined;
  /**
   * Who finds nothing, and what of that which they have read has clouded over since. They find nothing still, but may
   * have become undecided: hardly anybody wants to know, and mostly a name is only half typed.
   */
  readonly #clouded = new Map<Check, Set<Thing>>();
  /** What they have read, where that stays as it is. */
  #look: Look | undefined;
  /** What others have worked out of the same graph. */
  readonly #kept: Pick<Remembered<unknown>, 'forget'>[] = [];

  /** Asks those of `rules` that the settings turn on. `mayChange`: what they read is kept, so that `askAgain` can follow. */
  constructor(subject: Subject, rules: readonly AnyRule[], mayChange = false) {
    this.#subject = subject;
    this.#readers = mayChange ? new Readers() : undefined;
    this.#answers = mayChange ? new Answers() : undefined;
    this.#asked = rules
      .filter((rule) => isOn(rule, subject.settings))
      .map((rule) => ({ rule, entries: [], checks: [], linted: undefined, undecided: undefined }));
    const moved = { things: new Set<Thing>(), items: undefined, names: new Set<string>() };
    this.askAgain({ gaveWay: new Set(), clouded: new Set(), cleared: new Set(), moved });
  }

  get mayChange(): boolean {
    return this.#readers !== undefined;
  }

  /** Undefined where what was read may give way: nobody would notice it there. */
  get look(): Look | undefined {
    return this.#look;
  }

  /** From now on, `kept` forgets what a change concerns. */
  keep(kept: Pick<Remembered<unknown>, 'forget'>): void {
    this.#kept.push(kept);
  }

  /** Asks whom the change concerns, and about the rows that came. */
  askAgain(change: Change): void {
    const { gaveWay, clouded, cleared, moved } = change;
    const stale = new Set<Check>();
    const look = this.#newLook();
    this.#answers?.renew(change, look, (thing) => this.#readers?.isRead(thing) === true);
    for (const kept of this.#kept) for (const things of [gaveWay, clouded]) kept.forget(things);
    for (const thing of gaveWay) for (const check of this.#readersOf(thing)) stale.add(check);
    for (const thing of moved.things)
      for (const check of this.#readersOf(thing)) if (isMoved(check, moved)) stale.add(check);
    for (const thing of cleared) for (const check of this.#readersOf(thing)) this.#clear(check, thing);
    for (const thing of clouded)
      for (const check of this.#readersOf(thing))
        if (findsNothing(check)) this.#cloud(check, thing);
        else stale.add(check);
    if (!this.#readers) this.#look = look;
    // Rules of one type have followed the same rows.
    const splices = new Map<readonly Entry[], Splice>();
    for (const asked of this.#asked) {
      const entries = this.#subject.graph.own(asked.rule.resource.name);
      if (entries === asked.entries) continue;
      const splice = splices.get(asked.entries) ?? differenceOf(asked.entries, entries);
      splices.set(asked.entries, splice);
      this.#follow(asked, entries, splice, stale);
    }
    for (const check of stale) this.#ask(check, look);
  }

  /** By rule, and in the order of the text. The same object as long as nobody says anything else. */
  linted(): Linted {
    this.#linted ??= this.#together();
    return this.#linted;
  }

  #together(): Linted {
    const all = this.#asked.map((asked) => {
      asked.linted ??= foundBy(asked.checks);
      return asked.linted;
    });
    return {
      findings: inOne(all.map(({ findings }) => findings)),
      undecided: () => this.#undecided(),
      crashes: inOne(all.map(({ crashes }) => crashes)),
    };
  }

  #undecided(): readonly Undecided[] {
    const look = this.#newLook();
    for (const check of [...this.#clouded.keys()]) this.#ask(check, look);
    return inOne(
      this.#asked.map((asked) => {
        asked.undecided ??= undecidedBy(asked.checks);
        return asked.undecided;
      }),
    );
  }

  #unsay(asked: Asked): void {
    asked.linted = undefined;
    asked.undecided = undefined;
    this.#linted = undefined;
  }

  #newLook(): Look {
    return new Look(this.#subject.graph, anyWorld, undefined, this.#answers);
  }

  #readersOf(thing: Thing): Iterable<Check> {
    return this.#readers?.of(thing) ?? [];
  }

  #cloud(check: Check, thing: Thing): void {
    const clouds = this.#clouded.get(check);
    if (clouds) clouds.add(thing);
    else this.#clouded.set(check, new Set([thing]));
  }

  #clear(check: Check, thing: Thing): void {
    const clouds = this.#clouded.get(check);
    if (clouds?.delete(thing) && clouds.size === 0) this.#clouded.delete(check);
  }

  /** Keeps the checks of the rows that stay. */
  #follow(asked: Asked, entries: readonly Entry[], splice: Splice, stale: Set<Check>): void {
    if (exchange(asked, entries, splice)) return;
    const { from, removed, added } = splice;
    const come = entries.slice(from, from + added).map((entry): Check => ({ asked, entry, said: silence, things: [] }));
    for (const check of asked.checks.slice(from, from + removed)) {
      this.#readers?.forget(check);
      this.#clouded.delete(check);
      stale.delete(check);
      if (check.said !== silence) this.#unsay(asked);
    }
    for (const check of come) stale.add(check);
    asked.checks = withSplice(asked.checks, from, from + removed, come);
    asked.entries = entries;
  }

  #ask(check: Check, look: Look): void {
    const before = check.said;
    this.#clouded.delete(check);
    if (!this.#readers) check.said = this.#answer(check, look);
    else {
      const { value, things } = look.tracking(() => this.#answer(check, look));
      check.said = value;
      this.#readers.note(check, things);
    }
    if (check.said !== before) this.#unsay(check.asked);
  }

  #answer({ asked: { rule }, entry }: Check, look: Look): Judged | Crash {
    try {
      return judge(look, this.#subject.settings, rule, entry);
    } catch (error) {
      // The one catch around rules: the rest of the file is still worth linting.
      return { rule: rule.id, resource: entry.name, error };
    }
  }
}

const findsNothing = ({ said }: Check): boolean => !('error' in said) && said.findings.length === 0;

const isMoved = ({ said }: Check, moved: Moved): boolean =>
  said !== silence && ('error' in said || speaksOf(said, moved));

/** Where each row gave way to one of the same id, it keeps its check. */
function exchange(asked: Asked, entries: readonly Entry[], { from, removed, added }: Splice): boolean {
  if (removed !== added) return false;
  for (let index = from; index < from + added; index++)
    if (entries[index]?.id !== asked.entries[index]?.id) return false;
  for (let index = from; index < from + added; index++) {
    const [check, entry] = [asked.checks[index], entries[index]];
    if (check && entry) check.entry = entry;
  }
  asked.entries = entries;
  return true;
}

const inOne = <T>(lists: readonly (readonly T[])[]): readonly T[] => ([] as readonly T[]).concat(...lists);

function foundBy(checks: readonly Check[]): Pick<Linted, 'findings' | 'crashes'> {
  const findings = new Said<Report>(
    (one, other) => one.at.span.start === other.at.span.start && one.message === other.message,
  );
  const crashes: Crash[] = [];
  for (const { said } of checks) {
    if (said === silence) continue;
    if ('error' in said) crashes.push(said);
    else for (const report of said.findings) findings.add(report);
  }
  return { findings: findings.all, crashes };
}

function undecidedBy(checks: readonly Check[]): readonly Undecided[] {
  const undecided = new Said<Undecided>(
    (one, other) =>
      one.at.span.start === other.at.span.start &&
      one.stands.item === other.stands.item &&
      one.stands.span.start === other.stands.span.start &&
      one.why === other.why,
  );
  for (const { said } of checks)
    if (said !== silence && !('error' in said)) for (const open of said.undecided) undecided.add(open);
  return undecided.all;
}

/** What a rule says, each thing once: rows may share a place (a loop, an integration of several routes). */
class Said<T extends Pick<Report, 'at'>> {
  readonly all: T[] = [];
  readonly #byItem = new Map<string, T[]>();
  readonly #isSame: (one: T, other: T) => boolean;

  /** `isSame` is asked of two that are said of one item. */
  constructor(isSame: (one: T, other: T) => boolean) {
    this.#isSame = isSame;
  }

  add(one: T): void {
    const known = this.#byItem.get(one.at.item);
    if (known?.some((other) => this.#isSame(one, other))) return;
    if (known) known.push(one);
    else this.#byItem.set(one.at.item, [one]);
    this.all.push(one);
  }
}

/** Those of `rules` that the settings turn on, on every row that they are made for. */
export const lint = (subject: Subject, rules: readonly AnyRule[]): Linted => new Checks(subject, rules).linted();
