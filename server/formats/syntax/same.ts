/* Whether two items were read alike: the same text, and all that was made of it. */
import type { Item, MapNode, Problem, SyntaxNode, Tag, TraversalStep } from './node.ts';

export const sameItem = (one: Item, other: Item): boolean =>
  one.text === other.text &&
  one.kind === other.kind &&
  one.section === other.section &&
  sameNode(one.key, other.key) &&
  sameNode(one.value, other.value) &&
  sameList(one.problems, other.problems, sameProblem) &&
  sameAnchors(one.anchors, other.anchors);

function sameNode(one: SyntaxNode | undefined, other: SyntaxNode | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.start !== other.start || one.end !== other.end || one.anchor !== other.anchor) return false;
  if (!sameTag(one.tag, other.tag)) return false;
  switch (one.kind) {
    case 'scalar':
      return other.kind === 'scalar' && Object.is(one.value, other.value) && one.style === other.style;
    case 'alias':
      return other.kind === 'alias' && one.name === other.name;
    case 'sequence':
      return other.kind === 'sequence' && one.flow === other.flow && sameList(one.items, other.items, sameNode);
    case 'map':
      return (
        other.kind === 'map' &&
        one.flow === other.flow &&
        sameLabels(one.labels, other.labels) &&
        sameList(one.entries, other.entries, (a, b) => sameNode(a.key, b.key) && sameNode(a.value, b.value))
      );
    case 'template':
      return other.kind === 'template' && one.style === other.style && sameList(one.parts, other.parts, sameNode);
    case 'directive':
      return other.kind === 'directive' && one.word === other.word && sameList(one.of, other.of, sameNode);
    case 'traversal':
      return (
        other.kind === 'traversal' &&
        one.name === other.name &&
        sameNode(one.of, other.of) &&
        sameList(one.steps, other.steps, sameStep)
      );
    case 'call':
      return (
        other.kind === 'call' &&
        one.name === other.name &&
        one.spread === other.spread &&
        sameList(one.args, other.args, sameNode)
      );
    case 'conditional':
      return (
        other.kind === 'conditional' &&
        sameNode(one.test, other.test) &&
        sameNode(one.yes, other.yes) &&
        sameNode(one.no, other.no)
      );
    case 'operation':
      return (
        other.kind === 'operation' &&
        one.operator === other.operator &&
        sameList(one.operands, other.operands, sameNode)
      );
    case 'for':
      return (
        other.kind === 'for' &&
        one.makes === other.makes &&
        one.grouped === other.grouped &&
        sameList(one.names, other.names, (a, b) => a === b) &&
        sameNode(one.of, other.of) &&
        sameNode(one.key, other.key) &&
        sameNode(one.value, other.value) &&
        sameNode(one.when, other.when)
      );
  }
}

const sameLabels = (one: MapNode['labels'], other: MapNode['labels']): boolean =>
  one === undefined || other === undefined ? one === other : sameList(one, other, sameNode);

function sameStep(one: TraversalStep, other: TraversalStep): boolean {
  if (one.start !== other.start || one.end !== other.end) return false;
  switch (one.kind) {
    case 'name':
      return other.kind === 'name' && one.name === other.name;
    case 'index':
      return other.kind === 'index' && sameNode(one.index, other.index);
    case 'splat':
      return other.kind === 'splat' && one.full === other.full;
  }
}

const sameTag = (one: Tag | undefined, other: Tag | undefined): boolean =>
  one === undefined || other === undefined
    ? one === other
    : one.name === other.name && one.span.start === other.span.start && sameTag(one.outer, other.outer);

const sameProblem = (one: Problem, other: Problem): boolean =>
  one.message === other.message && one.span.start === other.span.start && one.span.end === other.span.end;

function sameAnchors(one: Item['anchors'], other: Item['anchors']): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.size === other.size && [...one].every(([name, node]) => sameNode(node, other.get(name)));
}

function sameList<T>(one: readonly T[], other: readonly T[], isSame: (a: T, b: T) => boolean): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) {
    const [a, b] = [one[index], other[index]];
    if (a === undefined || b === undefined || !isSame(a, b)) return false;
  }
  return true;
}
