import type { SyntaxNode } from '../syntax/node.ts';
import { argumentsOf, callOf } from './call.ts';
import { child, isSequence, keyText, textOf } from './template.ts';

/** The names that a resource depends on, by `DependsOn` or by a reference anywhere in its properties. */
export function needsOf(resource: SyntaxNode, anchors: ReadonlyMap<string, SyntaxNode>): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (name: string | undefined) => name !== undefined && names.add(name.trim());
  const followed = new Set<string>();
  const look = (node: SyntaxNode): void => {
    const call = callOf(node);
    if (call?.name === 'Ref') note(textOf(call.argument));
    else if (call?.name === 'Fn::GetAtt') note(textOf(argumentsOf(call)[0])?.split('.')[0]);
    else if (call?.name === 'Fn::Sub') for (const name of namesInHoles(textOf(argumentsOf(call)[0]) ?? '')) note(name);
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

/** Whether they depend on the same names: `now` is `before` with another word in it. In doubt they do not. */
export function needsTheSame(before: SyntaxNode, now: SyntaxNode): boolean {
  if (callOf(before) || callOf(now)) return false;
  if (before.kind === 'sequence' && now.kind === 'sequence') {
    const index = before.items.findIndex((item, i) => item !== now.items[i]);
    const [was, is] = [before.items[index], now.items[index]];
    return was !== undefined && is !== undefined && needsTheSame(was, is);
  }
  if (before.kind === 'map' && now.kind === 'map') {
    // What stands in front of the word is the very same, so the first that is another holds it.
    const index = before.entries.findIndex((entry, i) => entry !== now.entries[i]);
    const [was, is] = [before.entries[index], now.entries[index]];
    if (!was || !is) return false;
    const name = keyText(was.key);
    return name === keyText(is.key) && name !== 'DependsOn' && needsTheSame(was.value, is.value);
  }
  return before.kind === 'scalar' && now.kind === 'scalar';
}

/** What stands in the holes of a text for `Fn::Sub`. */
function namesInHoles(text: string): readonly (string | undefined)[] {
  const names: (string | undefined)[] = [];
  for (let found = hole.exec(text); found; found = hole.exec(text)) names.push(found[1]);
  return names;
}

/** With a memory of where it was, which is quicker than `matchAll`. */
const hole = /\$\{([^!.}]+)/g;

/** Most of what is written are plain values. */
const mayName = ({ kind, tag }: SyntaxNode): boolean => kind !== 'scalar' || tag !== undefined;

/** One name, or a list of them. */
function dependsOn(resource: SyntaxNode): readonly (string | undefined)[] {
  const written = child(resource, 'DependsOn');
  if (!written) return [];
  return isSequence(written) ? written.items.map(textOf) : [textOf(written)];
}
