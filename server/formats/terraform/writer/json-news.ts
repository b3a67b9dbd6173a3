/* Where new resources and variables stand in JSON: behind others of their kind, in the objects that hold those. */
import type { Span } from '../../../../rules/kit/index.ts';
import type { Source, TextEdit } from '../../format.ts';
import { brackets } from '../../layout/brackets.ts';
import { type Entries, entryTexts, insertBehind, insertEntries, insertItems, isQuoted } from '../../layout/insert.ts';
import { childrenOf, rootOf, type Spot } from '../../layout/spot.ts';
import type { Written } from '../../layout/written.ts';
import { decline } from '../../spell.ts';
import { beginsLine, lastAtOrBefore, leadOf } from '../../syntax/lines.ts';
import type { Item } from '../../syntax/node.ts';
import { entryOf } from '../file.ts';
import { commentKey } from '../json.ts';
import type { NewResource, NewVariable } from './changes.ts';
import type { Paper } from './json-edits.ts';
import { holderOf, nameOf, writtenAt } from './json-spot.ts';
import { valueAt } from './json-tree.ts';
import { childrenOf as partsOf } from './spot.ts';
import { takenOver } from './value.ts';

/** Those of one type stand together. */
export function newResources(resources: readonly NewResource[], paper: Paper): readonly TextEdit[] {
  refuseProblems(paper);
  const byType = new Map<string, { readonly near: Spot; readonly members: (readonly [string, Written])[] }>();
  for (const one of resources) {
    const [type = '', name = ''] = one.address.split('.');
    const near = writtenAt(paper.source, one.near);
    const group = byType.get(type) ?? { near, members: [] };
    byType.set(type, group);
    group.members.push([name, bodyOf(one, near, paper)]);
  }
  return [...byType].flatMap(([type, { near, members }]) => membersOf(type, members, holderOf(near), paper));
}

/** Where a bracket is missing, nobody can say what a new one would close. */
function refuseProblems({ source }: Paper): void {
  if (source.document.items.some(({ problems }) => problems.length > 0)) decline('the document has a problem');
}

/** With as many instances as the one that it stands behind, and in a list, where that does. */
function bodyOf({ near, entries }: NewResource, written: Spot, { source, manner }: Paper): Written {
  if (entryOf(near.node, 'for_each')) return decline('there is one for each of something');
  const shared = partsOf(near).flatMap((part) => {
    const key = nameOf(part);
    return key === 'count' || key === 'provider' ? [[key, takenOver(source, part)] as const] : [];
  });
  const all = new Map([...shared, ...entries].map(([key, value]) => [key, valueAt(key, value, manner)]));
  const body: Written = { kind: 'map', entries: all };
  return written.entry ? body : { kind: 'list', items: [body] };
}

/** `near`: what stands at the name of a resource. */
function membersOf(type: string, members: Entries, near: Spot, paper: Paper): readonly TextEdit[] {
  const { source, text, style } = paper;
  const item = itemOf(near, source);
  if (typeOf(near, item) === type) return beside(near, members, paper);
  const [standing] = standingAt(type, source);
  if (standing) return standing.isMember ? [behind(standing.at, members, paper)] : into(standing.at, members, paper);
  const empty = source.document.items.findLastIndex((one) => isGroup(one, type));
  if (empty >= 0) return [betweenBraces(empty, members, paper)];
  const group: Entries = [[type, { kind: 'map', entries: new Map(members) }]];
  return near.up
    ? beside(holderOf(near.up), group, paper)
    : [insertBehind(text, groupAround(item, source), group, style)];
}

const itemOf = ({ base }: Spot, { document: { items, starts } }: Source): Item =>
  items[lastAtOrBefore(starts, base)] ?? decline('it is in no item');

