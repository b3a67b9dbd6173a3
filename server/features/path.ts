/*
 * The way to what stands at an offset, by the keys of the document. Looks at the item under the offset and at nothing
 * else. Functions have no steps of their own: they are the value, whatever is inside, and both branches of a condition
 * are where the condition is.
 */
import type { Span } from '../../rules/kit/index.ts';
import { terraformJson } from '../formats/syntax/dialect.ts';
import { lastAtOrBefore } from '../formats/syntax/lines.ts';
import { type Document, type Entry, type Item, type MapNode, type SyntaxNode, spanOf } from '../formats/syntax/node.ts';
import { declaredInJson } from '../formats/terraform/json.ts';

/** A step from the outside in: into a map by a key, or into a sequence; and what stands there. */
export type Waypoint =
  | { readonly kind: 'key'; readonly name: string; readonly node: SyntaxNode | undefined }
  | { readonly kind: 'entry'; readonly node: SyntaxNode };
export type Path = readonly Waypoint[];

export interface PathHere {
  /** From the document down. */
  readonly path: Path;
  /** The key or the value, absolute. */
  readonly span: Span;
  /** What stands at the end of the path, absolute. */
  readonly value?: Span;
  /** What the offset is on, where that is no key; of a condition, the branch. */
  readonly on?: SyntaxNode;
}

/** Undefined on comments, and between things. */
export function pathAt({ items, starts, dialect }: Document, offset: number): PathHere | undefined {
  const index = lastAtOrBefore(starts, offset);
  const item = items[index];
  const start = starts[index];
  const inIt = dialect === terraformJson ? inJsonOfTerraform : inItem;
  const here = item && start !== undefined ? inIt(item, offset - start) : undefined;
  if (!here || start === undefined) return undefined;
  const moved = (span: Span): Span => ({ start: span.start + start, end: span.end + start });
  const node = here.path.at(-1)?.node;
  const { on } = here;
  return { path: here.path, span: moved(here.span), ...(node && { value: moved(spanOf(node)) }), ...(on && { on }) };
}

function inItem(item: Item, offset: number): PathHere | undefined {
  const { section, key, value } = item;
  if (!value) return undefined;
  if (section !== undefined && isBlock(value)) return inBlock(item.text, section, value, offset);
  // A document in flow style is an item that has no key.
  if (!key) return inNode(value, offset, []);
  return inEntry(
    { key, value },
    offset,
    section === undefined ? [] : [{ kind: 'key', name: section, node: undefined }],
  );
}

/** As if it stood in HCL, wherever arrays are. */
function inJsonOfTerraform(item: Item, offset: number): PathHere | undefined {
  const pathTo = (names: readonly string[], node?: SyntaxNode): Path =>
    names.map((name, i): Waypoint => ({ kind: 'key', name, node: i === names.length - 1 ? node : undefined }));
  const { kind: type, section, key } = item;
  if (type === 'section' && section !== undefined && key && touches(key, offset))
    return { path: pathTo([section, String(key.value)]), span: key };
  for (const { kind, labels, node, key: label } of declaredInJson(item)) {
    const path = pathTo([kind, ...labels], node);
    if (touches(label, offset)) return { path, span: label };
    if (touches(node, offset)) return inNode(node, offset, path);
  }
  // A label that nothing stands below yet.
  const isLabel = type === 'member' && section !== undefined && key && touches(key, offset);
  return isLabel ? { path: pathTo([...section.split('.'), String(key.value)]), span: key } : undefined;
}

