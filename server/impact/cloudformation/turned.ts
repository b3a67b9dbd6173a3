/* Which words of a template say something else after a change: parameters, conditions, mappings. */
import { keyText, readTemplate, type Template } from '../../formats/cloudformation/template.ts';
import type { Parameter, Source } from '../../formats/format.ts';
import type { Document, Item, SyntaxNode } from '../../formats/syntax/node.ts';
import { differenceOf } from '../../formats/syntax/splice.ts';
import { anyMapping, type Mentioned, mentions } from './mentioned.ts';
import { isMap, isSame, type Plain, type PlainMap, plainOf } from './plain.ts';

export interface Turned {
  /** `condition:IsProd`. What reads one of them may have another value. */
  readonly words: ReadonlySet<string>;
  /** What all of it is read by: the macros. */
  readonly macros: boolean;
  /** What `Globals` said, and says: of each type of SAM, the properties that differ. */
  readonly globals: readonly TurnedGlobal[];
}

/** A property that `Globals` says otherwise, and where it says so on either side. */
export interface TurnedGlobal {
  /** `AWS::Serverless::Function` */
  readonly type: string;
  readonly property: string;
  readonly before: Range | undefined;
  readonly after: Range | undefined;
}

/** From a key to the end of its value, in an item. */
export interface Range {
  readonly item: string;
  readonly start: number;
  readonly end: number;
}

export function rangeOf(map: SyntaxNode | undefined, name: string, item: string): Range | undefined {
  const entry = map?.kind === 'map' ? map.entries.find(({ key }) => keyText(key) === name) : undefined;
  return entry && { item, start: entry.key.start, end: Math.max(entry.key.end, entry.value.end) };
}

const nothing: Turned = { words: new Set(), macros: false, globals: [] };

export const wordOf = ({ space, words }: Mentioned): string => `${space}:${words}`;

export function turnedWords(before: Source, after: Source): Turned {
  if (!changesSections(before.document, after.document)) return nothing;
  const [was, is] = [readTemplate(before.document), readTemplate(after.document)];
  const sides: readonly Side[] = [
    { template: was, source: before },
    { template: is, source: after },
  ];
  const words = new Set<string>();
  for (const name of new Set([...before.parameters.keys(), ...after.parameters.keys()]))
    if (!isSameParameter(before.parameters.get(name), after.parameters.get(name))) words.add(`value:${name}`);
  const [conditionsBefore, conditions] = sides.map((side) => sectionOf(side, 'Conditions'));
  const [mappingsBefore, mappings] = sides.map((side) => sectionOf(side, 'Mappings'));
  for (const name of differing(conditionsBefore, conditions)) words.add(`condition:${name}`);
  for (const name of differing(mappingsBefore, mappings)) words.add(`mapping:${name}`).add(`mapping:${anyMapping}`);
  passOn(conditions ?? {}, words);
  const macros = ['Transform', 'Fn::Transform'].some(
    (name) => !isSame(entryOf(was, name, before), entryOf(is, name, after)),
  );
  return { words, macros, globals: turnedGlobals(sides) };
}

interface Side {
  readonly template: Template;
  readonly source: Source;
}

/** Whether anything is otherwise that stands beside the resources. */
function changesSections({ items: before }: Document, { items: after }: Document): boolean {
  const { from, removed, added } = differenceOf(before, after);
  const is = (items: readonly Item[], count: number): boolean =>
    items.slice(from, from + count).some((item) => item.kind !== 'trivia' && item.section !== 'Resources');
  return is(before, removed) || is(after, added);
}

function sectionOf({ template, source }: Side, name: string): PlainMap {
  const members = template.sections.get(name) ?? [];
  return Object.fromEntries(members.map((one) => [one.name, plainOf(one.value, source.document)]));
}

function entryOf({ entries }: Template, name: string, { document }: Source): Plain | undefined {
  const node = entries.get(name);
  return node && plainOf(node, document);
}

const differing = (before: PlainMap = {}, after: PlainMap = {}): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !isSame(before[name], after[name]));

/** A deployment may give another value, but nobody gives one where none is wanted. */
function isSameParameter(one: Parameter | undefined, other: Parameter | undefined): boolean {
  if (!one || !other) return one === other;
  return one.type === other.type && isSame(defaultOf(one), defaultOf(other));
}

function defaultOf({ default: written }: Parameter): Plain | undefined {
  if (written?.kind === 'list') return written.items.map((item) => (item.kind === 'literal' ? item.value : null));
  return written?.kind === 'literal' ? written.value : undefined;
}

/** A condition that reads what has turned has turned itself. */
function passOn(conditions: PlainMap, words: Set<string>): void {
  for (let isMore = true; isMore; ) {
    isMore = false;
    for (const [name, value] of Object.entries(conditions)) {
      const own = `condition:${name}`;
      if (words.has(own) || !mentions(value, (mentioned) => words.has(wordOf(mentioned)))) continue;
      words.add(own);
      isMore = true;
    }
  }
}

function turnedGlobals(sides: readonly Side[]): readonly TurnedGlobal[] {
  const [one = {}, other = {}] = sides.map((side) => sectionOf(side, 'Globals'));
  return differing(one, other).flatMap((name) => {
    const type = `AWS::Serverless::${name}`;
    return differing(asMap(one[name]), asMap(other[name])).map((property): TurnedGlobal => {
      const [before, after] = sides.map(({ template }) => {
        const member = template.sections.get('Globals')?.find((global) => global.name === name);
        return member && rangeOf(member.value, property, member.item);
      });
      return { type, property, before, after };
    });
  });
}

const asMap = (value: Plain | undefined): PlainMap => (isMap(value) ? value : {});
