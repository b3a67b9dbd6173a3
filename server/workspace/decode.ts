/** How a text is written down as bytes. */
export interface Encoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** Whether a byte order mark comes first. */
  readonly marked: boolean;
}

/** The text of a file, or why it is none. `guess` is what could be read of it nevertheless. */
export type Decoded =
  | { readonly text: string; readonly encoding: Encoding }
  | { readonly text: undefined; readonly why: string; readonly guess: string };

/**
 * UTF-8, or UTF-16 where a byte order mark says so. The mark is not part of the text, as in an editor,
 * so that the columns of the first line agree.
 */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return decodeAs('utf-16be', bytes);
  // Neither YAML nor JSON allows a NUL; text in UTF-16 is full of them.
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    const guess = new TextDecoder(zero % 2 === 0 ? 'utf-16be' : 'utf-16le').decode(bytes);
    return { text: undefined, why: 'is no text, or UTF-16 without a byte order mark; save it as UTF-8', guess };
  }
  return decodeAs('utf-8', bytes);
}

function decodeAs(name: Encoding['name'], bytes: Uint8Array): Decoded {
  try {
    const text = new TextDecoder(name, { fatal: true }).decode(bytes);
    return { text, encoding: { name, marked: name !== 'utf-8' || isMarked(bytes) } };
  } catch {
    const what = name === 'utf-8' ? 'UTF-8' : 'UTF-16, as its byte order mark says it is';
    const guess = new TextDecoder(name).decode(bytes);
    return { text: undefined, why: `is not ${what}${firstBad(guess)}; save it as UTF-8`, guess };
  }
}

const isMarked = ([first, second, third]: Uint8Array): boolean => first === 0xef && second === 0xbb && third === 0xbf;

/** The way back: what was decoded comes out as it was, byte for byte. */
export function encode(text: string, { name, marked }: Encoding): Uint8Array {
  const whole = marked ? `\uFEFF${text}` : text;
  if (name === 'utf-8') return new TextEncoder().encode(whole);
  const bytes = new DataView(new ArrayBuffer(whole.length * 2));
  for (let i = 0; i < whole.length; i++) bytes.setUint16(i * 2, whole.charCodeAt(i), name === 'utf-16le');
  return new Uint8Array(bytes.buffer);
}

/** The line where the first byte stands that means nothing. */
function firstBad(guess: string): string {
  const at = guess.indexOf('\uFFFD');
  return at < 0 ? '' : ` (line ${guess.slice(0, at).split(/\r\n?|\n/).length})`;
}
