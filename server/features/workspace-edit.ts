import type { TextEdit as PlainEdit, SnippetTextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit } from '../formats/format.ts';
import { linesOf } from '../formats/syntax/lines.ts';
import { lineAround, sliceOf } from '../formats/syntax/slice.ts';
import { sourceOf } from '../linter/analysis.ts';
import type { Template } from '../workspace/documents.ts';
import type { Client } from './client.ts';
import { rangeOf } from './findings.ts';

/**
 * Text edits of a document, and of others of its module, as the editor takes them: all together, as one step to undo.
 * Where it can, the editor selects the last `placeholder` that they write, for the user to write over.
 */
export function workspaceEdit(
  template: Template,
  textEdits: readonly TextEdit[],
  client: Client,
  placeholder?: string,
): WorkspaceEdit {
  const { uri, version } = template;
  const own = textEdits.filter(({ file }) => file === undefined);
  const edits = own.map((edit) => ({ range: rangeOf(template, edit), newText: edit.newText }));
  const others = elsewhere(template, textEdits);
  if (!client.knowsVersionedEdits) return { changes: { ...(edits.length > 0 && { [uri]: edits }), ...others } };
  const snippet = placeholder !== undefined && client.knowsSnippetEdits ? snippetOf(template, own, placeholder) : [];
  return {
    documentChanges: [
      ...(edits.length > 0 ? [{ textDocument: { uri, version }, edits: snippet.length > 0 ? snippet : edits }] : []),
      // As they were read: nobody here knows which version of them the editor has.
      ...Object.entries(others).map(([file, some]) => ({ textDocument: { uri: file, version: null }, edits: some })),
    ],
  };
}

/** By the files that they are of. */
function elsewhere({ analysis }: Template, textEdits: readonly TextEdit[]): Readonly<Record<string, PlainEdit[]>> {
  const edits: Record<string, PlainEdit[]> = {};
  for (const { file, start, end, newText } of textEdits) {
    const source = file === undefined ? undefined : sourceOf(analysis.source, analysis.graph.sources, file);
    if (file === undefined || !source) continue;
    const { positionAt } = linesOf(source.document);
    edits[file] ??= [];
    edits[file].push({ range: { start: positionAt(start), end: positionAt(end) }, newText });
  }
  return edits;
}

/** None for several edits: each of them would wait for the user. */
function snippetOf(template: Template, edits: readonly TextEdit[], placeholder: string): SnippetTextEdit[] {
  const [edit, ...others] = edits;
  if (!edit || others.length > 0 || !edit.newText.includes(placeholder)) return [];
  const { document } = template.analysis.source;
  // An editor indents the lines of a snippet like the text before it: at the start of a line there is none.
  const { start } = lineAround(document, edit.start);
  const whole = sliceOf(document, start, edit.start) + edit.newText;
  const at = whole.lastIndexOf(placeholder);
  const parts = [whole.slice(0, at), placeholder, whole.slice(at + placeholder.length)].map(escaped);
  const value = `${parts[0]}\${1:${parts[1]}}${parts[2]}`;
  return [{ range: rangeOf(template, { start, end: edit.end }), snippet: { kind: 'snippet', value } }];
}

/** Source: the grammar of snippets in the Language Server Protocol. */
const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
