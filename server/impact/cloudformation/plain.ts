/*
 * What is written in a template as plain data, however it is written: tags as long forms, anchors and merge keys resolved.
 * It is what two templates are compared by, and not what the model knows: that loses what nobody can know.
 */
import type { Span } from '../../../rules/kit/index.ts';
import { callOf } from '../../formats/cloudformation/call.ts';
import { keyText } from '../../formats/cloudformation/template.ts';
import type { Expression, FarSpot, Source, SourceResource } from '../../formats/format.ts';
import { childrenOf } from '../../formats/syntax/children.ts';
import { Kept } from '../../formats/syntax/kept.ts';
import { type Document, type Entry, type SyntaxNode, spanOf } from '../../formats/syntax/node.ts';

export type Plain = null | string | number | boolean | readonly Plain[] | PlainMap;
export interface PlainMap {
  readonly [key: string]: Plain;
}

export const isMap = (value: Plain | undefined): value is PlainMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isList = (value: Plain | undefined): value is readonly Plain[] => Array.isArray(value);

/** What CloudFormation takes for the same: `60` and `"60"`, `true` and `"true"`. Texts of digits differ: `012` is no `12`. */
export function isSame(one: Plain | undefined, other: Plain | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined || one === null || other === null) return false;
  if (isList(one))
    return isList(other) && one.length === other.length && one.every((item, i) => isSame(item, other[i]));
  if (isMap(one)) return isMap(other) && isSameMap(one, other);
  if (typeof other === 'object' || typeof one === typeof other) return false;
  if (typeof one === 'number' || typeof other === 'number')
    return (
      typeof one !== 'boolean' &&
      typeof other !== 'boolean' &&
      isNumeral(one) &&
      isNumeral(other) &&
      Number(one) === Number(other)
    );
  return String(one) === String(other);
}

const isNumeral = (value: string | number): boolean => String(value).trim() !== '';

function isSameMap(one: PlainMap, other: PlainMap): boolean {
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  );
}

/** Aliases inside aliases, no further: a bomb stays small. */
const MOST_ALIASES = 3;

/** The data that a node of a template is. */
export function plainOf(node: SyntaxNode, document: Document, depth = 0): Plain {
  const call = callOf(node);
  if (call?.written.startsWith('!')) {
    const argument = plainOf({ ...node, tag: undefined }, document, depth);
    return { [call.name]: call.name === 'Fn::GetAtt' ? attribute(argument) : argument };
  }
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map((item) => plainOf(item, document, depth));
    case 'map':
      return mapOf(node.entries, document, depth);
    case 'alias': {
      const target = depth < MOST_ALIASES ? anchorsOf(document).get(node.name) : undefined;
      return target ? plainOf(target, document, depth + 1) : `*${node.name}`;
    }
    default:
      return null; // only Terraform has expressions
  }
}

/** Of two keys of one name CloudFormation takes one; a merge key brings what is not said. */
function mapOf(entries: readonly Entry[], document: Document, depth: number): PlainMap {
  const said = new Map<string, Plain>();
  const merged: Plain[] = [];
  for (const { key, value } of entries) {
    const name = keyText(key);
    const plain = plainOf(value, document, depth);
    if (name === '<<') merged.push(...(isList(plain) ? plain : [plain]));
    else if (!said.has(name)) said.set(name, name === 'Fn::GetAtt' ? attribute(plain) : plain);
  }
  for (const one of merged)
    if (isMap(one)) for (const [name, plain] of Object.entries(one)) if (!said.has(name)) said.set(name, plain);
  return Object.fromEntries(said);
}

/** `Web.DNSName` and `[Web, DNSName]` are one. */
function attribute(argument: Plain): Plain {
  if (typeof argument !== 'string') return argument;
  const [name = '', ...rest] = argument.split('.');
  return [name, rest.join('.')];
}

const anchors = new Kept<Document, ReadonlyMap<string, SyntaxNode>>();

function anchorsOf(document: Document): ReadonlyMap<string, SyntaxNode> {
  const known = anchors.get(document);
  if (known) return known;
  const found = new Map(document.items.flatMap((item) => [...(item.anchors ?? [])]));
  anchors.set(document, found);
  return found;
}

/** Whether a document says things at one place that stand at another. */
export const hasAnchors = (document: Document): boolean => document.items.some((item) => (item.anchors?.size ?? 0) > 0);

/** The data that an expression is, which SAM has put together. `resource`: where it stands, if it does not say so. */
export function plainOfExpression(node: Expression, resource: SourceResource, source: Source): Plain {
  const plain = (inside: Expression): Plain => plainOfExpression(inside, resource, source);
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'map': {
      const entries = Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]));
      return node.open === undefined ? entries : { ...entries, '…': writtenAt(node.span, resource, source) };
    }
    case 'list':
      return node.items.map(plain);
    case 'choice':
      return { 'Fn::If': [node.when.name, plain(node.yes), plain(node.no)] };
    case 'reference':
      return node.attribute === 'Ref' ? { Ref: node.to } : { 'Fn::GetAtt': [node.to, node.attribute] };
    case 'parameter':
      return { Ref: node.name };
    case 'template':
      return { 'Fn::Join': ['', node.parts.map(plain)] };
    case 'nothing':
      return { Ref: 'AWS::NoValue' };
    case 'computed':
      return node.args.length === 0
        ? plain(node.compute([]))
        : (writtenAt(node.span, resource, source) ?? node.args.map(plain));
    case 'unknown':
      return writtenAt(node.span, resource, source) ?? node.why;
  }
}

/** What the user wrote there; undefined where it is in another file, or nobody wrote it. */
function writtenAt(span: FarSpot, resource: SourceResource, { document, items }: Source): Plain {
  const value =
    span.file === undefined ? document.items[items.get(span.item ?? resource.item) ?? -1]?.value : undefined;
  const node = value && nodeAt(value, span);
  return node ? plainOf(node, document) : null;
}

function nodeAt(node: SyntaxNode, { start, end }: Span): SyntaxNode | undefined {
  const whole = spanOf(node);
  if (whole.start === start && whole.end === end) return node;
  for (const child of childrenOf(node)) {
    const { start: first, end: last } = spanOf(child);
    if (first <= start && end <= last) return nodeAt(child, { start, end });
  }
  return undefined;
}
