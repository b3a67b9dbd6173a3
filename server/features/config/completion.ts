import { type CompletionItem, CompletionItemKind, MarkupKind, type Position } from 'vscode-languageserver';
import { suggestionsAt } from '../../config/suggest.ts';
import { lineIndex } from '../../formats/syntax/lines.ts';
import type { OpenText } from '../../workspace/documents.ts';

/** The keys and words that may stand there. */
export function configCompletion({ text }: OpenText, position: Position): CompletionItem[] {
  const { offsetAt, positionAt } = lineIndex(text);
  const { span, suggestions } = suggestionsAt(text, offsetAt(position));
  const range = { start: positionAt(span.start), end: positionAt(span.end) };
  return suggestions.map(({ kind, word, about, more, newText }, index) => ({
    label: word,
    kind: kind === 'key' ? CompletionItemKind.Property : CompletionItemKind.Value,
    detail: about,
    ...(more !== undefined && { documentation: { kind: MarkupKind.Markdown, value: more } }),
    textEdit: { range, newText },
    // In our order: words go from one end to the other, keys by how often they are wanted.
    sortText: String(index).padStart(3, '0'),
  }));
}
