import type { Parameter, Spot } from '../../format.ts';
import type { Facts } from './made.ts';
import type { Written } from './written.ts';

/** What SAM is made of a template with: what all of its parts look into. */
export interface Sam {
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Those of SAM, by their logical ids. */
  readonly written: ReadonlyMap<string, Written>;
  /** The key of a member of `Globals`: `Api`. */
  global(type: string): Required<Spot> | undefined;
  /** An id of its own for a made resource of that name. */
  idFor(name: string): string;
  /** `Shop.Stage` leads to `ShopProdStage` wherever the template refers to it. */
  refer(words: string, name: string): void;
}

/** The facts of what is made of one resource. Keys below `same` are the user's own words too. */
export function factsOf(
  sam: Sam,
  of: Written,
  name: string,
  type: string,
  { same = [], called, needs }: { same?: readonly string[]; called?: string; needs?: readonly string[] } = {},
): Facts {
  return {
    id: sam.idFor(name),
    name,
    type,
    at: of.key,
    exists: of.exists,
    ...(needs && { needs }),
    made: {
      from: of.from,
      ...(called !== undefined && { called }),
      wordsFor: ([section, ...keys]) =>
        section === 'Properties' && of.home && same.includes(keys[0] ?? '') ? [...of.home, ...keys] : undefined,
    },
  };
}
