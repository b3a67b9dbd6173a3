/* A text where a number is wanted, one value where a list is, and the other way round. */
import { callOf } from '../../formats/cloudformation/call.ts';
import { child } from '../../formats/cloudformation/template.ts';
import { chunkIn } from '../../formats/layout/chunk.ts';
import { childrenOf, type Spot } from '../../formats/layout/spot.ts';
import type { Written } from '../../formats/layout/written.ts';
import { decline } from '../../formats/spell.ts';
import type { MapNode, ScalarNode } from '../../formats/syntax/node.ts';
import { type CfnLintFix, type Here, type Mend, ownWords, spotOf } from './fix.ts';
import { replaced } from './replaced.ts';

export const valueOfAnotherType: Mend = (here) => {
  const spot = spotOf(here);
  const { node } = spot;
  // What functions take, each says for itself.
  if (callOf(node) || node.tag || here.finding.path.some((step) => String(step).startsWith('Fn::'))) return [];
  ownWords(here);
  switch (here.finding.expected) {
    case 'array':
      return node.kind === 'scalar' || (node.kind === 'map' && !areTags(here, node)) ? [asList(here, spot)] : [];
    case 'boolean':
    case 'integer':
    case 'number':
    case 'string':
      return node.kind === 'sequence'
        ? onlyOneOf(here, spot)
        : node.kind === 'scalar'
          ? converted(here, spot, node)
          : [];
    default:
      return [];
  }
};

/** `Tags: { team: shop }` would not be a list of one `Key` and one `Value`. */
const areTags = ({ finding }: Here, node: MapNode): boolean =>
  String(finding.path.at(-1)).endsWith('Tags') && child(node, 'Key') === undefined;

const asList = ({ source }: Here, spot: Spot): CfnLintFix => ({
  title: 'Make it a list of one',
  edits: replaced(source, spot, { kind: 'list', items: [taken(source, spot)] }, { isMoved: true }),
  isPreferred: true,
});

function onlyOneOf({ source }: Here, spot: Spot): readonly CfnLintFix[] {
  const [item, another] = childrenOf(spot);
  if (!item || another || (item.node.kind !== 'scalar' && !callOf(item.node))) return [];
  const edits = replaced(source, spot, taken(source, item), { isMoved: true });
  return [{ title: 'Take the one value out of its list', edits, isPreferred: true }];
}

/** As it is written, with its comments; a plain text as what it says, because brackets ask for other quotes. */
const taken = (source: Here['source'], spot: Spot): Written =>
  spot.node.kind === 'scalar' &&
  !spot.node.tag &&
  spot.node.value !== null &&
  spot.node.style !== 'literal' &&
  spot.node.style !== 'folded'
    ? { kind: 'scalar', value: spot.node.value }
    : { kind: 'chunk', chunk: chunkIn(source, spot) };

function converted({ text, finding }: Here, { base, start, end }: Spot, node: ScalarNode): readonly CfnLintFix[] {
  const raw = text.slice(base + node.start, base + node.end);
  const { expected } = finding;
  const edits = (newText: string) => [{ start, end, newText }];
  if (expected === 'string' && typeof node.value !== 'string')
    return node.value === null ? [] : [{ title: `Put ${raw} in quotes`, edits: edits(`"${raw}"`), isPreferred: true }];
  const value =
    typeof node.value === 'boolean' ? decline('a flag is no number') : valueAs(String(node.value), expected);
  if (value === undefined) return [];
  const isQuoted = node.style !== 'plain';
  const title = isQuoted && raw.slice(1, -1) === value ? `Write ${value} without quotes` : `Change ${raw} to ${value}`;
  return [{ title, edits: edits(value), isPreferred: true }];
}

/** What people write for it, and what other languages do. */
function valueAs(text: string, type: string | undefined): string | undefined {
  const word = text.trim().toLowerCase();
  if (type === 'boolean') return flags[word];
  if (type === 'integer') return /^-?\d+(?:\.0+)?$/.test(word) ? word.replace(/\.0+$/, '') : undefined;
  return type === 'number' && /^-?\d+(?:\.\d+)?$/.test(word) ? word : undefined;
}

const flags: Readonly<Record<string, string>> = {
  true: 'true',
  yes: 'true',
  on: 'true',
  '1': 'true',
  false: 'false',
  no: 'false',
  off: 'false',
  '0': 'false',
};
