/* What is written of a property before and after a change, in short: only the places at which both differ. */
import type { Expression, FarSpot, Source, SourceResource } from '../formats/format.ts';
import { type SyntaxNode, spanOf } from '../formats/syntax/node.ts';

/** One of both sides is undefined where nothing is written there. */
export interface Change {
  /** From the property on: `LoadBalancerAttributes[idle_timeout.timeout_seconds].Value`. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A resource on one side. */
export interface Written {
  readonly resource: SourceResource;
  /** The file that it stands in, and all that were read together. */
  readonly home: Source;
  readonly sources: readonly Source[];
}

/** Empty where the same is written: then it reads something that has changed. */
export function changesOf(property: string, before: Written, after: Written): readonly Change[] {
  const [was, is] = [before, after].map((side) => valueAt(property, side));
  if (was || is) return differences(property, was, is);
  const [said, says] = [before, after].map((side) => textBeside(property, side));
  return said === says ? [] : [{ path: property, before: said, after: says }];
}

/** What is written, and how to read it. */
interface Value {
  readonly expression: Expression;
  readonly side: Written;
}

function valueAt(property: string, side: Written): Value | undefined {
  const { body } = side.resource;
  const expression = body?.kind === 'map' ? body.entries.get(property)?.value : undefined;
  return expression && { expression, side };
}

function differences(path: string, before: Value | undefined, after: Value | undefined): readonly Change[] {
  const [was, is] = [before && partsOf(before), after && partsOf(after)];
  if (was && is && was.kind === is.kind) {
    const names = new Set([...is.parts.keys(), ...was.parts.keys()]);
    return [...names].flatMap((name) =>
      differences(is.kind === 'map' ? `${path}.${name}` : `${path}[${name}]`, was.parts.get(name), is.parts.get(name)),
    );
  }
  const change = { path, before: before && short(before), after: after && short(after) };
  return before && after && isWrittenAlike(before, after) ? [] : [change];
}

interface Parts {
  readonly kind: 'map' | 'keyed' | 'list';
  readonly parts: ReadonlyMap<string, Value>;
}

/** Undefined for what has none, or may have more than can be seen. */
function partsOf({ expression, side }: Value): Parts | undefined {
  if (expression.kind !== 'map' && expression.kind !== 'list') return undefined;
  if (expression.open !== undefined) return undefined;
  const value = (inside: Expression): Value => ({ expression: inside, side });
  if (expression.kind === 'list' && expression.areBlocks && expression.items.length === 1 && expression.items[0])
    return partsOf(value(expression.items[0]));
  if (expression.kind === 'map')
    return { kind: 'map', parts: new Map([...expression.entries].map(([key, one]) => [key, value(one.value)])) };
  const keys = expression.items.map(keyOf);
  const known = keys.flatMap((key) => key ?? []);
  const isKeyed = known.length === keys.length && new Set(known).size === keys.length;
  return {
    kind: isKeyed ? 'keyed' : 'list',
    parts: new Map(expression.items.map((item, index) => [isKeyed ? (known[index] ?? '') : `${index}`, value(item)])),
  };
}

/** AWS has lists of `Key` and `Value` where others have maps: the order means nothing there. */
function keyOf(item: Expression): string | undefined {
  const key = item.kind === 'map' ? (item.entries.get('Key') ?? item.entries.get('key')) : undefined;
  return key?.value.kind === 'literal' ? String(key.value.value) : undefined;
}

function isWrittenAlike(one: Value, other: Value): boolean {
  const [{ expression: first }, { expression: second }] = [one, other];
  if (first.kind === 'literal' && second.kind === 'literal') return String(first.value) === String(second.value);
  return textOf(one) === textOf(other);
}

const mostShown = 40;

/** On one line, and not all of what is long. */
function short(value: Value): string {
  const { expression } = value;
  const text = expression.kind === 'literal' ? String(expression.value) : textOf(value);
  return inShort(text) || '""';
}

function inShort(text: string): string {
  const line = oneLine(text);
  return line.length > mostShown ? `${line.slice(0, mostShown - 1).trimEnd()}…` : line;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const textOf = ({ expression: { kind, span }, side }: Value): string => oneLine(textAt(span, side) ?? kind);

function textAt({ start, end, item, file }: FarSpot, { resource, home, sources }: Written): string | undefined {
  const source = file === undefined ? home : sources.find((one) => one.file === file);
  return source && itemOf(source, item ?? resource.item)?.text.slice(start, end);
}

/** What stands beside the properties of a resource of CloudFormation: `DeletionPolicy`. */
function textBeside(property: string, { resource, home }: Written): string | undefined {
  const item = resource.made ? undefined : itemOf(home, resource.item);
  const node = item && entryOf(item.value, property);
  if (!node) return undefined;
  const { start, end } = spanOf(node);
  return inShort(item.text.slice(start, end));
}

const entryOf = (node: SyntaxNode | undefined, name: string): SyntaxNode | undefined =>
  node?.kind === 'map' ? node.entries.find(({ key }) => key.kind === 'scalar' && key.value === name)?.value : undefined;

const itemOf = ({ document, items }: Source, item: string) => document.items[items.get(item) ?? -1];

/** Of a module, and of what is called or nested in it. */
export const sourcesIn = (source: Source): readonly Source[] => {
  const own = source.module?.sources ?? [source];
  return [...own, ...[...source.stacks.values()].flatMap((stack) => sourcesIn(stack.source))];
};
