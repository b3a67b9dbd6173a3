/*
 * What an editor asks of one document: each request is answered by the file that it is named after, once all is known
 * that decides how the document is judged.
 */
import {
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type Connection,
  type Hover,
  type HoverParams,
  type InlayHintParams,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentIdentifier,
} from 'vscode-languageserver';
import type { PlacedFinding } from '../cfn-lint/placed.ts';
import type { ImpactOf, UpdateOf } from '../impact/impact.ts';
import type { Documents, OpenText, Template } from '../workspace/documents.ts';
import type { Project } from '../workspace/project.ts';
import type { Client } from './client.ts';
import type { FixFailed } from './fixes-at.ts';
import { linksOf } from './links.ts';
import { type OnDemand, triggerCharacters } from './offers.ts';
import { symbolsOf } from './symbols.ts';

/** What the answers are made from. */
export interface Asked {
  readonly onDemand: () => Promise<OnDemand>;
  /** What the editor can do is told when it has begun to speak. */
  readonly client: () => Client;
  readonly documents: Documents;
  readonly project: Project;
  configAt(uri: string): OpenText | undefined;
  /** What cfn-lint has found. */
  theirsIn(template: Template): readonly PlacedFinding[];
  /** Whether nothing was typed since cfn-lint has looked. */
  isFresh(uri: string): boolean;
  /** Whether the user wants inlay hints; said once the settings are known. */
  hinting(): Promise<boolean>;
  /** When all is known that decides how the document is judged, and nothing has arrived that might change it. */
  ready(uri: string, token?: CancellationToken): Promise<void>;
  /** When nothing has arrived that might change it. */
  quiet(token?: CancellationToken): Promise<void>;
  readonly fixFailed: FixFailed;
}

export function answerRequests(connection: Connection, asked: Asked): void {
  const { onDemand, client, documents, project, configAt, theirsIn, isFresh, hinting, ready, quiet, fixFailed } = asked;
  const templateAt = (uri: string): Template | undefined => documents.template(uri);

  const hoverWith = ({ configHover, hoverAt }: OnDemand, updateOf: UpdateOf) =>
    answering((uri, { position }: HoverParams): Hover | null => {
      const config = configAt(uri);
      if (config) return configHover(config, position, client());
      const template = templateAt(uri);
      return template ? hoverAt(template, position, client(), updateOf) : null;
    });
  connection.onHover(async (params, token) => {
    const more = await onDemand();
    return hoverWith(more, await more.loadUpdates())(params, token);
  });
  connection.onCompletion(async ({ textDocument: { uri }, position, context }, token) => {
    const { configCompletion, completionAt } = await onDemand();
    await ready(uri, token);
    // Whoever types on has not changed what stands before the cursor, and an editor asks but once for a word.
    const config = configAt(uri);
    const isOfTemplates = triggerCharacters.includes(context?.triggerCharacter ?? '');
    if (config) return isOfTemplates ? null : configCompletion(config, position);
    const template = templateAt(uri);
    return template ? completionAt(template, position, client()) : null;
  });
  const inTemplate = <P extends { readonly textDocument: TextDocumentIdentifier }, R>(
    answer: (template: Template, params: P) => R,
  ) =>
    answering((uri: string, params: P): R | null => {
      const template = templateAt(uri);
      return template ? answer(template, params) : null;
    });
  const moreInTemplate =
    <P extends { readonly textDocument: TextDocumentIdentifier }, R>(
      answer: (more: OnDemand, template: Template, params: P) => R,
    ) =>
    async (params: P, token: CancellationToken): Promise<R | null> => {
      const more = await onDemand();
      return inTemplate((template, asked: P) => answer(more, template, asked))(params, token);
    };
  connection.onDefinition(moreInTemplate((more, template, { position }) => more.definitionAt(template, position)));
  connection.onReferences(
    moreInTemplate((more, template, { position, context }) =>
      more.referencesAt(template, position, context.includeDeclaration),
    ),
  );
  connection.onDocumentHighlight(
    moreInTemplate((more, template, { position }) => more.highlightsAt(template, position)),
  );
  connection.onDocumentLinks(inTemplate((template) => linksOf(template)));
  connection.onDocumentSymbol(inTemplate((template) => symbolsOf(template)));
  const hintsIn = moreInTemplate((more, template, { range }: InlayHintParams) =>
    more.inlayHints(template, range, client()),
  );
  connection.languages.inlayHint.on(async (params, token) => {
    return (await hinting()) ? hintsIn(params, token) : null;
  });
  connection.onPrepareRename(moreInTemplate((more, template, { position }) => more.renameable(template, position)));
  connection.onRenameRequest(
    moreInTemplate((more, template, { position, newName }) => more.renamed(template, position, newName, client())),
  );
  const actionsWith = (more: OnDemand, impactOf: ImpactOf) =>
    answering((uri, params: CodeActionParams): CodeAction[] => {
      const template = templateAt(uri);
      if (!template) return [];
      return [
        ...more.quickFixes(template, params, client(), impactOf, fixFailed),
        ...more.cfnLintFixes(template, theirsIn(template), isFresh(uri), params, client()),
        ...more.suppressionActions(template, params, client()),
        ...more.turnOffActions(template, params, project, client()),
        ...more.fixAllSafe(template, params.context, client(), impactOf, fixFailed),
      ];
    });
  connection.onCodeAction(async (params, token) => {
    const more = await onDemand();
    return actionsWith(more, await more.loadImpact())(params, token);
  });
  connection.onCodeActionResolve(async (action, token) => {
    const more = await onDemand();
    const impactOf = await more.loadImpact();
    await quiet(token);
    return more.resolvedQuickFix(action, templateAt, client(), impactOf, fixFailed);
  });

  /** Answers when all is known that decides how the document is judged. */
  function answering<P extends { readonly textDocument: TextDocumentIdentifier }, R>(
    answer: (uri: string, params: P) => R,
  ): (params: P, token: CancellationToken) => Promise<R> {
    return async (params, token) => {
      const { uri } = params.textDocument;
      const version = documents.version(uri);
      await ready(uri, token);
      // The places that are asked about are those of a text that is no more.
      if (documents.version(uri) !== version)
        throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed since.');
      return answer(uri, params);
    };
  }
}
