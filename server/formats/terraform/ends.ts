/* Where a module ends: what it hands out, and what it hands to somebody who cannot be seen. */
import type { Expression, Leaf, Opening } from '../format.ts';
import { leavesIn } from '../leaves.ts';
import { expressionOf } from './expression.ts';
import { leavesOf, openingOf } from './modules.ts';
import { isOutlet, leavesThrough, openedBy } from './openings.ts';
import { writtenAt } from './overrides.ts';
import type { Called, Reading, Unread } from './reading.ts';
import { existence } from './resource.ts';
import type { Written } from './scope.ts';

/** A module, of which only some calls may be read by now. */
interface Ending extends Pick<Reading, 'files' | 'module' | 'owner' | 'around' | 'unseen'> {
  readonly calls: readonly (Pick<Called, 'call'> & { readonly inside: Unread | object })[];
}

export interface Output extends Written {
  readonly name: string;
}

export const outputsIn = ({ files, module, owner }: Pick<Ending, 'files' | 'module' | 'owner'>): readonly Output[] =>
  files.flatMap(({ file, blocks }) =>
    blocks.flatMap(({ kind, labels: [name = ''], node, item, text }) => {
      const value = kind === 'output' ? writtenAt(node, 'value', { module, item, file, text, owner }) : undefined;
      return value ? [{ ...value, name }] : [];
    }),
  );

export const readValue = ({ node, scope }: Written): Expression => expressionOf(node, scope);

export function endsOf(ending: Ending): { readonly leaves: readonly Leaf[]; readonly openings: readonly Opening[] } {
  const { files, module, owner, around, unseen, calls } = ending;
  const openings: Opening[] =
    unseen === undefined ? [] : [{ why: `other files of the module cannot be seen: ${unseen}`, creates: undefined }];
  // What goes to people, or further than to the module around it.
  const leaves: Leaf[] = outputsIn(ending).flatMap((output) =>
    around?.handsOn(output.name) === false ? [] : leavesIn(readValue(output), `output ${output.name}`),
  );
  for (const { file, blocks } of files)
    for (const block of blocks) {
      if (!isOutlet(block) || existence(block, { module }, around?.exists) === false) continue;
      leaves.push(...leavesThrough(block, { module, item: block.item, file, text: block.text, owner }));
      openings.push(...openedBy(block));
    }
  for (const { call, inside } of calls) {
    if (!('why' in inside)) continue;
    openings.push(openingOf(call, inside.why));
    leaves.push(...leavesOf(call));
  }
  return { leaves, openings };
}
