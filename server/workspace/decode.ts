/** The text of a file, or why it is none. `guess` is what could be read of it nevertheless. */
export type Decoded =
  | { readonly text: string }
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

function decodeAs(encoding: 'utf-8' | 'utf-16le' | 'utf-16be', bytes: Uint8Array): Decoded {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    const name = encoding === 'utf-8' ? 'UTF-8' : 'UTF-16, as its byte order mark says it is';
    const guess = new TextDecoder(encoding).decode(bytes);
    return { text: undefined, why: `is not ${name}${firstBad(guess)}; save it as UTF-8`, guess };
  }
}

/** The line where the first byte stands that means nothing. */
function firstBad(guess: string): string {
  const at = guess.indexOf('\uFFFD');
  return at < 0 ? '' : ` (line ${guess.slice(0, at).split(/\r\n?|\n/).length})`;
}
