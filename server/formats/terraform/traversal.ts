/* `var.port`, `aws_lb.main[0].arn`: what a name leads to, and the steps below it. */
import type { Expression, FarSpot } from '../format.ts';
import { childrenOf } from '../syntax/children.ts';
import type { SyntaxNode, TraversalNode, TraversalStep } from '../syntax/node.ts';
import { ofInstance } from './each.ts';
import { policyOf } from './policy-document.ts';
import { type Read, type Scope, spotOf, type Written } from './scope.ts';
import { wordsOf } from './words.ts';

export function traversed(node: TraversalNode, scope: Scope, read: Read): Expression {
  const span = spotOf(node, scope);
  const { name, of, steps } = node;
  const below: Below = { span, name: wordsOf(node), scope, read };
  if (of) return stepped(read(of, scope), steps, below);
  if (name === 'var' || name === 'local') return valueAt(node, below);
  const own = ofInstance(node, scope);
  if (own) return stepped('said' in own ? own.said : read(own.node, own.scope), own.rest, below);
  if (scope.over && isOfOther(node, scope)) return instanceOf(scope.over, node, below);
  if (name === 'each' || name === 'count' || name === 'self')
    return unknown(span, `${below.name} is another for each instance`);
  if (name === 'path' || name === 'terraform') return unknown(span, `${below.name} is known when Terraform runs`);
  return resourceAt(node, below);
}

/** Whether it is an instance of the resource that a `for_each` names. */
export const isOfOther = ({ name, steps: [first] }: TraversalNode, { over }: Scope): boolean =>
  over !== undefined && name === 'each' && first?.kind === 'name' && first.name === 'value';

/** The one with the key that this one has. */
function instanceOf(over: Written & { readonly node: TraversalNode }, node: TraversalNode, below: Below): Expression {
  const { start, end } = node;
  const key = { kind: 'name', name: 'key', start, end } as const;
  const index = {
    kind: 'index',
    index: { kind: 'traversal', name: 'each', steps: [key], start, end },
    start,
    end,
  } as const;
  const { times } = below.scope;
  const scope = { ...over.scope, ...(times && { times }) };
  const steps = [...over.node.steps, index, ...node.steps.slice(1)];
  return resourceAt({ ...over.node, steps }, { ...below, scope });
}

/** Where a traversal stands, as people say it, and with what it is read. */
interface Below {
  readonly span: FarSpot;
  readonly name: string;
  readonly scope: Scope;
  readonly read: Read;
}

const unknown = (span: FarSpot, why: string) => ({ span, kind: 'unknown', why }) as const satisfies Expression;

/** A variable or a local, and what is taken out of it. */
function valueAt(node: TraversalNode, below: Below): Expression {
  const { span, scope } = below;
  const [first, ...rest] = node.steps;
  if (first?.kind !== 'name') return unknown(span, `${below.name} names nothing`);
  const name = `${node.name}.${first.name}`;
  const why = scope.module.parameters.has(name) ? `${name} has no default` : `there is no ${name}`;
  const value: Expression = { span, kind: 'parameter', name, why, ...(scope.owner && { in: scope.owner }) };
  return stepped(value, rest, below);
}

/** The address that a traversal begins with, and the steps behind it: `aws_lb.main`, `data.aws_lb.main`, `module.web`. */
export function addressIn({
  name = '',
  steps,
}: TraversalNode): { address: string; rest: readonly TraversalStep[] } | undefined {
  const words = [name];
  const length = name === 'data' || name === 'ephemeral' ? 3 : 2;
  for (const step of steps.slice(0, length - 1)) if (step.kind === 'name') words.push(step.name);
  return words.length === length ? { address: words.join('.'), rest: steps.slice(length - 1) } : undefined;
}

/** An attribute of a resource, whichever instance of it. */
function resourceAt(node: TraversalNode, below: Below): Expression {
  const { span } = below;
  const found = addressIn(node);
  if (!found) return unknown(span, `${below.name} is no value`);
  const { address, rest } = found;
  const [instance] = rest;
  const steps = instance && instance.kind !== 'name' ? rest.slice(1) : rest;
  // All instances, and perhaps one of them.
  if (instance?.kind === 'splat') {
    const at = steps.findIndex((step) => step.kind === 'index');
    const index = steps[at];
    const one = attributeOf(address, at < 0 ? steps : steps.slice(0, at), below, index ?? instance);
    if (index) return stepped(one, steps.slice(at + 1), below);
    return { span, kind: 'list', items: [one], open: `${address} may have any number of instances` };
  }
  return attributeOf(address, steps, below, instance);
}

