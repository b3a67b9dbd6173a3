import type { Hover, Position } from 'vscode-languageserver';
import { rules } from '../../rules/index.ts';
import type { UpdateOf } from '../impact/impact.ts';
import type { Analysis } from '../linter/analysis.ts';
import { circumstancesOf } from '../linter/circumstances.ts';
import { pageOf } from '../linter/docs-link.ts';
import type { Report } from '../linter/judge.ts';
import { listed } from '../linter/listed.ts';
import type { Template } from '../workspace/documents.ts';
import { attributeAt } from './attribute-at.ts';
import { aboutAttribute } from './attribute-hover.ts';
import type { Client } from './client.ts';
import { aboutFeatures } from './feature-hover.ts';
import { featuresAt } from './features-at.ts';
import { findingsOf, rangeOf } from './findings.ts';
import { type MadeHere, madeAt } from './made-rows.ts';
import { escaped, link, onOneLineEach, paragraphs, shown } from './markdown.ts';
import { touches } from './path.ts';
import { resourceAt } from './resource-at.ts';
import { aboutRow } from './row-hover.ts';
import { rowAt } from './rows.ts';
import { updateAt, updateOfMade } from './update-hover.ts';

/** Why the findings at a place are there, what the property is that stands there, and which feature it belongs to. The message itself is the editor's to show. */
export function hoverAt(template: Template, position: Position, client: Client, updateOf: UpdateOf): Hover | null {
  const offset = template.lines.offsetAt(position);
  const findings = findingsOf(template).filter(({ span }) => touches(span, offset));
  const row = rowAt(template.analysis.source.document, offset);
  const made = row ? undefined : madeAt(template.analysis, offset);
  const at = resourceAt(template.analysis.source.document, offset);
  const attribute = at && attributeAt(at);
  const update = at && updateAt(at, updateOf);
  const features = at ? aboutFeatures(featuresAt(at)) : [];
  const span =
    row?.span ?? made?.span ?? findings[0]?.span ?? (attribute || features.length > 0 ? at?.span : undefined);
  if (!span) return null;
  // Of the stages that SAM makes of one API, a rule says the same.
  const parts = [
    ...findings.flatMap(({ report }) => whyOf(report)),
    ...(attribute ? [aboutAttribute(attribute, row, template.analysis, update)] : []),
    ...(row && !attribute ? [aboutRow(row, template.analysis, update)] : []),
    ...(made ? aboutMade(made, template.analysis, updateOf) : []),
    ...features,
  ];
  return { range: rangeOf(template, span), contents: shown([...new Set(parts)].join('\n\n---\n\n'), client) };
}

function whyOf(report: Report): readonly string[] {
  const rule = rules.find(({ id }) => id === report.rule);
  if (!rule) return [];
  const { title, why, sources } = rule.docs;
  const facts = [report.severity, ...circumstancesOf(report).map(escaped), link(rule.id, pageOf(rule.id))];
  return [
    paragraphs(
      `**${title}**`,
      onOneLineEach(why),
      sources.length > 0 && `Sources: ${sources.map((source) => link(shortened(source), source)).join(', ')}`,
      facts.join(' · '),
    ),
  ];
}

function aboutMade({ becomes, rows }: MadeHere, analysis: Analysis, updateOf: UpdateOf): readonly string[] {
  const told = rows.map((row) => aboutRow(row, analysis, updateOfMade(row, updateOf)));
  if (!becomes) return told;
  const types = listed(becomes.types.map((type) => `\`${type}\``));
  return [`**${becomes.type}** becomes ${types} at deployment.`, ...told];
}

/** `https://docs.aws.amazon.com/waf/latest/developerguide/x.html#y` → `docs.aws.amazon.com/…/x.html#y` */
const shortened = (url: string): string => url.replace(/^https?:\/\/([^/]+)\/(?:.*\/)?([^/]+)\/?$/, '$1/…/$2');
