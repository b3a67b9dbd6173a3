/* Where a file of Terraform names what its module declares: at the blocks, and wherever an expression leads there. */
import type { Span } from '../../../rules/kit/index.ts';
import type { Mention } from '../mention.ts';
import { childrenOf } from '../syntax/children.ts';
import type { Document, Item, SyntaxNode, TraversalNode } from '../syntax/node.ts';
import { blocksIn, type Declared } from './file.ts';
import { addressIn } from './traversal.ts';

export function mentionsIn(item: Item, language: Document['language']): readonly Mention[] {
  const found: Mention[] = [];
  for (const block of blocksIn(item, language)) {
    declared({ ...block, text: item.text }, (mention) => found.push(mention));
    walk(block.node, (mention) => found.push(mention));
  }
  return found;
}

type Note = (mention: Mention) => void;

function declared(block: Declared & { readonly address: string; readonly text: string }, note: Note): void {
  const { kind, labels, key, node, address, text } = block;
  if (kind === 'locals' || kind === 'module')
    for (const { key: name } of node.entries) {
      if (name.kind !== 'scalar' || (kind === 'module' && metaArguments.has(String(name.value)))) continue;
      const span = inQuotes(name, text);
      if (kind === 'locals') note({ space: 'value', name: `local.${name.value}`, span, declares: true });
      else note({ space: 'input', name: `${labels[0]}.${name.value}`, span, declares: false });
    }
  if (kind === 'output') note({ space: 'exit', name: labels[0] ?? '', span: inQuotes(key, text), declares: true });
  else if (addressed.has(kind)) note({ space: 'value', name: address, span: inQuotes(key, text), declares: true });
}

const addressed: ReadonlySet<string> = new Set(['resource', 'data', 'ephemeral', 'variable', 'module']);

/** What Terraform itself takes; the others are variables of the module that is called. */
const metaArguments: ReadonlySet<string> = new Set([
  'source',
  'version',
  'count',
  'for_each',
  'providers',
  'depends_on',
]);

/** The label without the quotes that it may stand in. */
function inQuotes({ start, end }: Span, text: string): Span {
  const isQuoted = text[start] === '"';
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

function walk(node: SyntaxNode, note: Note): void {
  if (node.kind === 'traversal') traversed(node, note);
  if (node.kind === 'map')
    for (const { key, value } of node.entries)
      if (key.kind === 'scalar' && key.value === 'depends_on') quoted(value, note);
  for (const child of childrenOf(node)) walk(child, note);
}

const ofModule: ReadonlySet<string> = new Set(['each', 'count', 'self', 'path', 'terraform']);

function traversed(node: TraversalNode, note: Note): void {
  const { name } = node;
  const found = name === undefined || ofModule.has(name) ? undefined : addressIn(node);
  if (!found) return;
  const { address, rest } = found;
  const last = node.steps[node.steps.length - rest.length - 1];
  if (last?.kind !== 'name') return;
  note({ space: 'value', name: address, span: spanOf(last), declares: false });
  const output = rest.find((step) => step.kind === 'name');
  if (name === 'module' && output)
    note({ space: 'output', name: `${last.name}.${output.name}`, span: spanOf(output), declares: false });
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });

/** `depends_on = ["aws_lb.main"]`, as it was written before Terraform 0.12. */
function quoted(list: SyntaxNode, note: Note): void {
  for (const one of list.kind === 'sequence' ? list.items : []) {
    if (one.kind !== 'scalar' || typeof one.value !== 'string') continue;
    const { value: name, end } = one;
    const last = name.slice(name.lastIndexOf('.') + 1);
    note({ space: 'value', name, span: { start: end - 1 - last.length, end: end - 1 }, declares: false });
  }
}
