/*
 * What applying a changed module of Terraform does to what is there. Without a plan, only what is written tells: a value
 * that changes is followed through locals, variables, outputs and modules to the arguments that read it, and a resource
 * that is replaced changes whatever reads an attribute of it that nobody wrote.
 */
import { isReadWhole, type Source } from '../formats/format.ts';
import type { Effect, Impact, Opening, Reason, ResourceImpact } from './impact.ts';
import { type Change, changeOf, type FateOf, worst } from './terraform-change.ts';
import {
  createsFirst,
  ignoredIn,
  isOfTerraform,
  isThere,
  ofInstances,
  plainWords,
  preventsDestroy,
  triggersOf,
  without,
} from './terraform-lifecycle.ts';
import { type ModuleText, moduleText, namesIn, spotOf, type Thing, withInside } from './terraform-module.ts';
import { type Moves, movesIn } from './terraform-moves.ts';
import { openingsIn } from './terraform-opened.ts';
import { type Arguments, argumentsOf } from './terraform-replacements.ts';
import { nothing, type Reader, readerOf, type Value } from './terraform-value.ts';

export function impactOfTerraform(before: Source, after: Source): Impact {
  const deployment = new Deployment(moduleText(before), moduleText(after));
  const isWhole = [before, after].every((source) => (source.module?.sources ?? [source]).every(isReadWhole));
  const resources: ResourceImpact[] = [];
  const opened: Opening[] = [];
  for (const pair of deployment.pairs) {
    const { was, is, address } = pair;
    const { kind, type } = (is ?? was)?.thing.block ?? nowhere;
    const isLost = !isWhole && kind === 'resource' && isWrittenOtherwise(pair);
    const fate = deployment.fates.get(address) ?? (isLost ? lost : undefined);
    if (!fate) continue;
    resources.push({
      name: address,
      type,
      // Half a text may say anything: what seems to be gone is only not read.
      effect: isWhole ? fate.effect : 'unknown',
      reasons: fate.reasons,
      before: was && spotOf(was.thing, before.file),
      after: is && spotOf(is.thing, after.file),
      ...noteOf(pair, fate.effect),
    });
    if (is) opened.push(...deployment.openedBy(pair));
  }
  return { resources, opened };
}

const nowhere = { kind: '', type: '' };
const lost = { effect: 'unknown', reasons: [] } as const;

function noteOf({ is }: Pair, effect: Effect): { readonly note?: string } {
  if (!is || !mayDestroy.has(effect)) return {};
  const { node } = is.thing.block;
  if (preventsDestroy(node)) return { note: 'cannot be deployed: prevent_destroy' };
  return createsFirst(node) && effect !== 'delete' ? { note: 'the new one comes first: create_before_destroy' } : {};
}

const mayDestroy: ReadonlySet<Effect> = new Set(['may-replace', 'replace', 'delete']);

/** A resource, a data source or a call on both sides of the change. */
interface Pair {
  /** From the outermost module on, as it is after the change. */
  readonly address: string;
  readonly was: Stands | undefined;
  readonly is: Stands | undefined;
}
interface Stands {
  readonly thing: Thing;
  readonly module: ModuleText;
}

interface Fate {
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

/** Fates only get worse, and each time those who read a resource are looked at again; in practice, few times. */
const MOST_ROUNDS = 100;

class Deployment {
  readonly pairs: readonly Pair[];
  readonly fates = new Map<string, Fate>();
  readonly #modules: readonly ModuleText[];
  readonly #before: ReadonlyMap<string, ModuleText>;
  readonly #moves: Moves;
  readonly #was: Reader;
  readonly #is: Reader;
  /** The addresses of what may come to something else than before. */
  readonly #changed = new Set<string>();
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
    this.#providers = this.#otherProviders(before, after);
    this.#begin();
    for (let round = 0; round < MOST_ROUNDS && this.#look(round === 0); round++) this.#spread();
  }

  #prefixNow({ prefix }: ModuleText): string {
    return prefix === '' ? '' : `${this.#moves.addressNow(prefix.slice(0, -1))}.`;
  }

