/* How text stands in a terminal: what is shown of it, and how many columns that takes. */

/** One thing that a reader takes for a character. */
export interface Glyph {
  readonly shown: string;
  readonly columns: number;
  /** In the text that it was made of, in UTF-16 code units. */
  readonly offset: number;
}

const tab = '  ';
const printableAscii = /^[\x20-\x7e]*$/;

/** Whether it is shown as it stands, a column a character. */
export const isPlain = (text: string): boolean => printableAscii.test(text);
/** Made at the first line that needs it: most templates are ASCII, and what Unicode says of graphemes takes long to load. */
let graphemes: Intl.Segmenter | undefined;

export function glyphsOf(text: string): readonly Glyph[] {
  if (isPlain(text)) return [...text].map((shown, offset) => ({ shown, columns: 1, offset }));
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(graphemes.segment(text), ({ segment, index }) => {
    const shown = segment === '\t' ? tab : harmless(segment);
    return { shown, columns: segment === '\t' ? tab.length : columnsOf(shown), offset: index };
  });
}

/**
 * Text of the user's file without what a terminal would obey: control characters, and the marks that
 * turn the direction of writing around.
 */
export function harmless(text: string): string {
  if (isPlain(text)) return text;
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}

function columnsOf(grapheme: string): number {
  if (/^[\p{M}\p{Cf}]+$/u.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}

// The blocks that Unicode's East Asian Width calls wide or fullwidth, and what is drawn as an emoji.
const wide =
  /\p{Emoji_Presentation}|\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]|[\u{1F300}-\u{1F64F}\u{20000}-\u{3FFFD}]/u;
