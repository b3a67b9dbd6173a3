/* What stands for a resource, a variable or a value from elsewhere, in HCL's expressions. */
import type {
  AddEdit,
  Edit,
  Form,
  Handle,
  ParameterEdit,
  Place,
  Property,
  Resource,
} from '../../../../rules/kit/index.ts';
import type { Entry as Row, Source } from '../../format.ts';
import { chunkIn } from '../../layout/chunk.ts';
import { decline, type Tree } from '../../spell.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { linesOf } from './chunk.ts';
import { addressOf, type Home, homeIn, meansTheSame, newAddress } from './instance.ts';
import { holderOf, writtenAt } from './json-spot.ts';
import type { Written } from './print.ts';
import { address } from './quote.ts';
import { type Body, filesOf, isBody, type Spot, spotAt } from './spot.ts';

export interface Context {
  /** The file that the finding stands in. */
  readonly source: Source;
  readonly edits: readonly Edit[];
  readonly entryOf: (row: string) => Row | undefined;
  /** What the new resources and variables are called: their addresses. */
  readonly names: ReadonlyMap<Handle, string>;
  /** The block that a new resource stands behind. */
  readonly besideOf: (edit: AddEdit) => Body;
}

const expression = (text: string): Written => ({ kind: 'expression', lines: [{ text }] });

export function written(tree: Tree, home: Home, context: Context): Written {
  switch (tree.kind) {
    case 'scalar':
      return tree;
    case 'map': {
      const entries = [...tree.entries].map(([key, value]) => [key, written(value, home, context)] as const);
      return { kind: 'map', entries: new Map(entries) };
    }
    case 'list':
      return { kind: 'list', items: tree.items.map((item) => written(item, home, context)) };
    case 'resource':
      return expression(resourceReference(rowHere(tree.row, context), tree.arn, tree.named, home));
    case 'handle':
      return expression(handleReference(tree.handle, tree.named, context));
    case 'name':
      return expression(nameFor(tree.of, context));
    case 'digest':
      return digestOf(tree.of, home, context);
    case 'moved':
      return movedValue(tree.from, home, context);
    case 'same':
      return sameValue(tree, home, context);
  }
}

export const rowOf = (id: string | undefined, { entryOf }: Pick<Context, 'entryOf'>): Row =>
  (id === undefined ? undefined : entryOf(id)) ?? decline('it is no row of this project');

/** One that expressions of this module can speak of. */
function rowHere(id: string | undefined, context: Context): Row {
  const row = rowOf(id, context);
  return row.source.module === context.source.module ? row : decline('it stands in another module');
}

export function propertyAt(row: Row, path: Place['path']): Property<unknown> {
  let property: Property<unknown> | undefined;
  let shape = row.type.properties;
  for (const name of path) {
    if (typeof name === 'number') continue;
    property = shape[name];
    shape = property?.shape ?? {};
  }
  return property ?? decline('this is no property');
}

/** The form that a fix writes. */
export const formOf = ({ forms, noun }: Resource): Form =>
  forms.find(({ dialect, at, where }) => dialect.startsWith('tf') && at === undefined && where === undefined) ??
  decline(`Terraform has no ${noun} by itself`);

function nameFor(of: string | Handle, context: Context): string {
  if (typeof of !== 'string') return context.names.get(of) ?? decline('nothing brings it into being');
  const { resource, form } = rowHere(of, context);
  return form.at === undefined ? address(resource.name) : decline(`a part of ${resource.name} cannot be waited for`);
}

function resourceReference(row: Row, arn: string | undefined, named: string | undefined, home: Home): string {
  const { type, form, resource } = row;
  if (form.at !== undefined) return decline(`a part of ${resource.name} cannot be referred to`);
  return referenceTo(type, form, addressOf(row, home), arn, named);
}

function handleReference(handle: Handle, named: string | undefined, context: Context): string {
  const edit = context.edits.find((one): one is AddEdit | ParameterEdit => one === handle);
  const name = context.names.get(handle);
  if (!edit || name === undefined) return decline('nothing brings it into being');
  if (edit.op === 'parameter') return name;
  return referenceTo(edit.type, formOf(edit.type), newAddress(name, context.besideOf(edit)), undefined, named);
}

/** `named`: the property whose text is enough to name it there. */
function referenceTo(
  type: Resource,
  form: Form,
  name: string,
  arn: string | undefined,
  named: string | undefined,
): string {
  if (arn !== undefined) return `"\${${name}.${executionArn(arn)}"`;
  const attribute = named === undefined ? undefined : type.properties[named]?.spelling[form.dialect];
  return `${name}.${attribute ?? wholeOf(type, form)}`;
}

