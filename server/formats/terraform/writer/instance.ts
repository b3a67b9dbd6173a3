/* How a resource is referred to that has instances, and what a resource beside it shares with it. */
import type { Entry as Row, Source } from '../../format.ts';
import { decline } from '../../spell.ts';
import { childrenOf } from '../../syntax/children.ts';
import type { MapNode, SyntaxNode } from '../../syntax/node.ts';
import { entryOf } from '../file.ts';
import { wordsOf } from '../words.ts';
import { address } from './quote.ts';
import { type Body, bodiesOf, bodyOf, type Spot, speaksOfInstance, topOf, whereOf } from './spot.ts';

/** Where something is written, as far as what is written there depends on it. */
export interface Home {
  /** Its `count`, as words; undefined where it has none. */
  readonly count: string | undefined;
  /** The block that it stands in; undefined for what is new. */
  readonly within: MapNode | undefined;
}

/** That of what is new beside `body`: it has as many instances. */
export const homeBeside = (body: Body): Home => ({ count: countOf(body), within: undefined });

export function homeIn(source: Source, item: string, spot: Spot): Home {
  refuseOverridden(source, item);
  const body = topOf(spot);
  return { count: countOf(body), within: body.node };
}

/** What an override file says of the number of instances is not what the block itself says. */
export function refuseOverridden(source: Source, item: string): void {
  const bodies = bodiesOf(source, item);
  if (bodies.length > 1 && bodies.some(({ node }) => entryOf(node, 'count') ?? entryOf(node, 'for_each')))
    decline('an override file may say how many of it there are');
}

function countOf({ node }: Body): string | undefined {
  const count = entryOf(node, 'count');
  return count && wordsOf(count);
}

/** `aws_lb.main`, `aws_lb.main[0]`: for whoever stands in `home`. */
export function addressOf({ source, resource }: Pick<Row, 'source' | 'resource'>, home: Home): string {
  refuseOverridden(source, resource.item);
  const { node } = bodyOf(source, whereOf(resource));
  if (entryOf(node, 'for_each')) return decline(`${resource.name} has an instance for each of something`);
  return withIndex(address(resource.name), entryOf(node, 'count'), home);
}

/** There is one of it, or none where there is none of what stands in `home` either. */
function withIndex(name: string, count: SyntaxNode | undefined, { count: own }: Home): string {
  if (!count) return name;
  const [most, least] = boundsOf(count) ?? decline(`nobody knows how often there is ${name}`);
  if (most > 1 || (least < 1 && own !== wordsOf(count))) return decline(`nobody knows which ${name} is meant`);
  return `${name}[0]`;
}

function boundsOf(count: SyntaxNode): readonly [most: number, least: number] | undefined {
  if (count.kind === 'scalar') return typeof count.value === 'number' ? [count.value, count.value] : undefined;
  if (count.kind !== 'conditional') return undefined;
  const both = [boundsOf(count.yes), boundsOf(count.no)].flatMap((bounds) => bounds ?? []);
  return both.length === 4 ? [Math.max(...both), Math.min(...both)] : undefined;
}

/** Of something new beside `body`. */
export const newAddress = (name: string, body: Body): string =>
  withIndex(name, entryOf(body.node, 'count'), homeBeside(body));

/** Whether an expression says the same in `home` as where it stands. */
export const meansTheSame = (node: SyntaxNode, from: Home['within'], home: Home, count: string | undefined): boolean =>
  (home.within !== undefined && home.within === from) ||
  !speaksOfInstance(node) ||
  (home.count !== undefined && home.count === count && !speaksOfEach(node));

const speaksOfEach = (node: SyntaxNode): boolean =>
  (node.kind === 'traversal' && (node.name === 'each' || node.name === 'self')) || childrenOf(node).some(speaksOfEach);
