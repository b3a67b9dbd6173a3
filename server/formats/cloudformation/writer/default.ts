/* A value that is a parameter's default is changed there, if nothing else uses the parameter. */
import type { Place } from '../../../../rules/kit/index.ts';
import type { Source } from '../../format.ts';
import { spotAt } from '../../layout/spot.ts';
import { decline, type Plain, type Tree } from '../../spell.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { child, keyText } from '../template.ts';
import type { Changes } from './changes.ts';

export function setDefault(changes: Changes, source: Source, target: Place, tree: Tree): void {
  const [via, ...more] = target.via;
  if (via?.how !== 'default' || !via.place || more.length > 0) decline('it is written elsewhere');
  if (tree.kind !== 'scalar') decline('a default is a scalar');
  if (usesOf(source, via.name) !== 1) decline(`something else uses ${via.name}, too`);
  const spot = spotAt(source, via.place);
  if (!spot.up || !allows(spot.up.node, tree.value)) decline(`${via.name} allows other values only`);
  changes.set(spot, tree);
}

/** Where a parameter is used; how it is shown in the console does not count. */
export function usesOf({ document }: Source, name: string): number {
  let uses = 0;
  const look = (node: SyntaxNode): void => {
    if (node.kind === 'map') for (const { value } of node.entries) look(value);
    else if (node.kind === 'sequence') for (const item of node.items) look(item);
    else if (node.kind === 'scalar' && typeof node.value === 'string') uses += timesIn(node.value, name);
  };
  for (const { key, section, value } of document.items) {
    const isAboutIt = section === undefined && key !== undefined && keyText(key) === 'Metadata';
    if (value && !isAboutIt) look(value);
  }
  return uses;
}

function timesIn(text: string, name: string): number {
  if (text === name) return 1;
  const [, ...holes] = text.split('${');
  return holes.filter((hole) => hole.split('}', 1)[0]?.trim() === name).length;
}

/** What the parameter takes besides its default. A pattern is Java's, and is not tried here. */
export function allows(parameter: SyntaxNode, value: Plain): boolean {
  const limit = (key: string): number => {
    const node = child(parameter, key);
    return node?.kind === 'scalar' && node.value !== null ? Number(node.value) : Number.NaN;
  };
  const values = child(parameter, 'AllowedValues');
  const isListed =
    !values ||
    (values.kind === 'sequence' &&
      values.items.some((item) => item.kind === 'scalar' && String(item.value) === String(value)));
  const text = String(value);
  return (
    isListed &&
    !child(parameter, 'AllowedPattern') &&
    !(Number(value) < limit('MinValue')) &&
    !(Number(value) > limit('MaxValue')) &&
    !(text.length < limit('MinLength')) &&
    !(text.length > limit('MaxLength'))
  );
}
