/*
 * Texts of Terraform's JSON: what stands in `${…}` is read as in HCL. A text that is nothing else is what stands in it,
 * since an expression cannot be written there otherwise. Ranges are those of the characters that the user has written.
 */
import { Cursor } from './hcl-cursor.ts';
import { readExpression } from './hcl-expression.ts';
import { readBareTemplate } from './hcl-template.ts';
import { decodedWith } from './json-scalars.ts';
import { moved } from './moved.ts';
import { ranged, type ScalarNode, type SyntaxNode } from './node.ts';

/** `base`: where the item of the text begins; what is wrong with the template is told at offsets of the whole text. */
export type ReadTemplate = (
  node: ScalarNode,
  base: number,
  report: (start: number, end: number, message: string) => void,
) => SyntaxNode;

export const mayBeTemplate = (text: string): boolean => text.includes('${') || text.includes('%{');

/** No blocks of HCL stand in a template. */
const noHeader = /(?!)/y;

/** What reads the templates of one document. */
export function templatesOf(text: string, units: Uint16Array): ReadTemplate {
  const cursor = new Cursor(text, noHeader, units);
  return (node, base, report) => {
    const [start, end] = [base + node.start + 1, base + node.end - 1];
    const raw = text.slice(start, end);
    if (!raw.includes('\\')) {
      const parts = readAll(cursor, base, start, end);
      for (const { span, message } of cursor.problems) report(base + span.start, base + span.end, message);
      return readAs(node, parts);
    }
    // Escapes are JSON's, and gone before the template is read: what comes out is put back where they stand.
    const { text: decoded, places } = decodedWith(raw);
    const inside = new Cursor(decoded, noHeader);
    const parts = readAll(inside, 0, 0, decoded.length);
    const place = (at: number): number => node.start + 1 + (places[at] ?? 0);
    for (const { span, message } of inside.problems) report(base + place(span.start), base + place(span.end), message);
    return readAs(
      node,
      parts.map((part) => moved(part, place)),
    );
  };
}

function readAll(cursor: Cursor, base: number, start: number, end: number): readonly SyntaxNode[] {
  cursor.begin(base);
  cursor.pos = start;
  cursor.end = end;
  return readBareTemplate(cursor, readExpression);
}

function readAs(node: ScalarNode, parts: readonly SyntaxNode[]): SyntaxNode {
  const { start, end } = node;
  const only = parts[0];
  if (!only) return node;
  if (parts.length > 1 || only.kind === 'directive') return { kind: 'template', start, end, parts, style: 'double' };
  // `$${` is no more than text.
  return only.kind === 'scalar' && only.style === 'heredoc' ? { ...node, value: only.value } : ranged(only, start, end);
}
