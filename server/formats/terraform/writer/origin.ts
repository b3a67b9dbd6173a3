/* A value that is a local, or a variable's default, is changed there, if nothing else uses it. */
import type { Place } from '../../../../rules/kit/index.ts';
import type { Source } from '../../format.ts';
import { decline, type Tree } from '../../spell.ts';
import { childrenOf } from '../../syntax/children.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { entryOf } from '../file.ts';
import type { Changes } from './changes.ts';
import { type Body, bodiesOf, filesOf, spotAt } from './spot.ts';
import { fileOf } from './value.ts';

/** `changesIn`: what becomes of a file. */
export function setOrigin(changesIn: (file: Source) => Changes, source: Source, target: Place, tree: Tree): void {
  const [via, ...more] = target.via;
  const isOne = more.length === 0 && (via?.how === 'default' || via?.how === 'local');
  if (!isOne || !via.place || target.missing) decline('it is written elsewhere');
  const { place } = via;
  const home = fileOf(place, source);
  if (tree.kind !== 'scalar') decline('it is no plain value');
  if (usesOf(source, via.name) !== 1) decline(`something else uses ${via.name}, too`);
  const spot = spotAt(home, place);
  if (spot.node.kind !== 'scalar') decline(`${via.name} is computed`);
  if (bodiesOf(source, place.item).some(hasLimits)) decline(`${via.name} allows certain values only`);
  changesIn(home).set(spot, tree, place.item);
}

/** In all files of the module. */
export function usesOf(source: Source, name: string): number {
  const [kind, word] = name.split('.');
  let uses = 0;
  const look = (node: SyntaxNode): void => {
    if (node.kind === 'traversal' && node.name === kind) {
      const [step] = node.steps;
      // What is no name may be any of them.
      if (step?.kind !== 'name' || step.name === word) uses++;
    }
    for (const child of childrenOf(node)) look(child);
  };
  for (const { document } of filesOf(source)) for (const { value } of document.items) if (value) look(value);
  return uses;
}

/** Whether a variable says itself what may be given to it. */
const hasLimits = ({ node }: Body): boolean => entryOf(node, 'validation') !== undefined;
