/* The names of a module: they stay the same ones while its text changes. */
import type { GivenVariables } from '../format.ts';
import type { MapNode } from '../syntax/node.ts';
import { circlesAmong } from './circles.ts';
import type { Block, File } from './file.ts';
import { scopeOf, writtenAt } from './overrides.ts';
import { Local, Variable } from './parameters.ts';
import { policyDocument } from './policy-document.ts';
import { isResource } from './resource.ts';
import type { Scope, Written } from './scope.ts';
import { mentionsAny, mentionsOf } from './traversal.ts';
import { Values } from './values.ts';

/** With what the names of a module are read. */
export interface Surroundings extends Required<Pick<Scope, 'module' | 'owner'>> {
  /** By the names of its variables, what whoever calls it hands in. */
  readonly handed: ReadonlyMap<string, Written>;
  /** What they are given from outside, where nobody calls it. */
  readonly valued: GivenVariables;
}

/** What has become of the names of a module. */
export interface Renamed {
  /** Those of which the meaning is a part of what was read: that has to be read again. */
  readonly words: ReadonlySet<string>;
  /** Parameters that say something else, or are there no more. */
  readonly things: readonly object[];
  /** Parameters that say what they said, at another place. */
  readonly moved: readonly object[];
  /** Whether other variables are handed something than before: that nobody notes. */
  readonly areOthersHanded: boolean;
}

export class Declarations {
  readonly parameters = new Map<string, Variable | Local>();
  readonly values = new Values();
  readonly repeated = new Values();
  readonly policies = new Map<string, Written & { readonly node: MapNode }>();
  /** Of locals. */
  circles: readonly (readonly Local[])[] = [];

  /**
   * The names in `files` now; of several of one name, the first. `changed`: variables whose arguments say something
   * else.
   */
  declare(files: readonly File[], around: Surroundings, changed: ReadonlySet<string> = new Set()): Renamed {
    const { module, owner, handed, valued } = around;
    const before = new Map(this.parameters);
    const policiesBefore = new Map(this.policies);
    const repeatedBefore = new Map(this.repeated);
    const changes = new Changes(this.values, changed);
    this.parameters.clear();
    this.values.clear();
    this.repeated.clear();
    this.policies.clear();
    for (const one of files)
      for (const block of one.blocks) {
        const { address, item, node, text } = block;
        const scope: Scope = { module, item, file: one.file, text, owner };
        const times = isResource(block) && writtenAt(node, 'for_each', scope);
        if (times) this.repeated.set(address, times);
        if (block.kind === 'locals') {
          for (const entry of node.entries) {
            const { key, value } = entry;
            const name = key.kind === 'scalar' ? `local.${key.value}` : undefined;
            if (name === undefined || this.parameters.has(name)) continue;
            const said = { block, text, scope: scopeOf(entry, node, scope), key, node: value, file: one.file };
            const old = before.get(name);
            const local = old instanceof Local ? old : new Local(name, said);
            changes.note(local, said, old);
            this.parameters.set(name, local);
            this.values.set(name, local.written);
          }
        } else if (block.kind === 'variable') {
          if (this.parameters.has(address)) continue;
          const argument = handed.get(address);
          const said = { block, text, scope, node, argument, given: argument ? undefined : valued.get(address) };
          const old = before.get(address);
          const variable = old instanceof Variable ? old : new Variable(address, said);
          changes.note(variable, said, old);
          this.parameters.set(address, variable);
          const { written } = variable;
          if (written) this.values.set(address, written);
        } else if (isPolicy(block)) this.policies.set(address, { node, scope });
      }
    this.#refuseCircles();
    for (const [name, old] of before) if (!this.parameters.has(name)) changes.goes(old);
    changes.noteAll(policiesBefore, this.policies);
    changes.noteAll(repeatedBefore, this.repeated, this.repeated.asked);
    return changes.follow(this);
  }

  /** Who leads to one of a circle leads to all of it: what becomes of the circle is a change of each. */
  #refuseCircles(): void {
    const locals = [...this.parameters.values()].filter((one) => one instanceof Local);
    this.circles = circlesAmong(locals);
    for (const local of locals) local.leadsBack = false;
    for (const local of this.circles.flat()) local.leadsBack = true;
  }
}

const isPolicy = ({ kind, labels: [type] }: Block): boolean => kind === 'data' && type === policyDocument;

/** A parameter that may say something else from now on. */
interface Lasting<Said> {
  readonly name: string;
  readonly mentions: ReadonlySet<string>;
  readonly isHanded: boolean;
  isStill(now: Said): boolean;
  saysTheSame(now: Said): boolean;
  becomes(now: Said): void;
}

class Changes implements Renamed {
  readonly words = new Set<string>();
  readonly things: object[] = [];
  readonly moved: object[] = [];
  areOthersHanded = false;
  readonly #values: Values;
  readonly #changed: ReadonlySet<string>;

  constructor(values: Values, changed: ReadonlySet<string>) {
    this.#values = values;
    this.#changed = changed;
  }

  /** `old` is what had its name before. */
  note<Said>(parameter: Lasting<Said>, said: Said, old: object | undefined): void {
    const { name } = parameter;
    if (old !== parameter) {
      this.words.add(name);
      return;
    }
    const isOther = this.#changed.has(name);
    if (!isOther && parameter.isStill(said)) return;
    if (!isOther && parameter.saysTheSame(said)) {
      this.moved.push(parameter);
      parameter.becomes(said);
      return;
    }
    const { mentions, isHanded } = parameter;
    parameter.becomes(said);
    this.things.push(parameter);
    if (parameter.isHanded !== isHanded) this.areOthersHanded = true;
    // Who has only referred to it, finds it where it was.
    if (this.#values.asked.has(name) || !isSameSet(mentions, parameter.mentions)) this.words.add(name);
  }

  goes(old: Variable | Local): void {
    this.words.add(old.name);
    this.things.push(old);
  }

  /** What is not the same any more, as far as anybody has asked. */
  noteAll(before: ReadonlyMap<string, Written>, now: ReadonlyMap<string, Written>, asked?: ReadonlySet<string>): void {
    for (const name of asked ?? new Set([...before.keys(), ...now.keys()])) {
      const [old, one] = [before.get(name), now.get(name)];
      if (old?.node !== one?.node || old?.scope.item !== one?.scope.item) this.words.add(name);
    }
  }

  /** Names that are made of them, too. */
  follow({ parameters, policies, repeated }: Pick<Declarations, 'parameters' | 'policies' | 'repeated'>): Renamed {
    const asked = [...repeated.asked].flatMap((name) => {
      const times = repeated.peek(name);
      return times ? [[name, times] as const] : [];
    });
    for (let known = -1; this.words.size > known && this.words.size > 0; ) {
      known = this.words.size;
      for (const [name, parameter] of parameters) {
        if (this.words.has(name) || !mentionsAny(parameter.mentions, this.words)) continue;
        parameter.forget();
        this.words.add(name);
        this.things.push(parameter);
      }
      for (const [name, { node }] of [...policies, ...asked])
        if (!this.words.has(name) && mentionsAny(mentionsOf(node), this.words)) this.words.add(name);
    }
    return this;
  }
}

const isSameSet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((name) => other.has(name));
