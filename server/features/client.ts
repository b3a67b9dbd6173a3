import { type ClientCapabilities, InsertTextMode, MarkupKind } from 'vscode-languageserver';

/** What the editor can do, as far as it changes our answers. */
export interface Client {
  readonly pullsDiagnostics: boolean;
  /** Can be told later, and anew, for what to ask. */
  readonly registersDiagnostics: boolean;
  readonly showsRelatedPlaces: boolean;
  /** Asks for the edits of a quick fix only when it is chosen. */
  readonly resolvesEdits: boolean;
  readonly knowsVersionedEdits: boolean;
  /** Lets the user write over a part of what an edit brings. */
  readonly knowsSnippetEdits: boolean;
  /** Shows what is of no use in a paler colour. */
  readonly knowsTags: boolean;
  readonly rendersMarkdown: boolean;
  /** Lets the user fill in holes of what a completion brings. */
  readonly knowsSnippets: boolean;
  /** Leaves the blanks alone that the lines of a completion begin with. */
  readonly keepsIndentation: boolean;
  /** Makes new files as a part of an edit. */
  readonly createsFiles: boolean;
  /** Asks anew for diagnostics that it has already, when it is told to. */
  readonly refreshesDiagnostics: boolean;
  /** Asks anew for inlay hints, when it is told to. */
  readonly refreshesInlayHints: boolean;
  /** Can be asked for the user's settings. */
  readonly knowsSettings: boolean;
  /** Can be asked to tell of changed settings, and of changed files. */
  readonly watchesSettings: boolean;
  readonly watchesFiles: boolean;
  /** Shows that something goes on that takes its time. */
  readonly showsProgress: boolean;
  /** Tells when folders come to the workspace, or go. */
  readonly changesFolders: boolean;
}

export function clientOf({ textDocument = {}, workspace = {}, window = {} }: ClientCapabilities): Client {
  const { codeAction, completion, diagnostic, hover, publishDiagnostics } = textDocument;
  const { workspaceEdit } = workspace;
  return {
    pullsDiagnostics: diagnostic !== undefined,
    registersDiagnostics: diagnostic?.dynamicRegistration ?? false,
    showsRelatedPlaces: diagnostic?.relatedInformation ?? publishDiagnostics?.relatedInformation ?? false,
    // What is left out of an action that cannot be resolved would be lost: its data must come back too.
    resolvesEdits:
      codeAction?.dataSupport === true && (codeAction.resolveSupport?.properties.includes('edit') ?? false),
    knowsVersionedEdits: workspaceEdit?.documentChanges ?? false,
    // Snippets come in edits of versions only.
    knowsSnippetEdits: (workspaceEdit?.documentChanges && workspaceEdit.snippetEditSupport) ?? false,
    knowsTags: (diagnostic?.tagSupport ?? publishDiagnostics?.tagSupport) !== undefined,
    rendersMarkdown: hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
    knowsSnippets: completion?.completionItem?.snippetSupport ?? false,
    keepsIndentation:
      completion?.completionItem?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs) ?? false,
    createsFiles: (workspaceEdit?.documentChanges && workspaceEdit.resourceOperations?.includes('create')) ?? false,
    refreshesDiagnostics: workspace.diagnostics?.refreshSupport ?? false,
    refreshesInlayHints: workspace.inlayHint?.refreshSupport ?? false,
    knowsSettings: workspace.configuration ?? false,
    watchesSettings: workspace.didChangeConfiguration?.dynamicRegistration ?? false,
    watchesFiles: workspace.didChangeWatchedFiles?.dynamicRegistration ?? false,
    showsProgress: window.workDoneProgress ?? false,
    changesFolders: workspace.workspaceFolders ?? false,
  };
}
