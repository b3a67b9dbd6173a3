/* Whether two items were read alike: the same text, and all that was made of it. */
import type { Item, Problem, SyntaxNode, Tag } from './node.ts';

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
        sameList(one.entries, other.entries, (a, b) => sameNode(a.key, b.key) && sameNode(a.value, b.value))
      );
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
