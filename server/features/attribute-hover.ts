import type { AttributeFacts, BalancerType, Words } from '../../rules/model/attributes.ts';
import type { Analysis } from '../linter/analysis.ts';
import { listed } from '../linter/listed.ts';
import type { AttributeHere } from './attribute-at.ts';
import { link, paragraphs } from './markdown.ts';
import { factsOf } from './row-hover.ts';
import type { RowHere } from './rows.ts';
import { valueHere } from './value-here.ts';

/** What the value means that the offset is on, then what the attribute is. `row`: what the model reads there. */
export function aboutAttribute(here: AttributeHere, row: RowHere | undefined, analysis: Analysis): string {
  const { key, facts, of, doc, said } = here;
  const words = wordsOf(facts);
  const meaning = said === undefined ? undefined : words[said];
  return paragraphs(
    meaning !== undefined && `\`${said}\`: ${meaning}`,
    `**${key}** of the ${of}`,
    facts.about,
    row && valueHere(analysis, row),
    said === undefined && isTelling(words) && meanings(words),
    [
      ...(row?.called === key && row.property ? factsOf(row.property, row.form.dialect) : limitsOf(facts)),
      forWhom(facts),
    ].join(' · '),
    link('AWS documentation', row?.property?.doc ?? doc),
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

function limitsOf({ range, default: byDefault, words = {} }: AttributeFacts): readonly string[] {
  const isPlain = byDefault !== undefined && (byDefault in words || !byDefault.includes(' '));
  return [
    ...(byDefault === undefined ? [] : [`Default: ${isPlain ? `\`${byDefault}\`` : byDefault}`]),
    ...(range
      ? [`Allowed: ${amount(range[0])} ${range[1] === Number.POSITIVE_INFINITY ? 'or more' : `to ${amount(range[1])}`}`]
      : []),
  ];
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
