/* Single texts, changed in the quotes that they stand in. */
import type { TextEdit } from '../../formats/format.ts';
import { quoted, yamlScalar } from '../../formats/layout/scalar.ts';
import { decline } from '../../formats/spell.ts';
import type { SyntaxNode } from '../../formats/syntax/node.ts';

/** `node` begins where `base` says; its tag stays. */
export function rewritten(base: number, node: SyntaxNode, value: string, inBrackets: boolean): TextEdit {
  if (node.kind !== 'scalar') return decline('it is no single text');
  return { start: base + node.start, end: base + node.end, newText: inItsQuotes(node.style, value, inBrackets) };
}

function inItsQuotes(style: string, value: string, inBrackets: boolean): string {
  if (style === 'double') return JSON.stringify(value);
  if (style === 'single') return quoted(value, "'");
  if (style !== 'plain') return decline('it is a block of text');
  return yamlScalar(value, { quote: "'", inBrackets });
}

/** Every `from` in it becomes `to`, wherever lines end in it. */
export function replacedWithin(text: string, base: number, node: SyntaxNode, from: RegExp, to: string): TextEdit[] {
  if (node.kind !== 'scalar') return decline('it is no single text');
  const start = base + node.start;
  const found = [...text.slice(start, base + node.end).matchAll(from)];
  return found.map(({ index, 0: all }) => ({ start: start + index, end: start + index + all.length, newText: to }));
}
