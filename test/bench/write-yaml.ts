/*
 * Writes a template as people write YAML: short intrinsics (now and then a long one), block scalars,
 * flow collections where they are short, comments here and there.
 */
import { type Random, random } from './random.ts';

export type Plain = string | number | boolean | readonly Plain[] | PlainMap;
export interface PlainMap {
  readonly [key: string]: Plain;
}

export function writeYaml(template: PlainMap, seed: number): string {
  const writer: Writer = { lines: [], random: random(seed) };
  for (const [key, value] of Object.entries(template)) {
    if (writer.lines.length > 0) writer.lines.push('');
    writeEntry(writer, key, value, 0);
  }
  return `${writer.lines.join('\n')}\n`;
}

interface Writer {
  readonly lines: string[];
  readonly random: Random;
}

const indentation = (columns: number): string => ' '.repeat(columns);

function writeMap(writer: Writer, map: PlainMap, indent: number): void {
  let isFirst = true;
  for (const [key, value] of Object.entries(map)) {
    const comes = isResource(value) ? 0.3 : 0.015;
    if (!isFirst && writer.random.chance(comes)) {
      if (isResource(value)) writer.lines.push('');
      writer.lines.push(`${indentation(indent)}# ${key}: see the runbook before you change this`);
    }
    isFirst = false;
    writeEntry(writer, key, value, indent);
  }
}

const isResource = (value: Plain): boolean =>
  isMap(value) && typeof value['Type'] === 'string' && 'Properties' in value;

function writeEntry(writer: Writer, key: string, value: Plain, indent: number): void {
  writeAfter(writer, `${indentation(indent)}${scalar(key)}:`, value, indent);
}

/** Writes `value` behind `prefix`, which ends in a colon or a dash and stands at `indent`. */
function writeAfter(writer: Writer, prefix: string, value: Plain, indent: number): void {
  const { lines, random: chance } = writer;
  const short = isMap(value) && !chance.chance(0.1) ? shortIntrinsic(value) : undefined;
  if (short) {
    writeAfter(writer, `${prefix} ${short.tag}`, short.argument, indent);
    return;
  }
  const comment = chance.chance(0.03) ? ' # agreed with the platform team' : '';
  if (typeof value === 'string' && value.includes('\n')) {
    lines.push(`${prefix} |${comment}`);
    for (const line of value.trimEnd().split('\n')) lines.push(line ? `${indentation(indent + 2)}${line}` : '');
  } else if (isList(value)) {
    if (value.length === 0 || (fitsOneLine(value) && chance.chance(0.5)))
      lines.push(`${prefix} ${flow(value)}${comment}`);
    else {
      lines.push(`${prefix}${comment}`);
      for (const item of value) writeItem(writer, item, indent + 2);
    }
  } else if (isMap(value)) {
    const values = Object.values(value);
    if (values.length === 0 || (fitsOneLine(values) && chance.chance(0.2)))
      lines.push(`${prefix} ${flow(value)}${comment}`);
    else {
      lines.push(`${prefix}${comment}`);
      writeMap(writer, value, indent + 2);
    }
  } else {
    lines.push(`${prefix} ${scalar(value)}${comment}`);
  }
}

function writeItem(writer: Writer, item: Plain, indent: number): void {
  if (!isMap(item) || Object.keys(item).length === 0 || shortIntrinsic(item)) {
    writeAfter(writer, `${indentation(indent)}-`, item, indent);
    return;
  }
  const first = writer.lines.length;
  writeMap(writer, item, indent + 2);
  const line = writer.lines[first] ?? '';
  writer.lines[first] = `${indentation(indent)}- ${line.slice(indent + 2)}`;
}

/** The short form of `{ "Fn::…": … }`. YAML allows one tag per node, so what is inside must not need one too. */
function shortIntrinsic(map: PlainMap): { tag: string; argument: Plain } | undefined {
  const [entry, ...others] = Object.entries(map);
  if (!entry || others.length > 0) return undefined;
  const [key, argument] = entry;
  if (key !== 'Ref' && key !== 'Condition' && !key.startsWith('Fn::')) return undefined;
  if (isMap(argument)) return undefined;
  const tag = `!${key.replace('Fn::', '')}`;
  if (tag === '!GetAtt' && isList(argument)) return { tag, argument: argument.join('.') };
  return { tag, argument };
}

const fitsOneLine = (values: readonly Plain[]): boolean =>
  values.length > 0 &&
  values.length <= 3 &&
  values.every((value) => typeof value !== 'object' && String(value).length < 30);

function flow(value: Plain): string {
  if (isList(value)) return `[${value.map(flow).join(', ')}]`;
  if (!isMap(value)) return scalar(value);
  const entries = Object.entries(value).map(([key, inner]) => `${scalar(key)}: ${flow(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

const needsNoQuotes = /^[A-Za-z0-9_/.$][^\n"'#,[\]{}]*$/;
const readsAsAnotherType = /^(?:true|false|null|yes|no|on|off|~|[-+.\d][\d_.:eE+-]*|0x[\da-f]+|\d{4}-\d\d-\d\d)$/i;

function scalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  if (needsNoQuotes.test(value) && !readsAsAnotherType.test(value) && !/: |:$| $/.test(value)) return value;
  return value.includes("'") || value.includes('\n') ? JSON.stringify(value) : `'${value}'`;
}

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);
const isMap = (value: Plain): value is PlainMap => typeof value === 'object' && !isList(value);
