/* `Fn::ForEach::Name: [Variable, [a, b], { Key${Variable}: … }]`, taken apart turn by turn. */

import type { SyntaxNode } from '../syntax/node.ts';
import { inLoop } from './expression.ts';
import { isSequence, keyText, type Member, textOf } from './template.ts';

interface Loop {
  readonly variable: string;
  readonly list: readonly string[] | undefined;
  readonly body: SyntaxNode | undefined;
  readonly item: string;
}
export interface Turn {
  readonly member: Member;
  readonly loops: ReadonlyMap<string, string>;
}

/** More turns than a template can have resources are no loop that deploys. */
const MOST_TURNS = 500;

export function loopOf({ name, value, item }: Member): Loop | undefined {
  if (!name.startsWith('Fn::ForEach::')) return undefined;
  const [variable, list, body] = isSequence(value) ? value.items : [];
  const words =
    isSequence(list) && !list.tag ? list.items.map((word) => (word.tag ? undefined : textOf(word))) : [undefined];
  const known = words.filter((word) => word !== undefined);
  return { variable: textOf(variable) ?? '', list: known.length === words.length ? known : undefined, body, item };
}

/** Undefined where the list, or that of a loop inside, is not known. */
export function loopsIn(loop: Loop, around: ReadonlyMap<string, string>): readonly Turn[] | undefined {
  if (!loop.list || loop.body?.kind !== 'map') return undefined;
  const turns: Turn[] = [];
  for (const word of loop.list) {
    const loops = new Map(around).set(loop.variable, word);
    for (const { key, value } of loop.body.entries) {
      const name = inLoop(keyText(key), { loops });
      const member: Member = { name, key, value, item: loop.item };
      const inner = loopOf(member);
      const more = inner ? loopsIn(inner, loops) : [{ member, loops }];
      if (!more || turns.length + more.length > MOST_TURNS) return undefined;
      turns.push(...more);
    }
  }
  return turns;
}
