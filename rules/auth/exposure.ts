import {
  all,
  any,
  decided,
  type Finding,
  given,
  has,
  hasValue,
  holds,
  identity,
  is,
  items,
  not,
  once,
  outOfSight,
  possible,
  type Severity,
  those,
  type Verdict,
} from '../kit/index.ts';
import type { Api } from '../model/apigateway.ts';
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
export function exposures({ noun, isMeantForSome }: Subject): (route: Route) => readonly Finding[] {
  const concerns = (route: Route) => has(route, isMeantForSome);
  const mayConcern = (route: Route) => holds(possible(concerns(route)));
  const isOneOfMany = once((api: Api): Verdict => {
    const routes = items(api.routes);
    const mayAnyAsk = any(...routes.map((route) => () => has(route, mayAsk)));
    return all(not(mayAnyAsk), () => decided(routes.find(mayConcern) !== routes.findLast(mayConcern)));
  });
  const worstOf = once((api: Api) => {
    const routes = items(api.routes);
    const isConcerned = (route: Route) => holds(concerns(route));
    const worst = routes.find((route) => isConcerned(route) && !isHarmless(route)) ?? routes.find(isConcerned);
    return worst && { id: worst[identity], isThere: hasValue(worst) };
  });
  const isWorst = (route: Route): Verdict => {
    const worst = worstOf(route.api);
    return worst?.id === route[identity] ? worst.isThere : any();
  };
  return (route) => {
    const { api } = route;
    const isOpen = all(
      asksNobody(route),
      () => isMeantForSome(route),
      () => isReachable(api),
    );
    return [
      {
        when: all(isOpen, () => not(isOneOfMany(api))),
        at: saysSo(route),
        message: () => `${route.name} ${lackOf(route)}; authorize its callers.`,
        severity: () => severityOf(route),
        fixes: () => authorizations([route]),
      },
      {
        when: all(
          isOpen,
          () => isOneOfMany(api),
          () => isWorst(route),
        ),
        // Whoever has read the routes is asked again with each of them: only who speaks of them does.
        at: () => api.routes,
        message: `No ${noun} of ${api.name} asks who calls; authorize their callers.`,
        severity: () => severityOf(route),
        fixes: () => {
          const certain = those(api.routes, isMeantForSome);
          // One that a condition leaves open would stay open.
          return certain.length === items(api.routes).filter(mayConcern).length ? authorizations(certain) : [];
        },
      },
    ];
  };
}

const isReachable = once(isWithinReach);

/** Where somebody has written that nobody is asked: the type, or else `security: []`. */
const saysSo = ({ authorizationType, security }: Route) =>
  holds(given(authorizationType)) ? authorizationType : security;

const severityOf = (route: Route): Severity => (isHarmless(route) ? 'information' : 'warning');

const lackOf = (route: Route): string => {
  if (holds(asksForKey(route))) return 'asks for an API key only, which counts calls and authorizes nobody';
  return isHarmless(route) ? 'answers anyone, though without a backend' : 'can be called by anyone';
};

const isHarmless = (route: Route): boolean => holds(any(asksForKey(route), () => answersItself(route)));

/** What a condition decides stays open; what a parameter or another stack says may be anything. */
const mayAsk = (route: Route): Verdict =>
  any(not(is(route.authorizationType, 'NONE')), outOfSight(route.authorizationType), () => possible(asksBeside(route)));
