/* What stands for a resource, a parameter or a value from elsewhere, in CloudFormation's own functions. */
import type { AddEdit, Edit, Handle, ParameterEdit, Place } from '../../../../rules/kit/index.ts';
import { cell, identity } from '../../../../rules/kit/index.ts';
import type { Expression, Entry as Row, Source, SourceResource } from '../../format.ts';
import { chunkOf } from '../../layout/chunk.ts';
import { spotAt } from '../../layout/spot.ts';
import type { Written } from '../../layout/written.ts';
import { decline, type Tree } from '../../spell.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { callOf } from '../call.ts';
import { logicalId } from './names.ts';

export interface Context {
  readonly source: Source;
  readonly edits: readonly Edit[];
  readonly entryOf: (row: string) => Row | undefined;
  /** What the new resources and parameters are called. */
  readonly names: ReadonlyMap<Handle, string>;
}

export const noValue: Written = { kind: 'call', name: 'Ref', argument: 'AWS::NoValue' };

export function written(tree: Tree, context: Context): Written {
  switch (tree.kind) {
    case 'scalar':
      return tree;
    case 'map':
      return { kind: 'map', entries: new Map([...tree.entries].map(([key, value]) => [key, written(value, context)])) };
    case 'list':
      return { kind: 'list', items: tree.items.map((item) => written(item, context)) };
    case 'resource':
      return resourceReference(rowHere(tree.row, context), tree.arn);
    case 'handle':
      return handleReference(tree.handle, context);
    case 'name':
      return { kind: 'scalar', value: nameFor(tree.of, context) };
    case 'digest':
      return decline('only Terraform can tell when things are others');
    case 'moved':
      return { kind: 'chunk', chunk: chunkOf(context.source, directly(tree.from)) };
    case 'same':
      return sameValue(tree, context);
  }
}

export const rowOf = (id: string | undefined, { entryOf }: Pick<Context, 'entryOf'>): Row =>
  (id === undefined ? undefined : entryOf(id)) ?? decline('it is no row of this project');

/** One that functions of this template can speak of. */
function rowHere(id: string | undefined, context: Context): Row {
  const row = rowOf(id, context);
  return row.source === context.source ? row : decline('it stands in another template');
}

function nameFor(of: string | Handle, context: Context): string {
  if (typeof of !== 'string') return context.names.get(of) ?? decline('nothing brings it into being');
  const { resource, form } = rowHere(of, context);
  logicalId(resource.name);
  return form.at === undefined ? resource.name : decline(`a part of ${resource.name} cannot be waited for`);
}

/** A place where the value itself is written. */
export const directly = (place: Place): Place =>
  place.via.length > 0 || place.missing ? decline('it is written elsewhere') : place;

/** Source: what `Ref` and `Fn::GetAtt` return, as the rows of the model have it. */
function resourceReference(row: Row, arn: string | undefined): Written {
  const { type, resource, form } = row;
  logicalId(resource.name);
  const name = calledOf(resource);
  const [attribute] = type.identity;
  if (form.at !== undefined) return decline(`a part of ${name} cannot be referred to`);
  if (arn !== undefined) return arnReference(arn, () => `\${${name}}`);
  if (attribute === 'Ref') return { kind: 'call', name: 'Ref', argument: name };
  if (attribute !== undefined) return { kind: 'call', name: 'Fn::GetAtt', argument: `${name}.${attribute}` };
  const isItself = form === type.forms[0];
  if (resource.made && !isItself) return decline('whatever needs it would have to wait for it');
  return arnReference(form.arn ?? type.arn, (property, isLast) =>
    isLast && isItself ? `\${${name}}` : pieceOf(propertyOf(row, property)),
  );
}

/** The id of what SAM makes changes with the words that it is made of, but for an API that nobody wrote. */
const calledOf = ({ name, made }: SourceResource): string =>
  made?.called !== undefined && made.name === made.from.name ? made.called : name;

function handleReference(handle: Handle, context: Context): Written {
  const edit = context.edits.find((one): one is AddEdit | ParameterEdit => one === handle);
  const name = context.names.get(handle);
  if (!edit || name === undefined) return decline('nothing brings it into being');
  if (edit.op === 'parameter') return { kind: 'call', name: 'Ref', argument: name };
  const [attribute] = edit.type.identity;
  if (attribute === 'Ref') return { kind: 'call', name: 'Ref', argument: name };
  if (attribute !== undefined) return { kind: 'call', name: 'Fn::GetAtt', argument: `${name}.${attribute}` };
  return arnReference(edit.type.arn, (property, isLast) => {
    if (isLast) return `\${${name}}`;
    // Content is data by the names of the row's properties; which, the rule's types have checked.
    const content: unknown = (edit.content as Readonly<Record<string, unknown>>)[property];
    const row = isResource(content) ? rowHere(content[identity], context) : undefined;
    return row && row.type.identity[0] === 'Ref' ? `\${${row.resource.name}}` : decline(`${property} is not known`);
  });
}

const isResource = (content: unknown): content is { readonly [identity]: string } =>
  typeof content === 'object' && content !== null && cell in content && identity in content;

/** The ARN as text, its placeholders filled; those of AWS stay. */
function arnReference(arn: string | undefined, fill: (name: string, isLast: boolean) => string): Written {
  if (arn === undefined) return decline('nothing names it as a whole');
  const last = arn.lastIndexOf('${');
  const argument = arn.replace(/\$\{(\w+)\}/g, (_, name: string, at: number) => fill(name, at === last));
  return { kind: 'call', name: 'Fn::Sub', argument };
}

function propertyOf({ type, form, body }: Row, name: string): Expression {
  const spelling = type.properties[name]?.spelling[form.dialect];
  const found = spelling !== undefined && body?.kind === 'map' ? body.entries.get(spelling)?.value : undefined;
  return found ?? decline(`${name} is not written`);
}

/** A piece of the text of `Fn::Sub`. */
function pieceOf(value: Expression): string {
  switch (value.kind) {
    case 'literal':
      return String(value.value).replaceAll('${', '${!');
    case 'parameter':
      return `\${${value.name}}`;
    case 'reference':
      return `\${${value.to}${value.attribute === 'Ref' ? '' : `.${value.attribute}`}}`;
    case 'template':
      return value.parts.map(pieceOf).join('');
    default:
      return decline('it is decided at deployment');
  }
}

/** A literal is written anew, in the style of where it goes; an expression is taken over. */
function sameValue({ as, value, scale }: Tree & { kind: 'same' }, context: Context): Written {
  const { how } = as.via[0] ?? {};
  if (as.missing || as.via.length > 1 || how === 'alias' || how === 'loop') return decline('it is written elsewhere');
  const spot = spotAt(context.source, as);
  if (isLiteral(spot.node)) return value === undefined ? decline('it is not known') : { kind: 'scalar', value };
  if (!callOf(spot.node) || scaleAt(as, context) !== scale) return decline('it cannot be taken over as it is');
  return { kind: 'chunk', chunk: chunkOf(context.source, as) };
}

const isLiteral = (node: SyntaxNode): boolean => node.kind === 'scalar' && !node.tag;

/** The scale of the property that a place is in. */
export function scaleAt(place: Place, context: Pick<Context, 'entryOf'>): number {
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
