/*
 * Variables and locals as parameters. Each stays the same object as long as something has its name: who has read it
 * need not read it again where it says what it said.
 */
import type { Span } from '../../../rules/kit/index.ts';
import type { Expression, GivenExpression, GivenVariable, Parameter } from '../format.ts';
import type { MapNode, SyntaxNode } from '../syntax/node.ts';
import { knownIn } from './conditions.ts';
import { expressionOf } from './expression.ts';
import { type Block, entryOf } from './file.ts';
import { writtenAt } from './overrides.ts';
import { plainOf } from './plain.ts';
import { spotOf, type Written } from './scope.ts';
import { asType } from './tfvars.ts';
import { mentionsOf } from './traversal.ts';
import { wordsOf } from './words.ts';

/** What stands at a name, and the text of the item that it stands in. */
interface Said extends Written {
  readonly block: Block;
  readonly text: string;
}

export interface LocalSaid extends Said {
  readonly key: Span;
  /** In which its name stands: an override file may say what it is. */
  readonly file: string;
}

export interface VariableSaid extends Said {
  /** By whoever calls the module. */
  readonly argument: Written | undefined;
  /** From outside of the module that nobody calls. */
  readonly given: GivenVariable | undefined;
}

/** Of thousands of locals, most are none that a rule asks for. */
export class Local implements Parameter {
  readonly name: string;
  readonly type = 'any';
  readonly default = undefined;
  readonly given = undefined;
  readonly isHanded = false;
  /** Terraform refuses it. */
  leadsBack = false;
  #said: LocalSaid;
  #value: Expression | undefined;
  #mentions: ReadonlySet<string> | undefined;

  constructor(name: string, said: LocalSaid) {
    this.name = name;
    this.#said = said;
  }

  get item(): string {
    return this.#said.block.item;
  }
  get key(): Span {
    return this.#said.key;
  }
  get file(): string {
    return this.#said.file;
  }
  get value(): Expression {
    this.#value ??= this.leadsBack ? this.#circle() : read(this.#said);
    return this.#value;
  }
  #circle(): Expression {
    return {
      span: spotOf(this.#said.node, this.#said.scope),
      kind: 'unknown',
      why: `${this.name} leads back to itself`,
    };
  }
  get written(): Written {
    return this.#said;
  }
  get mentions(): ReadonlySet<string> {
    this.#mentions ??= mentionsOf(this.#said.node);
    return this.#mentions;
  }

  isStill({ node, block }: LocalSaid): boolean {
    return this.#said.node === node && this.item === block.item;
  }
  /** But for where it stands. */
  saysTheSame(now: LocalSaid): boolean {
    return textOf(this.#said.node, this.#said) === textOf(now.node, now);
  }
  becomes(now: LocalSaid): void {
    this.#said = now;
    this.#mentions = undefined;
    this.forget();
  }
  /** What it is made of means something else. */
  forget(): void {
    this.#value = undefined;
  }
}

export class Variable implements Parameter {
  readonly name: string;
  #said: VariableSaid;
  #type: string | undefined;
  #default: Expression | undefined;
  #given: GivenExpression | undefined;
  #argument: Expression | undefined;

  constructor(name: string, said: VariableSaid) {
    this.name = name;
    this.#said = said;
  }

  get item(): string {
    return this.#said.block.item;
  }
  get key(): Span {
    return this.#said.block.key;
  }
  get type(): string {
    this.#type ??= typeWritten(this.#said.block) ?? 'any';
    return this.#type;
  }
  get default(): Expression | undefined {
    const written = defaultIn(this.#said);
    if (written) this.#default ??= read(written);
    return this.#default;
  }
  /** It stands where the variable does, as far as places go: the file that gives it is none of the module's. */
  get given(): GivenExpression | undefined {
    const { given, scope } = this.#said;
    if (given && !this.#given) {
      const value = plainOf(given.as(typeWritten(this.#said.block)), { span: spotOf(this.key, scope) });
      this.#given = { value, by: given.by };
    }
    return this.#given;
  }
  get argument(): Expression | undefined {
    const { argument } = this.#said;
    if (argument) this.#argument ??= read(argument);
    return this.#argument;
  }
  knownIn(world: ReadonlyMap<string, boolean>): ReturnType<typeof knownIn> {
    return knownIn(world, { name: this.name, written: defaultIn(this.#said)?.node, scope: this.#said.scope });
  }
  /** What it is given from outside, in its own type. */
  get written(): Written | undefined {
    const { argument, given, scope } = this.#said;
    if (argument) return { ...argument, node: asType(argument.node, this.type) };
    return given && { node: given.as(typeWritten(this.#said.block)), scope };
  }
  get mentions(): ReadonlySet<string> {
    const written = defaultIn(this.#said);
    return written ? mentionsOf(written.node) : none;
  }

  isStill({ node, block, argument }: VariableSaid): boolean {
    return this.#said.node === node && this.item === block.item && this.#said.argument?.node === argument?.node;
  }
  /** But for where it stands; its argument, whoever calls the module has compared. */
  saysTheSame(now: VariableSaid): boolean {
    const [before, after] = [defaultIn(this.#said), defaultIn(now)];
    const isSame = (before && textOf(before.node, this.#said)) === (after && textOf(after.node, now));
    return (
      isSame &&
      typeWritten(this.#said.block) === typeWritten(now.block) &&
      this.isHanded === (now.argument !== undefined)
    );
  }
  /** Whether whoever calls the module says what it is. */
  get isHanded(): boolean {
    return this.#said.argument !== undefined;
  }
  becomes(now: VariableSaid): void {
    this.#said = now;
    this.#type = undefined;
    this.forget();
  }
  /** What it is made of means something else. */
  forget(): void {
    this.#default = undefined;
    this.#given = undefined;
    this.#argument = undefined;
  }
}

const none: ReadonlySet<string> = new Set();

const read = ({ node, scope }: Written): Expression => expressionOf(node, scope);

const textOf = ({ start, end }: SyntaxNode, { text }: Said): string => text.slice(start, end);

const defaultIn = ({ block, scope }: Said): Written | undefined => writtenAt(block.node, 'default', scope);

/** Undefined where none is. */
export function typeWritten({ node }: { readonly node: MapNode }): string | undefined {
  const type = entryOf(node, 'type');
  return type && wordsOf(type).replaceAll('"', '');
}
