/*
 * What deploying an open file would do, against what it was: as a document, and as words above the resources. The editor
 * brings what it was, because it knows the commits; nothing is asked of AWS.
 */
import { type Connection, NotificationType, type Range, RequestType } from 'vscode-languageserver';
import type { Source } from '../formats/format.ts';
import { type Impact, loadImpact } from '../impact/impact.ts';
import { lensWords, reportOf } from '../impact/report.ts';
import { impactOfPlan, looksLikePlan } from '../impact/terraform-plan.ts';
import type { Documents, Template } from '../workspace/documents.ts';
import { type Earlier, sourceBefore, whyUnread } from '../workspace/earlier.ts';
import type { Project } from '../workspace/project.ts';
import { impactDocument, planDocument } from './impact-document.ts';

/** What files said that say something else now; `null`: it was not there. */
interface Before {
  readonly uri: string;
  readonly files: readonly { readonly uri: string; readonly text: string | null }[];
  /** What that state is called: `the last commit`, or the name of a file. */
  readonly called: string;
}
interface Asked extends Before {
  /** Links begin with a slash and are seen from there, as VS Code's preview follows them; left out, there are none. */
  readonly linksFrom?: string;
}
/** `problem`: why there is nothing to show, in one sentence. */
type Answer = { readonly markdown: string } | { readonly problem: string };

const impactRequest = new RequestType<Asked, Answer, void>('gatelint/impact');
/** What the words above resources compare with, from now on. Without files, there are none. */
const beforeNotification = new NotificationType<Before>('gatelint/before');
const lensesRequest = new RequestType<{ readonly uri: string }, readonly Lens[], void>('gatelint/impactLenses');

interface Lens {
  readonly range: Range;
  readonly title: string;
}

interface Surroundings {
  readonly project: Project;
  readonly documents: Documents;
  /** When all is known that decides how a document is judged. */
  ready(uri: string): Promise<void>;
  failed(uri: string, error: unknown): void;
}

export function tellImpacts(connection: Connection, around: Surroundings): void {
  const { project, documents, ready, failed } = around;
  const kept = new Map<string, Before>();
  /** What files were, read: as long as they are compared with the same. */
  const read = new WeakMap<Before, { readonly by: unknown; readonly source: Source | string }>();

  connection.onRequest(impactRequest, async (asked): Promise<Answer> => {
    const impactOf = await loadImpact();
    await ready(asked.uri);
    const plan = documents.at(asked.uri)?.text ?? '';
    if (asked.uri.endsWith('.json') && looksLikePlan(plan)) return plannedIn(asked.uri, plan);
    const template = documents.template(asked.uri);
    if (!template) return { problem: 'This file is no CloudFormation template and no Terraform.' };
    const why = whyUnread(template.analysis.source);
    if (why !== undefined) return { problem: `${why} Mend that first.` };
    const before = sourceBefore(template, earlierOf(asked), project, documents);
    if (typeof before === 'string') return { problem: `${asked.called}: ${before}` };
    const after = template.analysis.source;
    const report = reportOf(impactOf(before, after), { before, after });
    return { markdown: impactDocument({ report, isNew: before.resources.length === 0, ...asked }) };
  });

  connection.onNotification(beforeNotification, (before) => {
    for (const uri of kept.keys()) if (documents.version(uri) === undefined) kept.delete(uri);
    if (before.files.length === 0) kept.delete(before.uri);
    else kept.set(before.uri, before);
  });

  connection.onRequest(lensesRequest, async ({ uri }): Promise<readonly Lens[]> => {
    if (!kept.has(uri)) return [];
    const impactOf = await loadImpact();
    await ready(uri);
    const template = documents.template(uri);
    const before = kept.get(uri);
    if (!template || !before || whyUnread(template.analysis.source) !== undefined) return [];
    try {
      const source = known(template, before);
      return typeof source === 'string' ? [] : lenses(impactOf(source, template.analysis.source), template, source);
    } catch (error) {
      failed(uri, error);
      return [];
    }
  });

  function known(template: Template, before: Before): Source | string {
    const by = project.settingsOf(template.uri);
    const there = read.get(before);
    if (there?.by === by) return there.source;
    const source = sourceBefore(template, earlierOf(before), project, documents);
    read.set(before, { by, source });
    return source;
  }
}

const earlierOf = ({ files }: Before): Earlier => new Map(files.map(({ uri, text }) => [uri, text]));

/** Above the name of each resource in this file. */
function lenses(impact: Impact, { uri, analysis }: Template, before: Source): readonly Lens[] {
  const report = reportOf(impact, { before, after: analysis.source });
  return report.groups
    .flatMap(({ resources }) => resources)
    .flatMap((one) =>
      one.at?.file === uri && !one.isGone ? [{ range: one.at.range, title: lensWords(one, report) }] : [],
    );
}

function plannedIn(uri: string, plan: string): Answer {
  const impact = impactOfPlan(plan);
  return 'problem' in impact ? impact : { markdown: planDocument(uri, reportOf(impact, undefined)) };
}
