/* Which property of which resource stands at an offset, by the words of the text itself, known to the model or not. */
import type { Span } from '../../rules/kit/index.ts';
import type { Document, SyntaxNode } from '../formats/syntax/node.ts';
import { typeOf } from '../formats/terraform/names.ts';
import { type Path, pathAt, under } from './path.ts';

export interface ResourceAt {
  /** Such as `AWS::Serverless::Api` or `aws_lb`. */
  readonly type: string;
  /** Below the properties; empty on the resource itself: its name or its type. */
  readonly path: Path;
  /** The key or the value, absolute. */
  readonly span: Span;
  /** What the offset is on, where that is no key. */
  readonly on?: SyntaxNode;
}

/** Undefined outside of resources, and where a resource says what is no property. */
export function resourceAt(document: Document, offset: number): ResourceAt | undefined {
  const here = pathAt(document, offset);
  const [top, ...path] = here?.path ?? [];
  if (!here || top?.kind !== 'key') return undefined;
  const found = sections[top.name]?.(path);
  return found && { ...found, span: here.span, ...(here.on && { on: here.on }) };
}

const sections: Readonly<Record<string, (path: Path) => Pick<ResourceAt, 'type' | 'path'> | undefined>> = {
  Resources: ([resource, section, ...path]) => {
    const type = under(resource?.node, 'Type');
    if (type?.kind !== 'scalar' || typeof type.value !== 'string') return undefined;
    const named = section?.kind === 'key' ? section.name : 'Type';
    if (named === 'Properties' && path.length > 0) return { type: type.value, path };
    return named === 'Type' ? { type: type.value, path: [] } : undefined;
  },
  /** What SAM's resources of a type share: `Globals.Api`. */
  Globals: ([shared, ...path]) =>
    shared?.kind === 'key' ? { type: `AWS::Serverless::${shared.name}`, path } : undefined,
  resource: ([type, _name, ...path]) => (type?.kind === 'key' ? { type: typeOf(type.name), path } : undefined),
};
