import {
  type Connection,
  type DiagnosticOptions,
  type Disposable,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver';

/** What an editor that asks for diagnostics is told when it starts, or when the user's wishes are known. */
export const diagnosticOptions = (ofWorkspace: boolean): DiagnosticOptions => ({
  identifier: 'gatelint',
  interFileDependencies: false,
  workspaceDiagnostics: ofWorkspace,
});

/**
 * Offers an editor that lets us register later what the user wants and no more. VS Code asks for the workspace every two
 * seconds once that is offered, and keeps what it has shown of a file beyond its closing.
 */
export function diagnosticsOffer(connection: Connection) {
  let isBegun = false;
  let wanted = false;
  let offered: boolean | undefined;
  let registration: Disposable | undefined;
  let last = Promise.resolve();

  /** One after the other: an editor may not hear of the second before it has forgotten the first. */
  async function settle(): Promise<void> {
    if (!isBegun || offered === wanted) return;
    offered = wanted;
    registration?.dispose();
    registration = await connection.client
      .register(DocumentDiagnosticRequest.type, { documentSelector: null, ...diagnosticOptions(offered) })
      .catch(() => undefined);
  }
  const change = (): void => {
    last = last.then(settle);
  };

  return {
    begin(): void {
      isBegun = true;
      change();
    },
    /** Whether files that are not open are asked for, too. */
    set(ofWorkspace: boolean): void {
      wanted = ofWorkspace;
      change();
    },
  };
}
