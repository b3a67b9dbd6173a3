/* Trees between brackets: JSON, and YAML's flow style. */
import { decline } from '../spell.ts';
import { chunkText } from './chunk.ts';
import { quoted, yamlScalar } from './scalar.ts';
import type { Style } from './style.ts';
import { argumentOf, type Written } from './written.ts';

/** How it is laid out where it goes. */
export interface Layout {
  /** Every key and text in double quotes, as JSON has it. */
  readonly json?: boolean;
  /** The blanks that the line begins with; left out: all on one line. */
  readonly lead?: string;
}

export function brackets(value: Written, style: Style, layout: Layout = {}): string {
  const { json = false, lead } = layout;
  const { quote, quoteAll } = style;
  switch (value.kind) {
    case 'scalar':
      if (json) return JSON.stringify(value.value);
      return yamlScalar(value.value, { quote, always: quoteAll, inBrackets: true });
    case 'call': {
      if (style.shortCalls) {
        const isText = value.name === 'Fn::Sub';
        return `!${value.name.replace('Fn::', '')} ${isText ? quoted(value.argument, json ? '"' : quote) : value.argument}`;
      }
      const argument = argumentOf(value);
      const long: Written = { kind: 'map', entries: new Map([[value.name, argument]]) };
      if (style.inlineCalls || lead === undefined) return brackets(long, style, { json });
      const isInline = argument.kind !== 'list' || style.inlineArguments;
      return map(
        [
          [
            value.name,
            isInline ? brackets(argument, style, { json }) : brackets(argument, style, below(layout, style)),
          ],
        ],
        style,
        layout,
      );
    }
    case 'map':
      return map(
        [...value.entries].map(([key, one]) => [key, brackets(one, style, below(layout, style))]),
        style,
        layout,
      );
    case 'list': {
      const items = value.items.map((item) => brackets(item, style, below(layout, style)));
      if (items.length === 0) return '[]';
      return lead === undefined ? `[${items.join(style.comma)}]` : onLines('[', items, ']', lead, style);
    }
    case 'chunk':
      if (value.chunk.form === 'block' || (!value.chunk.inBrackets && value.chunk.lines.length > 1))
        return decline('a block cannot stand between brackets');
      return chunkText(value.chunk, lead ?? '', style.eol);
  }
}

export const keyText = (key: string, style: Style, json: boolean): string =>
  json ? JSON.stringify(key) : yamlScalar(key, { quote: style.quote, inBrackets: true });

function map(entries: readonly (readonly [string, string])[], style: Style, { json = false, lead }: Layout): string {
  const parts = entries.map(([key, value]) => `${keyText(key, style, json)}${style.colon}${value}`);
  if (parts.length === 0) return '{}';
  return lead === undefined
    ? `{${style.pad}${parts.join(style.comma)}${style.pad}}`
    : onLines('{', parts, '}', lead, style);
}

function onLines(open: string, parts: readonly string[], close: string, lead: string, style: Style): string {
  const inner = style.eol + lead + style.unit;
  return `${open}${inner}${parts.join(`,${inner}`)}${style.eol}${lead}${close}`;
}

export const below = (layout: Layout, style: Style): Layout =>
  layout.lead === undefined ? layout : { ...layout, lead: layout.lead + style.unit };
