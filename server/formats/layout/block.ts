/* Trees as YAML in block style. A text begins at `column`, which is where its further lines are indented to. */
import { decline } from '../spell.ts';
import { brackets } from './brackets.ts';
import { chunkText } from './chunk.ts';
import { yamlScalar } from './scalar.ts';
import type { Style } from './style.ts';
import { argumentOf, type Written } from './written.ts';

/** What follows a key or a dash at `column` on the same line; undefined for what stands below it. */
export function inlineText(value: Written, column: number, style: Style): string | undefined {
  const { quote, quoteAll } = style;
  switch (value.kind) {
    case 'scalar':
      return yamlScalar(value.value, { quote, always: quoteAll });
    case 'call':
      if (!style.shortCalls) return style.inlineCalls ? brackets(value, style) : undefined;
      if (value.name === 'Fn::Sub') return `!Sub ${yamlScalar(value.argument, { quote, always: style.quoteSubs })}`;
      return `!${value.name.replace('Fn::', '')} ${value.argument}`;
    case 'map':
      return value.entries.size === 0 ? '{}' : undefined;
    case 'list':
      return value.items.length === 0 ? '[]' : undefined;
    case 'chunk':
      return value.chunk.form === 'value' ? chunkText(value.chunk, ' '.repeat(column), style.eol) : undefined;
  }
}

/** `key: value`. */
export function entryText(key: string, value: Written, column: number, style: Style): string {
  const name = yamlScalar(key, { quote: style.quote });
  const inline = inlineText(value, column, style);
  if (inline !== undefined) return `${name}: ${inline}`;
  const below = column + indentOf(value, style);
  return `${name}:${newLine(below, style)}${blockText(value, below, style)}`;
}

/** How far a value stands to the right of its key. */
export function indentOf(value: Written, style: Style): number {
  return value.kind === 'list' || (value.kind === 'chunk' && value.chunk.isSequence) ? style.dash : style.step;
}

/** What stands on lines of its own. */
export function blockText(value: Written, column: number, style: Style): string {
  switch (value.kind) {
    case 'map':
      return entries([...value.entries], column, style);
    case 'list':
      return value.items.map((item) => itemText(item, column, style)).join(newLine(column, style));
    case 'call':
      return entries([[value.name, argumentOf(value)]], column, style);
    case 'chunk':
      return chunkText(value.chunk, ' '.repeat(column), style.eol);
    case 'scalar':
      return decline('a scalar stands behind its key');
  }
}

/** `- item`. */
export function itemText(item: Written, column: number, style: Style): string {
  const within = column + 1 + style.gap;
  const text = inlineText(item, column, style) ?? blockText(item, within, style);
  return `-${' '.repeat(style.gap)}${text}`;
}

function entries(all: readonly (readonly [string, Written])[], column: number, style: Style): string {
  return all.map(([key, value]) => entryText(key, value, column, style)).join(newLine(column, style));
}

export const newLine = (column: number, { eol }: Style): string => eol + ' '.repeat(column);
