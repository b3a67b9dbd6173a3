/*
 * In: the edits of a fix, in the model's words. Out: text edits in the style of the file, or nothing where
 * one of them cannot be written surely. Every edit becomes a change at a node first, so that several at one
 * place are written as one.
 */
import {
  type AddEdit,
  type Edit,
  type Handle,
  isList,
  type ParameterEdit,
  type Place,
  type Property,
} from '../../../../rules/kit/index.ts';
import {
  type Reach,
  type Render,
  type Entry as Row,
  type Source,
  type SourceResource,
  type TextEdit,
  writtenOf,
} from '../../format.ts';
import { type Spot, spotAt } from '../../layout/spot.ts';
import { decline, nested, orDeclined, spell, spellItem, spellShape, type Tree } from '../../spell.ts';
import { parameterType } from '../../spelling.ts';
import { callOf } from '../call.ts';
import { child, textOf } from '../template.ts';
import { setArgument } from './argument.ts';
import { Changes, isNothing } from './changes.ts';
import { setDefault } from './default.ts';
import { namesOf } from './names.ts';
import { pathTo, resourceSpot, spelledPath, stepsBehind } from './spot.ts';
import { type Context, directly, rowOf } from './value.ts';
import { type Found, findInstead, findSaid, sayInWords } from './words.ts';

export const render: Render = (source, edits, entryOf, standing, { reach = 'all' } = {}) =>
  orDeclined(() => renderAll(source, edits, entryOf, standing, reach));

function renderAll(
  source: Source,
  edits: readonly Edit[],
  entryOf: Context['entryOf'],
  standing: ReadonlyMap<ParameterEdit, string>,
  reach: Reach,
): readonly TextEdit[] {
  if (source.readOnly !== undefined) decline(source.readOnly);
  const homes = new Map(
    edits.flatMap((edit) => (edit.op === 'add' ? [[edit, homeOf(source, edit, entryOf)] as const] : [])),
  );
  const home = (edit: AddEdit) => homes.get(edit) ?? decline('it has no place');
  const names = namesOf(source, edits, (edit) => home(edit).name, standing);
  const context: Context = { source, edits, entryOf, names };
  const changes = new Changes(context);
  for (const edit of edits) {
    if (edit.op === 'add') changes.add(home(edit).spot, nameOf(edit, names), newResource(edit, home(edit).condition));
    else if (edit.op === 'parameter') {
      if (!standing.has(edit))
        changes.putInSection('Parameters', nested([{ key: nameOf(edit, names) }], newParameter(edit)));
    } else change(changes, edit, context, reach);
  }
  return changes.textEdits();
}

const nameOf = (edit: Handle, names: ReadonlyMap<Handle, string>): string =>
  names.get(edit) ?? decline('it has no name');

/** What a new resource stands behind. */
interface Home {
  readonly name: string;
  readonly spot: Spot;
  readonly condition: string | undefined;
}

function homeOf(source: Source, { near }: AddEdit, entryOf: Context['entryOf']): Home {
  const row = rowOf(near.row, { entryOf });
  const { resource } = near.path.length === 0 ? row : { resource: referredTo(source, near) };
  const written = writtenOf(resource);
  if (written.sealed !== undefined || row.source !== source) return decline('nothing may be written beside it');
  const spot = resourceSpot(source, written);
  return { name: resource.made?.name ?? resource.name, spot, condition: conditionOf(resource, spot) };
}

/** That of what was written; what is made of several resources may exist without the first of them. */
function conditionOf({ exists }: SourceResource, { node }: Spot): string | undefined {
  const condition = child(node, 'Condition');
  if (!exists || !condition) return exists ? decline('its condition has no name') : undefined;
  const name = textOf(condition) ?? decline('its condition cannot be read');
  return name === exists.name ? name : decline('it exists under other conditions, too');
}

/** A row reached through a relation has the place of the reference. */
function referredTo(source: Source, near: Place) {
  const call = callOf(spotAt(source, directly(near)).node);
  const name = call && textOf(call.argument);
  return source.resources.find((one) => one.name === name) ?? decline('what is referred to is not found');
}

function newResource({ type, content }: AddEdit, condition: string | undefined): Tree {
  const [form] = type.forms;
  if (form.at !== undefined) return decline(`a ${type.noun} is a part of another resource`);
  if (form.dialect.startsWith('tf')) return decline(`CloudFormation has no ${type.noun}`);
  const entries = new Map<string, Tree>([['Type', { kind: 'scalar', value: form.type }]]);
  if (condition !== undefined) entries.set('Condition', { kind: 'scalar', value: condition });
  const properties = spellShape(content, type.properties, form.dialect);
  if (properties.entries.size > 0) entries.set('Properties', properties);
  return { kind: 'map', entries };
}

