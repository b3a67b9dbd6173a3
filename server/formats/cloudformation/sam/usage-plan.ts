/* `Auth.UsagePlan` of REST APIs: a plan for each, or one for all that say `SHARED`. */
import type { Expression, Property } from '../../format.ts';
import { at, list, map, reference } from './build.ts';
import { stageIdOf } from './logical-id.ts';
import { type Facts, MadeResource } from './made.ts';
import { factsOf, type Sam } from './sam.ts';
import { anyOf, isSaid, textOf, value, type Written } from './written.ts';

const words = ['Description', 'Quota', 'Throttle', 'UsagePlanName'];

export function madeOfUsagePlan(sam: Sam, api: Written): readonly MadeResource[] {
  if (kindOf(sam, api) !== 'PER_API') return [];
  const name = `${api.name}UsagePlan`;
  sam.refer(`${api.name}.UsagePlan`, name);
  const facts = factsOf(api, name, 'AWS::ApiGateway::UsagePlan', { called: `${api.name}.UsagePlan` });
  return [new MadeResource(withWords(facts, api), () => planOf(api, [api]))];
}

/** What the last one says of it counts. */
export function madeOfSharedUsagePlan(sam: Sam, apis: readonly Written[]): readonly MadeResource[] {
  const shared = apis.filter((api) => kindOf(sam, api) === 'SHARED');
  const last = shared.at(-1);
  if (!last) return [];
  const name = 'ServerlessUsagePlan';
  for (const api of shared) sam.refer(`${api.name}.UsagePlan`, name);
  const exists = anyOf(
    shared.map((api) => api.exists),
    'SharedUsagePlanCondition',
  );
  const facts = { ...factsOf(last, name, 'AWS::ApiGateway::UsagePlan'), exists };
  return [new MadeResource(withWords(facts, last), () => planOf(last, shared))];
}

const kindOf = ({ parameters }: Sam, api: Written): string | undefined =>
  textOf(value(api, 'Auth', 'UsagePlan', 'CreateUsagePlan'), parameters);

function planOf(api: Written, apis: readonly Written[]): Expression {
  const plan = at(api.properties, 'Auth', 'UsagePlan');
  const here = plan?.value.span ?? api.key;
  const said = (word: string): Property | undefined => {
    const property = at(plan?.value, word);
    return property && isSaid(property.value) ? property : undefined;
  };
  const stages = apis.map((one) =>
    map(one.key, [
      ['ApiId', reference(one.key, one.name)],
      ['Stage', reference(one.key, stageIdOf(one))],
    ]),
  );
  return map(here, [
    ['ApiStages', { key: plan?.key ?? here, value: list(here, stages) }],
    ...words.map((word) => [word, said(word)] as const),
  ]);
}

const withWords = (facts: Facts, { home }: Written): Facts => ({
  ...facts,
  made: {
    ...facts.made,
    wordsFor: ([, word = '', ...rest]) =>
      home && words.includes(word) ? [...home, 'Auth', 'UsagePlan', word, ...rest] : undefined,
  },
});
