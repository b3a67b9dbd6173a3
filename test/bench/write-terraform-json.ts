/* Writes the resources that `writeHcl` writes as Terraform's JSON: what is more than text stands in `${…}`. */
import { call, escaped, isCall, isList, isMap, type Names, resourceType, snake, typesOf } from './write-hcl.ts';
import type { Plain, PlainMap } from './write-yaml.ts';

export function writeTerraformJson({ Parameters: parameters = {}, Resources: resources = {} }: PlainMap): string {
  const names: Names = { types: typesOf(resources) };
  const byType: Record<string, PlainMap> = {};
  for (const [name, resource] of Object.entries(resources)) {
    const { Type: type = '', Properties: properties = {} } = isMap(resource) ? resource : {};
    const one = { [snake(name)]: inJson(names, properties) };
    byType[resourceType(type)] = { ...byType[resourceType(type)], ...one };
  }
  return `${JSON.stringify({ variable: inJson(names, parameters), resource: byType }, undefined, 2)}\n`;
}

function inJson(names: Names, value: Plain): Plain {
  if (typeof value === 'string') return escaped(value);
  if (isList(value)) return value.map((item) => inJson(names, item));
  if (!isMap(value)) return value;
  if (!isCall(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [snake(key), inJson(names, inner)]));
  const expression = call(names, value, 0);
  // A text with something in it needs no quotes of its own.
  return expression.startsWith('"') ? String(JSON.parse(expression)) : `\${${expression}}`;
}
