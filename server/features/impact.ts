/*
 * What deploying an open file would do, against what it was: as a document, and as words above the resources. The editor
 * brings what it was, because it knows the commits; nothing is asked of AWS.
 */
import { type Connection, NotificationType, type Range, RequestType } from 'vscode-languageserver';
import type { Documents } from '../workspace/documents.ts';
import type { Project } from '../workspace/project.ts';
import type { OnDemand } from './offers.ts';

/** What files said that say something else now; `null`: it was not there. */
export interface Before {
  readonly uri: string;
  readonly files: readonly { readonly uri: string; readonly text: string | null }[];
  /** What that state is called: `the last commit`, or the name of a file. */
  readonly called: string;
}
export interface Asked extends Before {
  /** Links begin with a slash and are seen from there, as VS Code's preview follows them; left out, there are none. */
  readonly linksFrom?: string;
}
/** `problem`: why there is nothing to show, in one sentence. */
export type Answer = { readonly markdown: string } | { readonly problem: string };

const impactRequest = new RequestType<Asked, Answer, void>('gatelint/impact');
/** What the words above resources compare with, from now on. Without files, there are none. */
const beforeNotification = new NotificationType<Before>('gatelint/before');
const lensesRequest = new RequestType<{ readonly uri: string }, readonly Lens[], void>('gatelint/impactLenses');

export interface Lens {
  readonly range: Range;
  readonly title: string;
}

interface Surroundings {
  readonly onDemand: () => Promise<OnDemand>;
  readonly project: Project;
  readonly documents: Documents;
  /** When all is known that decides how a document is judged. */
  ready(uri: string): Promise<void>;
  failed(uri: string, error: unknown): void;
}

export function tellImpacts(connection: Connection, around: Surroundings): void {
  const { onDemand, project, documents, ready, failed } = around;
  const kept = new Map<string, Before>();

  connection.onRequest(impactRequest, async (asked): Promise<Answer> => {
    const { loadImpact, impactPage } = await onDemand();
    const impactOf = await loadImpact();
    await ready(asked.uri);
    return impactPage(asked, { impactOf, project, documents });
  });

  connection.onNotification(beforeNotification, (before) => {
    for (const uri of kept.keys()) if (documents.version(uri) === undefined) kept.delete(uri);
    if (before.files.length === 0) kept.delete(before.uri);
    else kept.set(before.uri, before);
  });

  connection.onRequest(lensesRequest, async ({ uri }): Promise<readonly Lens[]> => {
    if (!kept.has(uri)) return [];
    const { loadImpact, impactLenses } = await onDemand();
    const impactOf = await loadImpact();
    await ready(uri);
    const template = documents.template(uri);
    const before = kept.get(uri);
    if (!template || !before) return [];
    try {
      return impactLenses(template, before, { impactOf, project, documents });
    } catch (error) {
      failed(uri, error);
      return [];
    }
  });
}
