/* Where a module ends: what it hands out, and what it hands to somebody who cannot be seen. */
import type { Expression, Leaf, Opening } from '../format.ts';
import { leavesIn } from '../leaves.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { expressionOf } from './expression.ts';
import type { File } from './file.ts';
import { leavesOf, openingOf } from './modules.ts';
import { isOutlet, leavesThrough, openedBy } from './openings.ts';
import { writtenAt } from './overrides.ts';
import type { Called, Reading, Unread } from './reading.ts';
import { existence } from './resource.ts';
import type { Written } from './scope.ts';

/** What was found at the ends of a module. It is kept as long as its names stand for what they stood for. */
export interface Ends {
  readonly files: WeakMap<File, EndsOfFile>;
  /** By what is written there. */
  readonly outputs: WeakMap<SyntaxNode, readonly Leaf[]>;
}

export const noEnds = (): Ends => ({ files: new WeakMap(), outputs: new WeakMap() });

interface EndsOfFile {
  /** What its outputs hand out, … */
  readonly outputs: readonly Leaf[];
  /** … and what goes through its resources. */
  readonly outlets: readonly Leaf[];
  readonly openings: readonly Opening[];
}

/** A module, of which only some calls may be read by now. */
interface Ending extends Pick<Reading, 'files' | 'module' | 'owner' | 'around' | 'unseen' | 'ends'> {
  readonly calls: readonly (Pick<Called, 'call'> & { readonly inside: Unread | object })[];
}

export interface Output extends Written {
  readonly name: string;
}

type Reader = Pick<Ending, 'module' | 'owner'>;

export const outputsIn = ({ files, ...reader }: Pick<Ending, 'files' | 'module' | 'owner'>): readonly Output[] =>
  files.flatMap((file) => outputsOf(file, reader));

function outputsOf({ file, blocks }: File, { module, owner }: Reader): readonly Output[] {
  const outputs: Output[] = [];
  for (const { kind, labels, node, item, text } of blocks) {
    const value = kind === 'output' ? writtenAt(node, 'value', { module, item, file, text, owner }) : undefined;
    if (value) outputs.push({ ...value, name: labels[0] ?? '' });
  }
  return outputs;
}

export const readValue = ({ node, scope }: Written): Expression => expressionOf(node, scope);

export function endsOf(ending: Ending): { readonly leaves: readonly Leaf[]; readonly openings: readonly Opening[] } {
  const { files, unseen, calls } = ending;
  const own = files.map((file) => endsIn(file, ending));
  const openings: Opening[] =
    unseen === undefined ? [] : [{ why: `other files of the module cannot be seen: ${unseen}`, creates: undefined }];
  openings.push(...own.flatMap((one) => one.openings));
  const leaves = [...own.flatMap(({ outputs }) => outputs), ...own.flatMap(({ outlets }) => outlets)];
  for (const { call, inside } of calls) {
    if (!('why' in inside)) continue;
    openings.push(openingOf(call, inside.why));
    leaves.push(...leavesOf(call));
  }
  return { leaves, openings };
}

function endsIn(file: File, ending: Ending): EndsOfFile {
  const { module, owner, around, ends } = ending;
  const known = ends.files.get(file);
  if (known) return known;
  const outputs = outputsOf(file, ending).flatMap((output) => handedBy(output, ending));
  const outlets: Leaf[] = [];
  const openings: Opening[] = [];
  for (const block of file.blocks) {
    if (!isOutlet(block) || existence(block, { module }, around?.exists) === false) continue;
    outlets.push(...leavesThrough(block, { module, item: block.item, file: file.file, text: block.text, owner }));
    openings.push(...openedBy(block));
  }
  const found = { outputs, outlets, openings };
  ends.files.set(file, found);
  return found;
}

/** What goes to people, or further than to the module around it. */
function handedBy(output: Output, { around, ends }: Ending): readonly Leaf[] {
  const known = ends.outputs.get(output.node);
  if (known) return known;
  const leaves = around?.handsOn(output.name) === false ? [] : leavesIn(readValue(output), `output ${output.name}`);
  ends.outputs.set(output.node, leaves);
  return leaves;
}
