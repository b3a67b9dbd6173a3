/*
 * Which row of the model the text at an offset writes. In: a document and an offset. Out: the property
 * or the resource that stands there, by the spellings of the model. What conditions decide is for the linter to know,
 * so both branches have their rows.
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
import { apartOf, everyKey, leadsThrough, stepsOf } from '../formats/spelling.ts';
import type { Document } from '../formats/syntax/node.ts';
import { typeOf } from '../formats/terraform/names.ts';
import { isBlock, type Path, type PathHere, pathAt, under, type Waypoint } from './path.ts';

export interface RowHere {
  readonly row: Resource;
  /** In whose words it stands there. */
  readonly form: Form;
  /** Undefined on the resource itself: its name, its type, or the key of the part that is the row. */
  readonly property?: Property<unknown>;
  /** The property's key; in a list of attributes, what the attribute is called. */
  readonly called: string;
  /** The key or the value, absolute. */
  readonly span: Span;
  /** What stands there as its value, absolute; undefined where nothing does, or where it is no property. */
  readonly value?: Span;
  /** Of the value, if the offset is on it: what it says, where nothing has to be computed. */
  readonly said?: string;
}

/** Undefined where the model has no row, on comments, and between things. */
export function rowAt(document: Document, offset: number, rows: readonly Resource[] = model): RowHere | undefined {
  const here = pathAt(document, offset);
  const [top, ...path] = here?.path ?? [];
  if (!here || top?.kind !== 'key') return undefined;
  const row =
    top.name === 'Resources'
      ? rowInTemplate(rows, path, here.span)
      : top.name === 'resource'
        ? rowInModule(rows, path, here.span)
        : undefined;
  return row && withValue(row, here);
}

/** The row, and what stands there as its value. */
export function withValue(row: RowHere, { value, on }: PathHere): RowHere {
  if (!row.property || !value) return row;
  const said = on?.kind === 'scalar' && on.value !== null ? String(on.value) : undefined;
  return { ...row, value, ...(said !== undefined && { said }) };
}

function rowInTemplate(rows: readonly Resource[], [resource, section, ...path]: Path, span: Span): RowHere | undefined {
  const type = under(resource?.node, 'Type');
  if (type?.kind !== 'scalar' || typeof type.value !== 'string') return undefined;
  if (!section || isType(section, path)) return resourceRow(rows, type.value, span);
  if (section.kind !== 'key') return undefined;
  return section.name === 'Properties'
    ? propertyRow(rows, type.value, path, span)
    : propertyRow(rows, type.value, [section, ...path], span, true);
}

/** `resource "aws_lb" "main" { … }` */
function rowInModule(rows: readonly Resource[], [type, _name, ...path]: Path, span: Span): RowHere | undefined {
  if (type?.kind !== 'key') return undefined;
  const canonical = typeOf(type.name);
  if (path.length > 0)
    return propertyRow(rows, canonical, path, span) ?? propertyRow(rows, canonical, path, span, true);
  const row = resourceRow(rows, canonical, span);
  return row && { ...row, called: type.name };
}

/** Whether that is what a resource is. */
export const isType = (section: Waypoint, below: Path): boolean =>
  section.kind === 'key' && section.name === 'Type' && below.length === 0;

/** Of a whole resource, not of a part of one. */
export function resourceRow(rows: readonly Resource[], type: string, span: Span): RowHere | undefined {
  const isWhole = (form: Form): boolean => form.type === type && form.at === undefined && form.where === undefined;
  for (const row of rows) {
    const form = row.forms.find(isWhole);
    if (form) return { row, form, called: type, span };
  }
  return undefined;
}

