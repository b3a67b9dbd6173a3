import type { DocumentLink } from 'vscode-languageserver';
import { linksIn } from '../formats/links.ts';
import type { Template } from '../workspace/documents.ts';
import { rangeOf } from './findings.ts';

/** Paths to other files of the workspace, without the quotes around them. */
export function linksOf(template: Template): DocumentLink[] {
  const { source, files } = template.analysis;
  return (files ? linksIn(source, files) : []).map(({ span: { start, end }, file }) => {
    const quote = /["']/.test(source.document.text.charAt(start)) ? 1 : 0;
    return { range: rangeOf(template, { start: start + quote, end: end - quote }), target: file };
  });
}
