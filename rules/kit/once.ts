import { answer, type ResourceView } from './value.ts';
import type { Verdict } from './verdict.ts';

/** What can be compared with what was answered before. */
type Data = string | number | boolean | undefined | Verdict | readonly Data[] | { readonly [key: string]: Data };

/**
 * `work`, done once for each resource, however many ask: all routes of an API want to know the same of it. While somebody
 * types, they are asked again only where the answer has become another one.
 *
 * It answers with plain data, verdicts among it, never with a view: those are of one moment. And it looks at properties
 * of the resource, not at where that was referred to, which is another place for each who asks.
 */
export const once =
  <V extends ResourceView, T extends Data>(work: (of: V) => T): ((of: V) => T) =>
  (of) =>
    of[answer](work);
