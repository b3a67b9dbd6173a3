import type { Span } from '../../../rules/kit/index.ts';
import { model } from '../../../rules/model/index.ts';
import { readsAlike, type SameReference } from '../alike.ts';
import type { Expression, SourceResource, Truth } from '../format.ts';
import { type SyntaxNode, spanOf } from '../syntax/node.ts';
import { expressionOf, type Scope } from './expression.ts';
import { needsOf, needsTheSame } from './needs.ts';
import type { SameContent } from './strays.ts';
import { child, type Member, textOf } from './template.ts';

/** The types that rules speak of: what is the same text, not only an equal one, is compared at once, and stands in memory once. */
const ours: ReadonlyMap<string, string> = new Map(model.flatMap(({ forms }) => forms.map(({ type }) => [type, type])));

/** A resource of a template. Most are none that a rule asks for: their properties are never read. */
export class ReadResource implements SourceResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly item: string;
  readonly key: Span;
  readonly exists: Truth | undefined;
  readonly needsAt: Span | undefined;
  readonly sealed?: string;
  /** Of the one that it came for, where all that anybody has read there can be read here too. */
  content: object = {};
  /** The same without what is read inside of it. */
  standing: object = {};
  /** The CDK has left its mark here. */
  readonly isSynthesised: boolean;
  private readonly member: Member;
  private readonly scope: Scope;
  /** Whether anybody has asked for the body, be it that there is none. */
  private isRead = false;
  private madeBody: Expression | undefined = undefined;
  private madeNeeds: ReadonlySet<string> | undefined = undefined;

  constructor(id: string, member: Member, scope: Scope, sealed?: string) {
    const { name, key, value, item } = member;
    const condition = textOf(child(value, 'Condition'));
    const dependsOn = child(value, 'DependsOn');
    this.id = id;
    this.name = name;
    const type = textOf(child(value, 'Type')) ?? '';
    this.type = ours.get(type) ?? type;
    this.item = item;
    this.key = key;
    this.exists = both(scope.exists, condition === undefined ? undefined : scope.conditions(condition));
    this.needsAt = dependsOn && spanOf(dependsOn);
    if (sealed !== undefined) this.sealed = sealed;
    this.isSynthesised =
      this.type === 'AWS::CDK::Metadata' || child(child(value, 'Metadata'), 'aws:cdk:path') !== undefined;
    this.member = member;
    this.scope = scope;
  }

  get body(): Expression | undefined {
    if (!this.isRead) {
      const properties = child(this.member.value, 'Properties');
      this.madeBody = properties && expressionOf(properties, this.scope);
      this.isRead = true;
    }
    return this.madeBody;
  }

  get needs(): ReadonlySet<string> {
    this.madeNeeds ??= needsOf(this.member.value, this.scope.anchors);
    return this.madeNeeds;
  }

  /** It came for `before`, in which one word was another. */
  keepsNeedsOf(before: ReadResource): void {
    if (before.madeNeeds && needsTheSame(before.member.value, this.member.value)) this.madeNeeds = before.madeNeeds;
  }

  get written(): SyntaxNode {
    return this.member.value;
  }

  /** What stands beside its properties: `Connectors`, `IgnoreGlobals`. */
  attribute(name: string): Expression | undefined {
    const { value, item } = this.member;
    const node = child(value, name);
    return node && expressionOf(node, { ...this.scope, item });
  }

  /** The same text, once words in it mean something else. */
  readAgain(): ReadResource {
    return new ReadResource(this.id, this.member, this.scope, this.sealed);
  }

  /** The things that give way when `next` comes in its place. What is the same for who has read it stays the same thing. */
  giveWayTo(next: ReadResource | undefined, isSame: SameContent = (_, work) => work()): readonly object[] {
    const gaveWay: object[] = [];
    const needs = this.madeNeeds;
    if (needs) {
      const now = next?.needs;
      const isSame = now === needs || (now?.size === needs.size && [...now].every((name) => needs.has(name)));
      if (next && isSame) next.madeNeeds = needs;
      else gaveWay.push(needs);
    }
    const isAsItStood = next?.standsAs(this) === true;
    if (isAsItStood) next.standing = this.standing;
    else gaveWay.push(this.standing);
    if (isAsItStood && isSame(this.content, (isSameReference) => next.readsAs(this, isSameReference)))
      next.content = this.content;
    else gaveWay.push(this.content);
    return gaveWay;
  }

  private standsAs(before: ReadResource): boolean {
    return (
      this.id === before.id &&
      this.item === before.item &&
      this.type === before.type &&
      this.exists === before.exists &&
      this.sealed === before.sealed &&
      (this.needsAt === undefined) === (before.needsAt === undefined)
    );
  }

  private readsAs(before: ReadResource, isSameReference?: SameReference): boolean {
    if (!before.isRead) return true;
    const { body } = this;
    return before.madeBody && body ? readsAlike(before.madeBody, body, isSameReference) : before.madeBody === body;
  }
}

/** Where both hold. */
function both(one: Truth | undefined, other: Truth | undefined): Truth | undefined {
  if (!one || !other) return one ?? other;
  const key = `Fn::And(${one.is} ${one.condition.key}, ${other.is} ${other.condition.key})`;
  return { condition: { key, op: 'and', parts: [one, other] }, is: true, name: other.name };
}
