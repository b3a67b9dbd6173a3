/* What the words of a template mean before anything is made of its resources: parameters, conditions, tables. */
import type { Span } from '../../../rules/kit/index.ts';
import type { Expression, Given, GivenExpression, Parameter } from '../format.ts';
import { type SyntaxNode, spanOf } from '../syntax/node.ts';
import { readConditions } from './conditions.ts';
import type { Around } from './nested.ts';
import { child, type Member, type Template, textOf } from './template.ts';

export function wordsOf({ sections, anchors }: Template, given: Given, around?: Around) {
  return {
    parameters: readParameters(sections.get('Parameters') ?? [], given, around?.arguments),
    made: new Map<string, string>(),
    conditions: readConditions(sections.get('Conditions') ?? [], around?.within, around?.whose),
    anchors,
    mappings: new Mappings(sections.get('Mappings') ?? []),
    loops: new Map<string, string>(),
  };
}

export function readParameters(
  members: readonly Member[],
  given: Given,
  handed?: ReadonlyMap<string, Expression>,
): Map<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  for (const { name, key, value, item } of members) {
    const type = textOf(child(value, 'Type')) ?? 'String';
    const written = child(value, 'Default');
    // What is said of one of this type is the name of a Parameter Store entry, not the value.
    const isStored = type.startsWith('AWS::SSM::');
    const known = written?.kind === 'scalar' && written.value !== null && !isStored;
    if (parameters.has(name)) continue;
    parameters.set(name, {
      name,
      type,
      item,
      key,
      default: known ? valueAs(type, String(written.value), spanOf(written)) : undefined,
      given: isStored ? undefined : givenTo(name, type, key, given),
      ...argumentOf(handed?.get(name)),
    });
  }
  return parameters;
}

const argumentOf = (argument: Expression | undefined): Pick<Parameter, 'argument'> | undefined =>
  argument && argument.kind !== 'nothing' ? { argument } : undefined;

function givenTo(name: string, type: string, span: Span, given: Given): GivenExpression | undefined {
  const one = given.get(name);
  if (!one) return undefined;
  const { text, by } = one;
  const value: Expression =
    text === undefined
      ? { span, kind: 'unknown', why: `what ${by} gives ${name} is known at deployment` }
      : valueAs(type, text, span);
  return { value, by };
}

/** What a text is as the value of a parameter. */
function valueAs(type: string, text: string, span: Span): Expression {
  if (text.includes('{{resolve:'))
    return { span, kind: 'unknown', why: 'a dynamic reference is resolved at deployment' };
  if (type !== 'CommaDelimitedList' && !type.startsWith('List<')) return { span, kind: 'literal', value: text };
  const items =
    text === '' ? [] : text.split(',').map((value): Expression => ({ span, kind: 'literal', value: value.trim() }));
  return { span, kind: 'list', items };
}

/** The tables of `Fn::FindInMap`. */
export class Mappings {
  /** Others, once one of them has changed: they are read as one thing. */
  tables: ReadonlyMap<string, SyntaxNode>;

  constructor(members: readonly Member[]) {
    this.tables = new Map(members.map(({ name, value }) => [name, value]));
  }
  lookUp(map: string, top: string, second: string): SyntaxNode | undefined {
    return child(child(this.tables.get(map), top), second);
  }
}
