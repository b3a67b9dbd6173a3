import type { AttributeFacts, BalancerType, Words } from '../../rules/model/attributes.ts';
import type { Analysis } from '../linter/analysis.ts';
import { listed } from '../linter/listed.ts';
import type { AttributeHere } from './attribute-at.ts';
import { escaped, paragraphs } from './markdown.ts';
import { documentation, factsOf } from './row-hover.ts';
import type { RowHere } from './rows.ts';
import { valueHere } from './value-here.ts';

/** What the value means that the offset is on, then what the attribute is. `row`: what the model reads there. */
export function aboutAttribute(
  here: AttributeHere,
  row: RowHere | undefined,
  analysis: Analysis,
  update: string | undefined,
): string {
  const { called, facts, of, doc, tf, said } = here;
  const words = wordsOf(facts);
  const meaning = said === undefined ? undefined : words[said];
  return paragraphs(
    meaning !== undefined && `\`${said}\`: ${meaning}`,
    `**${escaped(called)}** of the ${of}`,
    facts.about,
    row && valueHere(analysis, row),
    said === undefined && isTelling(words) && meanings(words),
    [
      ...(row?.property && isOwn(row, here) ? factsOf(row.property, row.form.dialect) : limitsOf(here)),
      forWhom(facts),
      ...(update === undefined ? [] : [update]),
    ].join(' · '),
    documentation(row?.property?.doc ?? doc, tf),
  );
}

const wordsOf = ({ words, wordsByType }: AttributeFacts): Words => ({
  ...words,
  ...wordsByType?.application,
  ...wordsByType?.network,
  ...wordsByType?.gateway,
});

/** `true` and `false` need no list. */
const isTelling = (words: Words): boolean => Object.keys(words).some((word) => word !== 'true' && word !== 'false');

const meanings = (words: Words): string =>
  Object.entries(words)
    .map(([word, meaning]) => `- \`${word}\`: ${meaning}`)
    .join('\n');

/** What the model reads is this very setting; of most of them it reads no more than the list. */
const isOwn = ({ called }: RowHere, here: AttributeHere): boolean =>
  here.tf === undefined ? called === here.called : true;

function limitsOf({ facts, tf }: AttributeHere): readonly string[] {
  const { range, words = {} } = facts;
  const byDefault = tf !== undefined && facts.isDefaultOfAwsOnly ? undefined : facts.default;
  return [
    ...(byDefault === undefined ? [] : [`Default: ${asShown(byDefault, words)}`]),
    ...(range
      ? [`Allowed: ${amount(range[0])} ${range[1] === Number.POSITIVE_INFINITY ? 'or more' : `to ${amount(range[1])}`}`]
      : []),
  ];
}

/** A word as one would write it, a number as one reads it, a sentence as it is. */
function asShown(byDefault: string, words: Words): string {
  if (byDefault in words) return `\`${byDefault}\``;
  if (/^\d+$/.test(byDefault)) return amount(Number(byDefault));
  return byDefault.includes(' ') ? byDefault : `\`${byDefault}\``;
}

const amount = (value: number): string => value.toLocaleString('en-US');

const balancers: Readonly<Record<BalancerType, string>> = {
  application: 'Application',
  network: 'Network',
  gateway: 'Gateway',
};
const targetNames = { instance: 'instances', ip: 'addresses', lambda: 'functions', alb: 'Application Load Balancers' };

/** `For Application and Network Load Balancers, with instances or addresses as targets` */
function forWhom({ types, targets }: AttributeFacts): string {
  const who = `For ${listed(types.map((type) => balancers[type]))} Load Balancers`;
  return targets
    ? `${who}, with ${listed(
        targets.map((one) => targetNames[one]),
        'or',
      )} as targets`
    : who;
}
