/*
 * Syntax → expressions: what an attribute says before Terraform runs. What is known after `apply` only, or by an
 * instance of its own, is unknown, with a reason.
 */
import type { Expression, FarSpot, Property } from '../format.ts';
import { LazyProperty, WrittenProperties } from '../properties.ts';
import type { Entry, MapNode, SyntaxNode, TemplateNode, TraversalNode } from '../syntax/node.ts';
import { blocksOf, isBlock, nameIn } from './blocks.ts';
import { testOf } from './conditions.ts';
import { shared, speaksOfInstance } from './each.ts';
import { embedded, looksEmbedded } from './embedded.ts';
import { gathered } from './entries.ts';
import { called, computes } from './functions.ts';
import { operated } from './operations.ts';
import { scopeOf } from './overrides.ts';
import { type Scope, spotOf } from './scope.ts';
import { isOfOther, traversed } from './traversal.ts';
import { wordsOf } from './words.ts';

export function expressionOf(node: SyntaxNode, scope: Scope): Expression {
  const span = spotOf(node, scope);
  switch (node.kind) {
    case 'scalar':
      if (node.value === null) return { span, kind: 'nothing' };
      return typeof node.value === 'string' && looksEmbedded(node.value)
        ? { span, kind: 'literal', value: node.value, document: documentOf(node, [node], scope) }
        : { span, kind: 'literal', value: node.value };
    case 'sequence':
      return { span, kind: 'list', items: node.items.map((item) => expressionOf(item, scope)) };
    case 'map':
      return mapOf(node, scope, span);
    case 'template':
      return templateOf(node, scope, span);
    case 'traversal':
      return (
        (isComputed(node) && !isOfOther(node, scope) && shared(node, scope, expressionOf)) ||
        traversed(node, scope, expressionOf)
      );
    case 'call':
      return (computes(node) && shared(node, scope, expressionOf)) || called(node, scope, expressionOf);
    case 'conditional': {
      const said = speaksOfInstance(node.test) && shared(node, scope, expressionOf);
      if (said) return said;
      const test = testOf(node.test, scope);
      if (typeof test === 'boolean') return expressionOf(test ? node.yes : node.no, scope);
      return { span, kind: 'choice', when: test, yes: expressionOf(node.yes, scope), no: expressionOf(node.no, scope) };
    }
    case 'operation':
      return shared(node, scope, expressionOf) ?? operated(node, scope, expressionOf);
    case 'for':
      return (
        shared(node, scope, expressionOf) ??
        gathered(node, scope, expressionOf) ?? {
          span,
          kind: 'unknown',
          why: `${wordsOf(node)} is computed when Terraform runs`,
        }
      );
    case 'directive':
    case 'alias':
      return { span, kind: 'unknown', why: 'it is put together when Terraform runs' };
  }
}

/** Which instance of a resource is meant is part of a reference; what a value is for one of them is not. */
const isComputed = ({ name }: TraversalNode): boolean =>
  name === undefined || ['each', 'count', 'var', 'local'].includes(name);

function templateOf(node: TemplateNode, scope: Scope, span: FarSpot): Expression {
  const { parts } = node;
  const [only, another] = parts;
  // `"${var.port}"` is what stands in it, of whatever type.
  if (only && !another && only.kind !== 'scalar' && only.kind !== 'directive')
    return { ...expressionOf(only, scope), span };
  const put: Expression = { span, kind: 'template', parts: parts.map((part) => expressionOf(part, scope)) };
  const isDocument = only?.kind === 'scalar' && looksEmbedded(String(only.value));
  return isDocument ? { ...put, document: documentOf(node, parts, scope) } : put;
}

/** Read when somebody asks what the text says: most are only handed on. */
function documentOf(node: SyntaxNode, parts: readonly SyntaxNode[], scope: Scope): () => Expression | undefined {
  let made: { readonly document: Expression | undefined } | undefined;
  return () => {
    made ??= { document: embedded(node, parts, scope, expressionOf) };
    return made.document;
  };
}

/** Most properties are none that a rule asks for: their values are never made. */
class WrittenProperty extends LazyProperty {
  private readonly node: SyntaxNode;
  private readonly scope: Scope;

  constructor(key: FarSpot, node: SyntaxNode, scope: Scope) {
    super(key);
    this.node = node;
    this.scope = scope;
  }
  protected make(): Expression {
    return expressionOf(this.node, this.scope);
  }
}

/** The body of a block, or an object. What stands in several blocks of one type is one property. */
class Body extends WrittenProperties<Entry> {
  private readonly node: MapNode;
  private readonly scope: Scope;

  constructor(node: MapNode, scope: Scope) {
    super(node.entries);
    this.node = node;
    this.scope = scope;
  }
  protected nameOf(entry: Entry): string | undefined {
    const name = nameIn(entry);
    return name && String(name.value);
  }
  protected make(entry: Entry): Property {
    const its = scopeOf(entry, this.node, this.scope);
    return isBlock(entry)
      ? blocksOf(entry, this.node, its, expressionOf)
      : new WrittenProperty(spotOf(entry.key, its), entry.value, its);
  }
}

function mapOf(node: MapNode, scope: Scope, span: FarSpot): Expression {
  const entries = new Body(node, scope);
  if (node.labels) return { span, kind: 'map', entries, isBlock: true };
  const isOpen = node.entries.some((entry) => entry.key.kind !== 'scalar' && !isBlock(entry));
  return isOpen ? { span, kind: 'map', entries, open: 'a key in it is not known' } : { span, kind: 'map', entries };
}
