import type { Hover, Position } from 'vscode-languageserver';
import { explainedAt } from '../../config/explain.ts';
import { lineIndex } from '../../formats/syntax/lines.ts';
import type { OpenText } from '../../workspace/documents.ts';
import type { Client } from '../client.ts';
import { onOneLineEach, paragraphs, shown } from '../markdown.ts';

/** What the key or the word at a place means. */
export function configHover({ text }: OpenText, position: Position, client: Client): Hover | null {
  const { offsetAt, positionAt } = lineIndex(text);
  const explained = explainedAt(text, offsetAt(position));
  if (!explained) return null;
  const { span, word, about, more = '', facts } = explained;
  return {
    range: { start: positionAt(span.start), end: positionAt(span.end) },
    contents: shown(paragraphs(`**${word}**: ${about}`, onOneLineEach(more), facts.join(' · ')), client),
  };
}
