/*
 * Connectors: what a resource may do with another. From an API to a function they bring a permission; what they bring
 * between others, nobody asks here. Source: the SAM specification on `AWS::Serverless::Connector`.
 */
import type { Expression, Property, Spot, Truth } from '../../format.ts';
import { at, entriesOf, literal, map, mapIn, meant, reference, text } from './build.ts';
import { MadeResource } from './made.ts';
import { factsOf, type Sam } from './sam.ts';
import { isMissing, literalIn, type Written } from './written.ts';

/** `AWS::Serverless::Connector`. */
export const madeOfConnector = (sam: Sam, connector: Written): readonly MadeResource[] =>
  permissionsOf(sam, connector, {
    name: connector.name,
    properties: connector.properties,
    source: at(connector.properties, 'Source')?.value,
    exists: connector.exists,
  });

/** `Connectors`, beside the properties of the resource that they begin at. */
export function madeOfConnectors(sam: Sam, source: Written, connectors: Expression): readonly MadeResource[] {
  return entriesOf(connectors).flatMap(([name, { key, value }]) => {
    const properties = at(value, 'Properties')?.value;
    const more = mapIn(at(properties, 'SourceReference')?.value);
    const condition = literalIn(at(value, 'Condition')?.value);
    return permissionsOf(sam, source, {
      name: `${source.name}${name}`,
      properties,
      source: map(key, [...(more?.entries ?? []), ['Id', literal(key, source.name)]], more?.open),
      exists: condition === '' ? undefined : sam.condition(condition),
    });
  });
}

interface Connector {
  /** Its logical id. */
  readonly name: string;
  readonly properties: Expression | undefined;
  readonly source: Expression | undefined;
  readonly exists: Truth | undefined;
}

function permissionsOf(
  sam: Sam,
  of: Written,
  { name, properties, source, exists }: Connector,
): readonly MadeResource[] {
  const written = at(properties, 'Destination');
  const destination = written && meant(written.value);
  if (!source || !destination || !mayWrite(at(properties, 'Permissions'))) return [];
  const isList = destination.kind === 'list';
  const all = isList ? destination.items : [destination];
  return all.flatMap((one, i): readonly MadeResource[] => {
    if (!mayBe(sam, source, apis) || !mayBe(sam, one, functions)) return [];
    const id = `${name}WriteLambdaPermission${isList ? `Destination${i}` : ''}`;
    const facts = { ...factsOf(of, id, 'AWS::Lambda::Permission'), exists };
    return [new MadeResource(facts, () => permission(source, one))];
  });
}

const apis: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::Api',
  'AWS::Serverless::HttpApi',
]);

const functions: ReadonlySet<string> = new Set(['AWS::Lambda::Function', 'AWS::Serverless::Function']);

/** Whether what is meant, by its logical id or its type, is one of these, as far as can be seen. */
function mayBe(sam: Sam, end: Expression, types: ReadonlySet<string>): boolean {
  const [id, type] = [at(end, 'Id'), at(end, 'Type')].map((property) => literalIn(property?.value));
  const known = id ? sam.typeOf(id) : type;
  return known === undefined || known === '' || types.has(known);
}

/** `[Write]`, or what nobody can read. */
function mayWrite(permissions: Property | undefined): boolean {
  const node = permissions && meant(permissions.value);
  return node?.kind !== 'list' || node.items.some((item) => literalIn(item) === 'Write');
}

function permission(source: Expression, destination: Expression): Expression {
  const { span } = destination;
  const api = endOf(source, 'ResourceId', 'Ref');
  const qualifier = at(source, 'Qualifier')?.value;
  return map(span, [
    ['FunctionName', endOf(destination, 'Arn', 'Arn')],
    ['Action', literal(span, 'lambda:InvokeFunction')],
    ['Principal', literal(span, 'apigateway.amazonaws.com')],
    [
      'SourceArn',
      text(span, [
        'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:',
        api,
        '/',
        isMissing(qualifier) || !qualifier ? '*' : qualifier,
      ]),
    ],
  ]);
}

/** By its logical id, or as the user says it. */
function endOf(end: Expression, word: string, attribute: string): Expression {
  const id = at(end, 'Id');
  if (id) return reference(id.value.span, literalIn(id.value), attribute);
  return at(end, word)?.value ?? notKnown(end.span);
}

const notKnown = (span: Spot): Expression => ({ span, kind: 'unknown', why: 'the connector does not say it' });
