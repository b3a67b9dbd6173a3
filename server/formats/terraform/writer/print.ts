/*
 * Trees as HCL, laid out as `terraform fmt` would: attributes before blocks, an empty line around each block, the signs
 * of neighbouring attributes below one another. Lines are without the indentation of what will hold them.
 */
import type { Chunk } from '../../layout/chunk.ts';
import { decline, type Plain } from '../../spell.ts';
import type { Line } from './chunk.ts';
import { keyOf, scalarText } from './quote.ts';
import { isMultiLine } from './text.ts';

/** A tree of which every leaf can be written down. */
export type Written =
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Written> }
  | { readonly kind: 'list'; readonly items: readonly Written[] }
  | { readonly kind: 'scalar'; readonly value: Plain }
  /** `aws_lb.main.arn`; `short`: the same on one line, where it takes several. */
  | { readonly kind: 'expression'; readonly lines: readonly Line[]; readonly short?: string }
  /** As it stands in a file in JSON. */
  | { readonly kind: 'json'; readonly chunk: Chunk }
  /** What stands between the braces of blocks, and the braces. */
  | { readonly kind: 'bodies'; readonly bodies: readonly (readonly Line[])[] };

export type Entries = Iterable<readonly [key: string, value: Written]>;

/** A key of a body with the lines behind its sign, or from the opening brace of a block on. */
export interface Statement {
  readonly key: string;
  readonly isBlock: boolean;
  readonly lines: readonly Line[];
}

/**
 * Maps that are the value of an attribute; any other map of AWS's provider that our rows know is a block. Source:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_integration
 */
export const mapAttributes: ReadonlySet<string> = new Set(['request_parameters', 'triggers']);

/** JSON as text: what stands in it is not for HCL to say. */
export const jsonTexts: ReadonlySet<string> = new Set(['body', 'policy']);

/** Attributes first, whatever order they come in. */
export function statementsOf(entries: Entries, unit: string): readonly Statement[] {
  const all = [...entries].flatMap(([key, value]) => statementsAt(key, value, unit));
  return [...all.filter(({ isBlock }) => !isBlock), ...all.filter(({ isBlock }) => isBlock)];
}

function statementsAt(key: string, value: Written, unit: string): readonly Statement[] {
  if (value.kind === 'bodies') return value.bodies.map((lines) => ({ key, isBlock: true, lines }));
  if (jsonTexts.has(key) && (value.kind === 'map' || value.kind === 'list')) return decline(`${key} is a text of JSON`);
  if (value.kind === 'map' && !mapAttributes.has(key)) return [{ key, isBlock: true, lines: bodyLines(value, unit) }];
  if (value.kind === 'list' && value.items.some(({ kind }) => kind === 'map' || kind === 'bodies'))
    return value.items.flatMap((item) => statementsAt(key, item, unit));
  return [{ key, isBlock: false, lines: valueLines(value, unit) }];
}

/** From the opening brace to the closing one. */
export function bodyLines(
  value: Written & { kind: 'map' },
  unit: string,
  above: readonly string[] = [],
): readonly Line[] {
  if (value.entries.size === 0 && above.length === 0) return [{ text: '{}' }];
  const inside = [...above.map((text) => ({ text })), ...layout(statementsOf(value.entries, unit))];
  return [{ text: '{' }, ...inside.map((line) => indented(line, unit)), { text: '}' }];
}

/** The statements of a body. */
export function layout(statements: readonly Statement[]): readonly Line[] {
  const lines: Line[] = [];
  const attributes = statements.filter(({ isBlock }) => !isBlock);
  for (const [index, statement] of statements.entries()) {
    if (statement.isBlock && index > 0) lines.push({ text: '' });
    const width = statement.isBlock ? 0 : widthAround(attributes, index);
    lines.push(...statementLines(statement, width));
  }
  return lines;
}

const isPlain = ({ isBlock, lines }: Statement): boolean => !isBlock && lines.length === 1;

/** That of the longest key among the neighbours on lines of their own. */
function widthAround(attributes: readonly Statement[], index: number): number {
  const at = attributes[index];
  if (!at || !isPlain(at)) return 0;
  let first = index;
  let last = index;
  while (first > 0 && isPlain(attributes[first - 1] ?? at)) first--;
  while (last + 1 < attributes.length && isPlain(attributes[last + 1] ?? at)) last++;
  return Math.max(...attributes.slice(first, last + 1).map(({ key }) => key.length));
}

/** `width`: how wide the keys around it are. */
export function statementLines({ key, isBlock, lines }: Statement, width: number): readonly Line[] {
  const [first, ...rest] = lines;
  return [{ text: `${isBlock ? key : `${key.padEnd(width)} =`} ${first?.text ?? ''}` }, ...rest];
}

/** What stands behind the sign of an attribute. */
export function valueLines(value: Written, unit: string): readonly Line[] {
  switch (value.kind) {
    case 'scalar':
      return jsonLines(value.value, unit) ?? [{ text: scalarText(value.value) }];
    case 'expression':
      return value.lines;
    case 'list':
      return [{ text: `[${value.items.map((item) => inlineText(item)).join(', ')}]` }];
    case 'map': {
      if (value.entries.size === 0) return [{ text: '{}' }];
      const entries = [...value.entries].map(([key, one]): Statement => {
        return { key: keyOf(key), isBlock: false, lines: valueLines(one, unit) };
      });
      return [{ text: '{' }, ...layout(entries).map((line) => indented(line, unit)), { text: '}' }];
    }
    case 'bodies':
      return decline('a block is no value');
    case 'json':
      return decline('it is said in JSON');
  }
}

/** An object of JSON is easier to read as one of HCL than as text full of backslashes. */
function jsonLines(value: Plain, unit: string): readonly Line[] | undefined {
  if (typeof value !== 'string' || !value.startsWith('{"')) return undefined;
  try {
    const [first, ...rest] = valueLines(asWritten(JSON.parse(value)), unit);
    const last = rest.pop();
    return first && last && [{ text: `jsonencode(${first.text}` }, ...rest, { text: `${last.text})` }];
  } catch {
    return undefined; // it only looks like JSON
  }
}

function asWritten(data: unknown): Written {
  if (Array.isArray(data)) return { kind: 'list', items: data.map(asWritten) };
  if (typeof data === 'object' && data !== null)
    return { kind: 'map', entries: new Map(Object.entries(data).map(([key, one]) => [key, asWritten(one)])) };
  if (typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean')
    return { kind: 'scalar', value: data };
  return { kind: 'expression', lines: [{ text: 'null' }] };
}

/** All of it on one line. */
export function inlineText(value: Written): string {
  if (value.kind === 'map') {
    const entries = [...value.entries].map(([key, one]) => `${keyOf(key)} = ${inlineText(one)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  const [line, more] = valueLines(value, '');
  return line && !more && !isMultiLine(line.text) ? line.text : decline('it takes several lines');
}

const indented = (line: Line, unit: string): Line =>
  line.isHeredoc || line.text === '' ? line : { text: unit + line.text };

/** The lines below one another; the first where it is put, the others behind `lead`. */
export const joined = (lines: readonly Line[], lead: string, eol: string): string =>
  lines.map(({ text, isHeredoc }, index) => (index === 0 || isHeredoc || text === '' ? text : lead + text)).join(eol);
