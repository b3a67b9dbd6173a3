/*
 * What becomes of each resource. A value that changes is followed through locals, variables, outputs and modules to the
 * arguments that read it; a resource that is replaced changes whatever reads an attribute of it that nobody wrote.
 */
import type { SyntaxNode } from '../../formats/syntax/node.ts';
import type { Effect, Opening, Reason } from '../impact.ts';
import { ofArguments, ofProviders } from './arguments.ts';
import { type Change, changeOf, type FateOf, worst } from './change.ts';
import { ignoredIn, isThere, ofInstances, plainWords, triggersOf } from './lifecycle.ts';
import { type ModuleText, namesIn, type Thing, withInside } from './module.ts';
import { type Moves, movesIn } from './moves.ts';
import { openingsIn } from './opened.ts';
import { isWrittenOtherwise, type Pair, pairsOf, type Stands } from './pairs.ts';
import { argumentsOf } from './replacements.ts';
import { nothing, type Reader, readerOf, type Value } from './value.ts';

export interface Fate {
  readonly effect: Effect;
  readonly reasons: readonly Reason[];
}

/** From the best to the worst. */
const effects: readonly Effect[] = ['update', 'unknown', 'create', 'may-replace', 'replace', 'delete', 'orphan'];

const fateOfReasons = (reasons: readonly Reason[]): Fate | undefined => {
  const bad = Math.max(...reasons.map(({ effect }) => effects.indexOf(effect)));
  const effect = effects[bad];
  return effect && { effect, reasons };
};

/** For more names, it is faster to know all that a block reads. */
const FEW = 8;

export class Fates {
  readonly pairs: readonly Pair[];
  readonly #fates = new Map<string, Fate>();
  readonly #pairAt: ReadonlyMap<string, Pair>;
  readonly #modules: readonly ModuleText[];
  readonly #before: ReadonlyMap<string, ModuleText>;
  readonly #moves: Moves;
  readonly #was: Reader;
  readonly #is: Reader;
  /** The addresses of what may come to something else than it was last known to do: who reads it is looked at. */
  #changed = new Set<string>();
  /** What becomes of what data sources read. */
  readonly #read = new Map<string, Change>();
  /** Those that are set up otherwise than before: `aws`. */
  readonly #providers: ReadonlySet<string>;
  /** What a call around them does to the resources of a module, by its prefix. */
  readonly #called = new Map<string, readonly Reason[]>();

  constructor(before: ModuleText, after: ModuleText) {
    this.#modules = withInside(after);
    this.#moves = movesIn(this.#modules);
    this.#was = readerOf((address) => this.#moves.addressNow(address));
    this.#is = readerOf((address) => address);
    const modulesBefore = withInside(before);
    this.#before = new Map(modulesBefore.map((module) => [this.#prefixNow(module), module]));
    this.pairs = pairsOf(modulesBefore, this.#modules, this.#moves);
    this.#pairAt = new Map(this.pairs.map((pair) => [pair.address, pair]));
    this.#providers = this.#otherProviders(before, after);
    this.#begin();
    // Fates only get worse: there is an end to it.
    for (let isFirst = true; isFirst || this.#changed.size > 0; isFirst = false) {
      this.#spread();
      this.#changed = this.#look(isFirst);
    }
  }

  #prefixNow({ prefix }: ModuleText): string {
    return prefix === '' ? '' : `${this.#moves.addressNow(prefix.slice(0, -1))}.`;
  }

  /** Undefined where nothing becomes of it. */
  of(address: string): Fate | undefined {
    return this.#fates.get(address);
  }

