/* W1054: `AWS::Region` as a text, where its value was meant. */
import { textOf } from '../../formats/cloudformation/template.ts';
import { type Mend, spotOf } from './fix.ts';
import { replaced } from './replaced.ts';

export const pseudoParameterAsText: Mend = (here) => {
  const spot = spotOf(here);
  const name = textOf(spot.node);
  if (name === undefined || spot.node.tag || !/^AWS::\w+$/.test(name)) return [];
  const edits = replaced(here.source, spot, { kind: 'call', name: 'Ref', argument: name });
  return [{ title: `Refer to ${name} with Ref`, edits, isPreferred: true }];
};
