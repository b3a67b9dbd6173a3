/* One side of a change: what a template deploys, and how each of it is written. */
import { ReadResource } from '../../formats/cloudformation/resource.ts';
import { MadeResource } from '../../formats/cloudformation/sam/made.ts';
import {
  type Expression,
  isReadWhole,
  type Source,
  type SourceResource,
  type Spot,
  writtenOf,
} from '../../formats/format.ts';
import { Kept } from '../../formats/syntax/kept.ts';
import type { Document, Item, SyntaxNode } from '../../formats/syntax/node.ts';
import { hasAnchors, isMap, type Plain, type PlainMap, plainOf, plainOfExpression } from './plain.ts';

export interface Side {
  readonly source: Source;
  /** By name; of two of one name CloudFormation takes one. */
  readonly resources: ReadonlyMap<string, SourceResource>;
  readonly isReadWhole: boolean;
  /** What stands in one item may be said in another. */
  readonly hasAnchors: boolean;
}

/** One side is looked at with many others: what a file says, and each of the fixes for it. */
const known = new Kept<Source, { readonly document: Document; readonly side: Side }>();

export function sideOf(source: Source): Side {
  const before = known.get(source);
  // A source stays the same object while its text changes, and so may its list of resources.
  if (before?.document === source.document) return before.side;
  const resources = new Map<string, SourceResource>();
  for (const one of source.resources) if (!resources.has(one.name)) resources.set(one.name, one);
  const side = { source, resources, isReadWhole: isReadWhole(source), hasAnchors: hasAnchors(source.document) };
  known.set(source, { document: source.document, side });
  return side;
}

export const itemOf = (side: Side, { item }: SourceResource): Item | undefined =>
  side.source.document.items[side.source.items.get(item) ?? -1];

/** Whether two resources are written in the same words, and read in the same way. */
export function isWrittenAlike(before: Side, one: SourceResource, after: Side, other: SourceResource): boolean {
  if (before.hasAnchors || after.hasAnchors) return false;
  const [a, b] = [itemOf(before, one), itemOf(after, other)];
  if (a === b) return a?.key !== undefined;
  // A document in flow style is one item.
  return a?.key !== undefined && a.text === b?.text && a.kind === b.kind && a.section === b.section;
}

export const spotOf = (resource: SourceResource | undefined): Spot | undefined =>
  resource && { item: resource.item, start: resource.key.start, end: resource.key.end };

/** By what is written: a resource that an edit leaves alone is written in the same nodes before and after it. */
const attributes = new WeakMap<SyntaxNode, PlainMap>();

/** What stands beside its type and properties, as it is written; of what SAM makes, as what that is made of has it. */
export function attributesOf(resource: SourceResource, side: Side): PlainMap {
  const from = writtenOf(resource);
  if (!(from instanceof ReadResource)) return {};
  const { written } = from;
  const before = side.hasAnchors ? undefined : attributes.get(written);
  if (before) return before;
  const map = asMap(plainOf(written, side.source.document));
  attributes.set(written, map);
  return map;
}

/** Whether the words of an item that a resource is made of can be found by others who refer to `name`. */
export function mayMention(one: SourceResource, side: Side, name: string): boolean {
  if (side.hasAnchors || one.sealed !== undefined) return true;
  const of = one instanceof MadeResource ? (one.parts ?? [one.made.from]) : [one];
  return of.some((part) => itemOf(side, part)?.text.includes(name) !== false);
}

const properties = new WeakMap<SourceResource, PlainMap>();

export function propertiesOf(resource: SourceResource, side: Side): PlainMap {
  if (!(resource instanceof MadeResource)) return asMap(attributesOf(resource, side)['Properties']);
  const before = properties.get(resource);
  if (before) return before;
  const { body } = resource;
  const map = asMap(body && plainOfExpression(body, resource, side.source));
  properties.set(resource, map);
  return map;
}

const asMap = (value: Plain | undefined): PlainMap => (isMap(value) ? value : {});

/** Every place at which a property is said, or all of them. */
export function spotsOf(resource: SourceResource, property?: string): readonly Spot[] {
  const { body } = resource;
  if (property === undefined) return body ? spotsIn(body, resource.item) : [];
  const found = body?.kind === 'map' ? body.entries.get(property) : undefined;
  return found ? [{ ...found.key, item: found.key.item ?? resource.item }, ...spotsIn(found.value, resource.item)] : [];
}

function spotsIn(node: Expression, item: string): readonly Spot[] {
  const own = node.span.file === undefined ? [{ item, ...node.span }] : [];
  return [...own, ...inside(node).flatMap((one) => spotsIn(one, item))];
}

function inside(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'map':
      return [...node.entries.values()].map(({ value }) => value);
    case 'list':
      return node.items;
    case 'choice':
      return [node.yes, node.no];
    case 'template':
      return node.parts;
    case 'computed':
      return node.args;
    default:
      return [];
  }
}