/** `resource "aws_lb" "main" { … }`: its labels are keys, each below the one before. */
function inBlock(text: string, type: string, block: Block, offset: number): PathHere | undefined {
  const labels = block.labels.map((label, i): Waypoint => {
    const node = i === block.labels.length - 1 ? block : undefined;
    return { kind: 'key', name: String(label.value), node };
  });
  const path: Path = [{ kind: 'key', name: type, node: undefined }, ...labels];
  if (touches(block, offset)) return inNode(block, offset, path);
  const at = block.labels.findIndex((label) => touches(label, offset));
  const label = block.labels[at];
  if (label) return { path: path.slice(0, at + 2), span: { start: label.start, end: label.end } };
  // Where the type stands, no node says.
  const start = text.lastIndexOf(type, (block.labels[0] ?? block).start - 1);
  const span = { start, end: start + type.length };
  return touches(span, offset) ? { path, span } : undefined;
}

type Block = MapNode & Required<Pick<MapNode, 'labels'>>;
export const isBlock = (node: SyntaxNode | undefined): node is Block =>
  node?.kind === 'map' && node.labels !== undefined;

/** `dynamic "action" { … }` stands for the blocks that it makes, of which `content` speaks. */
function inDynamic({ key, value }: Entry, offset: number, path: Path): PathHere | undefined {
  const [made] = isBlock(value) ? value.labels : [];
  if (!made) return undefined;
  const content = under(value, 'content');
  const here: Path = [...path, { kind: 'key', name: String(made.value), node: content }];
  if (touches({ start: key.start, end: made.end }, offset))
    return { path: here, span: { start: made.start, end: made.end } };
  return content && touches(content, offset) ? inNode(content, offset, here) : undefined;
}

function inEntry(entry: Entry, offset: number, path: Path): PathHere | undefined {
  const { key, value } = entry;
  if (key.kind !== 'scalar' || !holds(entry, offset)) return undefined;
  if (key.value === 'dynamic' && isBlock(value)) return inDynamic(entry, offset, path);
  const here: Path = [...path, { kind: 'key', name: String(key.value), node: value }];
  const isOnKey = offset <= key.end || offset < spanOf(value).start;
  return isOnKey ? { path: here, span: { start: key.start, end: key.end } } : inNode(value, offset, here);
}

function inNode(node: SyntaxNode, offset: number, path: Path): PathHere | undefined {
  const branch = branchesOf(node).find((one) => touches(spanOf(one), offset));
  if (branch) return inNode(branch, offset, path);
  const isOneThing = node.kind !== 'map' && node.kind !== 'sequence';
  if (isOneThing || isFunction(node)) return { path, span: spanOf(node), on: node };
  if (node.kind === 'sequence') {
    const item = node.items.find((one) => touches(spanOf(one), offset));
    return item && inNode(item, offset, [...path, { kind: 'entry', node: item }]);
  }
  const entry = node.entries.find((one) => holds(one, offset));
  return entry && inEntry(entry, offset, path);
}

/**
 * What `!If`, `Fn::If` and `a ? b : c` choose between, which stands where the choice stands; and what `jsonencode` makes
 * text of.
 */
function branchesOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.kind === 'conditional') return [node.yes, node.no];
  if (node.kind === 'call') return node.name === 'jsonencode' ? node.args : [];
  const choice = node.tag?.name === '!If' ? node : under(node, 'Fn::If');
  return choice?.kind === 'sequence' ? choice.items.slice(1, 3) : [];
}

function isFunction(node: SyntaxNode): boolean {
  if (node.tag) return !node.tag.name.startsWith('!!');
  const [only, ...others] = node.kind === 'map' ? node.entries : [];
  if (only?.key.kind !== 'scalar' || others.length > 0) return false;
  return only.key.value === 'Ref' || String(only.key.value).startsWith('Fn::');
}

export function under(node: SyntaxNode | undefined, key: string): SyntaxNode | undefined {
  if (node?.kind !== 'map') return undefined;
  return node.entries.find((entry) => entry.key.kind === 'scalar' && entry.key.value === key)?.value;
}

const holds = ({ key, value }: Entry, offset: number): boolean =>
  touches({ start: key.start, end: Math.max(key.end, spanOf(value).end) }, offset);

/** A cursor right behind the last character still counts as on it. */
export const touches = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;
