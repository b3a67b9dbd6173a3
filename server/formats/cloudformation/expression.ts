/*
 * Syntax → expressions: what a property says before deployment. Intrinsic functions become choices,
 * references, templates and computed values; what only a deployment knows becomes unknown, with a reason.
 */
import type { Nth, Span, Via } from '../../../rules/kit/index.ts';
import type { Expression, FarSpot, Owner, Parameter, Property, Truth } from '../format.ts';
import { GatheredProperties, LazyProperty, WrittenProperties } from '../properties.ts';
import { type Entry, type SyntaxNode, spanOf } from '../syntax/node.ts';
import { argumentsOf, type Call, callOf } from './call.ts';
import type { Conditions } from './conditions.ts';
import type { ImportedBy } from './imports.ts';
import type { Include } from './included.ts';
import { child, isSequence, keyText, textOf } from './template.ts';

/** What the words of a template mean where an expression stands. */
export interface Scope {
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly conditions: Conditions;
  readonly anchors: ReadonlyMap<string, SyntaxNode>;
  readonly mappings: { lookUp(map: string, top: string, second: string): SyntaxNode | undefined };
  /** What macros make, by the words that the user has for it: `Shop.Stage` → `ShopProdStage`. */
  readonly made: ReadonlyMap<string, string>;
  /** The variables of the loops around it. */
  readonly loops: ReadonlyMap<string, string>;
  /** The item, and the file, in which it stands, where that is not the one of the resource. */
  readonly item?: string;
  readonly file?: string;
  /** Whose names these are, where they are read in another source. */
  readonly owner?: Owner;
  /** What all of it exists under: the condition of the stack that it is nested in. */
  readonly exists?: Truth;
  /** Left out where no other file is to be seen. */
  readonly include?: Include;
  /** Left out where no exports of other templates are known. */
  readonly imported?: ImportedBy;
  /** Set below an alias or a mapping: all of it stands here, and is written there. */
  readonly from?: { readonly span: FarSpot; readonly via: Via; readonly depth: number };
}

/** Aliases inside aliases, no further: enough for people, and a bomb stays small. */
const MOST_ALIASES = 2;

export function expressionOf(node: SyntaxNode, scope: Scope): Expression {
  const { from } = scope;
  if (!from) return meaningOf(node, scope, spotOf(spanOf(node), scope));
  return { ...meaningOf(node, scope, from.span), from: from.via };
}

function meaningOf(node: SyntaxNode, scope: Scope, span: FarSpot): Expression {
  if (node.tag?.outer) return unknown(span, `${node.tag.outer.name} ${node.tag.name} on one value cannot be read`);
  const call = callOf(node);
  if (call) return callMeaning(call, scope, span);
  switch (node.kind) {
    case 'scalar':
      return node.value === null ? { span, kind: 'nothing' } : literal(node.value, scope, span);
    case 'sequence':
      return { span, kind: 'list', items: node.items.map((item) => expressionOf(item, scope)) };
    case 'map':
      return mapMeaning(node.entries, scope, span);
    case 'alias':
      return aliasMeaning(node.name, scope, span);
    default:
      return unknown(span, 'an expression of HCL has no meaning in a template');
  }
}

/** The span itself where it needs no item: most do not. */
const spotOf = (span: Span, { item, file }: Scope): FarSpot =>
  item === undefined ? span : { start: span.start, end: span.end, item, ...(file !== undefined && { file }) };

class WrittenProperty extends LazyProperty {
  private readonly node: SyntaxNode;
  private readonly scope: Scope;

  constructor({ key, value }: Entry, scope: Scope) {
    super(scope.from?.span ?? spotOf(key, scope));
    this.node = value;
    this.scope = scope;
  }
  protected make(): Expression {
    return expressionOf(this.node, this.scope);
  }
}

class WrittenMap extends WrittenProperties<Entry> {
  private readonly scope: Scope;

  constructor(written: readonly Entry[], scope: Scope) {
    super(written);
    this.scope = scope;
  }
  protected nameOf(entry: Entry): string {
    return nameOf(entry, this.scope);
  }
  protected make(entry: Entry): Property {
    return new WrittenProperty(entry, this.scope);
  }
}

