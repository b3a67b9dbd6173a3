/* E1029: a text names a parameter or a resource, and nobody puts it in. */
import type { TextEdit } from '../../formats/format.ts';
import type { Spot } from '../../formats/layout/spot.ts';
import { styleOf } from '../../formats/layout/style.ts';
import { type Here, type Mend, spotOf } from './fix.ts';
import { replaced } from './replaced.ts';

export const forgottenSub: Mend = (here) => {
  const [section] = here.finding.path;
  const spot = spotOf(here);
  const { node } = spot;
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.tag) return [];
  const names = [...node.value.matchAll(/\$\{([^}]*)\}/g)].map(([, name = '']) => name.trim());
  // Another one in it would have to stay as it is.
  if (section === 'Conditions' || !names.every((name) => isKnown(here, name))) return [];
  return [{ title: 'Put the values in with Fn::Sub', edits: edits(here, spot, node.value), isPreferred: true }];
};

function isKnown({ source }: Here, name: string): boolean {
  const [of = ''] = name.split('.');
  const isNamed = source.parameters.has(of) || source.resources.some((one) => one.name === of);
  return isNamed || /^AWS::(?:AccountId|NotificationARNs|Partition|Region|StackId|StackName|URLSuffix)$/.test(name);
}

function edits({ source }: Here, spot: Spot, value: string): readonly TextEdit[] {
  const { language, shortCalls } = styleOf(source.document);
  // A tag goes before whatever quotes it is in, and before blocks of text.
  if (language === 'yaml' && (shortCalls || spot.node.kind === 'scalar'))
    return [{ start: spot.start, end: spot.start, newText: '!Sub ' }];
  return replaced(source, spot, { kind: 'call', name: 'Fn::Sub', argument: value });
}
