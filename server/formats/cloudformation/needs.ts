import type { SyntaxNode } from '../syntax/node.ts';
import { argumentsOf, callOf } from './call.ts';
import { child, isSequence, textOf } from './template.ts';

/** The names that a resource depends on, by `DependsOn` or by a reference anywhere in its properties. */
export function needsOf(resource: SyntaxNode, anchors: ReadonlyMap<string, SyntaxNode>): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (name: string | undefined) => name !== undefined && names.add(name.trim());
  const followed = new Set<string>();
  const look = (node: SyntaxNode): void => {
    const call = callOf(node);
    if (call?.name === 'Ref') note(textOf(call.argument));
    else if (call?.name === 'Fn::GetAtt') note(textOf(argumentsOf(call)[0])?.split('.')[0]);
    else if (call?.name === 'Fn::Sub')
      for (const [, hole] of (textOf(argumentsOf(call)[0]) ?? '').matchAll(/\$\{([^!.}]+)/g)) note(hole);
    if (node.kind === 'sequence') for (const item of node.items) if (mayName(item)) look(item);
    if (node.kind === 'map') for (const { value } of node.entries) if (mayName(value)) look(value);
    const target = node.kind === 'alias' && !followed.has(node.name) ? anchors.get(node.name) : undefined;
    if (node.kind !== 'alias' || !target) return;
    followed.add(node.name);
    look(target);
  };
  for (const name of dependsOn(resource)) note(name);
  const properties = child(resource, 'Properties');
  if (properties && mayName(properties)) look(properties);
  return names;
}

/** Most of what is written are plain values. */
const mayName = ({ kind, tag }: SyntaxNode): boolean => kind !== 'scalar' || tag !== undefined;

/** One name, or a list of them. */
function dependsOn(resource: SyntaxNode): readonly (string | undefined)[] {
  const written = child(resource, 'DependsOn');
  if (!written) return [];
  return isSequence(written) ? written.items.map(textOf) : [textOf(written)];
}
