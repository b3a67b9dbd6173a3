/* A new resource, beside another whose fate it shares. */
import type { Source } from '../../format.ts';
import { decline } from '../../spell.ts';
import { entryOf } from '../file.ts';
import type { NewResource, NewVariable } from './changes.ts';
import { linesOf } from './chunk.ts';
import { bodyLines, joined, layout, type Statement, statementsOf, type Written } from './print.ts';
import { childrenOf } from './spot.ts';
import type { Style } from './style.ts';

/** `aws_lb.main` and what stands in it, from the word `resource` on. */
export function newBlock({ address, near, entries }: NewResource, { document }: Source, { unit, eol }: Style): string {
  const [type = '', name = ''] = address.split('.');
  if (entryOf(near.node, 'for_each')) return decline('there is one for each of something');
  const shared = childrenOf(near).flatMap(({ entry, ...spot }): readonly Statement[] => {
    const key = entry?.key.kind === 'scalar' ? entry.key.value : undefined;
    if (key !== 'count' && key !== 'provider') return [];
    return [{ key, isBlock: false, lines: linesOf(document.text, { entry, ...spot }) }];
  });
  const own = statementsOf(entries, unit);
  const inside = [...layout(shared), ...(shared.length > 0 && own.length > 0 ? [{ text: '' }] : []), ...layout(own)];
  const lines = inside.map((line) => (line.isHeredoc || line.text === '' ? line : { text: unit + line.text }));
  return `resource "${type}" "${name}" {${eol}${joined([{ text: '' }, ...lines], '', eol).slice(eol.length)}${eol}}`;
}

/** `variable "port" { … }` */
export function newVariable({ address, about }: NewVariable, { unit, eol }: Style): string {
  const value: Written & { kind: 'map' } = {
    kind: 'map',
    entries: new Map([
      ['type', { kind: 'expression', lines: [{ text: 'string' }] }],
      ['description', { kind: 'scalar', value: about }],
    ]),
  };
  return `variable "${address.replace('var.', '')}" ${joined(bodyLines(value, unit), '', eol)}`;
}
