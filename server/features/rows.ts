/*
 * Which row of the model the text at an offset writes. In: a document and an offset. Out: the property
 * or the resource that stands there, by the spellings of the model. Looks at the item under the offset
 * and at nothing else; what conditions decide is for the linter to know, so both branches have their rows.
 */
import {
  type Form,
  isList,
  type Property,
  type Resource,
  type Shape,
  type Span,
  type Step,
} from '../../rules/kit/index.ts';
import { model } from '../../rules/model/index.ts';
import { leadsThrough, stepsOf } from '../formats/spelling.ts';
import { lastAtOrBefore } from '../formats/syntax/lines.ts';
import { type Document, type Entry, type Item, type SyntaxNode, spanOf } from '../formats/syntax/node.ts';

export interface RowHere {
  readonly row: Resource;
  /** Undefined on the resource itself: its name, its type, or the key of the part that is the row. */
  readonly property?: Property<unknown>;
  /** The property's key; in a list of attributes, what the attribute is called. */
  readonly called: string;
  /** The key or the value, absolute. */
  readonly span: Span;
}

/** Undefined where the model has no row, on comments, and between things. */
export function rowAt(
  { items, starts }: Document,
  offset: number,
  rows: readonly Resource[] = model,
): RowHere | undefined {
  const index = lastAtOrBefore(starts, offset);
  const item = items[index];
  const start = starts[index];
  if (!item || start === undefined) return undefined;
  const here = rowInResource(rows, resourceIn(item, offset - start), offset - start);
  return here && { ...here, span: { start: here.span.start + start, end: here.span.end + start } };
}

/** The resource that an item is or, where its section is written in one item, the one at the offset. */
function resourceIn({ kind, section, key, value }: Item, offset: number): Entry | undefined {
  if (!key || !value) return undefined;
  if (kind === 'member') return section === 'Resources' ? { key, value } : undefined;
  if (key.value !== 'Resources' || value.kind !== 'map') return undefined;
  return value.entries.find((entry) => holds(entry, offset));
}

function rowInResource(rows: readonly Resource[], resource: Entry | undefined, offset: number): RowHere | undefined {
  if (!resource) return undefined;
  const { key, value } = resource;
  const type = under(value, 'Type');
  if (type?.kind !== 'scalar' || typeof type.value !== 'string') return undefined;
  if (touches(key, offset)) return resourceRow(rows, type.value, key);
  const spot = spotAt(value, offset);
  const [section, ...path] = spot?.path ?? [];
  if (!spot || section?.kind !== 'key') return undefined;
  if (section.name === 'Type' && path.length === 0) return resourceRow(rows, type.value, spot.span);
  return section.name === 'Properties' ? propertyRow(rows, type.value, path, spot.span) : undefined;
}

function resourceRow(rows: readonly Resource[], type: string, span: Span): RowHere | undefined {
  const isWhole = (form: Form): boolean => form.type === type && form.at === undefined && form.where === undefined;
  const row = rows.find(({ forms }) => forms.some(isWhole));
  return row && { row, called: type, span };
}

function propertyRow(rows: readonly Resource[], type: string, path: Path, span: Span): RowHere | undefined {
  const found = rows.flatMap((row) =>
    row.forms.flatMap((form): RowHere[] => {
      if (form.type !== type) return [];
      const inForm = within(form, path);
      const last = path.at(-1);
      if (inForm?.length === 0 && form.at !== undefined && last?.kind === 'key')
        return [{ row, called: last.name, span }];
      return propertiesAt(row.properties, form, inForm, path).map((hit) => ({ ...hit, row, span }));
    }),
  );
  // Where several rows read the same property, the one that says most about it.
  return found.find(({ property }) => property?.about !== undefined) ?? found[0];
}

/** The rest of the path below the part of the resource that the form is; undefined outside of it. */
function within({ at }: Form, path: Path): Path | undefined {
  const names = at?.split('.') ?? [];
  const inside = names.every((name, i) => {
    const waypoint = path[i];
    return waypoint?.kind === 'key' && leadsThrough(name, waypoint.name);
  });
  return inside ? path.slice(names.length) : undefined;
}

type Hit = Required<Pick<RowHere, 'property' | 'called'>>;

/**
 * `path` begins where the shape does, and is undefined outside of it; `whole` begins at the properties of
 * the resource, for what a row reads of its owner.
 */
