/* A section that the template does not have yet, where a person would put it. */
import type { Source, TextEdit } from '../format.ts';
import { decline } from '../spell.ts';
import { entryText } from './write-block.ts';
import { type Entries, entryTexts, isQuoted } from './write-insert.ts';
import type { Style } from './write-style.ts';
import { aboveWith, beginsLine, columnOf, leadOf, lineStart } from './write-text.ts';
import type { Written } from './write-value.ts';

/** What comes behind the parameters in the order that the documentation has. */
const later: ReadonlySet<string> = new Set(['Rules', 'Mappings', 'Conditions', 'Resources']);

export function addSection(source: Source, name: 'Parameters', entries: Entries, style: Style): TextEdit {
  const { text, items, starts, language } = source.document;
  const index = items.findIndex(
    ({ kind, key }) => (kind === 'entry' || kind === 'section') && key !== undefined && later.has(String(key.value)),
  );
  const item = items[index];
  const base = starts[index];
  if (!item?.key || base === undefined || item.problems.length > 0)
    return decline('there is no section to put it before');
  const key = base + item.key.start;
  const value: Written = { kind: 'map', entries: new Map(entries) };
  const apart = style.blankBetweenSections ? style.eol : '';
  if (language === 'json') {
    const isSpread = beginsLine(text, key);
    const lead = leadOf(text, key);
    const [entry = ''] = entryTexts([[name, value]], style, { json: isQuoted(text, key), ...(isSpread && { lead }) });
    return { start: key, end: key, newText: `${entry},${isSpread ? apart + style.eol + lead : style.comma.slice(1)}` };
  }
  if (!beginsLine(text, key)) return decline('the section shares its line');
  // Comments at the top of the file speak of the file, those further down of the section.
  const above = aboveWith(text, key);
  const isTop =
    text
      .slice(0, above)
      .replace(/^\uFEFF/, '')
      .trim() === '';
  const at = isTop ? lineStart(text, key) : above;
  const newText = leadOf(text, key) + entryText(name, value, columnOf(text, key), style) + style.eol + apart;
  return { start: at, end: at, newText };
}
