/*
 * Writes suppressions and takes them away: comments in YAML; where there are none, or no line for one, entries of
 * `Metadata.gatelint.ignore`.
 */
import type { Place, Span } from '../../../../rules/kit/index.ts';
import { type Silencing, type Source, type SourceResource, type TextEdit, writtenOf } from '../../format.ts';
import { childrenOf, itemOf, rootOf, type Spot, spotAt } from '../../layout/spot.ts';
import { styleOf } from '../../layout/style.ts';
import { dashOf } from '../../layout/text.ts';
import { decline, nested, orDeclined, type Tree } from '../../spell.ts';
import { type RuleWord, reasonToWrite, type Suppression, suppressionText } from '../../suppression.ts';
import { afterBreak, beginsLine, lastAtOrBefore, leadOf, lineEnd, lineStart } from '../../syntax/lines.ts';
import { keyText } from '../template.ts';
import { changed } from './changes.ts';
import { resourceSpot } from './spot.ts';

/** The narrowest first; none where nothing may be written. What is said of `spoken` stands at `place`. Does not throw. */
export function silencings(source: Source, rule: string, place: Place, spoken: string): readonly Silencing[] {
  const base = source.document.starts[source.items.get(place.item) ?? 0] ?? 0;
  const at = base + (place.mark ?? place.span).start;
  const written = [...new Set(source.resources.map(writtenOf))];
  const holder = written.find((one) => one.item === place.item && orDeclined(() => holds(source, one, at)));
  // What is said of a resource may stand in none: in `Globals`.
  const resource = holder ?? source.resources.filter(({ name }) => name === spoken).map(writtenOf)[0];
  if (!resource || source.readOnly !== undefined) return [];
  const key = holder && base + holder.key.start;
  const line = orDeclined(() => lineAround(source, place.item, at, key ?? base));
  const here = (): Silencing[] =>
    line === undefined || line === key ? [] : [{ resource: undefined, edits: commentAbove(source, line, rule) }];
  const whole = (): Silencing[] => {
    const canComment = line !== undefined && key !== undefined;
    return [
      {
        resource: resource.name,
        edits: canComment ? commentAbove(source, key, rule) : entryAt(source, resource, rule),
      },
    ];
  };
  return [here, whole].flatMap((write) => orDeclined(write) ?? []);
}

function holds(source: Source, resource: SourceResource, offset: number): boolean {
  const { base, entry, end } = resourceSpot(source, resource);
  return entry !== undefined && base + entry.key.start <= offset && offset <= end;
}

/** Takes these rules out of it; all of it, where none is left. Undefined where that cannot be done surely. */
export function withdrawal(
  source: Source,
  suppression: Suppression,
  gone: readonly RuleWord[],
): readonly TextEdit[] | undefined {
  const { rules, at, form } = suppression;
  const { text } = source.document;
  const left = rules.filter((word) => !gone.includes(word));
  const [first, last] = [rules[0], rules.at(-1)];
  if (source.readOnly !== undefined) return undefined;
  if (first && last && left.length > 0)
    return [{ start: first.start, end: last.end, newText: left.map(({ id }) => id).join(', ') }];
  if (form === 'metadata') return orDeclined(() => withoutEntry(source, suppression));
  return withoutComment(text, at);
}

// One between `/*` and `*/` may end on another line, and something may stand behind it.
function withoutComment(text: string, at: Span): readonly TextEdit[] | undefined {
  const isPair = text.startsWith('/*', at.start);
  const close = isPair ? text.indexOf('*/', at.start + 2) : -1;
  if (isPair && close < 0) return undefined;
  const stop = isPair ? close + 2 : at.end;
  const end = lineEnd(text, stop);
  const behind = text.slice(stop, end).trimStart();
  const line = lineStart(text, at.start);
  if (!beginsLine(text, at.start)) {
    const start = line + text.slice(line, at.start).trimEnd().length;
    return [{ start, end: behind === '' ? end : stop, newText: '' }];
  }
  if (behind === '') return [{ start: line, end: afterBreak(text, end), newText: '' }];
  return [{ start: at.start, end: end - behind.length, newText: '' }];
}

/** The innermost key or dash around the offset that begins a line in block style, if the resource holds it. */
function lineAround(source: Source, item: string, offset: number, resource: number): number | undefined {
  const { text } = source.document;
  let found: number | undefined;
  let spot: Spot | undefined = rootOf(source, itemOf(source, item));
  while (spot) {
    const begin = beginOf(text, spot);
    const isKeyOrDash = spot.entry !== undefined || spot.up !== undefined; // a whole template in braces is neither
    if (isKeyOrDash && begin >= resource && !spot.inBrackets && beginsLine(text, begin)) found = begin;
    spot = childrenOf(spot).find((child) => beginOf(text, child) <= offset && offset <= endOf(child));
  }
  return found;
}

const beginOf = (text: string, spot: Spot): number =>
  spot.entry ? spot.base + spot.entry.key.start : spot.up && !spot.inBrackets ? dashOf(text, spot) : spot.start;

const endOf = ({ base, entry, end }: Spot): number => Math.max(end, base + (entry?.key.end ?? 0));

/** Where a comment speaks of that key already, the rule comes into its list. */
function commentAbove(source: Source, key: number, rule: string): readonly TextEdit[] {
  const { text } = source.document;
  const { eol, hasLoneReturns } = styleOf(source.document);
  const there = source.suppressions.find(
    ({ form, covers, problem }) => form === 'above' && covers.start === key && problem === undefined,
  );
  const last = there?.rules.at(-1);
  if (last) return [{ start: last.end, end: last.end, newText: `, ${rule}` }];
  if (!beginsLine(text, key) || hasLoneReturns) return decline('there is no line for it');
  const start = lineStart(text, key);
  return [{ start, end: start, newText: `${leadOf(text, key)}# ${suppressionText(rule)}${eol}` }];
}

/** A new entry of `Metadata: { gatelint: { ignore: […] } }`, and whatever of that is not there yet. */
function entryAt(source: Source, resource: SourceResource, rule: string): readonly TextEdit[] {
  if (resource.sealed !== undefined) return decline(resource.sealed);
  const way = ['Metadata', 'gatelint', 'ignore'];
  let spot = resourceSpot(source, resource);
  let depth = 0;
  for (let next: Spot | undefined = spot; next; depth++) {
    spot = next;
    next = childrenOf(spot).find(({ entry }) => entry && keyText(entry.key) === way[depth]);
  }
  const entry: Tree = {
    kind: 'map',
    entries: new Map([
      ['rule', { kind: 'scalar', value: rule }],
      ['reason', { kind: 'scalar', value: reasonToWrite }],
    ]),
  };
  const missing = way.slice(depth - 1).map((key) => ({ key }));
  return changed(source, (changes) => changes.put(spot, nested(missing, { kind: 'list', items: [entry] })));
}

/** The entry, and whatever would be left empty. */
function withoutEntry(source: Source, { at }: Suppression): readonly TextEdit[] {
  const { starts } = source.document;
  const index = lastAtOrBefore(starts, at.start);
  const base = starts[index] ?? 0;
  const [item] = [...source.items].find(([, position]) => position === index) ?? decline('it is in no item');
  const spot = spotAt(source, { item, span: { start: at.start - base, end: at.end - base } });
  return changed(source, (changes) => changes.remove(spot));
}
