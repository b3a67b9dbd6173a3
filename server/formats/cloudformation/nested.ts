/*
 * Stacks inside of a stack, whose templates lie beside it: what is handed in and out of them is followed. Source:
 * `AWS::CloudFormation::Stack`; `AWS::Serverless::Application` is one by another name.
 */
import type { Expression, Files, Leaves, Nested, Owner, Source, SourceProblem } from '../format.ts';
import { isTemplate } from '../syntax/document.ts';
import { isFarAway } from './included.ts';
import type { ReadResource } from './resource.ts';

/** What a template that is read inside of another knows of what is around it. */
export interface Around {
  /** The logical ids of the stacks on the way: `Network/Edge`. */
  readonly within: string;
  /** What messages call that, where it is no name to be read. */
  readonly whose?: string;
  readonly exists: ReadResource['exists'];
  readonly arguments: ReadonlyMap<string, Expression>;
  /** The files on the way. */
  readonly files: readonly string[];
  /** Whether the stack around it hands that output on to somebody who cannot be seen. */
  handsOn(output: string): boolean;
}

/** Reads a template that is nested. */
export type ReadNested = (file: string, document: Source['document'], around: Around) => Nested;

const locations: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

export const isStack = (type: string): boolean => locations.has(type);

/** A stack, and the file of its template. */
export interface Found {
  readonly resource: ReadResource;
  readonly file: string;
  readonly document: Source['document'];
}

/** Those whose templates can be read; a template that holds itself is a problem, and is not read again. */
export function stacksAmong(
  resources: readonly ReadResource[],
  files: Files,
  file: string,
  around: readonly string[],
): { readonly stacks: readonly Found[]; readonly problems: readonly SourceProblem[] } {
  const stacks: Found[] = [];
  const problems: SourceProblem[] = [];
  for (const resource of resources) {
    const word = locations.get(resource.type);
    const written = word === undefined ? undefined : at(resource.body, word);
    if (written?.kind !== 'literal' || isFarAway(String(written.value))) continue;
    const found = files.read(file, String(written.value));
    if ('why' in found || !isTemplate(found.document)) continue;
    if (found.file === file || around.includes(found.file)) problems.push(circle(resource));
    else stacks.push({ resource, ...found });
  }
  return { stacks, problems };
}

/** Stacks in which, further in, there is a circle. */
export const circlesIn = (stacks: readonly Found[], nested: ReadonlyMap<string, Nested>): readonly SourceProblem[] =>
  stacks.flatMap(({ resource }) => {
    const inside = nested.get(resource.name)?.source;
    return inside && isCircular(inside) ? [circle(resource)] : [];
  });

const isCircular = ({ problems }: Source): boolean => problems.some((problem) => circles.has(problem));
const circles = new WeakSet<SourceProblem>();

function circle({ name, type, item, key, body }: ReadResource): SourceProblem {
  const { span = key } = at(body, locations.get(type) ?? '') ?? {};
  const message = `${name} leads back to a template that it stands in: a circle, which cannot be deployed.`;
  const problem: SourceProblem = { item, span, message, severity: 'error' };
  circles.add(problem);
  return problem;
}

export function readStacks(
  stacks: readonly Found[],
  file: string,
  leaves: Leaves,
  outer: Around | undefined,
  read: ReadNested,
): ReadonlyMap<string, Nested> {
  return new Map(
    stacks.map(({ resource, ...found }) => {
      const { name } = resource;
      const handedOn = leaves.of(name);
      const handed = at(resource.body, 'Parameters');
      const nested = read(found.file, found.document, {
        within: outer ? `${outer.within}/${name}` : name,
        ...(outer?.whose !== undefined && { whose: `${outer.whose}/${name}` }),
        exists: resource.exists,
        arguments: new Map(
          handed?.kind === 'map' ? [...handed.entries].map(([word, { value }]) => [word, value] as const) : [],
        ),
        files: [...(outer?.files ?? []), file],
        handsOn: (output) => handedOn.some(({ attribute }) => attribute === `Outputs.${output}`),
      });
      return [name, nested] as const;
    }),
  );
}

/** Whose names those are that a nested stack is handed. */
export const ownerless = (): { source: Owner['source'] } => ({ source: undefined });

const at = (node: Expression | undefined, key: string): Expression | undefined =>
  node?.kind === 'map' ? node.entries.get(key)?.value : undefined;
