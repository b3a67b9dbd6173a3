/*
 * All rules asked about all rows, and what they said. It is kept with what each has read to say so: where something of
 * that gives way to another, and only there, the rule is asked again.
 */
import type { AnyRule } from '../../rules/kit/index.ts';
import type { Entry } from '../formats/format.ts';
import { type Splice, withSplice } from '../formats/syntax/splice.ts';
import { Answers } from './answers.ts';
import type { Thing } from './fates.ts';
import type { Change, Graph } from './graph.ts';
import { type Judged, judge, silence, type Undecided } from './judge.ts';
import { Look } from './look.ts';
import { type Moved, speaksOf } from './moved.ts';
import { Overcast } from './overcast.ts';
import { type Reader, Readers } from './readers.ts';
import type { Remembered } from './remembered.ts';
import { isOn, type Settings } from './settings.ts';
import { type Crash, type Found, isAdded, type Speaker, Together } from './together.ts';
import { anyWorld } from './world.ts';

/** What is judged, and by what the user said. */
export interface Subject {
  readonly graph: Graph;
  readonly settings: Settings;
}

export interface Linted extends Found {
  /** Hardly anybody wants to know: only now is who may have become undecided asked again, of the graph as it is now. */
  readonly undecided: () => readonly Undecided[];
}

/** A rule asked about a row. */
interface Check extends Reader, Speaker {
  readonly asked: Asked;
  entry: Entry;
  said: Judged | Crash;
}

/** A rule, and its checks: one for each row that it is made for, in their order. */
interface Asked {
  readonly rule: AnyRule;
  entries: readonly Entry[];
  checks: readonly Check[];
  readonly together: Together<Check>;
  /** Undefined where one of them says something else now. */
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
   * Who has read what clouded over. Who finds nothing finds nothing still, but may have become undecided: hardly anybody
   * wants to know, and mostly a name is only half typed.
   */
  readonly #overcast = new Overcast<Check, Judged | Crash>();
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
      .map((rule) => ({ rule, entries: [], checks: [], together: new Together(), undecided: undefined }));
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
    const { graph } = this.#subject;
    const { gaveWay, clouded, cleared, moved } = change;
    const stale = new Set<Check>();
    const look = this.#newLook();
    this.#answers?.renew(change, look, {
      isRead: (thing) => this.#readers?.isRead(thing) === true,
      isHeeded: (thing) => [...this.#readersOf(thing)].some((check) => !findsNothing(check)),
    });
    for (const kept of this.#kept) for (const things of [gaveWay, clouded]) kept.forget(things);
    for (const thing of cleared) for (const check of [...this.#readersOf(thing)]) this.#clear(check, thing);
    for (const thing of gaveWay)
      for (const check of this.#readersOf(thing)) {
        if (!this.#overcast.isMeanwhile(check, thing)) this.#overcast.drop(check);
        stale.add(check);
      }
    for (const thing of moved.things)
      for (const check of this.#readersOf(thing))
        if (this.#speaksOf(moved, check)) {
          this.#overcast.drop(check);
          stale.add(check);
        }
    for (const thing of clouded)
      for (const check of this.#readersOf(thing)) {
        const isAskedAnyway = stale.has(check) && !this.#overcast.has(check);
        if (isAskedAnyway) continue;
        this.#overcast.add(check, thing);
        if (!findsNothing(check)) stale.add(check);
      }
    if (!this.#readers) this.#look = look;
    // Rules of one type have followed the same rows.
    const splices = new Map<readonly Entry[], Splice>();
    for (const asked of this.#asked) {
      const { name } = asked.rule.resource;
      const entries = graph.own(name);
      if (entries === asked.entries) continue;
      const splice = splices.get(asked.entries) ?? graph.ownSince(name, asked.entries);
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
    const all = this.#asked.map(({ together, checks }) => together.found(checks));
    return {
      findings: inOne(all.map(({ findings }) => findings)),
      undecided: () => this.#undecided(),
      crashes: inOne(all.map(({ crashes }) => crashes)),
    };
  }

  #undecided(): readonly Undecided[] {
    const look = this.#newLook();
    for (const check of this.#overcast.unasked()) this.#ask(check, look);
    return inOne(
      this.#asked.map((asked) => {
        asked.undecided ??= undecidedBy(asked.checks);
        return asked.undecided;
      }),
    );
  }

  #say(check: Check, said: Judged | Crash): void {
    const { asked, said: before } = check;
    if (said === before) return;
    check.said = said;
    asked.together.turn(check, before, asked.checks);
    asked.undecided = undefined;
    this.#linted = undefined;
  }

  #newLook(): Look {
    return new Look(this.#subject.graph, anyWorld, undefined, this.#answers);
  }

  #readersOf(thing: Thing): Iterable<Check> {
    return this.#readers?.of(thing) ?? [];
  }

  /** Now, or once all is clear. */
  #speaksOf(moved: Moved, check: Check): boolean {
    const aside = this.#overcast.aside(check);
    return isMoved(check.said, moved) || (aside !== undefined && isMoved(aside.said, moved));
  }

  #clear(check: Check, thing: Thing): void {
    const { aside } = this.#overcast.clear(check, thing);
    if (!aside) return;
    this.#say(check, aside.said);
    this.#readers?.note(check, aside.things);
  }

  /** Keeps the checks of the rows that stay. */
  #follow(asked: Asked, entries: readonly Entry[], splice: Splice, stale: Set<Check>): void {
    if (exchange(asked, entries, splice)) return;
    const { from, removed, added } = splice;
    const come = entries.slice(from, from + added).map((entry): Check => ({ asked, entry, said: silence, things: [] }));
    for (const check of asked.checks.slice(from, from + removed)) {
      this.#readers?.forget(check);
      this.#overcast.drop(check);
      stale.delete(check);
      this.#say(check, silence);
    }
    for (const check of come) stale.add(check);
    asked.checks = withSplice(asked.checks, from, from + removed, come);
    asked.entries = entries;
  }

  #ask(check: Check, look: Look): void {
    if (!this.#readers) {
      this.#say(check, this.#answer(check, look));
      return;
    }
    const { value, things } = look.tracking(() => this.#answer(check, look));
    this.#readers.note(check, this.#overcast.ask(check, check.said, things));
    this.#say(check, value);
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

const isMoved = (said: Check['said'], moved: Moved): boolean =>
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

function undecidedBy(checks: readonly Check[]): readonly Undecided[] {
  const known = new Set<string>();
  const isNew = ({ at, stands, why }: Undecided): boolean =>
    isAdded(known, [at.item, at.span.start, stands.item, stands.span.start, why].join('\n'));
  return checks.flatMap(({ said }) => (said === silence || 'error' in said ? [] : said.undecided.filter(isNew)));
}

/** Those of `rules` that the settings turn on, on every row that they are made for. */
export const lint = (subject: Subject, rules: readonly AnyRule[]): Linted => new Checks(subject, rules).linted();
