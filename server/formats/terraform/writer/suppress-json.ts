/* Writes suppressions into JSON of Terraform and takes them away: entries with the key `//` in the body of a resource. */
import type { Place } from '../../../../rules/kit/index.ts';
import type { Silencing, Source, SourceResource, TextEdit } from '../../format.ts';
import { decline, orDeclined } from '../../spell.ts';
import { type RuleWord, type Suppression, suppressionText } from '../../suppression.ts';
import { lastAtOrBefore } from '../../syntax/lines.ts';
import type { Entry, MapNode, SyntaxNode } from '../../syntax/node.ts';
import { commentKey } from '../json.ts';

/** For all of the resource; none where nothing may be written. Does not throw. */
export function silencings(source: Source, rule: string, place: Place, spoken: string): readonly Silencing[] {
  if (source.readOnly !== undefined || place.file !== source.file) return [];
  const named = source.resources.find(({ name }) => name === spoken);
  const resource = named ?? source.resources.find(({ item }) => item === place.item);
  if (!resource) return [];
  return orDeclined(() => [{ resource: resource.name, edits: entryIn(source, resource, rule) }]) ?? [];
}

/** The first entry of its body. Where a suppression stands there already, the rule comes into its list. */
function entryIn(source: Source, { name, item, key }: SourceResource, rule: string): readonly TextEdit[] {
  const there = source.suppressions.find(
    ({ form, resources, problem }) => form === 'entry' && resources.includes(name) && problem === undefined,
  );
  const last = there?.rules.at(-1);
  if (last) return [{ start: last.end, end: last.end, newText: `, ${rule}` }];
  const { value, base } = itemAt(source, source.items.get(item) ?? -1);
  const body = (value && bodyAt(value, key.start)) ?? decline('its body is not found');
  if (body.entries.some((entry) => keyOf(entry) === commentKey)) return decline('a comment stands there already');
  const { text } = source.document;
  const said = `"${suppressionText(rule)}"`;
  const at = base + body.start + 1;
  const [first] = body.entries;
  if (!first) return [{ start: at, end: at, newText: ` "${commentKey}": ${said} ` }];
  // What stands before the first key, and around its colon, stands there of the new one too.
  const lead = text.slice(at, base + first.key.start);
  const colon = text.slice(base + first.key.end, base + first.value.start);
  return [{ start: at, end: at, newText: `${lead}"${commentKey}"${colon}${said},` }];
}

const keyOf = ({ key }: Entry): unknown => (key.kind === 'scalar' ? key.value : undefined);

function itemAt({ document: { items, starts } }: Source, index: number) {
  const { key, value, problems = [] } = items[index] ?? {};
  const base = starts[index] ?? 0;
  if (problems.length > 0) return decline('it has a problem');
  // The key is a part of what is searched.
  return { base, value: key && value ? mapOf({ key, value }) : value };
}

const mapOf = (entry: Entry): MapNode => ({ kind: 'map', start: 0, end: 0, entries: [entry], flow: true });

/** What stands at the key that begins there, be it in an array; undefined where several do. */
function bodyAt(node: SyntaxNode, start: number): MapNode | undefined {
  const entry = entryWhere(node, ({ key }) => key.start === start);
  const [only, another] = entry?.value.kind === 'sequence' ? entry.value.items : [entry?.value];
  return only?.kind === 'map' && !another ? only : undefined;
}

function entryWhere(node: SyntaxNode, isIt: (entry: Entry) => boolean): Entry | undefined {
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      const found = isIt(entry) ? entry : entryWhere(entry.value, isIt);
      if (found) return found;
    }
  }
  if (node.kind === 'sequence')
    for (const item of node.items) {
      const found = entryWhere(item, isIt);
      if (found) return found;
    }
  return undefined;
}

/** Takes these rules out of it; all of it, where none is left. Undefined where that cannot be done surely. */
export function withdrawal(
  source: Source,
  { rules, at }: Suppression,
  gone: readonly RuleWord[],
): readonly TextEdit[] | undefined {
  if (source.readOnly !== undefined) return undefined;
  const left = rules.filter((word) => !gone.includes(word));
  const [first, last] = [rules[0], rules.at(-1)];
  if (first && last && left.length > 0)
    return [{ start: first.start, end: last.end, newText: left.map(({ id }) => id).join(', ') }];
  return orDeclined(() => {
    const { value, base } = itemAt(source, lastAtOrBefore(source.document.starts, at.start));
    const isIt = (entry: Entry): boolean => base + entry.value.start === at.start;
    const around = value && mapWith(value, isIt);
    return around ? [without(around, around.entries.findIndex(isIt), base)] : decline('it is not found');
  });
}

const mapWith = (node: SyntaxNode, isIt: (entry: Entry) => boolean): MapNode | undefined => {
  if (node.kind === 'map' && node.end > 0 && node.entries.some(isIt)) return node;
  const inside =
    node.kind === 'map' ? node.entries.map(({ value }) => value) : node.kind === 'sequence' ? node.items : [];
  for (const one of inside) {
    const found = mapWith(one, isIt);
    if (found) return found;
  }
  return undefined;
};

/** With the comma behind it, or else the one before it. */
function without({ entries, start, end }: MapNode, index: number, base: number): TextEdit {
  const [before, own, next] = [entries[index - 1], entries[index], entries[index + 1]];
  if (!own) return decline('it is not there');
  if (next) return { start: base + own.key.start, end: base + next.key.start, newText: '' };
  if (before) return { start: base + before.value.end, end: base + own.value.end, newText: '' };
  return { start: base + start, end: base + end, newText: '{}' };
}
