/* How a file is laid out: looked at once per document. */
import { lineBreaksOf, type Style as WholeStyle } from '../../layout/style.ts';
import { Kept } from '../../syntax/kept.ts';
import { leadOf } from '../../syntax/lines.ts';
import type { Document } from '../../syntax/node.ts';
import type { Body } from './spot.ts';
import { childrenOf } from './spot.ts';
import { isMultiLine } from './text.ts';

export type Style = Pick<WholeStyle, 'eol' | 'hasLoneReturns' | 'unit'>;

const known = new Kept<Document, Style>();

export function styleOf(document: Document): Style {
  let style = known.get(document);
  if (!style) {
    style = lookAt(document);
    known.set(document, style);
  }
  return style;
}

function lookAt({ text }: Document): Style {
  const [, unit = '  '] = /^[^\s#/][^\r\n]*\{[ \t]*\r?\n([ \t]+)[^\s}]/m.exec(text) ?? [];
  return { ...lineBreaksOf(text), unit };
}

/** The blanks before what stands in a body, or would. */
export function leadIn(text: string, body: Body, { unit }: Style): string {
  const [first] = childrenOf(body);
  const outer = leadOf(text, body.start);
  const key = first?.entry && first.base + first.entry.key.start;
  return key !== undefined && isMultiLine(text.slice(body.start, key)) ? leadOf(text, key) : outer + unit;
}
