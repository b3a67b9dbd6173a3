/*
 * Events at an API that is not there: SAM refuses the template. Source: AWS's translator, which looks for the name among
 * the resources as they are written, whatever their conditions, before it reads any parameter. A `RestApi` or an `Api` of
 * plain CloudFormation is as good to it as one of SAM.
 */
import { nearest } from '../../../../rules/kit/nearest.ts';
import type { SourceProblem } from '../../format.ts';
import { type ApiEvent, implicit, inEvent, spotIn } from './events.ts';
import type { Sam } from './sam.ts';

const kinds = {
  Api: { word: 'RestApiId', type: 'AWS::Serverless::Api', called: 'REST API' },
  HttpApi: { word: 'ApiId', type: 'AWS::Serverless::HttpApi', called: 'HTTP API' },
} as const;

/** `called`: by what words of SAM a resource is referred to that no event can be at, and which that is. */
export function lostEventsAmong(
  events: readonly ApiEvent[],
  sam: Sam,
  called: ReadonlyMap<string, string>,
): readonly SourceProblem[] {
  const problems = new Map<string, SourceProblem>();
  const made = new Set([...called.keys(), ...called.values()]);
  for (const event of events) {
    const { api, type, of } = event;
    const id = inEvent(event, kinds[type].word);
    if (!id || api === undefined || api === implicit[type] || made.has(api)) continue;
    const why = whyLost(event, api, sam);
    if (why === undefined) continue;
    const { item, start, end } = spotIn(id.value.span, of);
    // The turns of a loop say it once.
    problems.set(`${item} ${start} ${why}`, { item, span: { start, end }, message: why, severity: 'error' });
  }
  return [...problems.values()];
}

function whyLost({ type }: ApiEvent, api: string, sam: Sam): string | undefined {
  const there = sam.typeOf(api);
  if (there === undefined) return `There is no ${kinds[type].called} ${api} in this template; ${hint(type, api, sam)}`;
  // Of the other way round SAM says nothing.
  return type === 'Api' && there === kinds.HttpApi.type
    ? `${api} is an HTTP API, and events of type Api are at REST APIs; make it one of type HttpApi, with ApiId.`
    : undefined;
}

function hint(type: ApiEvent['type'], api: string, { written }: Sam): string {
  const apis = [...written.values()].filter((one) => one.type === kinds[type].type).map(({ name }) => name);
  const meant = nearest(api, apis);
  const [first, ...others] = apis;
  if (meant !== undefined) return `did you mean ${meant}?`;
  if (first !== undefined) return others.length === 0 ? `there is ${first}.` : `there are ${apis.join(', ')}.`;
  return `add it, or leave ${kinds[type].word} out: then SAM makes one.`;
}
