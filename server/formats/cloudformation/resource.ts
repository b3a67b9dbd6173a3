import type { Span } from '../../../rules/kit/index.ts';
import type { Expression, SourceResource, Truth } from '../format.ts';
import { spanOf } from '../syntax/node.ts';
import { expressionOf, type Scope } from './expression.ts';
import { needsOf } from './needs.ts';
import { child, type Member, textOf } from './template.ts';

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
  /** The CDK has left its mark here. */
  readonly isSynthesised: boolean;
  private readonly member: Member;
  private readonly scope: Scope;
  private madeBody: Expression | undefined = undefined;
  private madeNeeds: ReadonlySet<string> | undefined = undefined;

  constructor(id: string, member: Member, scope: Scope, sealed?: string) {
    const { name, key, value, item } = member;
    const condition = textOf(child(value, 'Condition'));
    const dependsOn = child(value, 'DependsOn');
    this.id = id;
    this.name = name;
    this.type = textOf(child(value, 'Type')) ?? '';
    this.item = item;
    this.key = key;
    this.exists = condition === undefined ? undefined : scope.conditions(condition);
    this.needsAt = dependsOn && spanOf(dependsOn);
    if (sealed !== undefined) this.sealed = sealed;
    this.isSynthesised =
      this.type === 'AWS::CDK::Metadata' || child(child(value, 'Metadata'), 'aws:cdk:path') !== undefined;
    this.member = member;
    this.scope = scope;
  }

  get body(): Expression | undefined {
    const properties = child(this.member.value, 'Properties');
    if (properties) this.madeBody ??= expressionOf(properties, this.scope);
    return this.madeBody;
  }

  get needs(): ReadonlySet<string> {
    this.madeNeeds ??= needsOf(this.member.value, this.scope.anchors);
    return this.madeNeeds;
  }

  /** The same text, once words in it mean something else. */
  readAgain(): ReadResource {
    return new ReadResource(this.id, this.member, this.scope, this.sealed);
  }

  /** It came where `before` was. What that one needs, if anybody has asked, stays if it is the same, else it gives way. */
  succeed({ madeNeeds: before }: ReadResource): readonly object[] {
    if (!before) return [];
    const now = needsOf(this.member.value, this.scope.anchors);
    const isSame = now.size === before.size && [...now].every((name) => before.has(name));
    this.madeNeeds = isSame ? before : now;
    return isSame ? [] : [before];
  }
}
