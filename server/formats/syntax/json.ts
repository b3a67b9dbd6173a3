/*
 * In: JSON that may be half typed, or damaged. Out: a `Document` of items. They are read believing the layout of the
 * lines where it contradicts the brackets, because people break brackets while they type and leave the layout as it was.
 * Where that overruled brackets which fit by themselves, those are right, and only the layout is unusual.
 */
import { countBrackets } from './brackets.ts';
import { cloudFormation, type Dialect } from './dialect.ts';
import { byBrackets, byLayout, type State } from './json-items.ts';
import { documentOf, type JsonMemory } from './memory.ts';
import type { Document } from './node.ts';
import type { Splice } from './splice.ts';
import { type Change, type Retiled, retile, type Tiling, textOf, tile } from './tiling.ts';

/** Parses all of `text`. Never throws; a text that `JSON.parse` accepts is understood as `JSON.parse` does. */
export function parseJson(text: string, dialect: Dialect = cloudFormation): Document {
  const layout = tile(byLayout(dialect), text);
  const brackets = doubtsBrackets(layout) ? tile(byBrackets(dialect), text) : undefined;
  return documentOf(believed(layout, brackets), dialect, text);
}

/** What a change makes of a text that stays JSON. */
export function retileJson(
  old: JsonMemory,
  change: Change,
  dialect: Dialect,
): { readonly memory: JsonMemory; readonly splice: Splice } {
  const layout = retile(old.layout, change);
  let brackets: Retiled<State> | undefined;
  if (doubtsBrackets(layout.tiling))
    brackets = old.brackets
      ? retile(old.brackets, change)
      : anew(tile(byBrackets(dialect), textOf(layout.tiling.items)));
  const memory = believed(layout.tiling, brackets?.tiling);
  if (old.tiling === old.layout && memory.tiling === layout.tiling) return { memory, splice: layout };
  if (old.tiling === old.brackets && memory.tiling === brackets?.tiling) return { memory, splice: brackets };
  return { memory, splice: { from: 0, removed: old.tiling.items.length, added: memory.tiling.items.length } };
}

const anew = (tiling: Tiling<State>): Retiled<State> => ({ tiling, from: 0, removed: 0, added: tiling.items.length });

function believed(layout: Tiling<State>, brackets: Tiling<State> | undefined): JsonMemory {
  const tiling = brackets?.repaired.length === 0 ? brackets : layout;
  return { language: 'json', tiling, layout, brackets };
}

/**
 * Whether brackets were overruled that may be right nevertheless: as many close as open. Counting them spares reading
 * all of the text once more at every key that is hit while a bracket is missing.
 */
function doubtsBrackets({ items, states, repaired }: Tiling<State>): boolean {
  if (repaired.length === 0) return false;
  let open = 0;
  let at = 0;
  for (const index of repaired) {
    open += depthAt(states[index]) - depthAt(states[at]) + countBrackets(items[index]);
    at = index + 1;
  }
  // Where nothing was repaired, the places say how many brackets there were.
  return open + depthAt(states[items.length]) - depthAt(states[at]) === 0;
}

const depths = { start: 0, top: 1, section: 2, group: 3, end: 0 } as const;

const depthAt = (state: State | undefined): number => (state ? depths[state.place] : 0);
