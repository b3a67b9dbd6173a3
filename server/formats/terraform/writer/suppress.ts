/* Writes suppressions: comments above an attribute, a block in it, or the resource. */
import type { Place } from '../../../../rules/kit/index.ts';
import type { Silencing, Source, TextEdit } from '../../format.ts';
import { decline, orDeclined } from '../../spell.ts';
import { suppressionText } from '../../suppression.ts';
import { beginsLine, leadOf, lineStart } from '../../syntax/lines.ts';
import { type Body, bodyOf, childrenOf, isBody, type Spot } from './spot.ts';
import { styleOf } from './style.ts';

/** The narrowest first; none where nothing may be written. What is said of `spoken` stands at `place`. Does not throw. */
export function silencings(source: Source, rule: string, place: Place, spoken: string): readonly Silencing[] {
  if (source.readOnly !== undefined || place.file !== source.file) return [];
  const index = source.items.get(place.item);
  const at = (source.document.starts[index ?? 0] ?? 0) + (place.mark ?? place.span).start;
  const holder = source.resources.find(({ item }) => item === place.item);
  const resource = holder ?? source.resources.find(({ name }) => name === spoken);
  if (!resource) return [];
  const here = (): readonly Silencing[] => {
    const key = innermost(source.document.text, bodyOf(source, place.item), at);
    return key === undefined ? [] : [{ resource: undefined, edits: commentAbove(source, key, rule) }];
  };
  const whole = (): readonly Silencing[] => [
    { resource: resource.name, edits: commentAbove(source, headOf(source, bodyOf(source, resource.item)), rule) },
  ];
  return [here, whole].flatMap((write) => orDeclined(write) ?? []);
}

/** Where the attribute or block around the offset begins that begins a line. What stands between brackets goes with it. */
function innermost(text: string, body: Body, offset: number): number | undefined {
  let found: number | undefined;
  let spot: Spot | undefined = body;
  while (spot) {
    spot = childrenOf(spot).find(({ entry, base, start, end }) => {
      const begin = entry ? base + entry.key.start : start;
      return begin <= offset && offset <= end;
    });
    if (!spot?.entry || (spot.up && !isBody(spot.up))) break;
    const key = spot.base + spot.entry.key.start;
    if (beginsLine(text, key)) found = key;
  }
  return found;
}

/** Where the word `resource` stands. */
function headOf({ document: { text } }: Source, { start, node }: Body): number {
  const head = lineStart(text, start - 1);
  const [, word] = /^([ \t]*)\w+[ \t]+(?:["\w-]+[ \t]+)*$/.exec(text.slice(head, start)) ?? [];
  return word === undefined || !node.labels ? decline('its block does not begin a line') : head + word.length;
}

/** Where a comment speaks of that already, the rule comes into its list. */
function commentAbove({ document, suppressions }: Source, key: number, rule: string): readonly TextEdit[] {
  const { text } = document;
  const { eol, hasLoneReturns } = styleOf(document);
  const there = suppressions.find(
    ({ form, covers, problem }) => form === 'above' && covers.start === key && problem === undefined,
  );
  const last = there?.rules.at(-1);
  if (last) return [{ start: last.end, end: last.end, newText: `, ${rule}` }];
  if (hasLoneReturns) return decline('its lines end in a way of their own');
  const start = lineStart(text, key);
  return [{ start, end: start, newText: `${leadOf(text, key)}# ${suppressionText(rule)}${eol}` }];
}
