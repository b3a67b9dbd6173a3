/* What an open file would do, told from both texts: what `gatelint/impact` and the words above resources are made of. */
import type { Source } from '../formats/format.ts';
import { Kept } from '../formats/syntax/kept.ts';
import type { Impact, ImpactOf } from '../impact/impact.ts';
import { lensWords, reportOf } from '../impact/report.ts';
import { impactOfPlan, looksLikePlan } from '../impact/terraform/plan.ts';
import type { Documents, Template } from '../workspace/documents.ts';
import { type Earlier, sourceBefore, whyUnread } from '../workspace/earlier.ts';
import type { Project } from '../workspace/project.ts';
import type { Answer, Asked, Before, Lens } from './impact.ts';
import { impactDocument, planDocument } from './impact-document.ts';

interface Known {
  readonly impactOf: ImpactOf;
  readonly project: Project;
  readonly documents: Documents;
}

/** Of an open file, or of an open plan of Terraform. */
export function impactPage(asked: Asked, { impactOf, project, documents }: Known): Answer {
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
}

/** Above the name of each resource in this file. */
export function impactLenses(template: Template, before: Before, { impactOf, ...around }: Known): readonly Lens[] {
  const { source } = template.analysis;
  if (whyUnread(source) !== undefined) return [];
  const was = readBefore(template, before, around);
  return typeof was === 'string' ? [] : lenses(impactOf(was, source), template, was);
}

/** What files were, read: as long as they are compared with the same. */
const read = new Kept<Before, { readonly by: unknown; readonly source: Source | string }>();

function readBefore(
  template: Template,
  before: Before,
  { project, documents }: Omit<Known, 'impactOf'>,
): Source | string {
  const by = project.settingsOf(template.uri);
  const there = read.get(before);
  if (there?.by === by) return there.source;
  const source = sourceBefore(template, earlierOf(before), project, documents);
  read.set(before, { by, source });
  return source;
}

const earlierOf = ({ files }: Before): Earlier => new Map(files.map(({ uri, text }) => [uri, text]));

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