  /** What is there on one side only, and the names that are written otherwise. */
  #begin(): void {
    for (const { address, was, is } of this.pairs) {
      const kind = (is ?? was)?.thing.block.kind;
      if (was && is) continue;
      this.#changed.add(address);
      if (kind === 'data') this.#read.set(address, { extent: 'differs' });
      else if (kind === 'resource') this.#beginOne(address, was, is);
      else if (!this.#isReadable(is ?? was)) this.fates.set(address, { effect: 'unknown', reasons: [] });
    }
    for (const module of this.#modules) {
      const before = this.#before.get(module.prefix);
      const texts = new Set([...(before?.values.values() ?? []), ...(before?.outputs.values() ?? [])].map(textOf));
      for (const [name, value] of module.values)
        if (!texts.has(textOf(value)) || !module.isPlain) this.#changed.add(module.prefix + name);
      for (const [name, given] of module.given)
        if (!given.module && !this.#isGivenTheSame(name, before, module)) this.#changed.add(module.prefix + name);
      for (const value of module.outputs.values())
        if (!texts.has(textOf(value)) || !module.isPlain) this.#changed.add(module.prefix.slice(0, -1));
    }
    this.#spread();
  }

  #beginOne(address: string, was: Stands | undefined, is: Stands | undefined): void {
    const there = isThere(is ? this.#is.read(is.thing.block.node, is.module) : this.#bodyBefore(was));
    if (there === false) return;
    const isSettled = there && !this.#moves.isImported(address);
    const settled: Effect = is ? 'create' : this.#moves.isForgotten(address) ? 'orphan' : 'delete';
    this.fates.set(address, { effect: isSettled ? settled : 'unknown', reasons: [] });
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
          const isCalledOtherwise = this.#isWrittenOtherwise(prefix + address);
          for (const [name, { node, module: from }] of called.given)
            if (from === module && (isCalledOtherwise || this.#readsChanged(node, prefix)))
              this.#changed.add(called.prefix + name);
          for (const { node } of called.outputs.values())
            if (this.#readsChanged(node, called.prefix)) this.#changed.add(prefix + address);
        }
        for (const [address, { block }] of things)
          if (block.kind === 'data' && this.#readsChanged(block.node, prefix)) this.#changed.add(prefix + address);
      }
    }
  }

  #readsChanged(node: Parameters<typeof namesIn>[0], prefix: string): boolean {
    if (this.#changed.size === 0) return false;
    for (const name of namesIn(node)) if (this.#changed.has(prefix + name)) return true;
    return false;
  }

  #isWrittenOtherwise(address: string): boolean {
    const pair = this.#pairAt.get(address);
    return pair !== undefined && isWrittenOtherwise(pair);
  }

  get #pairAt(): ReadonlyMap<string, Pair> {
    this.#madePairAt ??= new Map(this.pairs.map((pair) => [pair.address, pair]));
    return this.#madePairAt;
  }
  #madePairAt: ReadonlyMap<string, Pair> | undefined;

  /** Whether anything is worse than it was known to be. */
  #look(isFirst: boolean): boolean {
    let isWorse = false;
    for (const pair of this.pairs) {
      const { address, was, is } = pair;
      if (!was || !is) continue;
      const { block } = is.thing;
      const isCalled = this.#called.has(is.module.prefix);
      const isTouched =
        (isFirst && (isWrittenOtherwise(pair) || this.#isOfOtherProvider(block))) ||
        isCalled ||
        this.#readsChanged(block.node, is.module.prefix);
      if (isTouched && this.#judge(pair, was, is)) {
        this.#changed.add(address);
        isWorse = true;
      }
    }
    return isWorse;
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
    const fate = fateOfReasons(reasons);
    const known = this.fates.get(address)?.effect;
    if (!fate || (known && effects.indexOf(known) >= effects.indexOf(fate.effect))) return false;
    this.fates.set(address, fate);
    return true;
  }

  /** What stands in a module is there as often as the module is. */
  #judgeCall(address: string, before: Value, after: Value, fateOf: FateOf): boolean {
    const reasons = ofInstances(before, after, fateOf, `${address}.`);
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
    const fate = this.fates.get(of);
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
      const fate = this.fates.get(of);
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

const textOf = ({ block }: { readonly block: Thing['block'] }): string => block.text;

/** Layout and comments count here: who asks looks closer then. */
const isWrittenOtherwise = ({ was, is }: Pair): boolean =>
  was?.thing.block.text !== is?.thing.block.text || !was?.module.isPlain || !is?.module.isPlain;

/** What is read at the time of a deployment may be what it was. */
const asRead = (change: Change): Change => (change.extent === 'differs' ? { ...change, extent: 'may' } : change);

function pairsOf(before: readonly ModuleText[], after: readonly ModuleText[], moves: Moves): readonly Pair[] {
  const were = new Map<string, Stands>();
  for (const module of before)
    for (const [address, thing] of module.things)
      were.set(moves.addressNow(module.prefix + address), { thing, module });
  const pairs = after.flatMap((module) =>
    [...module.things].map(([address, thing]): Pair => {
      const now = module.prefix + address;
      const was = were.get(now);
      were.delete(now);
      return { address: now, was, is: { thing, module } };
    }),
  );
  return [...pairs, ...[...were].map(([address, was]): Pair => ({ address, was, is: undefined }))];
}

interface Bodies {
  readonly type: string;
  readonly before: Value;
  readonly after: Value;
  readonly ignored: readonly (readonly string[])[] | 'all';
}

function ofArguments({ type, before, after, ignored }: Bodies, fateOf: FateOf): readonly Reason[] {
  if (before.kind !== 'map' || after.kind !== 'map' || ignored === 'all') return [];
  const known = argumentsOf(type);
  return [...new Set([...after.entries.keys(), ...before.entries.keys()])].flatMap((property): readonly Reason[] => {
    if (isOfTerraform.has(property)) return property === 'provider' ? ofWhere(before, after, fateOf) : [];
    const paths = ignored.flatMap(([first, ...rest]) => (first === property ? [rest] : []));
    const said = (body: Value & { kind: 'map' }): Value | undefined => {
      const value = body.entries.get(property);
      return value && paths.reduce(without, value);
    };
    const [was, is] = [said(before), said(after)];
    const assumed = known?.defaults.get(property);
    const otherwise: Value = assumed === undefined ? nothing : { kind: 'literal', value: assumed };
    const change = changeOf(was ?? otherwise, is ?? otherwise, fateOf);
    if (change.extent === 'same' || (isGone(is) && known?.keeps.has(property))) return [];
    // What AWS said by itself may be what is written now.
    const extent = isGone(was) && known?.keeps.has(property) && change.extent === 'differs' ? 'may' : change.extent;
    const effect = effectOf(property, extent, known, { was, is, after });
    return [{ property, effect, ...(change.because !== undefined && { because: change.because }) }];
  });
}

const isGone = (value: Value | undefined): boolean =>
  value === undefined || (value.kind === 'literal' && value.value === null);

/** Another provider may stand for another account. */
const ofWhere = (before: Value, after: Value, fateOf: FateOf): readonly Reason[] => {
  const [was, is] = [before, after].map((body) => (body.kind === 'map' ? body.entries.get('provider') : undefined));
  return changeOf(was ?? nothing, is ?? nothing, fateOf).extent === 'same'
    ? []
    : [{ property: 'provider', effect: 'unknown' }];
};

interface Sides {
  readonly was: Value | undefined;
  readonly is: Value | undefined;
  readonly after: Value;
}

function effectOf(property: string, extent: Change['extent'], known: Arguments | undefined, sides: Sides): Effect {
  if (!known || extent === 'unknown') return 'unknown';
  const replaces: Effect = extent === 'differs' ? 'replace' : 'may-replace';
  const way = inPlaceEverywhere.has(property) ? 'updates' : (known.ways.get(property) ?? 'unknown');
  switch (way) {
    case 'replaces':
      return replaces;
    case 'mayReplace':
      return isHarmless(known, sides.after) ? 'update' : 'may-replace';
    case 'comesAndGoes':
      return isGone(sides.was) === isGone(sides.is) ? 'update' : replaces;
    case 'updates':
      return 'update';
    case 'unknown':
      return 'unknown';
  }
}

const inPlaceEverywhere: ReadonlySet<string> = new Set(['tags', 'tags_all', 'timeouts']);

function isHarmless({ unless, defaults }: Arguments, after: Value): boolean {
  if (!unless || after.kind !== 'map') return false;
  const said = after.entries.get(unless.argument);
  const value = said ? said.kind === 'literal' && said.value : defaults.get(unless.argument);
  return value === unless.is;
}