const nameOf = ({ key }: Entry, scope: Scope): string => inLoop(keyText(key), scope);

function mapMeaning(entries: readonly Entry[], scope: Scope, span: FarSpot): Expression {
  for (const entry of entries) if (bringsMore(nameOf(entry, scope))) return openMap(entries, scope, span);
  return { span, kind: 'map', entries: new WrittenMap(entries, scope) };
}

/** A member that stands for others. */
const bringsMore = (name: string): boolean =>
  name === '<<' || name === 'Fn::Transform' || name.startsWith('Fn::ForEach::');

function openMap(written: readonly Entry[], scope: Scope, span: FarSpot): Expression {
  const known = new Map<string, Property>();
  let open: string | undefined;
  for (const entry of written) {
    const name = nameOf(entry, scope);
    if (name === '<<') open = 'a merge key may bring more';
    else if (name === 'Fn::Transform') {
      const brought = included(entry.value, scope, span);
      if (brought?.kind !== 'map' || brought.open !== undefined)
        open = brought?.kind === 'unknown' ? brought.why : 'a macro may bring more';
      else for (const [word, property] of brought.entries) if (!known.has(word)) known.set(word, property);
    } else if (bringsMore(name)) open = 'a loop may bring more';
    else if (!known.has(name)) known.set(name, new WrittenProperty(entry, scope));
  }
  const entries = new GatheredProperties(known);
  return open === undefined ? { span, kind: 'map', entries } : { span, kind: 'map', entries, open };
}

function aliasMeaning(name: string, scope: Scope, span: FarSpot): Expression {
  const target = scope.anchors.get(name);
  const depth = (scope.from?.depth ?? 0) + 1;
  if (!target) return unknown(span, `there is no anchor ${name}`);
  if (depth > MOST_ALIASES) return unknown(span, 'aliases are nested too deeply');
  const from = { span, via: { how: 'alias', name } as const, depth };
  return {
    span,
    kind: 'computed',
    name: `*${name}`,
    args: [],
    compute: () => expressionOf(target, { ...scope, from }),
  };
}

function literal(value: string | number | boolean, scope: Scope, span: FarSpot): Expression {
  if (typeof value !== 'string') return { span, kind: 'literal', value };
  if (value.includes('{{resolve:')) return unknown(span, 'a dynamic reference is resolved at deployment');
  return { span, kind: 'literal', value: inLoop(value, scope) };
}

const unknown = (span: FarSpot, why: string): Expression => ({ span, kind: 'unknown', why });

/** A loop's variable may stand in any text of its body: `Alb${Name}`, `&{Name}`. */
export function inLoop(text: string, { loops }: Pick<Scope, 'loops'>): string {
  if (loops.size === 0) return text;
  return text.replace(/[$&]\{(\w+)\}/g, (hole, name: string) => loops.get(name) ?? hole);
}

