import type { Span } from '../../../rules/kit/index.ts';
import { type SyntaxNode, spanOf } from '../syntax/node.ts';
import { isSequence, keyText } from './template.ts';

/** A function of CloudFormation, in its short or its long form. */
export interface Call {
  /** `Ref`, `Condition` or `Fn::Sub`. */
  readonly name: string;
  /** As the user writes it: `!Sub` or `Fn::Sub`. */
  readonly written: string;
  readonly argument: SyntaxNode;
  readonly span: Span;
}

/** The most usual ones as they are: a name that is put together each time is compared letter by letter. */
const shortForms = new Map([
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ['!GetAtt', 'Fn::GetAtt'],
  ['!Sub', 'Fn::Sub'],
  ['!If', 'Fn::If'],
  ['!Join', 'Fn::Join'],
  ['!Select', 'Fn::Select'],
]);

/** Undefined where the node is plain data. */
export function callOf(node: SyntaxNode): Call | undefined {
  const tag = node.tag?.name;
  if (tag?.startsWith('!') && !tag.startsWith('!!')) {
    const name = shortForms.get(tag) ?? `Fn::${tag.slice(1)}`;
    return { name, written: tag, argument: node, span: spanOf(node) };
  }
  if (node.kind !== 'map' || node.entries.length !== 1) return undefined;
  const [entry] = node.entries;
  if (!entry) return undefined;
  const name = keyText(entry.key);
  if (name !== 'Ref' && !name.startsWith('Fn::')) return undefined;
  return { name, written: name, argument: entry.value, span: node };
}

/** A list of arguments; a single argument that is no list is the first. */
export const argumentsOf = ({ argument }: Call): readonly SyntaxNode[] =>
  isSequence(argument) ? argument.items : [argument];
