/* W1020: Fn::Sub with nothing to put in. */
import { callOf } from '../../formats/cloudformation/call.ts';
import { textOf } from '../../formats/cloudformation/template.ts';
import type { TextEdit } from '../../formats/format.ts';
import { yamlScalar } from '../../formats/layout/scalar.ts';
import type { Spot } from '../../formats/layout/spot.ts';
import { decline } from '../../formats/spell.ts';
import { resourceOf } from '../finding.ts';
import { type Here, type Mend, spotOf } from './fix.ts';
import { replaced } from './replaced.ts';

export const subWithoutVariables: Mend = (here) => {
  const sub = subAround(here);
  const argument = callOf(sub.node)?.argument;
  const list = argument?.kind === 'sequence' ? argument.items[0] : argument;
  const text = textOf(list);
  // `${!Name}` is the text `${Name}`, which reads as if Sub was forgotten.
  if (text === undefined || text.includes('${')) return [];
  return [{ title: 'Write it without Fn::Sub', edits: edits(here, sub, text), isPreferred: true }];
};

function edits({ source, text }: Here, sub: Spot, value: string): readonly TextEdit[] {
  const { node, base, start, end, inBrackets } = sub;
  if (node.kind !== 'scalar') return replaced(source, sub, { kind: 'scalar', value });
  // Behind its tag it stays as it is, unless it is a number without it.
  const isSafe = node.style !== 'plain' || yamlScalar(value, { quote: "'", inBrackets }) === value;
  if (isSafe) return [{ start, end: base + node.start, newText: '' }];
  return [{ start, end, newText: JSON.stringify(text.slice(base + node.start, base + node.end)) }];
}

/** The function itself; in its long form the finding stands at its argument. */
function subAround(here: Here): Spot {
  const { finding } = here;
  const spot = spotOf(here);
  const depth = finding.path.at(-1) === 0 ? 1 : 0;
  const argument = depth === 1 ? (spot.up ?? decline('it is in no list')) : spot;
  if (argument.node.tag?.name === '!Sub') return argument;
  const around = argument.up;
  return around && callOf(around.node)?.name === 'Fn::Sub'
    ? around
    : decline(`no function stands in ${resourceOf(finding)}`);
}