function callMeaning(call: Call, scope: Scope, span: FarSpot): Expression {
  const args = argumentsOf(call);
  const [first, second, third] = args;
  // The argument of a short form is the node itself; without its tag it is plain data.
  const isItself = call.written.startsWith('!');
  const read = (node: SyntaxNode) =>
    expressionOf(isItself && node === call.argument ? { ...node, tag: undefined } : node, scope);
  const late = unknown(span, `${call.written} is resolved at deployment`);
  switch (call.name) {
    case 'Ref': {
      const name = textOf(call.argument);
      return name === undefined ? late : reference(inLoop(name, scope), 'Ref', scope, span);
    }
    case 'Fn::GetAtt': {
      const words = args.map((arg) => textOf(arg.tag && arg !== call.argument ? undefined : arg));
      if (words.includes(undefined)) return late;
      const [name = '', ...rest] = inLoop(words.join('.'), scope).split('.');
      return reference(name, rest.join('.'), scope, span);
    }
    case 'Fn::Sub': {
      const text = first && textOf(first);
      if (text === undefined) return late;
      const names =
        second?.kind === 'map' ? second.entries.map(({ key, value }) => [keyText(key), read(value)] as const) : [];
      return template(text, new Map(names), scope, span);
    }
    case 'Fn::If': {
      const name = first && textOf(first);
      if (name === undefined || !second || !third) return late;
      return { span, kind: 'choice', when: scope.conditions(inLoop(name, scope)), yes: read(second), no: read(third) };
    }
    case 'Fn::Join': {
      const delimiter = first && textOf(first);
      if (delimiter === undefined || !second) return late;
      if (isSequence(second) && !second.tag) return joined(second.items.map(read), delimiter, span);
      return {
        span,
        kind: 'computed',
        name: call.written,
        args: [read(second)],
        compute: ([list]) => join(list, delimiter, span),
      };
    }
    case 'Fn::Select': {
      if (!first || !second) return late;
      const nth = zoneOf(first, second);
      if (nth) return { span, kind: 'unknown', why: `${call.written} is resolved at deployment`, nth };
      return {
        span,
        kind: 'computed',
        name: call.written,
        args: [read(first), read(second)],
        compute: ([index, list]) => select(index, list, span),
      };
    }
    case 'Fn::Split': {
      const delimiter = first && textOf(first);
      if (delimiter === undefined || !second) return late;
      return {
        span,
        kind: 'computed',
        name: call.written,
        args: [read(second)],
        compute: ([text]) => split(text, delimiter, span),
      };
    }
    case 'Fn::FindInMap':
      if (args.length < 3) return late;
      return {
        span,
        kind: 'computed',
        name: call.written,
        args: args.slice(0, 3).map(read),
        compute: (keys) => lookUp(keys, call, scope, span),
      };
    case 'Fn::ImportValue':
      return scope.imported?.(read(call.argument), call, span) ?? late;
    case 'Fn::Transform':
      return included(call.argument, scope, span) ?? late;
    case 'Fn::Length':
      return {
        span,
        kind: 'computed',
        name: call.written,
        args: [read(call.argument)],
        compute: ([list]) =>
          list?.kind === 'list'
            ? { span, kind: 'literal', value: list.items.length }
            : unknown(span, 'this is no list'),
      };
    case 'Fn::ToJsonString': {
      const plain = plainOf(read(call.argument));
      return plain === undefined ? late : { span, kind: 'literal', value: JSON.stringify(plain) };
    }
    default:
      return late;
  }
}

/** `{ Name: AWS::Include, Parameters: { Location: api.yaml } }`: what stands in that file. */
function included(macro: SyntaxNode, scope: Scope, span: FarSpot): Expression | undefined {
  const location = textOf(child(child(macro, 'Parameters'), 'Location'));
  if (textOf(child(macro, 'Name')) !== 'AWS::Include' || location === undefined) return undefined;
  return scope.include?.(location, span, scope);
}

function reference(name: string, attribute: string, scope: Scope, span: FarSpot): Expression {
  const looped = scope.loops.get(name);
  if (looped !== undefined && attribute === 'Ref') return { span, kind: 'literal', value: looped };
  if (name === 'AWS::NoValue') return { span, kind: 'nothing' };
  const owner = scope.owner && { in: scope.owner };
  if (name.startsWith('AWS::'))
    return { span, kind: 'parameter', name, why: `${name} is known at deployment`, ...owner };
  const parameter = scope.parameters.get(name);
  if (!parameter) {
    // `!Ref Shop.Stage`, `${Shop.Stage}`, `!GetAtt Orders.Alias.Arn`.
    const [word = '', ...rest] = attribute.split('.');
    const made = scope.made.size > 0 && scope.made.get(attribute === 'Ref' ? name : `${name}.${word}`);
    return made
      ? { span, kind: 'reference', to: made, attribute: rest.join('.') || 'Ref', ...owner }
      : { span, kind: 'reference', to: name, attribute, ...owner };
  }
  const why = parameter.type.startsWith('AWS::SSM::') ? 'is read from Parameter Store' : 'has no default';
  return { span, kind: 'parameter', name, why: `parameter ${name} ${why}`, ...owner };
}

