import { all, any, passes, type Verdict } from '../kit/index.ts';
import type { Route } from '../model/routes.ts';

/** What probes, browsers and newcomers read: it is written for all of them. */
const pages =
  /^(health(z|[-_]?checks?)?|livez?|liveness|readyz?|readiness|ping|\.well-known|jwks(\.json)?|openid-configuration|(api-?)?docs|redoc|(swagger(-ui)?|openapi)(\.\w+)?|favicon\.ico|robots\.txt)$/i;

/** Who comes here has nothing to show yet, or shows it in the body, where no authorizer looks. */
const entrances = /^(log-?in|sign-?(in|up)|oauth2?|token|web-?hooks?)$/i;

/** The path says that nobody is to be kept from it. */
export const isMeantForAnyone = (route: Route): Verdict =>
  any(
    all(isMethod(route, /^(get|head)$/i), () => standsAt(route, pages)),
    () => standsAt(route, entrances),
  );

/** By its own word, or the first one of a route key. */
export const isMethod = ({ method, routeKey }: Route, wanted: RegExp): Verdict =>
  any(
    passes(method, (word) => wanted.test(word)),
    passes(routeKey, (key) => wanted.test(key.replace(/ .*/, ''))),
  );

/** The last piece of the path is such a word, or the one before where the last is a variable: `/docs/{proxy+}`. */
const standsAt = ({ path, routeKey, resource }: Route, words: RegExp): Verdict => {
  const isOne = (piece: string) => words.test(piece);
  const endsThere = (whole: string) => {
    const [before = '', last = ''] = whole.split('/').slice(-2);
    return isOne(last) || (isVariable(last) && isOne(before));
  };
  return any(
    passes(path, endsThere),
    passes(routeKey, endsThere),
    passes(resource.pathPart, isOne),
    all(passes(resource.pathPart, isVariable), () => passes(resource.parent.pathPart, isOne)),
  );
};

const isVariable = (piece: string): boolean => piece.startsWith('{');
