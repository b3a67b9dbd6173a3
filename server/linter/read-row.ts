import type { Resource, RowName, Rows } from '../../rules/kit/index.ts';
import type { Entry } from '../formats/format.ts';
import type { Look } from './look.ts';
import { homeOf } from './world.ts';

/** A row as rules read it, where it exists; undefined where it is one of another type. */
export function readRow<N extends RowName>(look: Look, entry: Entry, type: Resource<N>): Rows[N] | undefined {
  if (entry.type.name !== type.name) return undefined;
  // A view has a getter for each property of its row, which no type can say of a class that is made at run time.
  return look.in(homeOf(entry)).view(entry) as unknown as Rows[N];
}
