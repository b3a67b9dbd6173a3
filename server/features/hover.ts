import type { Hover, Position } from 'vscode-languageserver';
import { rules } from '../../rules/index.ts';
import { type Dialect, defaultOf, type Property, wordFor } from '../../rules/kit/index.ts';
import { pageOfType } from '../formats/terraform/names.ts';
import { circumstancesOf } from '../linter/circumstances.ts';
import { pageOf } from '../linter/docs-link.ts';
import type { Report } from '../linter/judge.ts';
import { listed } from '../linter/listed.ts';
import type { Template } from '../workspace/documents.ts';
import type { Client } from './client.ts';
import { aboutFeatures } from './feature-hover.ts';
import { featuresAt } from './features-at.ts';
import { findingsOf, rangeOf } from './findings.ts';
import { type MadeHere, madeAt } from './made-rows.ts';
import { escaped, link, onOneLineEach, paragraphs, shown } from './markdown.ts';
import { touches } from './path.ts';
import { resourceAt } from './resource-at.ts';
import { type RowHere, rowAt } from './rows.ts';

/** Why the findings at a place are there, what the property is that stands there, and which feature it belongs to. The message itself is the editor's to show. */
export function hoverAt(template: Template, position: Position, client: Client): Hover | null {
  const offset = template.lines.offsetAt(position);
  const findings = findingsOf(template).filter(({ span }) => touches(span, offset));
  const row = rowAt(template.analysis.source.document, offset);
  const made = row ? undefined : madeAt(template.analysis, offset);
  const at = resourceAt(template.analysis.source.document, offset);
  const features = at ? aboutFeatures(featuresAt(at)) : [];
  const span = row?.span ?? made?.span ?? findings[0]?.span ?? (features.length > 0 ? at?.span : undefined);
  if (!span) return null;
  // Of the stages that SAM makes of one API, a rule says the same.
  const parts = [
    ...findings.flatMap(({ report }) => whyOf(report)),
    ...(row ? [aboutRow(row)] : []),
    ...(made ? aboutMade(made) : []),
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

function aboutMade({ becomes, rows }: MadeHere): readonly string[] {
  if (!becomes) return rows.map(aboutRow);
  const types = listed(becomes.types.map((type) => `\`${type}\``));
  return [`**${becomes.type}** becomes ${types} at deployment.`, ...rows.map(aboutRow)];
}

function aboutRow({ row, form, property, called }: RowHere): string {
  const pages = [
    link('AWS documentation', property?.doc ?? row.doc),
    ...(form.dialect.startsWith('tf') ? [link('Terraform documentation', pageOfType(form.type))] : []),
  ].join(' · ');
  if (!property) return paragraphs(`**${escaped(called)}**: ${row.noun}`, row.about, pages);
  return paragraphs(
    `**${escaped(called)}** of the ${row.noun}`,
    property.about,
    factsOf(property, form.dialect).join(' · '),
    pages,
  );
}

/** Default, range and allowed values as one would write them: a row that reads seconds may be written in milliseconds. */
function factsOf(property: Property<unknown>, dialect: Dialect): readonly string[] {
  const { oneOf = [], range, scale = 1 } = property;
  const byDefault = defaultOf(property, dialect);
  const unit = unitOf(property);
  const word = (value: string | boolean): string => wordFor(property, dialect, value) ?? String(value);
  const amount = (value: number): string => (value * scale).toLocaleString('en-US');
  const measured = (text: string): string => (unit ? `${text} ${unit}` : text);
  return [
    ...(unit && !range && typeof byDefault !== 'number' ? [`In ${unit}`] : []),
    ...(typeof byDefault === 'number' ? [`Default: ${measured(amount(byDefault))}`] : []),
    ...(typeof byDefault === 'string' || typeof byDefault === 'boolean' ? [`Default: \`${word(byDefault)}\``] : []),
    ...(range ? [`Allowed: ${measured(`${amount(range[0])} to ${amount(range[1])}`)}`] : []),
    ...(oneOf.length > 0 ? [`Allowed: ${oneOf.map((one) => `\`${word(one)}\``).join(', ')}`] : []),
  ];
}

const unitOf = ({ unit, scale }: Property<unknown>): string | undefined =>
  unit === 'seconds' && scale === 1000 ? 'milliseconds' : unit;

/** `https://docs.aws.amazon.com/waf/latest/developerguide/x.html#y` → `docs.aws.amazon.com/…/x.html#y` */
const shortened = (url: string): string => url.replace(/^https?:\/\/([^/]+)\/(?:.*\/)?([^/]+)\/?$/, '$1/…/$2');
