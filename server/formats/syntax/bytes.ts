/*
 * The characters of a text as an array of bytes, at the same offsets. Parsers look at each character at least once, and an
 * array answers faster than `charCodeAt`, which has to find out every time how the string is kept.
 */

/** Every code unit beyond ASCII: to the loops that ask an array, they are all the same. */
const foreign = 0xff;

const encoder = new TextEncoder();

export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  const { read, written } = encoder.encodeInto(text, bytes);
  // In UTF-8, ASCII takes one byte for each code unit, and everything else takes more.
  if (read === text.length && written === text.length) return bytes;
  let from = 0;
  for (const { 0: run, index } of text.matchAll(/[^\0-\x7f]+/g)) {
    encoder.encodeInto(text.slice(from, index), bytes.subarray(from));
    from = index + run.length;
    bytes.fill(foreign, index, from);
  }
  encoder.encodeInto(text.slice(from), bytes.subarray(from));
  return bytes;
}
