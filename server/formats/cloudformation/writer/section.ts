/* A section that the template does not have yet, where a person would put it. */
import type { Source, TextEdit } from '../../format.ts';
import { entryText } from '../../layout/block.ts';
import { type Entries, entryTexts, isQuoted } from '../../layout/insert.ts';
import { childrenOf, rootOf, type Spot } from '../../layout/spot.ts';
import type { Style } from '../../layout/style.ts';
import { aboveWith, columnOf } from '../../layout/text.ts';
import type { Written } from '../../layout/written.ts';
import { decline } from '../../spell.ts';
import { beginsLine, leadOf, lineStart } from '../../syntax/lines.ts';
import { keyText } from '../template.ts';

/** What a fix may bring, in the order that the documentation has. */
export const newSections = ['Metadata', 'Globals', 'Parameters'] as const;
export type Section = (typeof newSections)[number];

const behindParameters = ['Rules', 'Mappings', 'Conditions', 'Resources'];
/** What comes behind it in that order. */
const later: Readonly<Record<Section | 'Transform', readonly string[]>> = {
  Transform: ['Metadata', 'Globals', 'Parameters', ...behindParameters],
  Metadata: ['Globals', 'Parameters', ...behindParameters],
  Globals: ['Metadata', 'Parameters', ...behindParameters],
  Parameters: behindParameters,
};

interface Standing {
  readonly name: string;
  /** Where its key begins. */
  readonly key: number;
  readonly inBrackets: boolean;
  readonly isWhole: boolean;
  /** Its value, where it is one. */
  value(): Spot;
}

/** The value of a section that is there. */
export const sectionOf = (source: Source, name: Section): Spot | undefined =>
  sectionsOf(source)
    .find((section) => section.name === name)
    ?.value();

function sectionsOf(source: Source): readonly Standing[] {
  const { items, starts, language } = source.document;
  return items.flatMap((item, index): readonly Standing[] => {
    const base = starts[index] ?? 0;
    if (item.kind !== 'entry' && item.kind !== 'section') return [];
    const isWhole = item.problems.length === 0;
    const root = () => (isWhole ? rootOf(source, { item, base }) : decline('the section has a problem'));
    if (item.key)
      return [
        { name: keyText(item.key), key: base + item.key.start, inBrackets: language === 'json', isWhole, value: root },
      ];
    // A document in flow style is one item.
    return childrenOf(root()).flatMap((value) =>
      value.entry
        ? [
            {
              name: keyText(value.entry.key),
              key: base + value.entry.key.start,
              inBrackets: true,
              isWhole,
              value: () => value,
            },
          ]
        : [],
    );
  });
}

export const addSection = (source: Source, name: Section, entries: Entries, style: Style): TextEdit =>
  addTopLevel(source, name, { kind: 'map', entries: new Map(entries) }, style);

/** A top-level key that is not there yet. */
export function addTopLevel(source: Source, name: Section | 'Transform', value: Written, style: Style): TextEdit {
  const { text } = source.document;
  const next = sectionsOf(source).find((section) => later[name].includes(section.name));
  if (!next?.isWhole) return decline('there is no section to put it before');
  const { key, inBrackets } = next;
  const apart = style.blankBetweenSections ? style.eol : '';
  const isSpread = beginsLine(text, key);
  const lead = leadOf(text, key);
  if (inBrackets) {
    const [entry = ''] = entryTexts([[name, value]], style, { json: isQuoted(text, key), ...(isSpread && { lead }) });
    return { start: key, end: key, newText: `${entry},${isSpread ? apart + style.eol + lead : style.comma.slice(1)}` };
  }
  if (!isSpread) return decline('the section shares its line');
  // Comments at the top of the file speak of the file, those further down of the section.
  const above = aboveWith(text, key);
  const isTop =
    text
      .slice(0, above)
      .replace(/^\uFEFF/, '')
      .trim() === '';
  const at = isTop ? lineStart(text, key) : above;
  const newText = lead + entryText(name, value, columnOf(text, key), style) + style.eol + apart;
  return { start: at, end: at, newText };
}
