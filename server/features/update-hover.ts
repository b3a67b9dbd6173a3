/* What a change of a property does to what is deployed, for its hover. */
import { model } from '../../rules/model/index.ts';
import type { UpdateOf } from '../impact/impact.ts';
import type { ResourceAt } from './resource-at.ts';
import { type RowHere, resourceRow } from './rows.ts';

/** Of what is written as it is deployed. Undefined where nobody can tell. */
export function updateAt({ type, path: [top] }: ResourceAt, updateOf: UpdateOf): string | undefined {
  return top?.kind === 'key' ? inWords(type, top.name, updateOf) : undefined;
}

/** Of what SAM makes: what the user says stands there at a property of its own. */
export function updateOfMade({ form, property }: RowHere, updateOf: UpdateOf): string | undefined {
  const spelling = property?.spelling[form.dialect];
  const [top] = form.at?.split(/[.[]/) ?? spelling?.split(/[.[]/) ?? [];
  // What begins otherwise is no property: `=REST`, `<owner>.ApiId`.
  return top !== undefined && /^[A-Z]\w*$/.test(top) ? inWords(form.type, top, updateOf) : undefined;
}

function inWords(type: string, property: string, updateOf: UpdateOf): string | undefined {
  const noun = resourceRow(model, type, { start: 0, end: 0 })?.row.noun ?? 'resource';
  switch (updateOf(type, property)) {
    case 'replace':
      return `Changing it replaces the ${noun}`;
    case 'may-replace':
      return `Changing it may replace the ${noun}`;
    case 'update':
      return 'Changing it updates in place';
    case undefined:
      return undefined;
  }
}