/** The key before the last on the way from the top: `resource`, `aws_lb`, `main`. */
function typeOf(near: Spot, { section = '' }: Item): string | undefined {
  const keys: string[] = [];
  for (let at: Spot | undefined = near; at; at = at.up) keys.unshift(...(nameOf(at) ?? []));
  return [...section.split('.'), ...keys].at(-2);
}

interface Standing {
  readonly at: Spot;
  /** One of that type, behind which others may come; otherwise what holds all of them. */
  readonly isMember: boolean;
}

/** Resources of a type, the last ones first. */
function standingAt(type: string, source: Source): readonly Standing[] {
  const { items, starts } = source.document;
  const found = items.flatMap((item, index): readonly Standing[] => {
    const { kind, section, key } = item;
    const root = () => rootOf(source, { item, base: starts[index] ?? 0 });
    if (kind === 'member' && section === `resource.${type}`) return [{ at: root(), isMember: true }];
    if (kind === 'member' && section === 'resource' && key?.value === type) return [{ at: root(), isMember: false }];
    if (kind !== 'entry' || section !== undefined) return [];
    const values = key ? (key.value === 'resource' ? [root()] : []) : entriesNamed('resource', root());
    return values.flatMap((value) => entriesNamed(type, value)).map((at) => ({ at, isMember: false }));
  });
  return found.reverse();
}

/** All of that type, each an item, or none. */
const isGroup = ({ kind, section, key }: Item, type: string): boolean =>
  kind === 'section' && section === 'resource' && key?.value === type;

/** `"aws_lb": {}`, of which each brace stands in an item of its own. */
function betweenBraces(index: number, entries: Entries, paper: Paper): TextEdit {
  const { items, starts } = paper.source.document;
  const [opening, closing] = [items[index], items[index + 1]];
  if (!opening?.key || !/^\s*\}$/.test(closing?.text ?? '')) return decline('something stands between its braces');
  const key = (starts[index] ?? 0) + opening.key.start;
  const end = (starts[index + 1] ?? 0) + (closing?.text.length ?? 0);
  return filled(
    { start: paper.text.lastIndexOf('{', end), end },
    key,
    { kind: 'map', entries: new Map(entries) },
    paper,
  );
}

/** What was empty is laid out over several lines where its key begins one. */
function filled({ start, end }: Span, key: number, value: Written, { text, style }: Paper): TextEdit {
  const lead = beginsLine(text, key) ? { lead: leadOf(text, key) } : {};
  return { start, end, newText: brackets(value, style, { json: isQuoted(text, key), ...lead }) };
}

/** In a map, or in the maps of a list. */
const entriesNamed = (name: string, at: Spot): readonly Spot[] =>
  at.node.kind === 'sequence'
    ? childrenOf(at).flatMap((item) => (item.node.kind === 'map' ? entriesNamed(name, item) : []))
    : childrenOf(at).filter((child) => nameOf(child) === name);

/** Behind a neighbour in the same object; in a list with one object for each, in one of their own. */
function beside(near: Spot, members: Entries, paper: Paper): readonly TextEdit[] {
  const { up } = near;
  const isOneEach = up?.node.kind === 'map' && up.node.entries.length === 1 && up.up?.node.kind === 'sequence';
  return isOneEach && up.up
    ? insertItems(paper.text, up.up, members.map(oneOf), paper.style)
    : [behind(near, members, paper)];
}

const oneOf = ([key, value]: Entries[number]): Written => ({ kind: 'map', entries: new Map([[key, value]]) });

function behind({ base, entry, end }: Spot, members: Entries, { text, style }: Paper): TextEdit {
  const { key } = entry ?? decline('it has no key');
  return insertBehind(text, { start: base + key.start, end }, members, style);
}

