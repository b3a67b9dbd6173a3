import type { Entry, Truth } from '../formats/format.ts';
import type { Answers } from './answers.ts';
import type { Thing } from './fates.ts';
import type { Graph } from './graph.ts';
import type { Reached, RowView } from './view.ts';
import { makeView, targetsOf } from './view.ts';
import { agrees, truthIn, type World } from './world.ts';

/** What reading came across: a condition that the world leaves open, or a resource that it leaves out. */
export type Note = Truth | 'left out';

/** What a read came across, to be said again when it is repeated. */
export interface Came {
  readonly notes: readonly Note[];
  readonly things: readonly Thing[];
}

/** What is being read. */
interface Reading {
  things: Thing[] | undefined;
  /** Which of the stretches so far it is a part of. */
  stretch: number;
  stretches: number;
}

/**
 * A project seen in one world. All that rules read is read through a look, and read once: what one check has read
 * stands ready for the next. A read that is repeated makes its notes again, so that each check has its own.
 */
export class Look {
  readonly graph: Graph;
  readonly world: World;
  /** Whether parameters have the values that they are given: not in a world which those rule out. */
  readonly takesGiven: boolean;
  /** What rules have worked out once and for all looks; undefined where nothing is to be kept. */
  readonly answers: Answers | undefined;
  readonly #siblings: Map<string, Look>;
  /** What has been read, in all worlds of this project; undefined where nobody wants to know. */
  readonly #read: Reading;
  readonly #views = new Map<Entry, RowView>();
  #notes: Note[] = [];

  constructor(graph: Graph, world: World, sibling?: Look, answers?: Answers) {
    this.graph = graph;
    this.world = world;
    this.takesGiven = agrees(world, graph.settled);
    this.answers = sibling ? sibling.answers : answers;
    this.#siblings = sibling ? sibling.#siblings : new Map();
    this.#read = sibling ? sibling.#read : { things: undefined, stretch: 0, stretches: 0 };
    this.#siblings.set(keyOf(world), this);
  }

  /** The same project in another world. */
  in(world: World): Look {
    if (world === this.world) return this;
    return this.#siblings.get(keyOf(world)) ?? new Look(this.graph, world, this);
  }

  /** What `read` came across, apart from what is being noted elsewhere. */
  noting<T>(read: () => T): { readonly value: T; readonly notes: readonly Note[] } {
    const outer = this.#notes;
    const notes: Note[] = [];
    this.#notes = notes;
    try {
      return { value: read(), notes };
    } finally {
      this.#notes = outer;
    }
  }

  note(note: Note): void {
    this.#notes.push(note);
  }

  /** `thing` was read: when it gives way to another, the answer may be another. */
  reads(thing: Thing): void {
    this.#read.things?.push(thing);
  }

  /** What `work` reads, apart from what is being read elsewhere. */
  tracking<T>(work: () => T): { readonly value: T; readonly things: readonly Thing[] } {
    const read = this.#read;
    const outer = read.things;
    const things: Thing[] = [];
    read.things = things;
    const around = this.begins();
    try {
      return { value: work(), things };
    } finally {
      read.things = outer;
      this.ends(around);
    }
  }

  /** Of what is read from now on until it `ends`, all that was come across is asked for. Returns the stretch around it. */
  begins(): number {
    const read = this.#read;
    const around = read.stretch;
    read.stretches++;
    read.stretch = read.stretches;
    return around;
  }

  ends(around: number): void {
    this.#read.stretch = around;
  }

  /** What a resource says was read. It is noted once in each stretch, however many of its properties are read there. */
  readsInside(one: { readonly entry: Entry; stretch: number }): void {
    const { things, stretch } = this.#read;
    if (!things || one.stretch === stretch) return;
    one.stretch = stretch;
    things.push(one.entry.resource.content);
  }

  /** How many notes were made; what comes behind them was come across since. */
  get noteCount(): number {
    return this.#notes.length;
  }

  get thingCount(): number {
    return this.#read.things?.length ?? 0;
  }

  /** Undefined where nothing was come across since there were that many of each. */
  since(noteCount: number, thingCount: number): Came | undefined {
    const notes = behind(this.#notes, noteCount);
    const things = behind(this.#read.things ?? nothing, thingCount);
    return notes === nothing && things === nothing ? undefined : { notes, things };
  }

  again({ notes, things }: Came): void {
    for (const note of notes) this.#notes.push(note);
    for (const thing of things) this.#read.things?.push(thing);
  }

  /** Undefined where the world leaves it open; then the condition is noted. */
  truth(truth: Truth): boolean | undefined {
    const is = truthIn(this.world, truth);
    if (is === undefined) this.#notes.push(truth);
    return is;
  }

  /** Every row of this type, in the order of the text. */
  all(type: string): readonly Entry[] {
    const { entries, members } = this.graph.rowsOf(type);
    this.reads(members);
    return entries;
  }

  /** The row taken as existing; whether it does is asked where it is found, and what it says is noted where it is read. */
  view(entry: Entry): RowView {
    let view = this.#views.get(entry);
    if (!view) {
      view = makeView(entry.type.properties, this, entry, [], { node: entry.body });
      this.#views.set(entry, view);
    }
    return view;
  }

  /** Where a relation of `entry` leads to; `by` may go through a list or a nested row: `origins.loadBalancer`. */
  targets(entry: Entry, by: string): readonly Reached[] {
    return targetsOf(this.view(entry), by);
  }
}

const nothing: readonly never[] = [];

const behind = <T>(all: readonly T[], count: number): readonly T[] =>
  all.length === count ? nothing : all.slice(count);

export function keyOf(world: World): string {
  if (world.size === 0) return '';
  const truths = [...world].map(([condition, is]) => `${is ? '' : '!'}${condition}`);
  return truths.sort().join('\n');
}

/** The conditions among them, each once, by their keys. */
export function atomsOf(notes: readonly Note[]): ReadonlyMap<string, Truth> {
  const atoms = new Map<string, Truth>();
  for (const note of notes)
    if (note !== 'left out' && !atoms.has(note.condition.key)) atoms.set(note.condition.key, note);
  return atoms;
}