function attributeOf(
  address: string,
  steps: readonly TraversalStep[],
  below: Below,
  instance: TraversalStep | undefined,
): Expression {
  const { span, read } = below;
  const { module, owner } = below.scope;
  const names = steps.flatMap((step) => (step.kind === 'name' ? [step.name] : []));
  const [first = '', ...rest] = names;
  const policy = first === 'json' && names.length === 1 ? module.policies.get(address) : undefined;
  if (policy) return policyOf(policy, span, read);
  const zone = zoneIn(address, steps, below);
  if (zone) return zone;
  const isOutput = address.startsWith('module.');
  const of: Expression = {
    span,
    kind: 'reference',
    to: address,
    attribute: isOutput ? `Outputs.${first}` : names.join('.'),
    ...(isOutput ? {} : { handsOn: true }),
    ...instanceIn(instance, below.scope),
    ...(owner && { in: owner }),
  };
  return isOutput && rest.length > 0 ? stepped(of, steps.slice(1), below) : of;
}

/** `data.aws_availability_zones.here.names[0]`: a name that nobody knows, and not the one at `[1]`. */
function zoneIn(address: string, steps: readonly TraversalStep[], { span, name }: Below): Expression | undefined {
  const last = steps.at(-1);
  if (!address.startsWith('data.aws_availability_zones.') || last?.kind !== 'index') return undefined;
  const index = last.index.kind === 'scalar' ? Number(last.index.value) : Number.NaN;
  if (!Number.isInteger(index)) return undefined;
  const list = name.slice(0, name.lastIndexOf('['));
  return { ...unknown(span, `${name} is known when Terraform runs`), nth: { list, index, isMixed: true } };
}

function instanceIn(step: TraversalStep | undefined, { times }: Scope): { readonly instance?: string } {
  if (!step || step.kind === 'name') return {};
  if (step.kind === 'splat') return { instance: '*' };
  const words = wordsOf(step.index);
  // `each.key` is another elsewhere, unless there are as many.
  return { instance: times && /\b(?:each|count)\./.test(words) ? `${words} of ${wordsOf(times.node)}` : words };
}

/** What stands below a value: at a key of a map, or at an index of a list. */
function stepped(value: Expression, steps: readonly TraversalStep[], below: Below): Expression {
  const { span, name, scope, read } = below;
  if (steps.length === 0) return value;
  const keys = steps.map((step): Expression | undefined => {
    if (step.kind === 'name') return { span, kind: 'literal', value: step.name };
    return step.kind === 'index' ? read(step.index, scope) : undefined;
  });
  const [key, ...others] = keys;
  if (!key) return unknown(span, `${name} may be any number of values`);
  const one: Expression = {
    span,
    kind: 'computed',
    name,
    args: [value, key],
    compute: ([whole, at]) => pick(whole, at, span, name),
  };
  return others.length === 0 ? one : stepped(one, steps.slice(1), below);
}

export function pick(
  whole: Expression | undefined,
  at: Expression | undefined,
  span: FarSpot,
  name: string,
): Expression {
  const key = at?.kind === 'literal' ? String(at.value) : undefined;
  if (key === undefined) return unknown(span, `which one ${name} is, is not known`);
  if (whole?.kind === 'map') {
    const property = whole.entries.get(key);
    if (property) return property.value;
    return unknown(span, whole.open ?? `${name} is not there`);
  }
  // A resource that is handed over as a whole.
  if (whole?.kind === 'reference' && whole.attribute === '') return { ...whole, span, attribute: key };
  const item =
    whole?.kind === 'list' && (whole.open === undefined || key === '0') ? whole.items[Number(key)] : undefined;
  return item ?? unknown(span, `${name} is not known`);
}

/** The addresses that stand anywhere in a value. */
export function addressesIn(node: SyntaxNode, note: (address: string) => void): void {
  if (node.kind === 'traversal' && !node.of) {
    const address = addressIn(node)?.address;
    if (address !== undefined) note(address);
  }
  if (node.kind === 'map')
    for (const { key, value } of node.entries)
      if (key.kind === 'scalar' && key.value === 'depends_on' && value.kind === 'sequence')
        for (const one of value.items) if (one.kind === 'scalar') note(addressInText(String(one.value)));
  for (const part of childrenOf(node)) addressesIn(part, note);
}

export function mentionsOf(node: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  addressesIn(node, (address) => names.add(address));
  return names;
}

export function mentionsAny(mentions: ReadonlySet<string>, words: ReadonlySet<string>): boolean {
  const [few, many] = mentions.size < words.size ? [mentions, words] : [words, mentions];
  for (const name of few) if (many.has(name)) return true;
  return false;
}

/** Where names stand in quotes, as in JSON and in older versions: `module.web`, `aws_lb.web[0]`. */
const addressInText = (text: string): string => /^(?:(?:data|ephemeral)\.)?[^.[]+\.[^.[]+/.exec(text)?.[0] ?? text;
