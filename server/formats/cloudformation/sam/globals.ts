/*
 * What `Globals` adds to a resource. Source: the SAM specification on globals; maps are merged key by key, lists put
 * behind one another, and of anything else the resource's own counts.
 */
import type { Expression, Property } from '../../format.ts';
import { map, mapIn, meant } from './build.ts';
import { literalIn } from './written.ts';

/** Merged where somebody reads it. */
class MergedProperty implements Property {
  readonly key: Property['key'];
  private readonly global: Property;
  private readonly own: Property;
  private made: Expression | undefined = undefined;

  constructor(global: Property, own: Property) {
    this.key = own.key;
    this.global = global;
    this.own = own;
  }
  get value(): Expression {
    this.made ??= withGlobals(this.global.value, this.own.value);
    return this.made;
  }
}

/** A resource may say by `IgnoreGlobals` that some of it, or all (`*`), is none of its own. */
export function withoutIgnored(
  global: Expression | undefined,
  ignored: Expression | undefined,
): Expression | undefined {
  const all = mapIn(global);
  const said = ignored && meant(ignored);
  if (!all || !said) return global;
  if (literalIn(said) === '*') return undefined;
  const words = new Set(said.kind === 'list' ? said.items.map(literalIn) : []);
  return map(
    all.span,
    [...all.entries].filter(([word]) => !words.has(word)),
    all.open,
  );
}

/** `own` on top of what `global` says. */
export function withGlobals(ofAll: Expression, written: Expression): Expression {
  const [global, own] = [meant(ofAll), meant(written)];
  if (global.kind === 'map' && own.kind === 'map') {
    const entries = new Map<string, Property>(global.entries);
    for (const [key, property] of own.entries) {
      const there = entries.get(key);
      entries.set(key, there ? new MergedProperty(there, property) : property);
    }
    return map(own.span, entries, own.open ?? global.open);
  }
  if (global.kind === 'list' && own.kind === 'list') {
    const open = own.open ?? global.open;
    return {
      span: own.span,
      kind: 'list',
      items: [...global.items, ...own.items],
      ...(open !== undefined && { open }),
    };
  }
  return own;
}
