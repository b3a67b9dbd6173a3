/* Conditions as atoms: the same test is one atom, wherever in the module it is written. */
import type { Expression, Truth } from '../format.ts';
import type { OperationNode, SyntaxNode, TraversalNode } from '../syntax/node.ts';
import { ofInstance, scopesOf, speaksOfInstance } from './each.ts';
import type { Scope, Written } from './scope.ts';
import { wordsOf } from './words.ts';

/** As far as names are followed: they may lead in a circle. */
const MOST_NAMES = 16;

/** What is known of a value without taking any default for granted; undefined where it is not known. */
export type Constant = string | number | boolean | null | undefined;

export function constantOf(node: SyntaxNode, scope: Scope, depth = 0): Constant {
  const scopes = scopesOf(node, scope);
  if (scopes) {
    const [first, ...others] = scopes.map((one) => constantOf(node, one, depth));
    return others.every((other) => other === first) ? first : undefined;
  }
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'traversal': {
      const said = saidAt(node, scope);
      if (said) return said.kind === 'literal' ? said.value : undefined;
      const value = depth < MOST_NAMES ? named(node, scope) : undefined;
      return value && constantOf(value.node, value.scope, depth + 1);
    }
    case 'template': {
      const [only, another] = node.parts;
      return only && !another ? constantOf(only, scope, depth) : undefined;
    }
    case 'operation':
      return operationOf(node, (one) => constantOf(one, scope, depth));
    case 'conditional': {
      const test = constantOf(node.test, scope, depth);
      return typeof test === 'boolean' ? constantOf(test ? node.yes : node.no, scope, depth) : undefined;
    }
    default:
      return undefined;
  }
}

/** What a local is, what a variable is given, or what one instance has. */
export function named(node: SyntaxNode, scope: Scope): Written | undefined {
  if (node.kind !== 'traversal') return undefined;
  const own = ofInstance(node, scope);
  if (own) return own.rest.length === 0 && 'node' in own ? own : undefined;
  const [step, more] = node.steps;
  if ((node.name !== 'var' && node.name !== 'local') || step?.kind !== 'name' || more) return undefined;
  return scope.module.values.get(`${node.name}.${step.name}`);
}

/** What one instance has, where that was made before of what says which there are. */
function saidAt(node: TraversalNode, scope: Scope): Expression | undefined {
  const own = ofInstance(node, scope);
  return own && 'said' in own && own.rest.length === 0 ? own.said : undefined;
}

/** Of one operand or two that are known; `&&` and `||` may need only one of them. */
export function operationOf({ operator, operands }: OperationNode, read: (node: SyntaxNode) => Constant): Constant {
  const [one, other] = operands.map(read);
  if (operands.length === 1) {
    if (operator === '!' && typeof one === 'boolean') return !one;
    return operator === '-' && typeof one === 'number' ? -one : undefined;
  }
  if (operator === '&&' || operator === '||') {
    const decisive = operator === '||';
    if (one === decisive || other === decisive) return decisive;
    return one === undefined || other === undefined ? undefined : !decisive;
  }
  if (one === undefined || other === undefined) return undefined;
  if (operator === '==') return one === other;
  if (operator === '!=') return one !== other;
  if (typeof one !== 'number' || typeof other !== 'number') return undefined;
  return arithmetic(operator, one, other);
}

function arithmetic(operator: string, one: number, other: number): Constant {
  switch (operator) {
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return one * other;
    case '/':
      return other === 0 ? undefined : one / other;
    case '%':
      return other === 0 ? undefined : one % other;
    case '<':
      return one < other;
    case '>':
      return one > other;
    case '<=':
      return one <= other;
    case '>=':
      return one >= other;
    default:
      return undefined;
  }
}

