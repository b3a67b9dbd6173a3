/*
 * What an argument comes to, as far as a text tells: locals, variables and outputs are taken for what they stand for, so
 * that the same value is the same however it is written. What AWS or a deployment says keeps its name.
 */
import type { MapNode, ScalarValue, SyntaxNode, TraversalNode, TraversalStep } from '../../formats/syntax/node.ts';
import { entryOf } from '../../formats/terraform/file.ts';
import { commentKey } from '../../formats/terraform/json.ts';
import { policyDocument } from '../../formats/terraform/policy-document.ts';
import { addressIn } from '../../formats/terraform/traversal.ts';
import { wordsOf } from '../../formats/terraform/words.ts';
import { type ModuleText, namesIn } from './module.ts';

export type Value =
  | { readonly kind: 'literal'; readonly value: ScalarValue }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Value> }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  /** An attribute that nobody wrote: `of` is the address from the outermost module on. */
  | { readonly kind: 'attribute'; readonly of: string; readonly name: string; readonly steps: string }
  /** A deployment may give it something else than its default. */
  | { readonly kind: 'variable'; readonly name: string; readonly default: Value | undefined }
  | { readonly kind: 'choice'; readonly test: Value; readonly yes: Value; readonly no: Value }
  | { readonly kind: 'text'; readonly parts: readonly Value[] }
  /** Made of these, always in the same way. */
  | { readonly kind: 'made'; readonly how: string; readonly of: readonly Value[] };

export const nothing: Value = { kind: 'literal', value: null };

/** Reads values of one module. What has a name is read once. */
export interface Reader {
  read(node: SyntaxNode, module: ModuleText): Value;
  /** What an address is called now: blocks may have been moved. */
  readonly addressNow: (address: string) => string;
}

export function readerOf(addressNow: (address: string) => string): Reader {
  const read = new Map<ModuleText, Map<string, Value>>();
  const reader: Reader = { addressNow, read: (node, module) => evaluated(node, { module, once: named, reader }) };
  // A circle of names ends where it comes back to a name that is still being read.
  function named(name: string, module: ModuleText, make: () => Value): Value {
    const inModule = read.get(module) ?? new Map<string, Value>();
    read.set(module, inModule);
    const known = inModule.get(name);
    if (known) return known;
    inModule.set(name, made(`circle of ${name}`));
    const value = make();
    inModule.set(name, value);
    return value;
  }
  return reader;
}

interface Here {
  readonly module: ModuleText;
  readonly reader: Reader;
  once(name: string, module: ModuleText, make: () => Value): Value;
}

const made = (how: string, ...of: readonly Value[]): Value => ({ kind: 'made', how, of });

/** They change the type of a value, which Terraform does by itself where a value is used. */
const conversions: ReadonlySet<string> = new Set(['tolist', 'tomap', 'tonumber', 'toset', 'tostring', 'tobool']);

function evaluated(node: SyntaxNode, here: Here): Value {
  const read = (one: SyntaxNode): Value => evaluated(one, here);
  switch (node.kind) {
    case 'scalar':
      return { kind: 'literal', value: node.value };
    case 'sequence':
      return { kind: 'list', items: node.items.map(read) };
    case 'map':
      return node.labels ? bodyOf(node, here) : { kind: 'map', entries: entriesOf(node, read) };
    case 'template':
      return textOf(node.parts.map(read));
    case 'traversal':
      return traversed(node, here);
    case 'call': {
      const [only, ...others] = node.args;
      if (only && others.length === 0 && conversions.has(node.name)) return read(only);
      return made(node.name, ...node.args.map(read));
    }
    case 'conditional': {
      const [test, yes, no] = [read(node.test), read(node.yes), read(node.no)];
      if (test.kind === 'literal') return isTrue(test.value) ? yes : no;
      return { kind: 'choice', test, yes, no };
    }
    case 'operation':
      return made(node.operator, ...node.operands.map(read));
    case 'for':
      return made(`${wordsOf(node)} ${node.makes}`, ...partsOf(node).map(read));
    case 'directive':
      return made(node.word, ...node.of.map(read));
    case 'alias':
      return made(node.name);
  }
}

const isTrue = (value: ScalarValue): boolean => value === true || value === 'true';

const partsOf = ({ of, key, value, when }: Extract<SyntaxNode, { kind: 'for' }>): readonly SyntaxNode[] => [
  of,
  ...(key ? [key] : []),
  value,
  ...(when ? [when] : []),
];

const entriesOf = ({ entries }: MapNode, read: (node: SyntaxNode) => Value): ReadonlyMap<string, Value> =>
  new Map(entries.map(({ key, value }) => [key.kind === 'scalar' ? String(key.value) : wordsOf(key), read(value)]));

/** The arguments of a block, and its blocks as lists by their types. A dynamic one is what it is made of. */
function bodyOf({ entries }: MapNode, here: Here): Value {
  const arguments_ = new Map<string, Value>();
  const blocks = new Map<string, Value[]>();
  for (const { key, value } of entries) {
    if (key.kind !== 'scalar' || key.value === commentKey) continue;
    const [made_] = (value.kind === 'map' && value.labels) || [];
    const isDynamic = key.value === 'dynamic' && made_ !== undefined;
    const name = String(isDynamic ? made_.value : key.value);
    const inner = evaluated(value, here);
    if (value.kind !== 'map' || !value.labels) arguments_.set(name, inner);
    else blocks.set(name, [...(blocks.get(name) ?? []), isDynamic ? made('dynamic', inner) : inner]);
  }
  for (const [name, items] of blocks) arguments_.set(name, { kind: 'list', items });
  return { kind: 'map', entries: arguments_ };
}

