/* A fix of what is wrong in one branch of a condition must leave the other branch as it is. */
import { cell, type Edit, type Place } from '../../rules/kit/index.ts';
import type { Truth } from '../formats/format.ts';
import type { Graph } from './graph.ts';
import { Look } from './look.ts';
import type { Readable } from './view.ts';
import { anyWorld, assume, truthIn } from './world.ts';

/** Whether nothing that is written can be seen from the other branch. A new resource would stand in both. */
export function staysInBranch(graph: Graph, edits: readonly Edit[], branch: Truth): boolean {
  const other = { ...branch, is: !branch.is };
  return edits.every((edit) => edit.op === 'parameter' || (edit.op !== 'add' && !reaches(graph, edit.target, other)));
}

function reaches(graph: Graph, target: Place, other: Truth): boolean {
  const entry = target.row === undefined ? undefined : graph.entry(target.row);
  if (!entry) return true;
  const { exists } = entry.resource;
  const world = assume(anyWorld, other);
  if (exists && truthIn(world, exists) === false) return false;
  const found = placeAt(new Look(graph, assume(world, exists)).view(entry), target.path);
  return found !== undefined && found.span.start === target.span.start && found.span.end === target.span.end;
}

/** Where the property of that path stands, in the model's words; undefined where a list has no such item. */
function placeAt(view: Readable, path: Place['path']): Place | undefined {
  let reached: Readable | undefined = view;
  for (const [depth, step] of path.entries()) {
    const found: Readable[typeof cell] | undefined = reached?.[cell];
    if (typeof step === 'string') reached = (reached as unknown as Record<string, Readable> | undefined)?.[step];
    else if (found?.state !== 'known' || !Array.isArray(found.value)) return undefined;
    // An item that the branch leaves out has no place among the others: its index is in its path.
    else reached = (found.value as Readable[]).find((item) => item[cell].place.path[depth] === step);
  }
  return reached?.[cell].place;
}
