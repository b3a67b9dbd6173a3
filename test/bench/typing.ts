/*
 * What a person does to a template: goes somewhere, types a word letter by letter, takes it back letter by letter.
 * The same text and seed give the same keystrokes, and after the last one the text is what it was.
 */
import type { TextEdit } from '../../server/formats/format.ts';
import { type Random, random } from './random.ts';

export type Language = 'yaml' | 'json' | 'hcl' | 'tf-json';

/** One key, as an edit of the text that the keys before have left. */
export interface Keystroke extends TextEdit {
  /** How many characters the resource or other entry has that is typed in, before the word was begun. */
  readonly itemSize: number;
}

export function typing(text: string, language: Language, { seed, words }: { seed: number; words: number }) {
  const chance = random(seed);
  const { logicalIds, keys, values } = placesIn(text, language);
  const itemSizeAt = itemSizes(logicalIds, text.length);
  const keystrokes: Keystroke[] = [];
  for (let word = 0; word < words; word++) {
    const kind = chance.below(10);
    const place = anyOf(kind < 6 ? values : kind < 9 ? keys : logicalIds, chance);
    if (!place) continue;
    // Most words are begun at the end of what stands there; never before it, where a letter would be a mark.
    const at = chance.chance(0.5) ? place.end : place.start + 1 + chance.below(place.end - place.start);
    keystrokes.push(...typedAndTakenBack(chance.pick(vocabulary), at, itemSizeAt(at)));
  }
  return keystrokes;
}

/** How the text stands after the key. */
export const afterKey = (text: string, { start, end, newText }: Keystroke): string =>
  text.slice(0, start) + newText + text.slice(end);

const vocabulary = ['api', 'prod', 'internal', 'checkout', 'Listener', 'v2', 'x', 'orders', 'timeout', 'eu'] as const;

function typedAndTakenBack(word: string, at: number, itemSize: number): Keystroke[] {
  const typed = [...word].map((letter, index) => ({ start: at + index, end: at + index, newText: letter, itemSize }));
  return [...typed, ...typed.map(({ start }) => ({ start, end: start + 1, newText: '', itemSize })).reverse()];
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Found by how the generators lay their lines out, so that no parser of ours has a say in what it is measured by. */
const layouts = {
  yaml: {
    logicalIds: /^ {2}(\w+):$/dgm,
    keys: /^ {4,}(?:- )?([A-Za-z]\w*):/dgm,
    values: /: (?:!\w+ )?["']?([A-Za-z][\w./-]*)["']?$/dgm,
  },
  json: {
    logicalIds: /^ {4}"(\w+)": \{$/dgm,
    keys: /^ {6,}"([A-Za-z]\w*)":/dgm,
    values: /: "([A-Za-z][\w./-]*)",?$/dgm,
  },
  hcl: {
    logicalIds: /^resource "\w+" "(\w+)" \{$/dgm,
    keys: /^ {2,}(\w+) +=/dgm,
    values: /= "([A-Za-z][\w./-]*)"$/dgm,
  },
  // A resource stands one level deeper than in a template: they are grouped by their types.
  'tf-json': {
    logicalIds: /^ {6}"(\w+)": \{$/dgm,
    keys: /^ {8,}"([A-Za-z]\w*)":/dgm,
    values: /: "([A-Za-z][\w./-]*)",?$/dgm,
  },
} as const;

function placesIn(text: string, language: Language) {
  const { logicalIds, keys, values } = layouts[language];
  const all = (pattern: RegExp): Place[] =>
    [...text.matchAll(pattern)].flatMap(({ indices }) => {
      const [start, end] = indices?.[1] ?? [];
      return start === undefined || end === undefined ? [] : [{ start, end }];
    });
  return { logicalIds: all(logicalIds), keys: all(keys), values: all(values) };
}

function anyOf(places: readonly Place[], chance: Random): Place | undefined {
  return places[chance.below(places.length)];
}

/** An item reaches from its logical id to the next one. */
function itemSizes(logicalIds: readonly Place[], length: number): (offset: number) => number {
  const borders = [0, ...logicalIds.map(({ start }) => start), length];
  return (offset) => {
    const next = Math.max(
      1,
      borders.findIndex((border) => border > offset),
    );
    return (borders[next] ?? length) - (borders[next - 1] ?? 0);
  };
}
