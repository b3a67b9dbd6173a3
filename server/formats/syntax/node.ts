/*
 * What every text parser (JSON, YAML, HCL) makes of an item: a tree of nodes with ranges.
 * All offsets are UTF-16 code units relative to the start of the item that owns the node, so a tree
 * stays valid however the text before its item changes. `end` is exclusive.
 */
import type { Span } from '../../../rules/kit/index.ts';
import type { Dialect } from './dialect.ts';
import type { Memory } from './memory.ts';
import type { Splice } from './splice.ts';

export type ScalarValue = string | number | boolean | null;
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'heredoc';

/** A YAML tag as written: `!Ref`, `!GetAtt`, `!!str`. */
export interface Tag {
  readonly name: string;
  readonly span: Span;
  /** The tag written before this one on the same node (`!Base64 !Sub x`), which YAML does not allow. */
  readonly outer?: Tag | undefined;
}

interface Located extends Span {
  readonly tag?: Tag | undefined;
  readonly anchor?: string | undefined;
}

/** `value` is typed by the YAML 1.2 core schema (or JSON, or HCL); the source text is a slice of the item's text. */
export interface ScalarNode extends Located {
  readonly kind: 'scalar';
  readonly value: ScalarValue;
  readonly style: ScalarStyle;
}
export interface MapNode extends Located {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  readonly flow: boolean;
  /** Of a block of HCL, and of nothing else; they stand before the map. */
  readonly labels?: readonly ScalarNode[];
}
export interface SequenceNode extends Located {
  readonly kind: 'sequence';
  readonly items: readonly SyntaxNode[];
  readonly flow: boolean;
}
export interface AliasNode extends Located {
  readonly kind: 'alias';
  readonly name: string;
}

// What follows is found in HCL only. Parentheses make no node: what stands in them has their range.

/** Text with something in it: `"${a}-b"`. Its own text is scalars; without interpolation, all of it is a scalar. */
export interface TemplateNode extends Located {
  readonly kind: 'template';
  readonly parts: readonly SyntaxNode[];
  readonly style: 'double' | 'heredoc';
}
/** `%{ if a }`, `%{ for a in b }`, `%{ endif }` among the parts of a template: nothing is nested in it. */
export interface DirectiveNode extends Located {
  readonly kind: 'directive';
  readonly word: string;
  /** The condition, or what a `for` goes over. */
  readonly of: readonly SyntaxNode[];
}
/** `aws_lb.main[0].arn` begins with a name, `f(x)[0]` with a value: it has either. A bare variable has no steps. */
export interface TraversalNode extends Located {
  readonly kind: 'traversal';
  readonly name?: string;
  readonly of?: SyntaxNode;
  readonly steps: readonly TraversalStep[];
}
/** The span of a name is without its dot, that of an index with its brackets. `a.*.b` is no full splat, `a[*].b` is. */
export type TraversalStep = Span &
  (
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'index'; readonly index: SyntaxNode }
    | { readonly kind: 'splat'; readonly full: boolean }
  );
export interface CallNode extends Located {
  readonly kind: 'call';
  /** As it is written, `provider::aws::arn_parse` too. */
  readonly name: string;
  readonly args: readonly SyntaxNode[];
  /** `f(a...)`: the last argument is a list of them. */
  readonly spread: boolean;
}
export interface ConditionalNode extends Located {
  readonly kind: 'conditional';
  readonly test: SyntaxNode;
  readonly yes: SyntaxNode;
  readonly no: SyntaxNode;
}
/** `!a`, `a == b`: one operand or two. A number with its sign is a scalar. */
export interface OperationNode extends Located {
  readonly kind: 'operation';
  readonly operator: string;
  readonly operands: readonly SyntaxNode[];
}
/** `[for names in of : value if when]`, `{for names in of : key => value... if when}`; the dots say that it is grouped. */
export interface ForNode extends Located {
  readonly kind: 'for';
  readonly names: readonly string[];
  readonly of: SyntaxNode;
  readonly key?: SyntaxNode;
  readonly value: SyntaxNode;
  readonly when?: SyntaxNode;
  readonly makes: 'map' | 'list';
  readonly grouped: boolean;
}

export type SyntaxNode = ScalarNode | MapNode | SequenceNode | AliasNode | ExpressionNode;

/** What has to be computed, if anybody can: the kinds of node that only HCL has. */
export type ExpressionNode =
  | TemplateNode
  | DirectiveNode
  | TraversalNode
  | CallNode
  | ConditionalNode
  | OperationNode
  | ForNode;

/** One `key: value`. A key that is missing its value has a null scalar of no width. */
export interface Entry {
  readonly key: SyntaxNode;
  readonly value: SyntaxNode;
}

/** Something wrong with the text itself. `span` is relative to the item. */
export interface Problem {
  readonly span: Span;
  readonly message: string;
}

/**
 * A stretch of the document that is parsed as one: a resource, a section, a line of junk. Items tile
 * the text: each begins where the one before it ends, so comments above a key belong to its item.
 */
export interface Item {
  /** `section`: the opening key of a section whose children are items; `member`: one of those
   * children, or a block of HCL; `entry`: any other top-level key with its value; `trivia`: comments, brackets, junk. */
  readonly kind: 'section' | 'member' | 'entry' | 'trivia';
  /** For a member: the section it stands in, `resource.aws_lb` if that stands in another; for a block, its type. */
  readonly section: string | undefined;
  /** For a block: its last label, or else its type. */
  readonly key: ScalarNode | undefined;
  readonly value: SyntaxNode | undefined;
  /** The text that the item owns; its length is where the next item begins. */
  readonly text: string;
  readonly problems: readonly Problem[];
  /** Anchors defined in this item; aliases may refer to them from later items. */
  readonly anchors: ReadonlyMap<string, SyntaxNode> | undefined;
}

/** A parsed document. `starts[i]` is the absolute offset of `items[i]`. */
export interface Document {
  readonly language: 'json' | 'yaml' | 'hcl';
  readonly dialect: Dialect;
  readonly items: readonly Item[];
  readonly starts: readonly number[];
  readonly length: number;
  /** All of it: joined when it is first asked for, because after an edit hardly anybody does. */
  readonly text: string;
  /** What it takes to parse on after a change, for `edit.ts`. */
  readonly memory: Memory;
  /** What an edit made it of; undefined where all of it was read. */
  readonly madeOf: MadeOf | undefined;
}

/** The items that there were, and which of them gave way to others. */
export interface MadeOf extends Splice {
  readonly items: readonly Item[];
}

/** A node that was made just now, with another range. It is no copy: nobody has seen it yet. */
export function ranged(node: SyntaxNode, start: number, end: number): SyntaxNode {
  // Whoever makes a node may still write to it.
  const own = node as { start: number; end: number };
  own.start = start;
  own.end = end;
  return node;
}

/** The span of a node with the tags in front of it. */
export const spanOf = (node: SyntaxNode): Span => {
  let tag = node.tag;
  while (tag?.outer) tag = tag.outer;
  return tag ? { start: tag.span.start, end: node.end } : node;
};

export const isSameSpan = (one: Span, other: Span): boolean => one.start === other.start && one.end === other.end;
