/*
 * Override files: `override.tf` and `*_override.tf` say what is different in blocks of the other files. Source:
 * https://developer.hashicorp.com/terraform/language/files/override
 */
import type { Span } from '../../../rules/kit/index.ts';
import type { SourceProblem } from '../format.ts';
import type { Entry, MapNode, SyntaxNode } from '../syntax/node.ts';
import type { Block, File } from './file.ts';
import { isOverride } from './names.ts';
import type { Scope, Written } from './scope.ts';

/** A body of which some entries stand in another item, most in another file. */
interface MergedBody extends MapNode {
  readonly elsewhere: ReadonlyMap<Entry, Where>;
}
type Where = Pick<Required<Scope>, 'item' | 'file' | 'text'>;

const isMerged = (node: MapNode): node is MergedBody => 'elsewhere' in node;

/** What an entry of a body is read with: places in it are where it stands. */
export function scopeOf(entry: Entry, body: MapNode, scope: Scope): Scope {
  const where = isMerged(body) ? body.elsewhere.get(entry) : undefined;
  return where ? { ...scope, ...where } : scope;
}

/** What stands at a key of a block, wherever that is. */
export function writtenAt(body: MapNode, name: string, scope: Scope): Written | undefined {
  const entry = body.entries.find(({ key }) => key.kind === 'scalar' && key.value === name);
  return entry && { node: entry.value, scope: scopeOf(entry, body, scope) };
}

/** The same files in the same order, with the blocks that count. `isWhole`: no other file belongs to the module. */
export function overridden(files: readonly File[], isWhole: boolean): readonly File[] {
  const overrides = files.filter(({ file }) => isOverride(file)).sort(byName);
  if (overrides.length === 0) return files;
  const changes = changesIn(overrides);
  const there = namesIn(files.filter(({ file }) => !isOverride(file)));
  return files.map((written) =>
    isOverride(written.file)
      ? { ...written, blocks: [], overridden: { written, strays: isWhole ? straysIn(written, there) : [] } }
      : { ...written, blocks: written.blocks.map((one) => changed(one, changes)), overridden: { written, strays: [] } },
  );
}

/** Terraform reads them in the order of their names, which are all of one folder. */
const byName = ({ file: one }: File, { file: other }: File): number => Number(one > other) - Number(one < other);

/** A block of an override file, or an entry of `locals` there. */
interface Change extends Where {
  readonly node: MapNode;
}
interface Changes {
  /** By kind and address, in the order in which they come to count. */
  readonly blocks: ReadonlyMap<string, readonly Change[]>;
  /** By name: locals are told apart by that, whatever block they stand in. */
  readonly locals: ReadonlyMap<string, Where & { readonly value: SyntaxNode }>;
}

const keyOf = ({ kind, address }: Block): string => `${kind} ${address}`;

function changesIn(overrides: readonly File[]): Changes {
  const blocks = new Map<string, Change[]>();
  const locals = new Map<string, Where & { readonly value: SyntaxNode }>();
  for (const { file, blocks: inFile } of overrides)
    for (const block of inFile) {
      const { node, item, text } = block;
      const where: Where = { file, item, text };
      if (block.kind === 'locals') {
        for (const { name, value } of namedIn(node)) locals.set(name, { ...where, value });
        continue;
      }
      const there = blocks.get(keyOf(block));
      if (there) there.push({ ...where, node });
      else blocks.set(keyOf(block), [{ ...where, node }]);
    }
  return { blocks, locals };
}

const namedIn = ({ entries }: MapNode) =>
  entries.flatMap(({ key, value }) => (key.kind === 'scalar' ? [{ key, name: String(key.value), value }] : []));

function changed(block: Block, { blocks, locals }: Changes): Block {
  if (block.kind === 'locals') return { ...block, node: withLocals(block.node, locals) };
  const node = (blocks.get(keyOf(block)) ?? []).reduce(merge, block.node);
  return node === block.node ? block : { ...block, node };
}

/** They keep their names where they are: only what they are stands elsewhere. */
function withLocals(body: MapNode, locals: Changes['locals']): MapNode {
  const elsewhere = new Map<Entry, Where>();
  const entries = body.entries.map((entry) => {
    const local = entry.key.kind === 'scalar' ? locals.get(String(entry.key.value)) : undefined;
    if (!local) return entry;
    const { value, ...where } = local;
    const other: Entry = { key: entry.key, value };
    elsewhere.set(other, where);
    return other;
  });
  const merged: MergedBody = { ...body, entries, elsewhere };
  return elsewhere.size === 0 ? body : merged;
}

/** An attribute gives way to the one of its name, blocks to those of their type; only `lifecycle` is merged itself. */
function merge(body: MapNode, { node, ...where }: Change): MapNode {
  const before = isMerged(body) ? body.elsewhere : undefined;
  const elsewhere = new Map<Entry, Where>();
  const entries: Entry[] = [];
  const take = (entry: Entry, stands: Where | undefined): void => {
    entries.push(entry);
    if (stands) elsewhere.set(entry, stands);
  };
  const said = new Map(node.entries.map((entry) => [nameOf(entry), entry]));
  said.delete('depends_on'); // Terraform refuses it there
  const lifecycle = said.get('lifecycle')?.value;
  for (const entry of body.entries) {
    const name = nameOf(entry);
    if (name === 'lifecycle' && lifecycle?.kind === 'map' && entry.value.kind === 'map') {
      take({ ...entry, value: merge(entry.value, { node: lifecycle, ...where }) }, before?.get(entry));
      said.delete(name);
    } else if (!said.has(name)) take(entry, before?.get(entry));
  }
  for (const entry of node.entries) if (said.has(nameOf(entry))) take(entry, where);
  const merged: MergedBody = { ...body, entries, elsewhere };
  return merged;
}

/** The type of the blocks that it makes, or the name of the attribute. */
function nameOf({ key, value }: Entry): unknown {
  if (key.kind !== 'scalar') return key;
  const [made] = (value.kind === 'map' && value.labels) || [];
  return key.value === 'dynamic' && made ? made.value : key.value;
}

/** What every file has, or nobody need have before. */
const unasked: ReadonlySet<string> = new Set(['terraform', 'provider', 'moved', 'import', 'removed', 'check']);

/** The blocks that can be overridden, and the locals. */
const namesIn = (originals: readonly File[]): ReadonlySet<string> =>
  new Set(
    originals.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'locals' ? namedIn(block.node).map(localName) : [keyOf(block)])),
    ),
  );

const localName = ({ name }: { readonly name: string }): string => `local.${name}`;

/** What overrides nothing: Terraform refuses that. */
const straysIn = ({ blocks }: File, there: ReadonlySet<string>): readonly SourceProblem[] =>
  blocks.flatMap((block): readonly SourceProblem[] => {
    const { kind, address, item, key, node } = block;
    if (kind === 'locals')
      return namedIn(node).flatMap((one) => (there.has(localName(one)) ? [] : [stray(localName(one), item, one.key)]));
    return unasked.has(kind) || there.has(keyOf(block)) ? [] : [stray(address, item, key)];
  });

const stray = (address: string, item: string, { start, end }: Span): SourceProblem => ({
  item,
  span: { start, end },
  severity: 'error',
  message: `${address} overrides nothing: no other file of the module has it, and Terraform refuses that.`,
});
