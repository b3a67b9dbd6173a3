/*
 * A value that a stack is handed is changed where it is handed in: at the argument of that one stack, or where the
 * argument has it from. In the template of the stack, nothing but a `Ref` may stand on the way.
 */
import type { Place } from '../../../../rules/kit/index.ts';
import type { Entry as Row, Source } from '../../format.ts';
import { type Spot, spotAt } from '../../layout/spot.ts';
import { decline, type Tree } from '../../spell.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { callOf } from '../call.ts';
import { textOf } from '../template.ts';
import type { Changes } from './changes.ts';
import { allows, setDefault, usesOf } from './default.ts';
import { pathTo, resourceSpot } from './spot.ts';

/** `source`: the template that the finding stands in. `property`: where the value is used, in that of the stack. */
export function setArgument(
  changes: Changes,
  source: Source,
  row: Row,
  property: Spot,
  target: Place,
  tree: Tree,
): void {
  if (tree.kind !== 'scalar' || target.missing) decline('it is no plain value');
  if (!property.entry) decline('it is a part of something else');
  const stacks = stacksTo(source, row.source);
  const last = stacks.length - 1;
  if (target.via.length < stacks.length) decline('it is written elsewhere');
  let at = property;
  for (const [index, { how, name }] of target.via.slice(0, stacks.length).entries()) {
    const stack = stacks[last - index];
    const parameter = stack?.inside.parameters.get(name);
    if (how !== 'argument' || !stack || !parameter) decline('it is written elsewhere');
    if (!isRef(at.node, name)) decline('it is a part of something else');
    if (usesOf(stack.inside, name) !== 1) decline(`something else uses ${name}, too`);
    if (!allows(resourceSpot(stack.inside, parameter).node, tree.value)) decline(`${name} allows other values only`);
    at = argumentAt(stack, name, (index < last && target.via[index + 1]?.place) || target);
  }
  const rest = target.via.slice(stacks.length);
  if (rest.length > 0) setDefault(changes, source, { ...target, via: rest }, tree);
  else if (at.node.kind === 'scalar' && !callOf(at.node)) changes.set(at, tree);
  else decline('it is a part of something else');
}

/** A stack, the template that it stands in, and its own. */
interface Stack {
  readonly name: string;
  readonly around: Source;
  readonly inside: Source;
}

/** From the outermost on. */
function stacksTo(source: Source, innermost: Source): readonly Stack[] {
  const stacks: Stack[] = [];
  let around = source;
  for (const name of innermost.within?.split('/') ?? []) {
    const inside = around.stacks.get(name)?.source ?? decline('it stands in no stack');
    stacks.push({ name, around, inside });
    around = inside;
  }
  return around === innermost ? stacks : decline('it stands in no stack');
}

/** What is handed in itself, not what a loop or a macro makes of it. */
function argumentAt({ name: stack, around }: Stack, name: string, place: Place): Spot {
  const spot = spotAt(around, place);
  const path = pathTo(spot, stack).join('.');
  return path === `Properties.Parameters.${name}` ? spot : decline('it is written in another place');
}

function isRef(node: SyntaxNode, name: string): boolean {
  const call = callOf(node);
  return call?.name === 'Ref' && textOf(call.argument) === name;
}
