import type { Entry, Truth } from '../formats/format.ts';
import type { Graph } from './graph.ts';
import type { Reached, RowView } from './view.ts';
import { makeView, targetsOf } from './view.ts';
import { truthIn, type World } from './world.ts';

/** What reading came across: a condition that the world leaves open, or a resource that it leaves out. */
export type Note = Truth | 'left out';

/**
 * A project seen in one world. All that rules read is read through a look, and read once: what one check has read
 * stands ready for the next. A read that is repeated makes its notes again, so that each check has its own.
 */
export class Look {
  readonly graph: Graph;
  readonly world: World;
  readonly #siblings: Map<string, Look>;
  readonly #views = new Map<Entry, RowView>();
  #notes: Note[] = [];

  constructor(graph: Graph, world: World, siblings = new Map<string, Look>()) {
    this.graph = graph;
    this.world = world;
    this.#siblings = siblings;
    siblings.set(keyOf(world), this);
  }

  /** The same project in another world. */
  in(world: World): Look {
    if (world === this.world) return this;
    return this.#siblings.get(keyOf(world)) ?? new Look(this.graph, world, this.#siblings);
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

  note(notes: readonly Note[]): void {
    for (const note of notes) this.#notes.push(note);
  }

  get noted(): readonly Note[] {
    return this.#notes;
  }

  /** Undefined where the world leaves it open; then the condition is noted. */
  truth(truth: Truth): boolean | undefined {
    const is = truthIn(this.world, truth);
    if (is === undefined) this.#notes.push(truth);
    return is;
  }

  /** The row taken as existing; whether it does is asked where it is found. */
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

function keyOf(world: World): string {
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
