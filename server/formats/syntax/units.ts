/*
 * The code units of a text as an array, at the same offsets. Parsers look at each of them at least once, and an array
 * answers faster than `charCodeAt`, which has to find out every time how the string is kept.
 */
export const unitsOf = (text: string): Uint16Array => (copiesUnits ? copied(text) : oneByOne(text));

/** Node copies a text at once, in the order of bytes that an array has nearly everywhere; browsers have no word for it. */
const copiesUnits = typeof Buffer !== 'undefined' && copied('a')[0] === 97;

function copied(text: string): Uint16Array {
  const { buffer, byteOffset } = Buffer.from(text, 'utf16le');
  return new Uint16Array(buffer, byteOffset, text.length);
}

export function oneByOne(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let at = 0; at < units.length; at++) units[at] = text.charCodeAt(at);
  return units;
}
