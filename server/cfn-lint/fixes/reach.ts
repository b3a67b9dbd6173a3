/* From the path of a finding, as Python has the template, to the value in the text of the user. */

import { callOf } from '../../formats/cloudformation/call.ts';
import { keyText } from '../../formats/cloudformation/template.ts';
import type { Source } from '../../formats/format.ts';
import { childrenOf, rootOf, type Spot } from '../../formats/layout/spot.ts';
import { decline } from '../../formats/spell.ts';
import { linesOf } from '../../formats/syntax/lines.ts';
import type { CfnLintFinding } from '../finding.ts';

export interface Reached {
  readonly spot: Spot;
  /** The steps that lead to nothing in the text. */
  readonly rest: CfnLintFinding['path'];
}

/** Declined where the template does not have what the path begins with, or has it twice. */
export function reach(source: Source, finding: CfnLintFinding): Reached {
  const [start, ...more] = startsOf(source, finding.path);
  if (!start || more.length > 0) return decline('it is not in this template, or twice');
  let { spot, rest } = start;
  for (;;) {
    const [step] = rest;
    if (step === undefined) break;
    // cfn-lint reads `!Sub x` as `Fn::Sub: x`: the tag is a step of its own.
    const isTag = callOf(spot.node)?.name === step && spot.node.tag !== undefined;
    const [tagged, ...behind] = isTag ? rest.slice(1) : rest;
    const next = tagged === undefined ? undefined : childrenOf(spot).find((child) => isAt(child, tagged));
    if (spot.node.tag && !isTag) break;
    if (!next) {
      rest = isTag ? rest.slice(1) : rest;
      break;
    }
    spot = next;
    rest = behind;
  }
  // A macro may have moved it, or its path is another one in Python: then something else stands there.
  return isMarked(source, finding, spot) ? { spot, rest } : decline('it is said of another place');
}

const isAt = ({ entry, index }: Spot, step: string | number): boolean =>
  entry ? keyText(entry.key) === String(step) : index === step;

/** The items of the document that may hold it: a resource, a section, or all of it. */
function startsOf(source: Source, path: CfnLintFinding['path']): readonly Reached[] {
  const { items, starts } = source.document;
  const [section, name] = path;
  return items.flatMap((item, index): readonly Reached[] => {
    const spot = () =>
      item.problems.length === 0
        ? rootOf(source, { item, base: starts[index] ?? 0 })
        : decline('what it stands in has a problem');
    const key = item.key && keyText(item.key);
    if (item.kind === 'member' && item.section === section && key === name)
      return [{ spot: spot(), rest: path.slice(2) }];
    if (item.kind !== 'entry') return [];
    if (key === undefined) return item.value ? [{ spot: spot(), rest: path }] : [];
    return key === section && item.value ? [{ spot: spot(), rest: path.slice(1) }] : [];
  });
}

/** cfn-lint marks the key or the item itself, or what holds it. */
function isMarked(source: Source, finding: CfnLintFinding, spot: Spot): boolean {
  const marked = offsetOf(source, finding);
  for (let at: Spot | undefined = spot; at; at = at.up) {
    const { entry, base, node, start } = at;
    if (marked === (entry ? base + entry.key.start : start) || marked === base + node.start) return true;
  }
  return false;
}

/** Columns count code points. */
function offsetOf({ document }: Source, { line, column }: CfnLintFinding): number {
  const lines = linesOf(document);
  const start = lines.startOf(line - 1);
  const before = [...document.text.slice(start, lines.startOf(line))].slice(0, column - 1).join('');
  return start + before.length;
}