/** `beside` the properties, the path begins at what else the resource says of itself: `DependsOn`. */
function propertyRow(
  rows: readonly Resource[],
  type: string,
  path: Path,
  span: Span,
  beside = false,
): RowHere | undefined {
  const found = rows.flatMap((row) =>
    row.forms.flatMap((form): RowHere[] => {
      if (form.type !== type) return [];
      if (beside) return besideProperties(row.properties, form, path).map((hit) => ({ ...hit, row, form, span }));
      const inForm = within(form, path);
      const last = path.at(-1);
      if (inForm?.length === 0 && form.at !== undefined && last?.kind === 'key')
        return [{ row, form, called: last.name, span }];
      return propertiesAt(row.properties, form, inForm, path).map((hit) => ({ ...hit, row, form, span }));
    }),
  );
  // Where several rows read the same property, the one whose own it is.
  const telling = found.filter(({ property }) => property?.about !== undefined);
  const isBorrowed = ({ property, form }: RowHere) =>
    property?.spelling[form.dialect]?.startsWith(`${owner}.`) === true;
  return telling.find((one) => !isBorrowed(one)) ?? telling[0] ?? found[0];
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

function besideProperties(shape: Shape, { dialect }: Form, path: Path): readonly Hit[] {
  const [at, ...below] = path;
  if (at?.kind !== 'key' || below.some(({ kind }) => kind !== 'entry')) return [];
  return Object.values(shape)
    .filter(({ spelling }) => spelling[dialect] === `<resource>.${at.name}`)
    .map((property) => ({ property, called: at.name }));
}

/** Text that is put together of the properties beside it: the name of a stage, and its API. */
function piecesAt(property: Property<unknown>, spelling: string, path: Path | undefined): readonly Hit[] {
  const [at, ...below] = path ?? [];
  const isPiece = at?.kind === 'key' && below.length === 0 && spelling.includes(`\${${at.name}}`);
  return isPiece ? [{ property, called: at.name }] : [];
}

/**
 * `path` begins where the shape does, and is undefined outside of it; `whole` begins at the properties of
 * the resource, for what a row reads of its owner.
 */
export function propertiesAt(shape: Shape, form: Form, path: Path | undefined, whole: Path): readonly Hit[] {
  return Object.values(shape).flatMap((property): readonly Hit[] => {
    const spelling = property.spelling[form.dialect];
    if (spelling === undefined || spelling === owner || apartOf(spelling)) return [];
    if (spelling.startsWith('=')) return piecesAt(property, spelling, path);
    const isOfOwner = spelling.startsWith(`${owner}.`);
    const steps = stepsOf(isOfOwner ? spelling.slice(owner.length + 1) : spelling);
    const from = isOfOwner ? whole : path;
    const below = from && follow(steps, from);
    if (!below) return [];
    const last = steps.at(-1);
    const picked = steps.findLast(({ pick }) => pick)?.pick?.[1];
    if (below.length === 0) return [{ property, called: picked ?? last?.key ?? '' }];
    const isInBlock = isBlock(from.at(-1 - below.length)?.node);
    if (property.kind === 'nested' || (isList(property) && isInBlock))
      return propertiesAt(property.shape ?? {}, form, below, whole);
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
    if (key === everyKey) {
      // The keys of the maps of a list, which itself says as much.
      const [map, name, ...inName] = rest;
      if (map && (map.kind !== 'entry' || name?.kind !== 'key')) return undefined;
      rest = inName;
      continue;
    }
    const [at, ...below] = rest;
    if (at?.kind !== 'key' || !(at.name === key || (anyCase && at.name.toLowerCase() === key.toLowerCase())))
      return undefined;
    rest = below;
    if (!pick) continue;
    const [entry, ...inEntry] = isBlock(at.node) ? [at, ...rest] : rest;
    const isOne = entry?.kind === 'entry' || isBlock(entry?.node);
    const name = isOne ? under(entry?.node, pick[0]) : undefined;
    if (name?.kind !== 'scalar' || String(name.value) !== pick[1]) return undefined;
    const [only, ...others] = inEntry;
    // The key of an attribute says which one it is: it is as good as its value.
    if (only?.kind === 'key' && only.name === pick[0] && others.length === 0) return [];
    rest = inEntry;
  }
  return rest;
}