  /** What is there on one side only, and the names that are written otherwise. */
  #begin(): void {
    for (const { address, was, is } of this.pairs) {
      const kind = (is ?? was)?.thing.block.kind;
      if (was && is) continue;
      this.#changed.add(address);
      if (kind === 'data') this.#read.set(address, { extent: 'differs' });
      else if (kind === 'resource') this.#beginOne(address, was, is);
      else if (!this.#isReadable(is ?? was)) this.#fates.set(address, { effect: 'unknown', reasons: [] });
    }
    for (const module of this.#modules) {
      const before = this.#before.get(module.prefix);
      const texts = new Set([...(before?.values.values() ?? []), ...(before?.outputs.values() ?? [])].map(textOf));
      for (const [name, value] of module.values)
        if (!texts.has(textOf(value)) || !module.isPlain) this.#changed.add(module.prefix + name);
      for (const name of givenIn(before, module))
        if (module.prefix === '' && !this.#isGivenTheSame(name, before, module)) this.#changed.add(name);
      for (const value of module.outputs.values())
        if (module.prefix !== '' && (!texts.has(textOf(value)) || !module.isPlain))
          this.#changed.add(module.prefix.slice(0, -1));
      for (const [address, called] of module.inside)
        if (this.#isWrittenOtherwise(module.prefix + address))
          for (const name of givenIn(this.#before.get(called.prefix), called)) this.#changed.add(called.prefix + name);
    }
  }

  #beginOne(address: string, was: Stands | undefined, is: Stands | undefined): void {
    const there = isThere(is ? this.#is.read(is.thing.block.node, is.module) : this.#bodyBefore(was));
    if (there === false) return;
    const isSettled = there && !this.#moves.isImported(address);
    const settled: Effect = is ? 'create' : this.#moves.isForgotten(address) ? 'orphan' : 'delete';
    this.#fates.set(address, { effect: isSettled ? settled : 'unknown', reasons: [] });
  }

  #bodyBefore(was: Stands | undefined): Value {
    return was ? this.#was.read(was.thing.block.node, was.module) : nothing;
  }

  #isReadable(stands: Stands | undefined): boolean {
    return stands?.module.inside.has(stands.thing.block.address) ?? false;
  }

  #isGivenTheSame(name: string, before: ModuleText | undefined, after: ModuleText): boolean {
    const [was, is] = [before?.given.get(name), after.given.get(name)];
    if (!before || !was || !is) return false;
    if (was.node === is.node) return true;
    return (
      changeOf(this.#was.read(was.node, before), this.#is.read(is.node, after), this.#fateOf('')).extent === 'same'
    );
  }

  /** From names to the names that are made of them, into modules and out of them. */
  #spread(): void {
    for (let known = -1; this.#changed.size > known; ) {
      known = this.#changed.size;
      for (const module of this.#modules) {
        const { prefix, values, things, inside } = module;
        for (const [name, { node }] of values) if (this.#readsChanged(node, prefix)) this.#changed.add(prefix + name);
        for (const [address, called] of inside) {
          for (const [name, { node }] of called.given)
            if (this.#readsChanged(node, prefix)) this.#changed.add(called.prefix + name);
          for (const { node } of called.outputs.values())
            if (this.#readsChanged(node, called.prefix)) this.#changed.add(prefix + address);
        }
        for (const [address, thing] of things)
          if (thing.block.kind === 'data' && this.#blockReadsChanged(thing, module))
            this.#changed.add(prefix + address);
      }
    }
  }

  #readsChanged(node: SyntaxNode, prefix: string): boolean {
    if (this.#changed.size === 0) return false;
    for (const name of namesIn(node)) if (this.#changed.has(prefix + name)) return true;
    return false;
  }

  /** The same of a block, of which most need no look: what is not in its text, it does not read. */
  #blockReadsChanged({ block: { node, text }, file }: Thing, { prefix, isPlain: isAsWritten }: ModuleText): boolean {
    // In JSON, letters may be written as numbers.
    const isPlain = isAsWritten && this.#changed.size <= FEW && !file.endsWith('.json');
    if (isPlain && ![...this.#changed].some((name) => text.includes(name.slice(name.lastIndexOf('.') + 1))))
      return false;
    return this.#readsChanged(node, prefix);
  }

  #isWrittenOtherwise(address: string): boolean {
    const pair = this.#pairAt.get(address);
    return pair !== undefined && isWrittenOtherwise(pair);
  }

  /** What is worse now than it was known to be. */
  #look(isFirst: boolean): Set<string> {
    const worse = new Set<string>();
    for (const pair of this.pairs) {
      const { address, was, is } = pair;
      if (!was || !is) continue;
      const { block } = is.thing;
      const isOther = isFirst && (isWrittenOtherwise(pair) || this.#isOfOtherProvider(block));
      const isTouched = isOther || this.#called.has(is.module.prefix) || this.#blockReadsChanged(is.thing, is.module);
      if (!isTouched || !this.#judge(pair, was, is)) continue;
      worse.add(address);
      // Most of those who read it stand behind it.
      this.#changed.add(address);
    }
    return worse;
  }

  #judge({ address }: Pair, was: Stands, is: Stands): boolean {
    const { block } = is.thing;
    const [before, after] = [this.#was.read(was.thing.block.node, was.module), this.#is.read(block.node, is.module)];
    const fateOf = this.#fateOf(address);
    if (block.kind === 'data') {
      const change = worst([this.#read.get(address) ?? { extent: 'same' }, asRead(changeOf(before, after, fateOf))]);
      const isWorse = change.extent !== (this.#read.get(address)?.extent ?? 'same');
      this.#read.set(address, change);
      return isWorse;
    }
    if (block.kind === 'module' && (this.#isReadable(is) || isThere(after) === false))
      return this.#judgeCall(address, before, after, fateOf);
    if (isThere(before) === false && isThere(after) === false) return false;
    const reasons = [
      ...(this.#called.get(is.module.prefix) ?? []),
      ...ofInstances(before, after, fateOf),
      ...ofArguments({ type: block.type, before, after, ignored: ignoredIn(block.node) }, fateOf),
      ...triggersOf(block.node).flatMap((node) => this.#triggered(plainWords(node), is.module, address)),
      ...(this.#isOfOtherProvider(block) ? [{ property: 'provider', effect: 'unknown' } as const] : []),
    ];
    // What stands in a module that cannot be read, nobody knows.
    const isClosed = block.kind === 'module';
    return this.#becomes(address, isClosed ? reasons.map((one) => ({ ...one, effect: 'unknown' })) : reasons);
  }

  /** Whether that is worse than what was known of it. */
  #becomes(address: string, reasons: readonly Reason[]): boolean {
    const fate = fateOfReasons(reasons);
    const known = this.#fates.get(address);
    if (!fate) return false;
    const worse = effects.indexOf(fate.effect) - (known ? effects.indexOf(known.effect) : -1);
    if (worse < 0) return false;
    this.#fates.set(address, fate);
    return worse > 0;
  }

  /** What stands in a module is there as often as the module is. */
  #judgeCall(address: string, before: Value, after: Value, fateOf: FateOf): boolean {
    const reasons = [
      ...ofInstances(before, after, fateOf, `${address}.`),
      ...ofProviders(before, after, fateOf, address),
    ];
    if (reasons.length === 0) return false;
    let isWorse = false;
    for (const { prefix } of this.#modules)
      if (prefix.startsWith(`${address}.`) && !this.#called.has(prefix)) {
        this.#called.set(prefix, reasons);
        isWorse = true;
      }
    return isWorse;
  }

  /** `replace_triggered_by`: any change of a resource, or that of one of its attributes. */
  #triggered(words: string, { prefix }: ModuleText, address: string): readonly Reason[] {
    const [type, name, attribute] = words.replace(/\[[^\]]*\]/g, '').split('.');
    const of = `${prefix}${type}.${name}`;
    const fate = this.#fates.get(of);
    if (!fate || of === address) return [];
    const property = 'lifecycle.replace_triggered_by';
    const isReplaced = fate.effect === 'replace';
    const said = attribute === undefined ? undefined : fate.reasons.find((one) => one.property === attribute);
    const extent =
      attribute !== undefined && !said
        ? this.#fateOf(address)(of, attribute).extent
        : isReplaced || fate.effect === 'update'
          ? 'differs'
          : 'may';
    if (extent === 'same') return [];
    return [{ property, effect: extent === 'differs' ? 'replace' : 'may-replace', ...(isReplaced && { because: of }) }];
  }

  /** Modules that are called take those of the outermost one. */
  #otherProviders(before: ModuleText, after: ModuleText): ReadonlySet<string> {
    const said = ({ rest }: ModuleText) => rest.filter(({ kind }) => kind === 'provider');
    const names = [...said(before), ...said(after)].map(({ labels: [name = ''] }) => name);
    const bodies = (module: ModuleText, reader: Reader, name: string): Value => ({
      kind: 'list',
      items: said(module).flatMap(({ labels, node }) => (labels[0] === name ? [reader.read(node, module)] : [])),
    });
    return new Set(
      names.filter(
        (name) =>
          changeOf(bodies(before, this.#was, name), bodies(after, this.#is, name), this.#fateOf('')).extent !== 'same',
      ),
    );
  }

  #isOfOtherProvider({ kind, type }: Thing['block']): boolean {
    return kind === 'resource' && this.#providers.has(type.split('_')[0] ?? '');
  }

  /** For the one at `reader`, which never waits for itself. */
  #fateOf(reader: string): FateOf {
    return (of, attribute) => {
      if (of === reader) return { extent: 'same' };
      const read = this.#read.get(of);
      if (read) return read;
      const fate = this.#fates.get(of);
      switch (fate?.effect) {
        case undefined:
          return { extent: 'same' };
        case 'update': {
          const type = this.#pairAt.get(of)?.is?.thing.block.type ?? '';
          return { extent: argumentsOf(type)?.moves.has(attribute) ? 'may' : 'same' };
        }
        case 'replace':
          return { extent: 'differs', because: of };
        case 'may-replace':
          return { extent: 'may', because: of };
        case 'unknown':
          return { extent: 'unknown' };
        case 'create':
        case 'delete':
          // Of some that are there, others come and go.
          return { extent: fate.reasons.length > 0 ? 'may' : 'differs' };
        case 'orphan':
          return { extent: 'differs' };
      }
    };
  }

  openedBy({ address, was, is }: Pair): readonly Opening[] {
    if (!is) return [];
    const { type, node } = is.thing.block;
    const before = was && openingsIn(type, this.#was.read(was.thing.block.node, was.module));
    const there = new Set(before?.map(({ words }) => words));
    return openingsIn(type, this.#is.read(node, is.module))
      .filter(({ words }) => !there.has(words))
      .map((one) => ({ ...one, name: address }));
  }
}

/** The variables that are given something on either side. */
const givenIn = (before: ModuleText | undefined, after: ModuleText): ReadonlySet<string> =>
  new Set([...(before?.given.keys() ?? []), ...after.given.keys()]);

const textOf = ({ block }: { readonly block: Thing['block'] }): string => block.text;

/** What is read at the time of a deployment may be what it was. */
const asRead = (change: Change): Change => (change.extent === 'differs' ? { ...change, extent: 'may' } : change);
