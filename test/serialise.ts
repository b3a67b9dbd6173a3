/*
 * Resources as they are read → the resources of a template in JSON. No user needs this way back; it shows whether all that
 * is known of a resource stands in it. What a function works out is said in the words of the text that it stands in.
 */
import type { Expression, Source, SourceResource, Truth } from '../server/formats/format.ts';
import { jsonAt } from './nodes.ts';
import type { Json, JsonMap } from './twin.ts';

interface Serialised {
  readonly resources: JsonMap;
  /** Those that nobody has written. */
  readonly conditions: JsonMap;
}

/** `conditions` are the names of those that are written. Throws where two resources have one name: JSON has no place for both. */
export function serialised(source: Source, conditions: ReadonlySet<string>): Serialised {
  const written = jsonAt(source);
  const names = new Set(source.resources.map(({ name }) => name));
  if (names.size < source.resources.length) throw new Error('two resources have one name');
  const made = new Map<string, Json>();

  const resourceOf = ({ type, body, exists, needs, item }: SourceResource): Json => {
    const dependsOn = [...needs].filter((name) => names.has(name));
    return {
      Type: type,
      ...(exists && { Condition: conditionOf(exists) }),
      ...(dependsOn.length > 0 && { DependsOn: dependsOn }),
      ...(body && { Properties: jsonOf(body, item) }),
    };
  };

  /** The name of a condition that holds where `truth` does. */
  const conditionOf = (truth: Truth): string => {
    const { name } = truth;
    if (!conditions.has(name) && !made.has(name)) made.set(name, testOf(truth));
    return name;
  };
  const testOf = ({ condition: { op, parts = [] }, is }: Truth): Json => {
    const tests = parts.map((part): Json => ({ Condition: conditionOf(part) }));
    const test: Json = { [op === 'or' ? 'Fn::Or' : 'Fn::And']: tests };
    return is ? test : { 'Fn::Not': [test] };
  };

  const jsonOf = (node: Expression, item: string): Json => {
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'nothing':
        return { Ref: 'AWS::NoValue' };
      case 'parameter':
        return { Ref: node.name };
      case 'reference':
        return node.attribute === 'Ref' ? { Ref: node.to } : { 'Fn::GetAtt': [node.to, node.attribute] };
      case 'choice':
        return { 'Fn::If': [conditionOf(node.when), jsonOf(node.yes, item), jsonOf(node.no, item)] };
      case 'list':
        return node.items.map((one) => jsonOf(one, item));
      case 'map':
        return {
          ...Object.fromEntries([...node.entries].map(([key, { value }]) => [key, jsonOf(value, item)])),
          ...(node.open !== undefined && openness(node.open)),
        };
      case 'template':
        return { 'Fn::Sub': substitution(node.parts, item) };
      case 'computed':
        return asWritten(node, item) ?? notKnown(`${node.name} is written elsewhere`);
      case 'unknown':
        return (node.nth && asWritten(node, item)) ?? notKnown(node.why);
    }
  };

  const asWritten = ({ span, from }: Expression, item: string): Json | undefined =>
    from ? undefined : written(span, item);

  /** Every part that is no plain text gets a name of its own. */
  const substitution = (parts: readonly Expression[], item: string): Json => {
    const holes: Record<string, Json> = {};
    const pieces = parts.map((part, index) => {
      if (part.kind === 'literal') return String(part.value).replaceAll('${', '${!');
      holes[`Part${index}`] = jsonOf(part, item);
      return `\${Part${index}}`;
    });
    return [pieces.join(''), holes];
  };

  const resources = source.resources.map((resource) => [resource.name, resourceOf(resource)] as const);
  return { resources: Object.fromEntries(resources), conditions: Object.fromEntries(made) };
}

/** What no reader knows, with the reason for a person who looks at it. */
const notKnown = (why: string): Json => ({ 'Fn::ImportValue': why });

/** What makes a map open for the reason that is told of it. */
function openness(why: string): JsonMap {
  if (why.includes('macro')) return { 'Fn::Transform': { Name: 'AWS::Include' } };
  return why.includes('loop') ? { 'Fn::ForEach::More': [] } : { '<<': {} };
}
