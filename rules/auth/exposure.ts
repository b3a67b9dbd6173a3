import {
  all,
  any,
  decided,
  type Finding,
  given,
  has,
  holds,
  is,
  items,
  not,
  outOfSight,
  possible,
  type Severity,
  same,
  those,
  type Verdict,
} from '../kit/index.ts';
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
  const { api } = route;
  const isOpen = all(
    asksNobody(route),
    () => isMeantForSome(route),
    () => isWithinReach(api),
  );
  const mayConcern = (one: Route) => holds(possible(has(one, isMeantForSome)));
  let oneOfMany: Verdict | undefined;
  const isOneOfMany = () => (oneOfMany ??= amongMany());
  // Each route asks this of all the others: `find` and `any` end where it is settled.
  const amongMany = () => {
    const routes = items(api.routes);
    const mayAnyAsk = any(...routes.map((one) => () => has(one, mayAsk)));
    return all(not(mayAnyAsk), () => decided(routes.find(mayConcern) !== routes.findLast(mayConcern)));
  };
  const isWorst = () => {
    const concerns = (one: Route) => holds(has(one, isMeantForSome));
    const routes = items(api.routes);
    const worst = routes.find((one) => concerns(one) && !isHarmless(one)) ?? routes.find(concerns);
    return worst ? same(route, worst) : any();
  };
  return [
    {
      when: all(isOpen, () => not(isOneOfMany())),
      at: saysSo(route),
      message: () => `${route.name} ${lackOf(route)}; authorize its callers.`,
      severity: () => severityOf(route),
      fixes: () => authorizations([route]),
    },
    {
      when: all(isOpen, isOneOfMany, isWorst),
      at: api.routes,
      message: `No ${noun} of ${api.name} asks who calls; authorize their callers.`,
      severity: () => severityOf(route),
      fixes: () => {
        const certain = those(api.routes, isMeantForSome);
        // One that a condition leaves open would stay open.
        return certain.length === items(api.routes).filter(mayConcern).length ? authorizations(certain) : [];
      },
    },
  ];
}

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