/** Into what holds all of a kind: an object, or a list of them. */
function into(there: Spot, members: Entries, paper: Paper): readonly TextEdit[] {
  const { text, style } = paper;
  const isMap = there.node.kind === 'map';
  if (!isMap && there.node.kind !== 'sequence') return decline('nothing can stand in there');
  const items = members.map(oneOf);
  if (childrenOf(there).length > 0)
    return isMap ? insertEntries(text, there, members, style) : insertItems(text, there, items, style);
  const { entry, base, start, end } = there;
  if (!entry || !/^.\s*.$/.test(text.slice(start, end))) return decline('something stands between its brackets');
  const value: Written = isMap ? { kind: 'map', entries: new Map(members) } : { kind: 'list', items };
  return [filled(there, base + entry.key.start, value, paper)];
}

/** The resources of one type, each of which is an item: from the key to the brace behind the last. */
function groupAround(item: Item, { document: { items, starts } }: Source): Span {
  const own = items.indexOf(item);
  const first = items.findLastIndex(({ kind }, i) => i < own && kind === 'section');
  const last = items.findIndex(({ kind }, i) => i > own && kind === 'trivia');
  const [opening, closing] = [items[first], items[last]];
  if (opening?.section !== 'resource' || !opening.key || !closing?.text.endsWith('}'))
    return decline('where its group ends is not certain');
  return { start: (starts[first] ?? 0) + opening.key.start, end: (starts[last] ?? 0) + closing.text.length };
}

/** Behind the last variable; where there is none, before the resources. */
export function newVariables(variables: readonly NewVariable[], paper: Paper): readonly TextEdit[] {
  refuseProblems(paper);
  const { source, text, style, manner } = paper;
  const { items, starts } = source.document;
  const rootAt = (index: number): Spot =>
    rootOf(source, { item: items[index] ?? decline('it is not there'), base: starts[index] ?? 0 });
  const last = items.findLastIndex(({ kind, section }) => kind === 'member' && section === 'variable');
  const near = last < 0 ? undefined : rootAt(last);
  const inLists = near ? near.node.kind === 'sequence' : manner.inLists;
  const members = variables.map(({ address, about }): Entries[number] => [
    address.replace('var.', ''),
    declaration(about, inLists),
  ]);
  if (near) return [behind(near, members, paper)];
  const own = items.findIndex(({ section, key }) => section === undefined && key?.value === 'variable');
  if (own >= 0)
    return items[own]?.kind === 'entry' ? into(rootAt(own), members, paper) : [betweenBraces(own, members, paper)];
  const section: Entries[number] = ['variable', { kind: 'map', entries: new Map(members) }];
  const keys = items.flatMap(({ section: around, key }, i) =>
    around === undefined && key ? [{ name: key.value, at: (starts[i] ?? 0) + key.start }] : [],
  );
  const next = keys.find(({ name }) => name === 'resource') ?? keys.find(({ name }) => name !== commentKey);
  if (next) return [before(next.at, section, paper)];
  const start = text.indexOf('{');
  if (!/^\uFEFF?\s*\{\s*\}\s*$/.test(text)) return decline('there is nothing to put it before');
  const newText = brackets({ kind: 'map', entries: new Map([section]) }, style, { json: true, lead: '' });
  return [{ start, end: text.lastIndexOf('}') + 1, newText }];
}

function declaration(about: string, inLists: boolean): Written {
  const entries = new Map<string, Written>([
    ['type', { kind: 'scalar', value: 'string' }],
    ['description', { kind: 'scalar', value: about }],
  ]);
  const body: Written = { kind: 'map', entries };
  return inLists ? { kind: 'list', items: [body] } : body;
}

/** A new key of the document before the one that begins at `start`. */
function before(start: number, entry: Entries[number], { text, style }: Paper): TextEdit {
  const isSpread = beginsLine(text, start);
  const lead = leadOf(text, start);
  const apart = style.blankBetweenSections ? style.eol : '';
  const [newText = ''] = entryTexts([entry], style, { json: isQuoted(text, start), ...(isSpread && { lead }) });
  return { start, end: start, newText: `${newText},${isSpread ? apart + style.eol + lead : style.comma.slice(1)}` };
}
