/*
 * What rules have worked out `once` of a row that many share: the API of two hundred routes, the listener of as many
 * rules. It stands between what was read for it and whoever asks: where something of that gave way, it is worked out
 * again, and only where the answer is another one do those give way who have asked for it.
 */
import type { Entry } from '../formats/format.ts';
import { type Sky, type Thing, turn } from './fates.ts';
import type { Change } from './graph.ts';
import { keyOf, type Look, type Note } from './look.ts';
import { Overcast } from './overcast.ts';
import { type Reader, Readers } from './readers.ts';
import type { World } from './world.ts';

/** What a rule asks of a row. */
type Work = (of: never) => unknown;

/** What was answered: read by whoever asks for it. */
interface Said {
  is: unknown;
  /** What its readers come across. */
  notes: readonly Note[];
  /** All of it in words: answers are plain data. */
  readonly words: string;
}

interface Answer extends Reader {
  readonly row: string;
  readonly world: World;
  readonly work: Work;
  readonly said: Sky<Said>;
  isStale: boolean;
}

/** That an answer is what it was. */
interface Doubt {
  /** What it was, and what it has been since, where its turn comes more than once. */
  readonly left: readonly Said[];
  /** Whether nothing has come over what it has read but clouds. */
  readonly isCloud: boolean;
}

/** Somebody else than answers. */
interface Others {
  isRead(thing: Thing): boolean;
  /** By somebody who has found something: whoever has not does so no more when less is known. */
  isHeeded(thing: Thing): boolean;
}

export class Answers {
  readonly #known = new Map<string, Map<Work, Answer>>();
  readonly #readers = new Readers<Answer>();
  readonly #overcast = new Overcast<Answer, Said>();

  /** What `work` makes of the row in the world of `look`, noted as read there. */
  ask(look: Look, { id }: Entry, work: Work): unknown {
    const name = nameOf(id, look.world);
    const ofRow = this.#known.get(name) ?? new Map<Work, Answer>();
    this.#known.set(name, ofRow);
    let answer = ofRow.get(work);
    if (!answer) {
      answer = { row: id, world: look.world, work, said: { now: unsaid, clear: unsaid }, isStale: true, things: [] };
      ofRow.set(work, answer);
    }
    if (answer.isStale) this.#work(answer, look);
    const { now } = answer.said;
    look.reads(now);
    for (const note of now.notes) look.note(note);
    return now.is;
  }

  /** Adds to what has become of things what has become of answers. */
  renew(change: Change, look: Look, others: Others): void {
    const { gaveWay, clouded, cleared, moved } = change;
    for (const thing of cleared) for (const answer of [...this.#readers.of(thing)]) this.#clear(answer, thing, change);
    const stale = new Map<Answer, Doubt>();
    const doubt = (answer: Answer, isCloud: boolean): void => {
      const { left = [], isCloud: isCloudSoFar = true } = stale.get(answer) ?? {};
      stale.delete(answer); // its turn comes once more
      stale.set(answer, { left: [...left, answer.said.now], isCloud: isCloud && isCloudSoFar });
      answer.isStale = true;
    };
    const doubtFor = (thing: Thing, answer: Answer): void => {
      const isReal = stale.get(answer)?.isCloud === false;
      if (!isReal && clouded.has(thing)) this.#overcast.add(answer, thing);
      const isCloud = !isReal && (clouded.has(thing) || this.#overcast.isMeanwhile(answer, thing));
      if (!isCloud) this.#overcast.drop(answer);
      doubt(answer, isCloud);
    };
    // First all of them: one of them may ask for another.
    for (const things of [gaveWay, clouded])
      for (const thing of things) for (const answer of this.#readers.of(thing)) doubtFor(thing, answer);
    for (const thing of moved.things)
      for (const answer of this.#readers.of(thing))
        if (speaksOfPlaces(answer)) {
          this.#overcast.drop(answer);
          doubt(answer, false);
        }
    for (const [answer, { left, isCloud }] of stale) {
      const { said } = answer;
      const { now, clear } = said;
      const isWanted = [now, clear].some((thing) => others.isRead(thing) || this.#readers.isRead(thing));
      const isThere = look.graph.entry(answer.row) !== undefined;
      if (!isThere || !isWanted) this.#forget(answer);
      else if (answer.isStale && isCloud && !(others.isHeeded(clear) || others.isHeeded(now))) said.now = unasked(now);
      else if (answer.isStale) this.#work(answer, look.in(answer.world));
      if (!isThere) said.now = unsaid;
      const [before = said.now] = left;
      turn(said, before, isThere && isCloud, change);
      for (const one of left) if (one !== said.now) for (const reader of this.#readers.of(one)) doubtFor(one, reader);
    }
  }

  /** A cloud has gone that was over it. */
  #clear(answer: Answer, thing: Thing, change: Change): void {
    const { isAll, aside } = this.#overcast.clear(answer, thing);
    if (!isAll) return;
    const { said } = answer;
    const { now } = said;
    said.now = said.clear;
    answer.isStale = false;
    if (aside) this.#readers.note(answer, aside.things);
    turn(said, now, false, change);
    change.cleared.add(said.clear); // who has heard of a cloud may not have asked whether it made a difference
  }

  #work(answer: Answer, look: Look): void {
    const entry = look.graph.entry(answer.row);
    if (!entry) throw new Error(`There is no row ${answer.row} to be asked about`);
    const { value, things } = look.tracking(() => look.noting(() => answer.work(look.view(entry) as never)));
    const { value: is, notes } = value;
    const words = JSON.stringify([is, notes.map(wordOf)]);
    const { said } = answer;
    const same = [said.now, said.clear].find((one) => one.words === words);
    answer.isStale = false;
    if (same) Object.assign(same, { is, notes });
    said.now = same ?? { is, notes, words };
    if (said.clear === unsaid) said.clear = said.now;
    this.#readers.note(answer, this.#overcast.ask(answer, said.clear, things));
  }

  #forget(answer: Answer): void {
    this.#readers.forget(answer);
    this.#overcast.drop(answer);
    this.#known.get(nameOf(answer.row, answer.world))?.delete(answer.work);
  }
}

const unsaid: Said = { is: undefined, notes: [], words: '' };

/** What nobody has worked out yet since a cloud came: whoever asks has it worked out. */
const unasked = (now: Said): Said => (now.words === '' ? now : { ...unsaid });

/** Now, or once all is clear. */
const speaksOfPlaces = ({ said: { now, clear } }: Answer): boolean =>
  [now, clear].some(({ words }) => words.includes(placeInWords));

const nameOf = (row: string, world: World): string => `${row}\n${keyOf(world)}`;

/** How a place begins, in an answer that nobody can give. */
const placeInWords = '"place":{';

const wordOf = (note: Note): string => (note === 'left out' ? note : `${note.is} ${note.condition.key}`);
