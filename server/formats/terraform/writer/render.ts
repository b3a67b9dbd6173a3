/*
 * In: the edits of a fix, in the model's words. Out: text edits, in HCL as `terraform fmt` would lay it out and in
 * JSON as the file does, or nothing where one of them cannot be written surely. Every edit becomes a change at a node first, so that several at one place
 * are written as one.
 */
import {
  type AddEdit,
  type Edit,
  isList,
  type ParameterEdit,
  type Place,
  type Property,
} from '../../../../rules/kit/index.ts';
import type { Render, Entry as Row, Source, SourceResource, TextEdit } from '../../format.ts';
import { decline, nested, orDeclined, spell, spellItem, spellShape, type Tree } from '../../spell.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { isOverride } from '../names.ts';
import { addressIn } from '../traversal.ts';
import { type AddApart, addedApart, relation } from './apart.ts';
import { setArgument } from './argument.ts';
import { Changes, nameOf } from './changes.ts';
import { refuseOverridden } from './instance.ts';
import { isJsonCall } from './json-call.ts';
import { type Naming, namesOf } from './names.ts';
import { setOrigin } from './origin.ts';
import { address } from './quote.ts';
import { type Body, bodyOf, filesOf, find, spotAt, whereOf } from './spot.ts';
import { type Context, directly, fileOf, formOf, propertyAt, rowOf } from './value.ts';
import { variablesFile } from './variables.ts';

export const render: Render = (source, edits, entryOf, standing, { inThisFile = false } = {}) =>
  orDeclined(() => renderAll(source, edits, entryOf, standing, inThisFile));

function renderAll(
  source: Source,
  wanted: readonly Edit[],
  entryOf: Context['entryOf'],
  standing: ReadonlyMap<ParameterEdit, string>,
  inThisFile: boolean,
): readonly TextEdit[] {
  const apart = new Map<AddEdit, AddApart>();
  const edits = wanted.map((edit) => {
    const one = addedApart(edit, entryOf);
    if (one) apart.set(one.edit, one);
    return one?.edit ?? edit;
  });
  const homes = new Map(
    edits.flatMap((edit) => (edit.op === 'add' ? [[edit, homeOf(source, edit, entryOf)] as const] : [])),
  );
  const home = (edit: AddEdit) => homes.get(edit) ?? decline('it has no place');
  const names = namesOf(source, edits, home, standing);
  const context: Context = { source, edits, entryOf, names, besideOf: (edit) => home(edit).body };
  const all = new Map<Source, Changes>();
  const changesIn: ChangesIn = (file) => {
    if (file.readOnly !== undefined) decline('it is written by somebody else');
    if (file.module !== source.module || (inThisFile && file !== source)) decline('it stands in another file');
    const changes = all.get(file) ?? new Changes(file, context);
    all.set(file, changes);
    return changes;
  };
  for (const edit of edits) {
    if (edit.op === 'add') {
      const one = apart.get(edit);
      const { file, body } = home(edit);
      changesIn(file).add(edit, body, newResource(edit), one ? relation(one) : []);
    } else if (edit.op !== 'parameter') change(changesIn, edit, context);
    else if (!standing.has(edit))
      changesIn(inThisFile ? source : variablesFile(source)).declare(nameOf(edit, names), edit.about);
  }
  // Those of the file itself first.
  const files = [...all].sort(([one], [other]) => Number(other === source) - Number(one === source));
  return files.flatMap(([{ file }, changes]) => {
    const made = changes.textEdits();
    return file === source.file ? made : made.map((edit) => ({ ...edit, file }));
  });
}

type ChangesIn = (file: Source) => Changes;

/** What a new resource stands behind, and is called after. */
interface Home extends Naming {
  readonly file: Source;
  readonly body: Body;
}

function homeOf(source: Source, { near, type }: AddEdit, entryOf: Context['entryOf']): Home {
  const row = rowOf(near.row, { entryOf });
  const { file, resource } = near.path.length === 0 ? { file: row.source, ...row } : referredTo(source, near);
  if (resource.sealed !== undefined || file.module !== source.module) decline('nothing may be written beside it');
  refuseOverridden(file, resource.item);
  const [nearType = '', name = ''] = address(resource.name).split('.');
  // Whoever writes `aws_alb` writes it everywhere.
  const written = nearType.startsWith('aws_alb') ? formOf(type).type.replace(/^aws_lb/, 'aws_alb') : formOf(type).type;
  return { type: written, near: name, file, body: bodyOf(file, whereOf(resource)) };
}

/** A row reached through a relation has the place of the reference. */
function referredTo(source: Source, near: Place): { readonly file: Source; readonly resource: SourceResource } {
  const { node } = spotAt(fileOf(near, source), directly(near));
  const address = node.kind === 'traversal' ? addressIn(node)?.address : undefined;
  for (const file of filesOf(source))
    for (const resource of file.resources) if (resource.name === address) return { file, resource };
  return decline('what is referred to is not found');
}

const newResource = ({ type, content }: AddEdit): Tree => spellShape(content, type.properties, formOf(type).dialect);

type Change = Exclude<Edit, AddEdit | ParameterEdit>;

function change(changesIn: ChangesIn, edit: Change, context: Context): void {
  const { target } = edit;
  const row = rowOf(target.row, context);
  const { source, resource } = row;
  if (resource.sealed !== undefined) decline('nothing may be written there');
  const property = propertyAt(row, target.path);
  if (target.via.length > 0) {
    if (edit.op !== 'replace') decline('it is written elsewhere');
    const tree = spellItem(edit.content, property, row.form.dialect);
    if (source.module === context.source.module) setOrigin(changesIn, source, target, tree);
    else setArgument(changesIn, context.source, row, target, tree);
    return;
  }
  // What an override file says is what counts, and is written there.
  const file = target.file === source.file ? source : overrideOf(source, target.file);
  const changes = changesIn(file);
  const { at, steps, isThere } = find(file, row, target);
  if (edit.op === 'remove') {
    if (file !== source) decline('what it overrides would count again');
    if (isThere) changes.remove(at, isList(property) && typeof target.path.at(-1) !== 'number');
    else decline('it is not there');
    return;
  }
  const tree = contentOf(edit, row, property);
  const { item } = resource;
  if (!isThere) changes.put(at, nested(steps, tree), item);
  else if (edit.op === 'append') changes.put(at, tree, item);
  else if (property.kind !== 'ref' && isComputed(at.node)) decline('a function makes the value');
  else changes.set(at, tree, item);
}

function overrideOf(source: Source, name: string): Source {
  const file = isOverride(name) ? filesOf(source).find((one) => one.file === name) : undefined;
  return file ?? decline('it stands in another file');
}

type Writing = Extract<Edit, { readonly target: Place; readonly content: unknown }>;

function contentOf({ op, target, content }: Writing, row: Row, property: Property<unknown>): Tree {
  if (op === 'append' && !isList(property) && property.kind !== 'waits') decline('this is no list');
  const isItem = op === 'append' || typeof target.path.at(-1) === 'number';
  const tree = (isItem ? spellItem : spell)(content, property, row.form.dialect);
  return op === 'append' ? { kind: 'list', items: [tree] } : tree;
}

/** Whatever is computed is not ours to replace by one value of it. */
function isComputed(node: SyntaxNode): boolean {
  if (node.kind === 'scalar' || node.kind === 'map' || node.kind === 'sequence') return false;
  return !isJsonCall(node);
}
