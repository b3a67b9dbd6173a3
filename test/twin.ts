/* The JSON twin of a YAML template: the same template in the long form of its functions, by way of the `yaml` package. */
import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';

export type Json = string | number | boolean | null | readonly Json[] | JsonMap;
export interface JsonMap {
  readonly [key: string]: Json;
}

export const isList = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);

export const jsonTwin = (yaml: string): string => `${JSON.stringify(jsonOf(yaml), null, 2)}\n`;

export function jsonOf(yaml: string): Json {
  // The tags are CloudFormation's own: `yaml` warns that it does not know them, and keeps them.
  const document = parseDocument(yaml, { logLevel: 'error' });
  const [error] = document.errors;
  if (error) throw error;
  const plain = (node: unknown): Json => {
    if (isAlias(node)) return plain(node.resolve(document));
    if (isMap(node))
      return tagged(node, Object.fromEntries(node.items.map(({ key, value }) => [String(plain(key)), plain(value)])));
    if (isSeq(node)) return tagged(node, node.items.map(plain));
    return isScalar(node) ? tagged(node, scalar(node.value)) : null;
  };
  return plain(document.contents);
}

/** Everything that JSON cannot write down (a date, a big integer) as the text it would be. */
const scalar = (value: unknown): Json =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : String(value);

/** The long form of a function in its short one. */
export function tagged({ tag }: Pick<Node, 'tag'>, value: Json): Json {
  if (tag === undefined || tag.startsWith('tag:')) return value;
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name === 'GetAtt' && typeof value === 'string') {
    const [resource = '', ...attribute] = value.split('.');
    return { 'Fn::GetAtt': [resource, attribute.join('.')] };
  }
  return { [`Fn::${name}`]: value };
}