/** What is known of it is one text. */
function textOf(parts: readonly Value[]): Value {
  const joined: Value[] = [];
  for (const part of parts.flatMap((one) => (one.kind === 'text' ? one.parts : [one]))) {
    const last = joined.at(-1);
    if (part.kind === 'literal' && last?.kind === 'literal')
      joined.splice(-1, 1, { kind: 'literal', value: `${last.value ?? ''}${part.value ?? ''}` });
    else joined.push(part);
  }
  const [only, another] = joined;
  if (!only) return { kind: 'literal', value: '' };
  return another ? { kind: 'text', parts: joined } : only;
}

function traversed(node: TraversalNode, here: Here): Value {
  const { name, of, steps } = node;
  const { module } = here;
  if (of) return below(evaluated(of, here), steps, here);
  const [first, ...rest] = steps;
  if ((name === 'var' || name === 'local') && first?.kind === 'name')
    return below(valueNamed(`${name}.${first.name}`, here), rest, here);
  const found = addressIn(node);
  const thing = found && module.things.get(found.address);
  // `each.key`, `path.module`, the names of a `for`.
  if (!found || !thing) return made(wordsOf(node), ...indexesIn(steps, here));
  const { address, rest: behind } = found;
  const [instance, ...attributes] = behind;
  const isIndexed = instance !== undefined && instance.kind !== 'name';
  return attributeOf(address, isIndexed ? attributes : behind, isIndexed ? instance : undefined, here);
}

function valueNamed(name: string, { module, once, reader }: Here): Value {
  return once(name, module, () => {
    const given = module.given.get(name);
    const node = module.values.get(name)?.node;
    if (given) return evaluated(given.node, { module: given.module ?? module, once, reader });
    const said = node && evaluated(node, { module, once, reader });
    // Whoever calls a module, and gives it nothing, leaves it the default.
    if (said && (name.startsWith('local.') || module.prefix !== '')) return said;
    return { kind: 'variable', name: module.prefix + name, default: said };
  });
}

function attributeOf(
  address: string,
  steps: readonly TraversalStep[],
  instance: TraversalStep | undefined,
  here: Here,
): Value {
  const { module, once, reader } = here;
  const [first, ...rest] = steps;
  const name = first?.kind === 'name' ? first.name : '';
  const called = module.inside.get(address);
  const output = called?.outputs.get(name);
  if (called && output && !instance)
    return below(
      once(`output.${name}`, called, () => evaluated(output.node, { module: called, once, reader })),
      rest,
      here,
    );
  const block = module.things.get(address)?.block;
  if (block && !instance && block.kind !== 'module') {
    if (block.labels[0] === policyDocument && name === 'json') return made(policyDocument, bodyOf(block.node, here));
    const written = block.kind === 'resource' ? entryOf(block.node, name) : undefined;
    // What is said there is what it is: the provider hands it on.
    const isOne = !entryOf(block.node, 'count') && !entryOf(block.node, 'for_each');
    if (written && isOne && !(written.kind === 'map' && written.labels))
      return below(
        once(`${address}.${name}`, module, () => evaluated(written, here)),
        rest,
        here,
      );
  }
  return {
    kind: 'attribute',
    of: reader.addressNow(module.prefix + address),
    name,
    steps: [...(instance ? [instance] : []), ...rest].map(wordsOfStep).join(''),
  };
}

/** What stands below a value: at a key of a map, or at an index of a list. */
function below(value: Value, steps: readonly TraversalStep[], here: Here): Value {
  const [step, ...rest] = steps;
  if (!step) return value;
  const key = step.kind === 'name' ? step.name : step.kind === 'index' ? constantOf(step.index, here) : undefined;
  const inner = key === undefined ? undefined : childOf(value, key);
  if (inner) return below(inner, rest, here);
  if (value.kind === 'variable' && value.default && key !== undefined && childOf(value.default, key)) {
    const said = below(value.default, steps, here);
    return { kind: 'variable', name: value.name + steps.map(wordsOfStep).join(''), default: said };
  }
  return made(steps.map(wordsOfStep).join(''), value, ...indexesIn(steps, here));
}

const indexesIn = (steps: readonly TraversalStep[], here: Here): readonly Value[] =>
  steps.flatMap((step) => (step.kind === 'index' && namesIn(step.index).size > 0 ? [evaluated(step.index, here)] : []));

function constantOf(node: SyntaxNode, here: Here): string | undefined {
  const value = evaluated(node, here);
  return value.kind === 'literal' && value.value !== null ? String(value.value) : undefined;
}

const childOf = (value: Value, key: string): Value | undefined =>
  value.kind === 'map' ? value.entries.get(key) : value.kind === 'list' ? value.items[Number(key)] : undefined;

function wordsOfStep(step: TraversalStep): string {
  if (step.kind === 'name') return `.${step.name}`;
  return step.kind === 'index' ? `[${wordsOf(step.index)}]` : '[*]';
}