function propertiesAt(shape: Shape, form: Form, path: Path | undefined, whole: Path): readonly Hit[] {
  return Object.values(shape).flatMap((property): readonly Hit[] => {
    const spelling = property.spelling[form.dialect];
    if (spelling === undefined || spelling.startsWith('=') || spelling === owner) return [];
    const isOfOwner = spelling.startsWith(`${owner}.`);
    const steps = stepsOf(isOfOwner ? spelling.slice(owner.length + 1) : spelling);
    const from = isOfOwner ? whole : path;
    const below = from && follow(steps, from);
    if (!below) return [];
    const last = steps.at(-1);
    const picked = steps.findLast(({ pick }) => pick)?.pick?.[1];
    if (below.length === 0) return [{ property, called: picked ?? last?.key ?? '' }];
    if (property.kind === 'nested') return propertiesAt(property.shape ?? {}, form, below, whole);
    const [entry, ...inEntry] = below;
    if (entry?.kind !== (property.keyed ? 'key' : 'entry') || !isList(property)) return [];
    if (inEntry.length === 0) return [{ property, called: last?.key ?? '' }];
    return propertiesAt(property.shape ?? {}, form, inEntry, whole);
  });
}
const owner = '<owner>';

/** What is left of the path behind these steps; undefined where it goes elsewhere. */
function follow(steps: readonly Step[], path: Path): Path | undefined {
  let rest = path;
  for (const { key, pick, anyCase } of steps) {
    const [at, ...below] = rest;
    if (at?.kind !== 'key' || !(at.name === key || (anyCase && at.name.toLowerCase() === key.toLowerCase())))
      return undefined;
    rest = below;
    if (!pick) continue;
    const [entry, ...inEntry] = rest;
    const name = entry?.kind === 'entry' ? under(entry.node, pick[0]) : undefined;
    if (name?.kind !== 'scalar' || String(name.value) !== pick[1]) return undefined;
    const [only, ...others] = inEntry;
    // The key of an attribute says which one it is: it is as good as its value.
    if (only?.kind === 'key' && only.name === pick[0] && others.length === 0) return [];
    rest = inEntry;
  }
  return rest;
}

/** A step from the outside in: into a map by a key, or into a sequence. */
type Waypoint = { readonly kind: 'key'; readonly name: string } | { readonly kind: 'entry'; readonly node: SyntaxNode };
type Path = readonly Waypoint[];

interface Spot {
  readonly path: Path;
  readonly span: Span;
}

/** The way to what stands at the offset. Functions have no steps of their own: they are the value, whatever is inside. */
function spotAt(node: SyntaxNode, offset: number, path: Path = []): Spot | undefined {
  const branch = branchesOf(node).find((one) => touches(spanOf(one), offset));
  if (branch) return spotAt(branch, offset, path);
  if (node.kind === 'scalar' || node.kind === 'alias' || isFunction(node)) return { path, span: spanOf(node) };
  if (node.kind === 'sequence') {
    const item = node.items.find((one) => touches(spanOf(one), offset));
    return item && spotAt(item, offset, [...path, { kind: 'entry', node: item }]);
  }
  const entry = node.entries.find((one) => holds(one, offset));
  if (entry?.key.kind !== 'scalar') return undefined;
  const inEntry: Path = [...path, { kind: 'key', name: String(entry.key.value) }];
  const onKey = offset <= entry.key.end || offset < spanOf(entry.value).start;
  return onKey ? { path: inEntry, span: entry.key } : spotAt(entry.value, offset, inEntry);
}

/** What `!If` and `Fn::If` choose between, which stands where the choice stands. */
function branchesOf(node: SyntaxNode): readonly SyntaxNode[] {
  const choice = node.tag?.name === '!If' ? node : under(node, 'Fn::If');
  return choice?.kind === 'sequence' ? choice.items.slice(1, 3) : [];
}

function isFunction(node: SyntaxNode): boolean {
  if (node.tag) return !node.tag.name.startsWith('!!');
  const [only, ...others] = node.kind === 'map' ? node.entries : [];
  if (only?.key.kind !== 'scalar' || others.length > 0) return false;
  return only.key.value === 'Ref' || String(only.key.value).startsWith('Fn::');
}

function under(node: SyntaxNode, key: string): SyntaxNode | undefined {
  if (node.kind !== 'map') return undefined;
  return node.entries.find((entry) => entry.key.kind === 'scalar' && entry.key.value === key)?.value;
}

const holds = ({ key, value }: Entry, offset: number): boolean =>
  touches({ start: key.start, end: Math.max(key.end, spanOf(value).end) }, offset);

/** A cursor right behind the last character still counts as on it. */
export const touches = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;