const newParameter = (edit: ParameterEdit): Tree => ({
  kind: 'map',
  entries: new Map([
    ['Type', { kind: 'scalar', value: parameterType(edit) }],
    ['Description', { kind: 'scalar', value: edit.about }],
  ]),
});

type Change = Exclude<Edit, AddEdit | ParameterEdit>;

function change(changes: Changes, edit: Change, context: Context, reach: Reach): void {
  const { target } = edit;
  const { source } = context;
  const row = rowOf(target.row, context);
  const { made } = row.resource;
  if (writtenOf(row.resource).sealed !== undefined) decline('nothing may be written there');
  if (row.source !== source) changeArgument(changes, edit, row, source);
  else if (target.via.length > 0) changeDefault(changes, edit, propertyAt(row, target.path), source);
  else if (edit.op === 'remove') remove(changes, source, row, target);
  else {
    const isMore = edit.op === 'append';
    const content = contentOf(edit, row);
    const found = made ? findSaid({ source, row, made, target, isMore, reach }) : find(source, row, target);
    const tree = made ? sayInWords(found, content) : content;
    const { at, isThere } = found;
    if (isMore || !isThere || typeof at === 'string') putBelow(changes, found, tree);
    else if (propertyAt(row, target.path).kind !== 'ref' && isFromFunction(at)) decline('a function makes the value');
    else changes.set(at, tree);
  }
}

function remove(changes: Changes, source: Source, row: Row, target: Place): void {
  const { made } = row.resource;
  if (made) {
    // What SAM makes of several values is not gone with one of them.
    const { tree, ...found } = findInstead(source, row, made, target);
    putBelow(changes, found, tree);
    return;
  }
  const { at, isThere } = find(source, row, target);
  if (!isThere || typeof at === 'string') decline('it is not there');
  else changes.remove(at);
}

function putBelow(changes: Changes, { at, steps }: Found, tree: Tree): void {
  if (typeof at === 'string') changes.putInSection(at, nested(steps, tree));
  else changes.put(at, nested(steps, tree));
}

type Writing = Extract<Edit, { readonly target: Place; readonly content: unknown }>;

function changeDefault(changes: Changes, edit: Edit, property: Property<unknown>, source: Source): void {
  if (edit.op !== 'replace' || edit.target.missing) decline('it is written elsewhere');
  setDefault(changes, source, edit.target, spellItem(edit.content, property, 'cfn'));
}

/** Of a stack in the template. */
function changeArgument(changes: Changes, edit: Change, row: Row, source: Source): void {
  const { target } = edit;
  const [use] = target.via;
  if (edit.op !== 'replace' || use?.how !== 'argument' || !use.place || row.resource.made)
    decline('it is written elsewhere');
  const { at, isThere } = find(row.source, row, { ...use.place, via: [] });
  if (!isThere || typeof at === 'string') decline('it cannot be read');
  const tree = spellItem(edit.content, propertyAt(row, target.path), row.form.dialect);
  setArgument(changes, source, row, at, target, tree);
}

function contentOf({ op, target, content }: Writing, row: Row): Tree {
  const property = propertyAt(row, target.path);
  if (op === 'append' && !isList(property) && property.kind !== 'waits') decline('this is no list');
  const isItem = op === 'append' || typeof target.path.at(-1) === 'number';
  const tree = (isItem ? spellItem : spell)(content, property, row.form.dialect);
  return op === 'append' ? { kind: 'list', items: [tree] } : tree;
}

function propertyAt(row: Row, path: Place['path']): Property<unknown> {
  let property: Property<unknown> | undefined;
  let shape = row.type.properties;
  for (const name of path) {
    if (typeof name === 'number') continue;
    property = shape[name];
    shape = property?.shape ?? {};
  }
  return property ?? decline('this is no property');
}

/** The deepest node that is written, and the steps from there to the target. */
function find(source: Source, row: Row, { missing, item, path, span }: Place): Found {
  const within = missing ? missing.within : span;
  const spot = within ? spotAt(source, { item, span: within }) : resourceSpot(source, row.resource);
  const steps = stepsBehind(pathTo(spot, row.resource.name), spelledPath(row, path));
  // Without `missing`, whatever else may stand there is not known.
  if (!missing && steps.length > 0 && !isNothing(spot.node)) decline('it cannot be read');
  return { at: spot, steps, isThere: !missing && steps.length === 0 };
}

/** Whatever a function other than a condition makes is not ours to replace by one value of it. */
function isFromFunction({ node }: Spot): boolean {
  const call = callOf(node);
  return call !== undefined && call.name !== 'Fn::If' && !isNothing(node);
}