/** Whether it holds, if that is known; else what it depends on. */
export function testOf(node: SyntaxNode, scope: Scope, depth = 0): Truth | boolean {
  const known = constantOf(node, scope, depth);
  if (typeof known === 'boolean') return known;
  const value = depth < MOST_NAMES ? named(node, scope) : undefined;
  if (value) return testOf(value.node, value.scope, depth + 1);
  if (node.kind === 'template' && node.parts.length === 1 && node.parts[0]) return testOf(node.parts[0], scope, depth);
  if (node.kind === 'operation') {
    const { operator, operands } = node;
    const [one, other] = operands;
    if (operator === '!' && one) return opposite(testOf(one, scope, depth));
    if ((operator === '&&' || operator === '||') && one && other)
      return both(operator, [testOf(one, scope, depth), testOf(other, scope, depth)]);
    if (operator === '!=' || operator === '==') {
      const equal = equality(operands, scope, depth);
      return operator === '!=' ? opposite(equal) : equal;
    }
  }
  return atom(wordsOf(node), scope, [node]);
}

/** `var.create == true` is `var.create`; which side stands where does not matter. */
function equality(operands: readonly SyntaxNode[], scope: Scope, depth: number): Truth | boolean {
  const flags = operands.map((one) => constantOf(one, scope, depth));
  for (const [index, flag] of flags.entries()) {
    const other = operands[1 - index];
    if (typeof flag !== 'boolean' || !other) continue;
    const test = testOf(other, scope, depth);
    return flag ? test : opposite(test);
  }
  return atom(operands.map(wordsOf).sort(last).join(' == '), scope, operands);
}

/** What is compared stands before what it is compared with, as people write it. */
const last = (one: string, other: string): number =>
  Number(isConstant(one)) - Number(isConstant(other)) || (one < other ? -1 : 1);

const isConstant = (words: string): boolean => /^(?:["\d-]|null$)/.test(words);

/** What is another for each instance is nothing that could be so or so for all of them. */
function atom(words: string, scope: Scope, of: readonly SyntaxNode[]): Truth {
  const { within } = scope.module;
  const name = within === '' ? words : `${words} in ${within}`;
  const isOpen = of.some(speaksOfInstance);
  return { condition: { key: keyOf(words, scope), name, ...(isOpen && { isOpen }) }, is: true, name };
}

const keyOf = (words: string, { module: { within } }: Scope): string => (within === '' ? words : `${within} ${words}`);

/** What a flag is where some tests are decided; or that a variable has not its default there: `var.domain != ""`. */
export function knownIn(
  world: ReadonlyMap<string, boolean>,
  { name, written, scope }: { name: string; written: SyntaxNode | undefined; scope: Scope },
): boolean | 'not its default' | undefined {
  const own = keyOf(name, scope);
  const flag = world.get(own);
  if (flag !== undefined || !written) return flag;
  const comparison = `${own} == `;
  for (const [key, is] of world) {
    const words = key.startsWith(comparison) ? key.slice(comparison.length) : '';
    if (isConstant(words) && is !== (words === wordsOf(written))) return 'not its default';
  }
  return undefined;
}

export const opposite = (test: Truth | boolean): Truth | boolean =>
  typeof test === 'boolean' ? !test : { ...test, is: !test.is, name: negated(test) };

function negated({ condition, is, name }: Truth): string {
  if (!is && condition.name !== undefined) return condition.name;
  if (/^[\w.]+$/.test(name)) return `!${name}`;
  return !condition.op && name.includes(' == ') ? name.replace(' == ', ' != ') : `!(${name})`;
}

/** Tests of which all hold, or one at least. */
export function both(operator: '&&' | '||', tests: readonly (Truth | boolean)[]): Truth | boolean {
  const decisive = operator === '||';
  if (tests.includes(decisive)) return decisive;
  const parts = tests.filter((test) => typeof test !== 'boolean');
  const [only, another] = parts;
  if (!only) return !decisive;
  if (!another) return only;
  const op = decisive ? 'or' : 'and';
  const said = ({ condition, is, name }: Truth): string =>
    is && condition.op !== undefined && condition.op !== op ? `(${name})` : name;
  const key = parts.map(({ is, condition }) => `${is ? '' : '!'}(${condition.key})`).join(` ${operator} `);
  const name = parts.map(said).join(` ${operator} `);
  const isOpen = parts.some(({ condition }) => condition.isOpen);
  return { condition: { key, name, op, parts, ...(isOpen && { isOpen }) }, is: true, name };
}
