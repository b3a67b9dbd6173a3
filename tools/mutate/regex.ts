/*
 * From a regular expression to those that say a little more or less: an anchor gone, an alternative gone, an optional
 * part required, a flag gone.
 */

/** `regex` is the literal as written, with its slashes and flags. */
export function regexMutants(regex: string): readonly string[] {
  const close = regex.lastIndexOf('/');
  const [body, flags] = [regex.slice(1, close), regex.slice(close + 1)];
  const bodies = [...lessOf(body), '(?:)', '(?!)'].filter((other) => other !== '' && other !== body);
  const others = [...flags].map((flag) => flags.replace(flag, ''));
  return [...new Set([...bodies.map((other) => `/${other}/${flags}`), ...others.map((other) => `/${body}/${other}`)])];
}

interface Token {
  readonly text: string;
  readonly start: number;
}

const TOKEN = /\\.|\[(?:\\.|[^\]\\])*\]|\(\?(?:[:=!]|<[=!]|<\w+>)|[\s\S]/g;

function lessOf(body: string): string[] {
  const tokens: Token[] = [...body.matchAll(TOKEN)].map((match) => ({ text: match[0], start: match.index }));
  const without = (start: number, end: number) => body.slice(0, start) + body.slice(end);
  const bodies: string[] = [];
  for (const { text, start } of tokens) {
    const end = start + text.length;
    if ('^$?'.includes(text)) bodies.push(without(start, end));
    if (text.startsWith('[') && text.length > 3)
      bodies.push(...classMembers(text).map(([from, to]) => without(start + from, start + to)));
  }
  for (const [start, end] of alternatives(tokens, body.length)) bodies.push(without(start, end));
  return bodies;
}

type Stretch = readonly [start: number, end: number];

/** The single characters and ranges of `[…]`, where there are several. */
function classMembers(text: string): readonly Stretch[] {
  const first = text.startsWith('[^') ? 2 : 1;
  const members = [...text.slice(first, -1).matchAll(/(?:\\.|[^\\])(?:-(?:\\.|[^\\]))?/g)].map((match): Stretch => {
    const start = first + match.index;
    return [start, start + match[0].length];
  });
  return members.length > 1 ? members : [];
}

/** Each alternative with one of its bars, at every depth. */
function alternatives(tokens: readonly Token[], length: number): readonly Stretch[] {
  const found: Stretch[] = [];
  const open: { start: number; bars: number[] }[] = [{ start: 0, bars: [] }];
  const close = (end: number): void => {
    const group = open.pop();
    if (!group || group.bars.length === 0) return;
    const edges = [group.start - 1, ...group.bars, end];
    for (const [index, edge] of edges.slice(0, -1).entries()) {
      const next = edges[index + 1] ?? end;
      found.push(index === 0 ? [edge + 1, next + 1] : [edge, next]);
    }
  };
  for (const { text, start } of tokens) {
    if (text.startsWith('(')) open.push({ start: start + text.length, bars: [] });
    else if (text === ')') close(start);
    else if (text === '|') open.at(-1)?.bars.push(start);
  }
  close(length);
  return found;
}
