/* Maps and lists → the text of a resource, in each format. Marks stay where they are. */

export interface Tree {
  readonly [key: string]: unknown;
}

const isBlock = Symbol();
const isEncoded = Symbol();

/** A block of HCL, or several. */
export const block = (content: unknown): unknown => ({ [isBlock]: content });
/** What `jsonencode` makes text of. */
export const encoded = (content: unknown): unknown => ({ [isEncoded]: content });

const contentOf = (value: object, sign: symbol): unknown => (sign in value ? Reflect.get(value, sign) : undefined);

export function hcl(type: string, content: Tree): string {
  return `resource "${type}" "here" {\n${body(content, '  ')}}\n`;
}

function body(content: Tree, indent: string): string {
  return Object.entries(content)
    .map(([key, value]) => entry(key, value, indent))
    .join('');
}

function entry(key: string, value: unknown, indent: string): string {
  const made = typeof value === 'object' && value !== null ? contentOf(value, isBlock) : undefined;
  if (made === undefined) return `${indent}${key} = ${expression(value, indent)}\n`;
  return (Array.isArray(made) ? made : [made])
    .map((one) => `${indent}${key} {\n${body(one, `${indent}  `)}${indent}}\n`)
    .join('');
}

function expression(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const json = contentOf(value, isEncoded);
  if (json !== undefined) return `jsonencode(${expression(json, indent)})`;
  // Inside of a value there are no blocks.
  const made = contentOf(value, isBlock);
  if (made !== undefined) return expression(made, indent);
  if (Array.isArray(value)) return `[${value.map((one) => expression(one, indent)).join(', ')}]`;
  const inner = Object.entries(value).map(([key, one]) => `${indent}  "${key}" = ${expression(one, `${indent}  `)}\n`);
  return `{\n${inner.join('')}${indent}}`;
}

export function terraformJson(type: string, content: Tree): string {
  return JSON.stringify({ resource: { [type]: { here: plain(content) } } }, undefined, 2);
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const made = contentOf(value, isBlock);
  if (made !== undefined) return plain(made);
  const json = contentOf(value, isEncoded);
  if (json !== undefined) return `\${jsonencode(${expression(json, '').replaceAll('\n', ' ')})}`;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}

export function yaml(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return value.map((one) => `${indent}- ${yaml(one, `${indent}  `).trimStart()}`).join('');
  if (typeof value !== 'object' || value === null) return `${indent}${JSON.stringify(value)}\n`;
  const entries = Object.entries(value);
  if (entries.length === 0) return `${indent}{}\n`;
  return entries
    .map(([key, one]) => {
      const isPlain = typeof one !== 'object' || Object.keys(one ?? {}).length === 0;
      const text = yaml(one, `${indent}  `);
      return `${indent}${JSON.stringify(key)}:${isPlain ? ` ${text.trimStart()}` : `\n${text}`}`;
    })
    .join('');
}
