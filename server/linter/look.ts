import type { Entry, Truth } from '../formats/format.ts';
import type { Graph } from './graph.ts';
import type { Reached, RowView } from './view.ts';
import { makeView, targetsOf } from './view.ts';
import { truthIn, type World } from './world.ts';

/**
 * One check looking at one project in one world. Everything that a rule reads is read through a look:
 * the one place where a read can be noted.
 */
export class Look {
  readonly graph: Graph;
  readonly world: World;
  /** Conditions that were asked for and that the world leaves open. */
  readonly atoms = new Map<string, Truth>();
  /** Whether this world left a resource out although the text has it. */
  leftOut = false;
  readonly #views = new Map<Entry, RowView>();

  constructor(graph: Graph, world: World) {
    this.graph = graph;
    this.world = world;
  }

  /** Undefined where the world leaves it open; then the condition is noted. */
  truth(truth: Truth): boolean | undefined {
    const is = truthIn(this.world, truth);
    if (is === undefined && !this.atoms.has(truth.condition.key)) this.atoms.set(truth.condition.key, truth);
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