/** `${Name}`, `${Name.Attribute}`; `${!Name}` stays as `${Name}`. */
function template(text: string, names: ReadonlyMap<string, Expression>, scope: Scope, span: FarSpot): Expression {
  const pieces = text.split(/\$\{([^}]*)\}/);
  const parts = pieces.map((piece, index): Expression => {
    if (index % 2 === 0) return literal(piece, scope, span);
    if (piece.startsWith('!')) return { span, kind: 'literal', value: `\${${piece.slice(1)}}` };
    const name = piece.trim();
    const [to = '', ...rest] = name.split('.');
    return names.get(name) ?? reference(inLoop(to, scope), rest.join('.') || 'Ref', scope, span);
  });
  return textFrom(
    parts.filter((part) => part.kind !== 'literal' || part.value !== ''),
    span,
  );
}

function joined(items: readonly Expression[], delimiter: string, span: FarSpot): Expression {
  if (items.some(({ kind }) => kind === 'choice' || kind === 'computed' || kind === 'nothing')) {
    const list: Expression = { span, kind: 'list', items };
    return {
      span,
      kind: 'computed',
      name: 'Fn::Join',
      args: [list],
      compute: ([known]) => join(known, delimiter, span),
    };
  }
  const between: Expression = { span, kind: 'literal', value: delimiter };
  const parts = items.flatMap((item, index) => (index > 0 && delimiter !== '' ? [between, item] : [item]));
  return textFrom(parts, span);
}

const join = (list: Expression | undefined, delimiter: string, span: FarSpot): Expression =>
  list?.kind === 'list' ? joined(list.items, delimiter, span) : unknown(span, 'this is no list');

/** One part alone is that part, so that `!Sub '${Alb}'` is a reference. */
function textFrom(parts: readonly Expression[], span: FarSpot): Expression {
  const [only, another] = parts;
  if (!only) return { span, kind: 'literal', value: '' };
  if (another || only.kind === 'map' || only.kind === 'list') return { span, kind: 'template', parts };
  return { ...only, span };
}

function select(index: Expression | undefined, list: Expression | undefined, span: FarSpot): Expression {
  const nth = index?.kind === 'literal' ? Number(index.value) : Number.NaN;
  const item = list?.kind === 'list' && list.open === undefined ? list.items[nth] : undefined;
  return item ? { ...item, span } : unknown(span, 'the list that is selected from is not known');
}

/** `!Select [0, !GetAZs '']`: which zone that is, only AWS knows; but the first is not the second. */
function zoneOf(index: SyntaxNode, list: SyntaxNode): Nth | undefined {
  const call = callOf(list);
  const position = textOf(index);
  if (call?.name !== 'Fn::GetAZs' || position === undefined || !/^\d+$/.test(position)) return undefined;
  // A short form is its own argument, which is plain data without its tag.
  const argument = call.argument === list ? { ...list, tag: undefined } : call.argument;
  const named = callOf(argument);
  const region = textOf(named?.name === 'Ref' ? named.argument : argument);
  if (region === undefined || (named && named.name !== 'Ref')) return undefined;
  return { list: `zones of ${region === 'AWS::Region' ? '' : region}`, index: Number(position) };
}

function split(text: Expression | undefined, delimiter: string, span: FarSpot): Expression {
  if (text?.kind !== 'literal') return unknown(span, 'the text that is split is put together at deployment');
  const items = String(text.value)
    .split(delimiter)
    .map((value): Expression => ({ span, kind: 'literal', value }));
  return { span, kind: 'list', items };
}

function lookUp(keys: readonly Expression[], call: Call, scope: Scope, span: FarSpot): Expression {
  const [map, top, second] = keys.map((key) => (key.kind === 'literal' ? String(key.value) : undefined));
  const found =
    map !== undefined && top !== undefined && second !== undefined
      ? scope.mappings.lookUp(map, top, second)
      : undefined;
  if (!found) return unknown(span, `${call.written} finds nothing that is written`);
  return expressionOf(found, { ...scope, from: { span, via: { how: 'computed', name: call.written }, depth: 0 } });
}

/** Data without any function in it; undefined where there is one. */
function plainOf(node: Expression): unknown {
  if (node.kind === 'literal') return node.value;
  if (node.kind === 'list') {
    const items = node.items.map(plainOf);
    return items.includes(undefined) ? undefined : items;
  }
  if (node.kind !== 'map' || node.open !== undefined) return undefined;
  const entries = [...node.entries].map(([key, { value }]) => [key, plainOf(value)] as const);
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}
