import type { Expression, Parameter, Spot, Truth } from '../../format.ts';
import type { Facts } from './made.ts';
import type { Written } from './written.ts';

/** What SAM is made of a template with: what all of its parts look into. */
export interface Sam {
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Those of SAM, by their logical ids. */
  readonly written: ReadonlyMap<string, Written>;
  /** Why there may be more events than can be read: routes of any API. */
  readonly moreEvents: string | undefined;
  /** The type of a resource of the template, as it is written. */
  typeOf(name: string): string | undefined;
  /** A condition of the template. */
  condition(name: string): Truth;
  /** What stands in the file that a text names; undefined where it cannot be read. */
  include(location: Expression): Expression | undefined;
  /** The key of a member of `Globals`: `Api`. */
  global(type: string): Required<Spot> | undefined;
  /** `Shop.Stage` leads to `ShopProdStage` wherever the template refers to it. */
  refer(words: string, name: string): void;
}

/** Of its own, and the same as long as what it is made of is called the same. */
function idOf({ from, name: own }: Written, name: string): string {
  if (from.name !== own) return `>${name}`;
  return name === own ? from.id : `${from.id}>${name}`;
}

/** The facts of what is made of one resource. Keys below `same` are the user's own words too. */
export function factsOf(
  of: Written,
  name: string,
  type: string,
  { same = [], called, needs }: { same?: readonly string[]; called?: string; needs?: readonly string[] } = {},
): Facts {
  return {
    id: idOf(of, name),
    name,
    type,
    at: of.key,
    exists: of.exists,
    ...(needs && { needs }),
    made: {
      from: of.from,
      name: of.name,
      ...(called !== undefined && { called }),
      wordsFor: ([section, ...keys]) =>
        section === 'Properties' && of.home && same.includes(keys[0] ?? '') ? [...of.home, ...keys] : undefined,
    },
  };
}
