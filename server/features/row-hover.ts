import { type Dialect, defaultOf, type Property, wordFor } from '../../rules/kit/index.ts';
import { pageOfType } from '../formats/terraform/names.ts';
import type { Analysis } from '../linter/analysis.ts';
import { amount, inUnit, unitOf, written } from './amounts.ts';
import { escaped, link, paragraphs } from './markdown.ts';
import type { RowHere } from './rows.ts';
import { heldElsewhere, valueHere } from './value-here.ts';

/** What the value means that the offset is on, then what the property is. `update`: what a change of it does. */
export function aboutRow(here: RowHere, analysis: Analysis, update?: string): string {
  const { row, form, property, called, said } = here;
  const pages = documentation(pageOf(here), form.dialect.startsWith('tf') ? form.type : undefined);
  if (!property)
    return paragraphs(
      `**${escaped(called)}**: ${form.noun ?? row.noun}`,
      row.about,
      heldElsewhere(analysis, here),
      update,
      pages,
    );
  const meaning = said === undefined ? undefined : meaningOf(property, form.dialect, said);
  return paragraphs(
    meaning !== undefined && `\`${said}\`: ${meaning}`,
    `**${escaped(called)}** of the ${form.noun ?? row.noun}`,
    property.about,
    valueHere(analysis, here),
    said === undefined && meaningsOf(property, form.dialect),
    [...factsOf(property, form.dialect), ...(update === undefined ? [] : [update])].join(' · '),
    pages,
  );
}

/** Links to AWS's page, and to that of a type of Terraform. */
export const documentation = (page: string, tf: string | undefined): string =>
  [
    link('AWS documentation', page),
    ...(tf === undefined ? [] : [link('Terraform documentation', pageOfType(tf))]),
  ].join(' · ');

const templates = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

/** AWS's page: of the property, or of the resource; a row with several types has a page for each. */
export function pageOf({ row, form, property }: Pick<RowHere, 'row' | 'form' | 'property'>): string {
  const hasPageByType = form.type.startsWith('AWS::') && form.at === undefined && row.doc.startsWith(templates);
  const ofType = `${templates}/aws-resource-${form.type.split('::').slice(1).join('-').toLowerCase()}.html`;
  return property?.doc ?? (hasPageByType ? ofType : row.doc);
}

/** What a text means, written in the words of a dialect: `internal = true`. */
export function meaningOf({ values, words }: Property<unknown>, dialect: Dialect, said: string): string | undefined {
  const value = words?.[dialect]?.[said] ?? said;
  return typeof value === 'string' ? values?.[value] : undefined;
}

/** All values, for whoever looks at the property itself. More than a handful of those that AWS may add to helps nobody. */
function meaningsOf(property: Property<unknown>, dialect: Dialect): string {
  const { values = {} } = property;
  const known = Object.keys(values);
  const told = property.oneOf ?? (known.length <= 6 ? known : []);
  return told.map((one) => `- \`${wordFor(property, dialect, one) ?? one}\`: ${values[one] ?? ''}`).join('\n');
}

/** Default, range and allowed values as one would write them. */
export function factsOf(property: Property<unknown>, dialect: Dialect): readonly string[] {
  const { range } = property;
  const byDefault = defaultOf(property, dialect);
  const unit = unitOf(property);
  return [
    ...(unit && !range && typeof byDefault !== 'number' ? [`In ${unit}`] : []),
    ...(byDefault === undefined ? [] : [`Default: ${written(property, dialect, byDefault)}`]),
    ...(range ? [`Allowed: ${inUnit(property, range.map((one) => amount(property, one)).join(' to '))}`] : []),
  ];
}
