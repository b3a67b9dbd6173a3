import type { Entry } from '../formats/format.ts';
import type { RenderedFix } from './fixes.ts';
import type { Graph } from './graph.ts';

/** What a fix does, so that the same can be done about another finding of its rule. */
export interface Kind {
  /** What the rule calls it. */
  readonly title: string;
  /** The same with `…` for names of the template and numbers: these differ from finding to finding. */
  readonly pattern: string;
  /** The parameter of the template that it uses. */
  readonly parameter: string | undefined;
}

/** A fix that a rule offers. */
export interface RuleFix extends RenderedFix {
  readonly kind: Kind;
}

export function kindOf(title: string, parameter: string | undefined, entry: Entry, graph: Graph): Kind {
  const isName = (word: string): boolean => graph.called(entry.source, word).length > 0;
  const isWords = !/^\w+$/.test(entry.name); // `GET /orders`
  const pattern = (isWords ? title.replaceAll(entry.name, '…') : title).replace(/[\p{L}\p{N}_]+/gu, (word) =>
    /^\d+$/.test(word) || isName(word) ? '…' : word,
  );
  return { title, pattern, parameter };
}

/**
 * Of the fixes of another finding, the one that does the same. `isNew` knows the parameters that came with it
 * since it was chosen: whoever asks for a new one wants one for all.
 */
export function sameOf(
  fixes: readonly RuleFix[],
  { title, pattern, parameter }: Kind,
  isNew: (parameter: string) => boolean,
): RuleFix | undefined {
  const similar = fixes.filter(({ kind }) => kind.pattern === pattern);
  const equal = similar.filter(({ kind }) => kind.title === title); // `30 days` is not `90 days` where both are there
  const same = equal.length > 0 ? equal : similar;
  const using = (wanted: (name: string) => boolean) =>
    same.find(({ kind }) => kind.parameter !== undefined && wanted(kind.parameter));
  if (parameter !== undefined) return using((name) => name === parameter);
  return using(isNew) ?? same.find(({ kind }) => kind.parameter === undefined);
}
