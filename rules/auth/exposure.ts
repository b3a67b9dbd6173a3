import { all, any, type Finding, has, holds, is, items, not, outOfSight, those, type Verdict } from '../kit/index.ts';
import type { Route } from '../model/routes.ts';
import { authorizations } from './authorize.ts';
import { answersItself, asksBeside, asksForKey, asksNobody } from './callers.ts';
import { isWithinReach } from './reach.ts';

/** Which routes a rule speaks of, and what it calls them. */
export interface Subject {
  readonly noun: 'method' | 'route';
  isMeantForSome(route: Route): Verdict;
}

/**
 * What is said of a route that anyone can call. An API none of whose routes asks who calls is meant like that, or
 * forgotten as a whole: that is said once, of the API. One open route beside others that ask is marked itself.
 */
export function exposures(route: Route, { noun, isMeantForSome }: Subject): readonly Finding[] {
  const isOpen = all(
    isMeantForSome(route),
    () => asksNobody(route),
    () => isWithinReach(route.api),
  );
  if (holds(not(isOpen))) return [];
  const alone: Finding = {
    when: isOpen,
    at: route.authorizationType,
    message: `${route.name} ${lackOf(route)}; authorize its callers.`,
    severity: severityOf([route]),
    fixes: () => authorizations([route]),
  };
  const { api } = route;
  const routes = items(api.routes);
  const areSeveral = routes.filter((one) => !holds(not(has(one, isMeantForSome)))).length > 1;
  if (!areSeveral || routes.some((one) => !holds(not(has(one, asksBeside))))) return [alone];
  const someAsk = any(...routes.map((one) => has(one, mayAsk)));
  const open = those(api.routes, isMeantForSome);
  return [
    { ...alone, when: all(isOpen, someAsk) },
    {
      when: all(isOpen, not(someAsk)),
      at: api.routes,
      message: `${
        open.every(asksForKeyOnly)
          ? `Every ${noun} of ${api.name} ${keyOnly}`
          : `No ${noun} of ${api.name} asks who calls`
      }; authorize their callers.`,
      severity: severityOf(open),
      fixes: () => authorizations(open),
    },
  ];
}

const lackOf = (route: Route): string => {
  if (asksForKeyOnly(route)) return keyOnly;
  return holds(answersItself(route)) ? 'answers anyone, though without a backend' : 'can be called by anyone';
};
const keyOnly = 'asks for an API key only, which counts calls and authorizes nobody';
const asksForKeyOnly = (route: Route): boolean => holds(asksForKey(route));

const severityOf = (open: readonly Route[]): 'warning' | 'information' =>
  open.every((route) => holds(any(asksForKey(route), answersItself(route)))) ? 'information' : 'warning';

/** What a condition decides stays open; what a parameter or another stack says may be anything. */
const mayAsk = ({ authorizationType }: Route): Verdict =>
  any(not(is(authorizationType, 'NONE')), outOfSight(authorizationType));
