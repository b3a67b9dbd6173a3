import { type ClientCapabilities, MarkupKind } from 'vscode-languageserver';

/** What the editor can do, as far as it changes our answers. */
export interface Client {
  readonly pullsDiagnostics: boolean;
  readonly showsRelatedPlaces: boolean;
  /** Asks for the edits of a quick fix only when it is chosen. */
  readonly resolvesEdits: boolean;
  readonly knowsVersionedEdits: boolean;
  /** Lets the user write over a part of what an edit brings. */
  readonly knowsSnippetEdits: boolean;
  /** Shows what is of no use in a paler colour. */
  readonly knowsTags: boolean;
  readonly rendersMarkdown: boolean;
}

export function clientOf({ textDocument = {}, workspace = {} }: ClientCapabilities): Client {
  const { codeAction, diagnostic, hover, publishDiagnostics } = textDocument;
  const { workspaceEdit } = workspace;
  return {
    pullsDiagnostics: diagnostic !== undefined,
    showsRelatedPlaces: diagnostic?.relatedInformation ?? publishDiagnostics?.relatedInformation ?? false,
    // What is left out of an action that cannot be resolved would be lost: its data must come back too.
    resolvesEdits:
      codeAction?.dataSupport === true && (codeAction.resolveSupport?.properties.includes('edit') ?? false),
    knowsVersionedEdits: workspaceEdit?.documentChanges ?? false,
    // Snippets come in edits of versions only.
    knowsSnippetEdits: (workspaceEdit?.documentChanges && workspaceEdit.snippetEditSupport) ?? false,
    knowsTags: (diagnostic?.tagSupport ?? publishDiagnostics?.tagSupport) !== undefined,
    rendersMarkdown: hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
  };
}
