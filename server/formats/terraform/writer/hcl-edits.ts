/* Text edits in HCL, of what is asked of a file in it. */
import type { TextEdit } from '../../format.ts';
import { decline } from '../../spell.ts';
import { lineEnd } from '../../syntax/lines.ts';
import { editBody } from './body.ts';
import { insertEntries, insertItems } from './brackets.ts';
import type { Asked } from './changes.ts';
import { shiftedComments } from './comments.ts';
import { isInHeredoc, putInHeredoc, removeInHeredoc, setInHeredoc } from './heredoc.ts';
import { type Inside, longRows } from './long.ts';
import { newBlock, newVariable } from './new-block.ts';
import type { Written } from './print.ts';
import { removedBetween } from './remove.ts';
import { replaceValue } from './replace.ts';
import { isBody, type Spot } from './spot.ts';
import { styleOf } from './style.ts';
import { tailOf } from './text.ts';
import { addVariables } from './variables.ts';

export function editsInHcl(asked: Asked): readonly TextEdit[] {
  const { source, sets, resources, variables, moved } = asked;
  const { text } = source.document;
  const style = styleOf(source.document);
  if (style.hasLoneReturns) decline('its lines end in a way of their own');
  const becomes = whatBecomes(asked);
  const inHeredocs: TextEdit[] = [];
  const inside: Inside[] = [];
  for (const one of sets) {
    const { spot, value } = one;
    if (isInHeredoc(spot)) inHeredocs.push(...setInHeredoc(spot, value, text));
    else inside.push({ spot, edits: [replaceValue(text, one, style, moved.has(spot.node))] });
  }
  for (const spot of containersIn(asked)) {
    if (isBody(spot)) continue;
    const { value, gone } = becomes(spot);
    if (value && gone.size > 0) decline('what comes and what goes are neighbours');
    if (isInHeredoc(spot)) {
      if (value) inHeredocs.push(...putInHeredoc(spot, value, text));
      if (gone.size > 0) inHeredocs.push(...removeInHeredoc(spot, gone, text));
      continue;
    }
    if (value?.kind === 'map') inside.push({ spot, edits: insertEntries(text, spot, value.entries, style) });
    if (value?.kind === 'list') inside.push({ spot, edits: insertItems(text, spot, value.items, style) });
    if (gone.size > 0) inside.push({ spot, edits: removedBetween(text, spot, gone) });
  }
  const long = longRows(inside);
  const edits = [...inHeredocs, ...inside.flatMap((one) => one.edits)];
  for (const container of containersIn(
    asked,
    [...long.values()].map(({ body }) => body),
  )) {
    if (!isBody(container)) continue;
    const { value, gone } = becomes(container);
    const entries = value?.kind === 'map' ? value.entries : [];
    edits.push(...editBody(text, container, { entries, gone, long: long.get(container.node)?.at ?? none }, style));
  }
  for (const one of resources) {
    tailOf(text, one.near.end);
    const at = lineEnd(text, one.near.end);
    edits.push({ start: at, end: at, newText: style.eol + style.eol + newBlock(one, source, style) });
  }
  const blocks = variables.map((one) => newVariable(one, style));
  if (blocks.length > 0) edits.push(addVariables(source, blocks, style));
  return [...edits, ...shiftedComments(source.document, edits)];
}

const none: ReadonlySet<number> = new Set();

/** What comes into a container, and which of its children go. */
function whatBecomes({ puts, removals }: Asked) {
  const come = new Map(puts.map(({ spot, value }) => [spot.node, value]));
  const go = new Map(removals.map(({ container, gone }) => [container.node, gone]));
  return ({ node }: Spot): { readonly value: Written | undefined; readonly gone: ReadonlySet<number> } => ({
    value: come.get(node),
    gone: go.get(node) ?? none,
  });
}

/** Each once, whatever becomes of it. */
function containersIn({ puts, removals }: Asked, others: readonly Spot[] = []): readonly Spot[] {
  const spots = [...others, ...puts.map(({ spot }) => spot), ...removals.map(({ container }) => container)];
  return [...new Map(spots.map((spot) => [spot.node, spot])).values()];
}
