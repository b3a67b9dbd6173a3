/*
 * `$ref: '#/components/schemas/Order'`: the pointers of an OpenAPI description to other parts of it, and those among
 * them that lead nowhere. Nothing is said of a pointer whose way leads through what only a deployment knows.
 */
import { nearest } from '../../../rules/kit/nearest.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../syntax/node.ts';
import { keyText } from './template.ts';

export interface LostPointer {
  /** What is said behind `$ref`. */
  readonly node: SyntaxNode;
  readonly pointer: string;
  /** What to do about it: `did you mean Order?` */
  readonly hint: string;
}

/** `part` is of the description `root`, or all of it. */
export function lostPointersIn(part: SyntaxNode, root: SyntaxNode): readonly LostPointer[] {
  const lost: LostPointer[] = [];
  const look = (node: SyntaxNode, under: string): void => {
    if (node.kind === 'sequence') for (const item of node.items) look(item, under);
    if (node.kind !== 'map' || (node !== root && hasParts(node))) return;
    for (const { key, value } of node.entries) {
      const word = keyText(key);
      if (value.kind === 'scalar') {
        const found = word === '$ref' ? lostPointer(value, root) : undefined;
        if (found) lost.push(found);
      } else if (!isData(word, under)) look(value, word);
    }
  };
  look(part, '');
  return lost;
}

/** A schema with parts or a name of its own: what is said in it may be said of these. */
function hasParts({ entries }: MapNode): boolean {
  for (const { key, value } of entries) {
    const word = keyText(key);
    if (word === 'definitions' || word === '$defs') return true;
    if (value.kind === 'scalar' && (word === 'id' || word === '$id')) return true;
  }
  return false;
}

/** Values that mean themselves, and words of AWS. */
const isData = (word: string, under: string): boolean =>
  word.startsWith('x-') || data.has(word) || (word === 'default' && under !== 'responses');
const data: ReadonlySet<string> = new Set(['example', 'examples', 'enum', 'const']);

/** What others point to; to `paths` hardly anybody does, and SAM brings some of its own. */
const pointedTo = /^#\/(?:definitions|parameters|responses|components\/(?!securitySchemes))/;

/** Every API has these two models from the beginning. Source: `restapi:models` in the reference of API Gateway's API. */
const always: ReadonlySet<string> = new Set(['Empty', 'Error']);

function lostPointer(node: ScalarNode, root: SyntaxNode): LostPointer | undefined {
  if (node.tag || typeof node.value !== 'string') return undefined;
  const pointer = node.value;
  if (!pointedTo.test(pointer) || /[$&]\{/.test(pointer)) return undefined;
  const steps = stepsOf(pointer);
  const end = follow(root, steps);
  const last = steps.at(-1) ?? '';
  if (end.kind !== 'lost' || always.has(last)) return undefined;
  const other = elsewhere(root, last);
  const meant = end.isLast ? nearest(last, end.names) : undefined;
  const hint =
    other !== undefined && other !== pointer
      ? `did you mean ${other}?`
      : meant === undefined
        ? 'add what is meant, or correct the name.'
        : `did you mean ${meant}?`;
  return { node, pointer, hint };
}

type End =
  | { readonly kind: 'there' | 'unknown' }
  /** `names`: what there is, at the step that fails. */
  | { readonly kind: 'lost'; readonly names: readonly string[]; readonly isLast: boolean };

function follow(root: SyntaxNode, steps: readonly string[]): End {
  let at: SyntaxNode | undefined = root;
  for (const [index, step] of steps.entries()) {
    const names = namesIn(at);
    if (!names) return { kind: 'unknown' };
    at = names.get(step);
    if (!at) return { kind: 'lost', names: [...names.keys()], isLast: index === steps.length - 1 };
  }
  return { kind: 'there' };
}

/** What stands in a node; undefined where more may stand there than is written. */
type Names = ReadonlyMap<string, SyntaxNode> | undefined;
const nothing: Names = new Map();

function namesIn(node: SyntaxNode): Names {
  if (node.tag) return undefined;
  if (node.kind === 'scalar' && node.value === null) return nothing;
  return node.kind === 'map' ? namesOf(node) : undefined;
}

/** Hundreds of operations point into the same map of schemas. */
const known = new WeakMap<MapNode, { readonly names: Names }>();

function namesOf(node: MapNode): Names {
  const before = known.get(node);
  if (before) return before.names;
  const names = new Map(node.entries.map(({ key, value }) => [keyText(key), value]));
  const isOpen = [...names.keys()].some((word) => word === '<<' || word === 'Ref' || word.startsWith('Fn::'));
  const found = { names: isOpen ? undefined : names };
  known.set(node, found);
  return found.names;
}

/** The schema of that name, as the version of the description has it. */
function elsewhere(root: SyntaxNode, name: string): string | undefined {
  return [
    ['definitions', name],
    ['components', 'schemas', name],
  ]
    .filter((steps) => follow(root, steps).kind === 'there')
    .map((steps) => `#/${steps.join('/')}`)
    .at(0);
}

/** Source: RFC 6901, in a fragment of a URI. */
const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .slice(2)
    .split('/')
    .map((step) => decoded(step).replaceAll('~1', '/').replaceAll('~0', '~'));

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
