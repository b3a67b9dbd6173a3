/* Blocks that say what becomes of an address: `moved`, `removed`, `import`. */
import { entryOf } from '../../formats/terraform/file.ts';
import { plainWords } from './lifecycle.ts';
import type { ModuleText } from './module.ts';

export interface Moves {
  /** What an address of before is called now. */
  addressNow(address: string): string;
  /** Whether Terraform lets go of it, and it stays. */
  isForgotten(address: string): boolean;
  /** Whether it is there already, and only comes into Terraform's hands. */
  isImported(address: string): boolean;
}

/** More often than this, nothing is moved: it would be a circle. */
const MOST_MOVES = 32;

export function movesIn(modules: readonly ModuleText[]): Moves {
  const renamed = new Map<string, string>();
  const forgotten = new Set<string>();
  const imported = new Set<string>();
  for (const { prefix, rest } of modules)
    for (const { kind, node } of rest) {
      const [from, to] = ['from', 'to'].map((name) => {
        const said = entryOf(node, name);
        return said && prefix + withoutInstances(plainWords(said));
      });
      if (kind === 'moved' && from !== undefined && to !== undefined && from !== to) renamed.set(from, to);
      if (kind === 'import' && to !== undefined) imported.add(to);
      const lifecycle = entryOf(node, 'lifecycle');
      const destroys = lifecycle?.kind === 'map' ? entryOf(lifecycle, 'destroy') : undefined;
      if (kind === 'removed' && from !== undefined && destroys?.kind === 'scalar' && String(destroys.value) === 'false')
        forgotten.add(from);
    }
  return {
    addressNow: (address) => (renamed.size === 0 ? address : moved(address, renamed)),
    isForgotten: (address) => around(address).some((one) => forgotten.has(one)),
    isImported: (address) => imported.has(address),
  };
}

function moved(address: string, renamed: ReadonlyMap<string, string>): string {
  let now = address;
  for (let n = 0; n < MOST_MOVES; n++) {
    const from = around(now).find((one) => renamed.has(one));
    const to = from === undefined ? undefined : renamed.get(from);
    if (from === undefined || to === undefined) return now;
    now = to + now.slice(from.length);
  }
  return now;
}

/** The address, and those of the modules around it, from the inside out: `module.a.aws_lb.b`, `module.a`. */
function around(address: string): readonly string[] {
  const modules = [...address.matchAll(/module\.[^.]+(?=\.)/g)].map(({ index, 0: name }) =>
    address.slice(0, index + name.length),
  );
  return [address, ...modules.reverse()];
}

/** Instances of one block go together. */
const withoutInstances = (address: string): string => address.replace(/\[[^\]]*\]/g, '');
