/*
 * The words that a text says over and over: keys, tags, names. Where one was met before, no new string is made of it,
 * which spares a tenth of the tree. Values differ: to look for those costs more than it spares.
 */

/** How many words are remembered; a power of two. An edit reads a few lines, and shall not pay for more. */
const metSize = (length: number): number => (length < 20_000 ? 64 : 1024);

/** No word that is said often is longer. */
const longest = 32;

export class Words {
  private readonly text: string;
  private readonly units: Uint16Array;
  /** Words met before, by a hash of a few of their characters. */
  private readonly met: string[];

  /** `units`: those of the text. */
  constructor(text: string, units: Uint16Array) {
    this.text = text;
    this.units = units;
    this.met = new Array<string>(metSize(text.length)).fill('');
  }

  /** The same as `text.slice(start, end)`. */
  word(start: number, end: number): string {
    const { text, units, met } = this;
    const length = end - start;
    if (length < 1 || length > longest) return text.slice(start, end);
    const middle = units[start + (length >> 1)] ?? 0;
    const hash = (units[start] ?? 0) * 31 + (units[end - 1] ?? 0) * 7 + middle * 97 + length;
    const slot = hash & (met.length - 1);
    const known = met[slot] ?? '';
    if (known.length === length) {
      let at = 0;
      while (at < length && known.charCodeAt(at) === units[start + at]) at++;
      if (at === length) return known;
    }
    const fresh = text.slice(start, end);
    met[slot] = fresh;
    return fresh;
  }
}
