/* Writes suppressions: comments above an attribute, a block in it, or the resource. */
import type { Place } from '../../../../rules/kit/index.ts';
import type { Silencing, Source, TextEdit } from '../../format.ts';
import { decline, orDeclined } from '../../spell.ts';
import { reasonToWrite, suppressionText } from '../../suppression.ts';
import { beginsLine, leadOf, lineStart } from '../../syntax/lines.ts';
import { chainOf, type Row, realigned, rowsOf } from './rows.ts';
import { type Body, bodyOf, childrenOf, isBody, type Spot, whereOf } from './spot.ts';
import { styleOf } from './style.ts';
import { withEdits } from './text.ts';

/** The narrowest first; none where nothing may be written. What is said of `spoken` stands at `place`. Does not throw. */
export function silencings(source: Source, rule: string, place: Place, spoken: string): readonly Silencing[] {
  if (source.readOnly !== undefined || place.file !== source.file) return [];
  const index = source.items.get(place.item);
  const at = (source.document.starts[index ?? 0] ?? 0) + (place.mark ?? place.span).start;
  const holder = source.resources.find(({ item }) => item === place.item);
  const resource = holder ?? source.resources.find(({ name }) => name === spoken);
  if (!resource) return [];
  const here = (): readonly Silencing[] => {
    const { text } = source.document;
    const spot = innermost(text, bodyOf(source, place), at);
    if (!spot) return [];
    const edits = commentAbove(source, keyOf(spot), rule);
    return [{ resource: undefined, edits: withNeighbours(text, spot, edits) }];
  };
  const whole = (): readonly Silencing[] => [
    { resource: resource.name, edits: commentAbove(source, headOf(source, bodyOf(source, whereOf(resource))), rule) },
  ];
  return [here, whole].flatMap((write) => orDeclined(write) ?? []);
}

/** The attribute or block around the offset that begins a line. What stands between brackets goes with it. */
function innermost(text: string, body: Body, offset: number): Spot | undefined {
  let found: Spot | undefined;
  let spot: Spot | undefined = body;
  while (spot) {
    spot = childrenOf(spot).find((child) => keyOf(child) <= offset && offset <= child.end);
    if (!spot?.entry || (spot.up && !isBody(spot.up))) break;
    if (beginsLine(text, keyOf(spot))) found = spot;
  }
  return found;
}

const keyOf = ({ entry, base, start }: Spot): number => (entry ? base + entry.key.start : start);

/** A comment parts an attribute from those above it: `fmt` puts the signs of each side below one another. */
function withNeighbours(text: string, { up, index }: Spot, edits: readonly TextEdit[]): readonly TextEdit[] {
  const [comment, more] = edits;
  if (!up || !comment || more || comment.newText.startsWith(',')) return edits;
  const rows = rowsOf(text, up);
  const chain = chainOf(rows, index);
  const own = rows[index];
  const isAbove = (row: Row): boolean => own !== undefined && row.start < own.start;
  const moved = [...realigned(chain, isAbove, []).edits, ...realigned(chain, (row) => !isAbove(row), []).edits];
  const one = asOne(text, [comment, ...moved]);
  // An editor has to know the reason from other words.
  return moved.length > 0 && one.newText.split(reasonToWrite).length === 2 ? [one] : edits;
}

/** One edit, so that an editor can select the reason in it for the user to write over. */
function asOne(text: string, edits: readonly TextEdit[]): TextEdit {
  const start = Math.min(...edits.map((edit) => edit.start));
  const end = Math.max(...edits.map((edit) => edit.end));
  return { start, end, newText: withEdits(text, { start, end }, edits) };
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
