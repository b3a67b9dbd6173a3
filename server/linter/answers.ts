/*
 * What rules have worked out `once` of a row that many share: the API of two hundred routes, the listener of as many
 * rules. It stands between what was read for it and whoever asks: where something of that gave way, it is worked out
 * again, and only where the answer is another one do those give way who have asked for it.
 */
import type { Entry } from '../formats/format.ts';
import { keyOf, type Look, type Note } from './look.ts';
import { type Reader, Readers, type Thing } from './readers.ts';
import type { World } from './world.ts';

/** What a rule asks of a row. */
type Work = (of: never) => unknown;

/** Read by whoever asks for it, and a reader itself. */
interface Answer extends Reader {
  readonly row: string;
  readonly world: World;
  readonly work: Work;
  is: unknown;
  /** What its readers come across. */
  notes: readonly Note[];
  /** All of it in words: answers are plain data. */
  words: string;
  isStale: boolean;
}

export class Answers {
  readonly #known = new Map<string, Map<Work, Answer>>();
  readonly #readers = new Readers<Answer>();

  /** What `work` makes of the row in the world of `look`, noted as read there. */
  ask(look: Look, { id }: Entry, work: Work): unknown {
    const name = nameOf(id, look.world);
    const ofRow = this.#known.get(name) ?? new Map<Work, Answer>();
    this.#known.set(name, ofRow);
    let answer = ofRow.get(work);
    if (!answer) {
      answer = { row: id, world: look.world, work, is: undefined, notes: [], words: '', isStale: true, things: [] };
      ofRow.set(work, answer);
    }
    if (answer.isStale) this.#work(answer, look);
    look.reads(answer);
    for (const note of answer.notes) look.note(note);
    return answer.is;
  }

  /** Those that are others now. `isMoved`: they say what they said, at another place. `isRead`: by somebody else than answers. */
  renew(
    gaveWay: Iterable<Thing>,
    isMoved: Iterable<Thing>,
    look: Look,
    isRead: (thing: Thing) => boolean,
  ): ReadonlySet<Thing> {
    const stale = new Set<Answer>();
    for (const thing of gaveWay) for (const answer of this.#readers.of(thing)) stale.add(answer);
    for (const thing of isMoved)
      for (const answer of this.#readers.of(thing)) if (answer.words.includes(placeInWords)) stale.add(answer);
    // First all of them: one of them may ask for another.
    for (const answer of stale) answer.isStale = true;
    const others = new Set<Thing>();
    for (const answer of stale) {
      const { words } = answer;
      const entry = look.graph.entry(answer.row);
      if (!entry || !(isRead(answer) || this.#readers.isRead(answer))) this.#forget(answer);
      else if (answer.isStale) this.#work(answer, look.in(answer.world));
      if (entry && answer.words === words) continue;
      others.add(answer);
      for (const reader of this.#readers.of(answer)) {
        reader.isStale = true;
        stale.delete(reader);
        stale.add(reader);
      }
    }
    return others;
  }

  #work(answer: Answer, look: Look): void {
    const entry = look.graph.entry(answer.row);
    if (!entry) throw new Error(`There is no row ${answer.row} to be asked about`);
    const { value, things } = look.tracking(() => look.noting(() => answer.work(look.view(entry) as never)));
    answer.isStale = false;
    answer.is = value.value;
    answer.notes = value.notes;
    answer.words = JSON.stringify([value.value, value.notes.map(wordOf)]);
    this.#readers.note(answer, things);
  }

  #forget(answer: Answer): void {
    this.#readers.forget(answer);
    this.#known.get(nameOf(answer.row, answer.world))?.delete(answer.work);
  }
}

const nameOf = (row: string, world: World): string => `${row}\n${keyOf(world)}`;

/** How a place begins, in an answer that nobody can give. */
const placeInWords = '"place":{';

const wordOf = (note: Note): string => (note === 'left out' ? note : `${note.is} ${note.condition.key}`);
