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
import type { Render, Entry as Row, Source, TextEdit } from '../../format.ts';
import { decline, nested, orDeclined, spell, spellItem, spellShape, type Tree } from '../../spell.ts';
import { parameterType } from '../../spelling.ts';
import { callOf } from '../call.ts';
import { child, textOf } from '../template.ts';
import { Changes, isNothing } from './changes.ts';
import { setDefault } from './default.ts';
import { namesOf } from './names.ts';
import { pathTo, resourceSpot, type Spot, spelledPath, spotAt, stepsBehind } from './spot.ts';
import { type Context, directly, rowOf } from './value.ts';

export const render: Render = (source, edits, entryOf, standing) =>
  orDeclined(() => renderAll(source, edits, entryOf, standing));

function renderAll(
  source: Source,
  edits: readonly Edit[],
  entryOf: Context['entryOf'],
  standing: ReadonlyMap<ParameterEdit, string>,
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
      if (!standing.has(edit)) changes.addParameter(nameOf(edit, names), newParameter(edit));
    } else change(changes, edit, context);
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
  if (resource.sealed !== undefined || row.source !== source) return decline('nothing may be written beside it');
  const spot = resourceSpot(source, resource);
  const condition = child(spot.node, 'Condition');
  return {
    name: resource.name,
    spot,
    condition: condition && (textOf(condition) ?? decline('its condition cannot be read')),
  };
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

function change(changes: Changes, edit: Exclude<Edit, AddEdit | ParameterEdit>, context: Context): void {
  const { target } = edit;
  const { source } = context;
  const row = rowOf(target.row, context);
  if (row.source !== source || row.resource.sealed !== undefined) decline('nothing may be written there');
  if (target.via.length > 0) changeDefault(changes, edit, propertyAt(row, target.path), source);
  else {
    const { spot, steps } = find(source, row, target);
    const isThere = !target.missing && steps.length === 0;
    if (edit.op === 'remove' && isThere) changes.remove(spot);
    else if (edit.op === 'remove') decline('it is not there');
    else if (edit.op === 'append') changes.put(spot, nested(steps, { kind: 'list', items: [contentOf(edit, row)] }));
    else if (!isThere) changes.put(spot, nested(steps, contentOf(edit, row)));
    else if (propertyAt(row, target.path).kind !== 'ref' && isMade(spot)) decline('a function makes the value');
    else changes.set(spot, contentOf(edit, row));
  }
}

type Writing = Extract<Edit, { readonly target: Place; readonly content: unknown }>;

function changeDefault(changes: Changes, edit: Edit, property: Property<unknown>, source: Source): void {
  if (edit.op !== 'replace' || edit.target.missing) decline('it is written elsewhere');
  setDefault(changes, source, edit.target, spellItem(edit.content, property, 'cfn'));
}

function contentOf({ op, target, content }: Writing, row: Row): Tree {
  const property = propertyAt(row, target.path);
  if (op === 'append' && !isList(property) && property.kind !== 'waits') decline('this is no list');
  const isItem = op === 'append' || typeof target.path.at(-1) === 'number';
  return (isItem ? spellItem : spell)(content, property, row.form.dialect);
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
function find(source: Source, row: Row, { missing, item, path, span }: Place) {
  const within = missing ? missing.within : span;
  const spot = within ? spotAt(source, { item, span: within }) : resourceSpot(source, row.resource);
  const steps = stepsBehind(pathTo(spot, row.resource.name), spelledPath(row, path));
  // Without `missing`, whatever else may stand there is not known.
  if (!missing && steps.length > 0 && !isNothing(spot.node)) decline('it cannot be read');
  return { spot, steps };
}

/** Whatever a function other than a condition makes is not ours to replace by one value of it. */
function isMade({ node }: Spot): boolean {
  const call = callOf(node);
  return call !== undefined && call.name !== 'Fn::If' && !isNothing(node);
}
