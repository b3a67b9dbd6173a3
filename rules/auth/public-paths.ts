import { all, any, passes, type Verdict } from '../kit/index.ts';
import type { Route } from '../model/routes.ts';

/** What probes, browsers and newcomers read: it is written for all of them. */
const pages: ReadonlySet<string> = new Set([
  '.well-known',
  'api-docs',
  'docs',
  'favicon.ico',
  'health',
  'health-check',
  'healthcheck',
  'healthz',
  'livez',
  'openapi',
  'openapi.json',
  'openapi.yaml',
  'ping',
  'readyz',
  'robots.txt',
  'swagger',
  'swagger.json',
  'swagger-ui',
]);

/** Who comes here has nothing to show yet, or shows it in the body, where no authorizer looks. */
const entrances: ReadonlySet<string> = new Set([
  'login',
  'oauth',
  'oauth2',
  'sign-in',
  'sign-up',
  'signin',
  'signup',
  'token',
  'webhook',
  'webhooks',
]);

/** The path says that nobody is to be kept from it. */
export const isMeantForAnyone = (route: Route): Verdict =>
  any(
    all(isMethod(route, 'GET', 'HEAD'), () => standsAt(route, pages)),
    () => standsAt(route, entrances),
  );

/** By its own word, or the first one of a route key. Bodies write it small. */
export const isMethod = ({ method, routeKey }: Route, ...wanted: readonly string[]): Verdict =>
  any(
    passes(method, (word) => wanted.includes(word.toUpperCase())),
    passes(routeKey, (key) => wanted.some((word) => key.startsWith(`${word} `))),
  );

/** The last piece of the path is such a word, or the one before where the last is a variable: `/docs/{proxy+}`. */
const standsAt = ({ path, routeKey, resource }: Route, words: ReadonlySet<string>): Verdict => {
  const isOne = (piece: string | undefined) => piece !== undefined && words.has(piece.toLowerCase());
  const endsThere = (whole: string) => {
    const pieces = whole.split('/');
    return isOne(pieces.at(isVariable(whole) ? -2 : -1));
  };
  return any(
    passes(path, endsThere),
    passes(routeKey, endsThere),
    passes(resource.pathPart, isOne),
    all(passes(resource.pathPart, isVariable), () => passes(resource.parent.pathPart, isOne)),
  );
};

const isVariable = (path: string): boolean => path.endsWith('}');