/** `sha1(jsonencode(…))`: of whole resources, so that whatever changes in them counts. */
function digestOf(places: readonly Place[], home: Home, context: Context): Written {
  const of = places.map(({ row: id, path }) => {
    const row = rowHere(id, context);
    const address = addressOf(row, home);
    if (path.length === 0) return address;
    const spelling = propertyAt(row, path).spelling[row.form.dialect];
    return spelling === undefined ? decline('Terraform has no word for it') : `${address}.${spelling}`;
  });
  const [only, another] = of;
  if (only === undefined) return decline('there is nothing to follow');
  if (another === undefined) return expression(`sha1(jsonencode(${only}))`);
  const lines = ['sha1(jsonencode([', ...of.map((one) => `  ${one},`), ']))'];
  return { kind: 'expression', lines: lines.map((text) => ({ text })), short: `sha1(jsonencode([${of.join(', ')}]))` };
}

/** The attribute that names all of it. */
export const wholeOf = (type: Resource, form: Form): string =>
  (form.identity ?? type.identity)[0] ?? decline('nothing names it as a whole');

/** What stands behind an API in the ARN of its calls is the same everywhere; the API knows the rest itself. */
function executionArn(arn: string): string {
  const [, behind] = /:execute-api:.*\$\{\w+\}(.*)$/.exec(arn) ?? [];
  return behind === undefined ? decline('Terraform has no word for this ARN') : `execution_arn}${behind}`;
}

/** A place where the value itself is written. */
export const directly = (place: Place): Place =>
  place.via.length > 0 || place.missing ? decline('it is written elsewhere') : place;

/** The blocks of that kind around a spot that is one of them. */
export function blocksAt(spot: Spot): readonly Body[] {
  const { up, entry } = spot;
  if (up?.node.kind !== 'map' || !entry || !isBody(spot)) return [];
  const key = entry.key.kind === 'scalar' ? entry.key.value : undefined;
  return up.node.entries.flatMap((one, index): readonly Body[] => {
    if (one.key.kind !== 'scalar' || one.key.value !== key || one.value.kind !== 'map' || !one.value.labels) return [];
    const { node, base } = { node: one.value, base: spot.base };
    return [{ node, base, up, entry: one, index, start: base + node.start, end: base + node.end }];
  });
}

/** Nobody can take away, or elsewhere, the blocks that a dynamic one makes beside them. */
export function refuseMore({ up, entry }: Spot): void {
  if (up?.node.kind !== 'map' || entry?.key.kind !== 'scalar') return;
  const name = entry.key.value;
  for (const { key, value } of up.node.entries)
    if (key.kind === 'scalar' && key.value === 'dynamic' && labelOf(value) === name)
      decline('there may be more of them');
}

const labelOf = (node: SyntaxNode): unknown => (node.kind === 'map' ? node.labels?.[0]?.value : undefined);

/** The file of the module that a place is in. */
export const fileOf = ({ file }: Place, source: Source): Source =>
  filesOf(source).find((one) => one.file === file) ?? decline('it stands in another module');

function movedValue(from: Place, home: Home, context: Context): Written {
  const source = fileOf(from, context.source);
  const spot = spotAt(source, directly(from));
  refuseOther(spot, from, home, source);
  const blocks = blocksAt(spot);
  if (blocks.length === 0) return takenOver(source, spot);
  refuseMore(spot);
  const { text, language } = source.document;
  if (language === 'json') return { kind: 'json', chunk: chunkIn(source, holderOf(writtenAt(source, spot))) };
  return { kind: 'bodies', bodies: blocks.map((block) => linesOf(text, block)) };
}

/** The text of a value, to be written as it is. */
export function takenOver(source: Source, spot: Spot): Written {
  const { text, language } = source.document;
  if (language === 'json') return { kind: 'json', chunk: chunkIn(source, writtenAt(source, spot)) };
  return { kind: 'expression', lines: linesOf(text, spot) };
}

/** A literal is written anew; an expression is taken over. */
function sameValue({ as, value, scale }: Tree & { kind: 'same' }, home: Home, context: Context): Written {
  const { how } = as.via[0] ?? {};
  if (as.missing || as.via.length > 1 || how === 'argument' || how === 'file')
    return decline('it is written elsewhere');
  const source = fileOf(as, context.source);
  const spot = spotAt(source, as);
  if (spot.node.kind === 'scalar') return value === undefined ? decline('it is not known') : { kind: 'scalar', value };
  if (isBody(spot) || scaleAt(as, context) !== scale) return decline('it cannot be taken over as it is');
  refuseOther(spot, as, home, source);
  return takenOver(source, spot);
}

/** `each.value` is something else in another resource. */
function refuseOther(spot: Spot, { item }: Place, home: Home, source: Source): void {
  const from = homeIn(source, item, spot);
  if (!meansTheSame(spot.node, from.within, home, from.count)) decline('it is another value there');
}

/** The scale of the property that a place is in. */
function scaleAt(place: Place, context: Pick<Context, 'entryOf'>): number {
  let shape = rowOf(place.row, context).type.properties;
  let scale = 1;
  for (const name of place.path) {
    if (typeof name === 'number') continue;
    const property = shape[name];
    scale = property?.scale ?? 1;
    shape = property?.shape ?? {};
  }
  return scale;
}
