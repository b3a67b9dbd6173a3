/* A parameter, a mapping or a condition that nothing uses: it goes, with the comments above it. */
import { keyText } from '../../formats/cloudformation/template.ts';
import { changed } from '../../formats/cloudformation/writer/changes.ts';
import type { Source, TextEdit } from '../../formats/format.ts';
import { removeFrom } from '../../formats/layout/remove.ts';
import { childrenOf, type Spot } from '../../formats/layout/spot.ts';
import { styleOf } from '../../formats/layout/style.ts';
import { isBelowEmptyLine } from '../../formats/layout/text.ts';
import { decline } from '../../formats/spell.ts';
import { afterBreak, lineEnd, lineStart } from '../../formats/syntax/lines.ts';
import { type Mend, spotOf } from './fix.ts';

export const unusedMember: Mend = (here) => {
  const { source, text } = here;
  const [section, name] = here.finding.path;
  if (section === 'Parameters' && isInMetadata(source, String(name))) return [];
  const spot = spotOf(here);
  const around = spot.up;
  if (!around) return [];
  const isLast = childrenOf(around).length === 1 && !around.up;
  const edits = isLast ? [withoutSection(source, around)] : changed(source, (changes) => changes.remove(spot));
  // Not preferred where somebody may give it a value: then the next deployment fails.
  const isPreferred = section !== 'Parameters';
  const title = `Remove ${name}, which nothing uses`;
  return [{ title, edits: edits.map((edit) => withBlank(text, edit)), ...(isPreferred && { isPreferred }) }];
};

/** How the console shows it would name what is not there. */
const isInMetadata = ({ document }: Source, name: string): boolean =>
  document.items.some(
    ({ key, section, text }) => section === undefined && key && keyText(key) === 'Metadata' && text.includes(name),
  );

/** The section goes with its only member. */
function withoutSection({ document }: Source, section: Spot): TextEdit {
  const { text, items, starts } = document;
  if (styleOf(document).hasLoneReturns) return decline('its lines end in a way of their own');
  const index = starts.indexOf(section.base);
  if (items[index]?.anchors?.size) return decline('an alias may need it');
  if (!section.inBrackets) return removeFrom(text, [section], new Set([0]))[0] ?? decline('it cannot be removed');
  const next = items[index + 1]?.key;
  const start = section.base + (section.entry?.key.start ?? 0);
  const end = next ? (starts[index + 1] ?? 0) + next.start : section.end;
  // The comma behind it goes along, and nothing else.
  return /^\s*,\s*$/.test(text.slice(section.end, end)) ? { start, end, newText: '' } : decline('it is the last one');
}

/** Of the empty lines on both sides, one goes along. */
function withBlank(text: string, edit: TextEdit): TextEdit {
  const isWhole = edit.start === lineStart(text, edit.start) && edit.newText === '';
  const next = lineEnd(text, edit.end);
  if (!isWhole || !isBelowEmptyLine(text, edit.start) || text.slice(edit.end, next).trim() !== '') return edit;
  return { ...edit, end: afterBreak(text, next) };
}
