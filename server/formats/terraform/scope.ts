/* What expressions of a module are read with: the names in it, and how it was called. */
import type { Span } from '../../../rules/kit/index.ts';
import type { Expression, FarSpot, Owner, Parameter } from '../format.ts';
import type { MapNode, SyntaxNode, TraversalNode } from '../syntax/node.ts';
import type { FilePath } from './paths.ts';
import type { Values } from './values.ts';

/** A value as it is written, and with what it is to be read. */
export interface Written {
  readonly node: SyntaxNode;
  readonly scope: Scope;
}

/** What the files of one folder say together, called from somewhere or by itself. */
export interface Module {
  /** Variables as `var.port`, locals as `local.port`. */
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Of locals, and of variables that are given something: what a condition can be taken apart by. */
  readonly values: Values;
  /** The `for_each` of what has one, by its address. */
  readonly repeated: Values;
  /** The data sources that write policies, by their addresses. */
  readonly policies: ReadonlyMap<string, Written & { readonly node: MapNode }>;
  /** The module calls on the way: `network/edge`; empty for a module that is looked at by itself. */
  readonly within: string;
  /** What stands in a file of the workspace; undefined where it cannot be read. */
  fileAt(path: FilePath, span: FarSpot): Expression | undefined;
}

export interface Scope {
  readonly module: Module;
  /** The item and the file in which it stands, where that is not the one of the resource. */
  readonly item?: string;
  readonly file?: string;
  /** The text of the item, in which the spans of its nodes lie. */
  readonly text?: string;
  /** Whose names these are, where they are read in another module. */
  readonly owner?: Owner;
  /** The `count` or `for_each` whose instances `count.index` and `each.key` tell apart. */
  readonly times?: Written & { readonly by: 'count' | 'for_each' };
  /** `for_each = aws_lb.main`: another resource of which each instance is `each.value`. */
  readonly over?: Written & { readonly node: TraversalNode };
  /** The instances, where they are known as they are written. */
  readonly instances?: readonly Instance[];
  /** The one of them that it is about. */
  readonly instance?: Instance;
}

/** What `each.key`, `each.value` and `count.index` are for one instance, and the names of a `for` for one round of it. */
export type Instance = ReadonlyMap<string, Bound>;

/** As it is written, or what was made of that before. */
export type Bound = Written | { readonly said: Expression };

/** Handed to whoever needs it: what makes expressions of syntax stands above them all. */
export type Read = (node: SyntaxNode, scope: Scope) => Expression;

/** The span itself where it needs no item: most do not. */
export function spotOf(span: Span, { item, file }: Scope): FarSpot {
  if (item === undefined) return span;
  const { start, end } = span;
  return file === undefined ? { start, end, item } : { start, end, item, file };
}
