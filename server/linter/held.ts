/* What holds at each property of a row, whoever has written it: the row itself, something that it refers to, or AWS. */
import { type Cell, cell, type Property, type Shape, type View } from '../../rules/kit/index.ts';
import type { Entry } from '../formats/format.ts';
import type { Graph } from './graph.ts';
import { Look } from './look.ts';
import { anyWorld, homeOf } from './world.ts';

export interface Held {
  readonly entry: Entry;
  readonly property: Property<unknown>;
  /** Names of properties and positions in lists, from the row down. */
  readonly path: readonly (string | number)[];
  readonly cell: Cell<unknown>;
}

/** Of texts, numbers and flags; what conditions decide is unknown. A default is left out where it may not count. */
export function heldBy(graph: Graph, entry: Entry): readonly Held[] {
  const found: Held[] = [];
  const row = new Look(graph, anyWorld).view(entry);
  const walk = (shape: Shape, view: View, path: Held['path']): void => {
    for (const [name, property] of Object.entries(shape)) {
      if (!walked.has(property.kind)) continue;
      const value = below(view, name);
      const here = value?.[cell];
      if (!value || !here) continue;
      const at = [...path, name];
      if (property.kind === 'nested') walk(property.shape ?? {}, value, at);
      else if (property.kind !== 'list') {
        const isDefault = here.state === 'known' && !here.given;
        if (!isDefault || counts(row, property)) found.push({ entry, property, path: at, cell: here });
      } else if (here.state === 'known' && Array.isArray(here.value)) {
        // The items of a list are views of its shape.
        const items: readonly View[] = here.value;
        for (const [index, item] of items.entries())
          if (item[cell].state === 'known') walk(property.shape ?? {}, item, [...at, index]);
      }
    }
  };
  walk(entry.type.properties, row, []);
  return found;
}
const walked: ReadonlySet<string> = new Set(['text', 'number', 'flag', 'nested', 'list']);

/** Of a row, the defaults that its author had better know of; where nothing is written, nor assumed. */
export function mattering(look: Look, entry: Entry): readonly Held[] {
  const { properties } = entry.type;
  const row = look.in(homeOf(entry)).view(entry);
  return Object.entries(properties).flatMap(([name, property]) => {
    const here = property.matters === undefined ? undefined : below(row, name)?.[cell];
    const holds = here?.state === 'known' && !here.given && here.assumes.length === 0 && counts(row, property, true);
    return here && holds ? [{ entry, property, path: [name], cell: here }] : [];
  });
}

/** Whether its default is what AWS takes in this row; `surely`: without assuming that a parameter has its default. */
const counts = (row: View, { defaultWhere = {} }: Property<unknown>, surely = false): boolean =>
  Object.entries(defaultWhere).every(([path, values]) => {
    const at = path.split('.').reduce<View | undefined>((view, name) => view && below(view, name), row)?.[cell];
    return at?.state === 'known' && values.includes(String(at.value)) && !(surely && at.assumes.length > 0);
  });

/** Views have a getter for each property of their shape. */
const below = (view: View, name: string): View | undefined => (view as unknown as Readonly<Record<string, View>>)[name];
