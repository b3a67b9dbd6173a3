/* How a rule is turned off in a config that somebody has written: in their style, and nothing else changes. */
import type { Span } from '../../rules/kit/index.ts';
import { readConfig } from './read.ts';
import { type Entry, type Node, treeOf } from './tree.ts';

/** Replaces what stands at the span. */
export interface ConfigEdit extends Span {
  readonly newText: string;
}

/** Undefined where it cannot be written surely: the text is damaged, or says something else in its place. */
export function turnOff(text: string, rule: string): ConfigEdit | undefined {
  const edit = written(text, rule);
  if (!edit) return undefined;
  const after = readConfig(text.slice(0, edit.start) + edit.newText + text.slice(edit.end));
  const isSound = after.problems.length <= readConfig(text).problems.length;
  return isSound && after.config.rules?.[rule] === 'off' ? edit : undefined;
}

function written(text: string, rule: string): ConfigEdit | undefined {
  const { root, language } = treeOf(text);
  const off = language === 'json' ? `"${rule}": "off"` : `${rule}: off`;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  if (!root) {
    const gap = text === '' || text.endsWith('\n') ? '' : newline;
    return at(text.length, `${gap}rules:${newline}  ${off}${newline}`);
  }
  if (root.kind !== 'map') return undefined;
  const rules = root.entries.find(({ key }) => key.text === 'rules');
  if (!rules) {
    const all = root.flow ? `${language === 'json' ? '"rules"' : 'rules'}: { ${off} }` : `rules:${newline}  ${off}`;
    return behindLast(text, root, all, newline);
  }
  const { key, value } = rules;
  if (value.start < key.end) return undefined; // an alias: it stands somewhere else, and for others, too
  if (value.kind === 'map') {
    const there = value.entries.find((entry) => entry.key.text === rule);
    if (there) return there.value.start < there.key.end ? undefined : instead(there, language === 'json');
    return behindLast(text, value, off, newline);
  }
  const isOpen = value.kind === 'scalar' && value.value === null && value.start === value.end && !root.flow;
  return isOpen ? at(endOfLine(text, key.end), `${newline}${blanks(columnOf(text, key.start) + 2)}${off}`) : undefined;
}

const at = (offset: number, newText: string): ConfigEdit => ({ start: offset, end: offset, newText });

function instead({ value }: Entry, quoted: boolean): ConfigEdit {
  const off = quoted ? '"off"' : 'off';
  // A key without a value ends with its colon.
  return { start: value.start, end: value.end, newText: value.start === value.end ? ` ${off}` : off };
}

/** One more entry of a map, laid out like the last one. */
function behindLast(
  text: string,
  map: Node & { readonly kind: 'map' },
  entry: string,
  newline: string,
): ConfigEdit | undefined {
  const last = map.entries.at(-1);
  if (!last) {
    const isEmpty = /^\{\s*\}$/.test(text.slice(map.start, map.end));
    return isEmpty ? { start: map.start, end: map.end, newText: `{ ${entry} }` } : undefined;
  }
  const column = columnOf(text, last.key.start);
  const end = Math.max(last.key.end, last.value.end);
  const indented = entry.replaceAll(newline, newline + blanks(column));
  if (!map.flow) return at(endOfLine(text, end), newline + blanks(column) + indented);
  const beginsLine = text.slice(last.key.start - column, last.key.start).trim() === '';
  return at(end, beginsLine ? `,${newline}${blanks(column)}${indented}` : `, ${entry}`);
}

const blanks = (count: number): string => ' '.repeat(count);

function columnOf(text: string, offset: number): number {
  const before = text.slice(0, offset);
  return offset - (Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'), before.lastIndexOf('\uFEFF')) + 1);
}

/** Before its line break, behind a comment that speaks of the line. */
function endOfLine(text: string, offset: number): number {
  const end = text.slice(offset).search(/[\r\n]/);
  return end < 0 ? text.length : offset + end;
}
