/* `Auth.UsagePlan` of REST APIs: a plan for each, or one for all that say `SHARED`. */
import type { Expression, Property } from '../../format.ts';
import { at, list, map, mapIn, reference } from './build.ts';
import { stageIdOf } from './logical-id.ts';
import { type Facts, MadeResource } from './made.ts';
import { factsOf, type Sam } from './sam.ts';
import { anyOf, isSaid, literalIn, textOf, value, type Written } from './written.ts';

const words = ['Description', 'Quota', 'Throttle', 'UsagePlanName'];

export function madeOfUsagePlan(sam: Sam, api: Written): readonly MadeResource[] {
  if (kindOf(sam, api) !== 'PER_API') return [];
  const name = `${api.name}UsagePlan`;
  sam.refer(`${api.name}.UsagePlan`, name);
  const facts = factsOf(api, name, 'AWS::ApiGateway::UsagePlan', { called: `${api.name}.UsagePlan` });
  return [new MadeResource(withWords(facts, api), () => planOf(api, [api]))];
}

/** Where they say different things of it, one of them counts, and which one nobody can know. */
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
    const [first, ...others] = apis.map((one) => at(one.properties, 'Auth', 'UsagePlan', word));
    if (!others.every((other) => saysTheSame(first?.value, other?.value)))
      return { key: here, value: { span: here, kind: 'unknown', why: 'APIs say different things of the plan' } };
    return first && isSaid(first.value) ? first : undefined;
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

/** As far as it is said without functions. */
function saysTheSame(written: Expression | undefined, another: Expression | undefined): boolean {
  if (!isSaid(written) || !isSaid(another)) return isSaid(written) === isSaid(another);
  const [one, other] = [mapIn(written), mapIn(another)];
  if (!one || !other) return literalIn(written) !== '' && literalIn(written) === literalIn(another);
  const words = [...new Set([...one.entries.keys(), ...other.entries.keys()])];
  return words.every((word) => saysTheSame(at(one, word)?.value, at(other, word)?.value));
}

const withWords = (facts: Facts, { home }: Written): Facts => ({
  ...facts,
  made: {
    ...facts.made,
    wordsFor: ([, word = '', ...rest]) =>
      home && words.includes(word) ? [...home, 'Auth', 'UsagePlan', word, ...rest] : undefined,
  },
});
