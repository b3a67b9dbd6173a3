const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

export const isNumber = (word: string): boolean => number.test(word);

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * What the characters between two quotes mean. A character that may not stand there stands for
 * itself, and `report` is told about it.
 */
export function decodeString(
  text: string,
  start: number,
  end: number,
  report: (start: number, end: number, message: string) => void,
): string {
  try {
    // JSON.parse of a string in quotes gives a string.
    return JSON.parse(text.slice(start - 1, end + 1)) as string;
  } catch {
    return decodeOneByOne(text, start, end, report);
  }
}

const special = /\\u[\da-fA-F]{4}|\\[\s\S]|[\u0000-\u001f]/g;

function decodeOneByOne(
  text: string,
  start: number,
  end: number,
  report: (start: number, end: number, message: string) => void,
): string {
  return text.slice(start, end).replace(special, (found, offset: number) => {
    const from = start + offset;
    if (found.length === 6) return String.fromCharCode(Number.parseInt(found.slice(2), 16));
    if (found.length === 1) {
      report(from, from + 1, `A control character in a string; write ${JSON.stringify(found).slice(1, -1)}.`);
      return found;
    }
    const meaning = escapes.get(found.charAt(1));
    if (meaning !== undefined) return meaning;
    const advice = found === '\\u' ? 'write four hexadecimal digits after it' : `write \\${found} for a backslash`;
    report(from, from + 2, `${found} is no JSON escape; ${advice}.`);
    return found;
  });
}

/** The same without a word about what is wrong, and where in `raw` each character of it begins; the end counts as one. */
export function decodedWith(raw: string): { readonly text: string; readonly places: readonly number[] } {
  const places: number[] = [];
  let text = '';
  let at = 0;
  const upTo = (end: number): void => {
    text += raw.slice(at, end);
    for (; at < end; at++) places.push(at);
  };
  for (const { 0: found, index } of raw.matchAll(/\\u[\da-fA-F]{4}|\\[\s\S]/g)) {
    upTo(index);
    const meaning = escapes.get(found.charAt(1)) ?? decodeOneByOne(found, 0, found.length, () => {});
    // What is no escape stays as it is.
    for (let unit = 0; unit < meaning.length; unit++) places.push(index + unit);
    text += meaning;
    at = index + found.length;
  }
  upTo(raw.length);
  places.push(raw.length);
  return { text, places };
}
