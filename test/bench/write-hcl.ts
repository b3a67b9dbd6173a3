/*
 * Writes the resources of a template as people write Terraform: as many, as long, as deep. They are laid out as
 * `terraform fmt` does it; it is for the parser, no provider knows these arguments.
 */
import { type Random, random } from './random.ts';
import type { Plain, PlainMap } from './write-yaml.ts';

export function writeHcl(template: PlainMap, seed: number): string {
  const { Parameters: parameters = {}, Resources: resources = {} } = template;
  const writer: Writer = { lines: [], random: random(seed), types: typesOf(resources) };
  for (const [name, body] of Object.entries(parameters)) writeBlock(writer, `variable "${snake(name)}"`, body, 0);
  for (const [name, resource] of Object.entries(resources)) {
    if (writer.random.chance(0.3)) writer.lines.push(`# ${name}: see the runbook before you change this`);
    const { Type: type = '', Properties: properties = {} } = isMap(resource) ? resource : {};
    writeBlock(writer, `resource "${resourceType(type)}" "${snake(name)}"`, properties, 0);
  }
  return `${writer.lines.join('\n')}\n`;
}

/** What references need to know. */
export interface Names {
  /** Of the resources, by their names in the template. */
  readonly types: ReadonlyMap<string, string>;
}

interface Writer extends Names {
  readonly lines: string[];
  readonly random: Random;
}

export const typesOf = (resources: Plain): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(resources).map(([name, resource]) => [name, isMap(resource) ? resourceType(resource['Type']) : '']),
  );

export const resourceType = (type: Plain | undefined): string =>
  snake(String(type).replace('AWS::', 'Aws').replaceAll('::', '_'));

function writeBlock(writer: Writer, header: string, body: Plain, indent: number): void {
  const lead = ' '.repeat(indent);
  writer.lines.push(`${lead}${header} {`);
  if (isMap(body)) writeBody(writer, body, indent + 2);
  writer.lines.push(`${lead}}`);
  if (indent === 0) writer.lines.push('');
}

/** Attributes first, with their signs below each other; then the blocks. */
function writeBody(writer: Writer, body: PlainMap, indent: number): void {
  const lead = ' '.repeat(indent);
  const all = Object.entries(body).map(([key, value]) => ({ key: snake(key), value }));
  const attributes = all.filter(({ value }) => !isBlock(value));
  const width = Math.max(0, ...attributes.map(({ key }) => key.length));
  for (const { key, value } of attributes) {
    const written = expression(writer, value, indent);
    // Behind the word that ends a heredoc, nothing may stand.
    const hasComment = writer.random.chance(0.03) && !written.endsWith('EOT');
    writer.lines.push(
      `${lead}${key.padEnd(width)} = ${written}${hasComment ? ' # agreed with the platform team' : ''}`,
    );
  }
  for (const { key, value } of all) {
    if (!isBlock(value)) continue;
    writer.lines.push('');
    for (const one of isList(value) ? value : [value]) writeBlock(writer, key, one, indent);
  }
}

const isBlock = (value: Plain): boolean =>
  isList(value) ? value.length > 0 && value.every(isBlock) : isMap(value) && !isCall(value);

export function isCall(value: PlainMap): boolean {
  const [name = '', ...others] = Object.keys(value);
  return others.length === 0 && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::'));
}

function expression(names: Names, value: Plain, indent: number): string {
  if (isList(value))
    return listOf(
      value.map((item) => expression(names, item, indent + 2)),
      indent,
    );
  if (isMap(value)) return isBlock(value) ? object(names, value, indent) : call(names, value, indent);
  if (typeof value !== 'string') return String(value);
  if (!value.includes('\n')) return quoted(value);
  const lines = value.trimEnd().split('\n');
  const lead = ' '.repeat(indent + 2);
  return ['<<-EOT', ...lines.map((line) => `${lead}${escaped(line)}`), `${' '.repeat(indent)}EOT`].join('\n');
}

function listOf(items: readonly string[], indent: number): string {
  const line = `[${items.join(', ')}]`;
  if (line.length < 60 && !line.includes('\n')) return line;
  const lead = ' '.repeat(indent);
  return `[\n${items.map((item) => `${lead}  ${item},\n`).join('')}${lead}]`;
}

function object(names: Names, value: PlainMap, indent: number): string {
  const lead = ' '.repeat(indent);
  const lines = Object.entries(value).map(
    ([key, inner]) => `${lead}  ${quoted(key)} = ${expression(names, inner, indent + 2)}\n`,
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${lead}}`;
}

/** A function of CloudFormation, in what comes nearest to it. */
export function call(names: Names, value: PlainMap, indent: number): string {
  const [[name, argument] = ['', '']] = Object.entries(value);
  const parts = isList(argument) ? argument : [argument];
  const [first = '', second = '', third = ''] = parts;
  if (name === 'Ref') return reference(names, String(argument), 'id');
  if (name === 'Fn::GetAtt') return reference(names, String(first), snake(String(second)));
  if (name === 'Fn::If')
    return `var.${snake(String(first))} ? ${expression(names, second, indent)} : ${expression(names, third, indent)}`;
  if (name === 'Fn::Sub')
    return quoted(String(first)).replace(
      /\$\$\{([^}]*)\}/g,
      (_, inner: string) => `\${${reference(names, inner, 'id')}}`,
    );
  const args = parts.map((part) => expression(names, part, indent));
  return `${snake(name.replace('Fn::', ''))}(${args.join(', ')})`;
}

function reference({ types }: Names, name: string, attribute: string): string {
  if (name.startsWith('AWS::')) return `data.aws_current.this.${snake(name.replace('AWS::', ''))}`;
  const type = types.get(name);
  return type === undefined ? `var.${snake(name)}` : `${type}.${snake(name)}.${attribute}`;
}

export const escaped = (text: string): string => text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
const quoted = (text: string): string => escaped(JSON.stringify(text));

export const snake = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^\w-]+/g, '_')
    .toLowerCase();

export const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);
export const isMap = (value: Plain): value is PlainMap => typeof value === 'object' && !isList(value);
