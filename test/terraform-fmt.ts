/*
 * What `terraform fmt` does with lines: their indentation, signs of neighbouring attributes below one another, and so
 * with the comments behind them. Blanks inside of expressions stay as they are. Source: `format` of
 * https://github.com/hashicorp/hcl/blob/main/hclwrite/format.go
 */

interface Line {
  /** Without blanks around it; as it is for what stands in a heredoc or a long comment. */
  readonly text: string;
  readonly isRaw: boolean;
  /** To its neighbours it is a part of the line that begins it. */
  readonly isHeredoc: boolean;
  /** What stands before the `=`, from there on, and the comment behind that. */
  readonly lead: string;
  readonly assign: string | undefined;
  readonly comment: string | undefined;
  /** How many brackets it opens more than it closes. */
  readonly net: number;
}

export function formatted(text: string): string {
  const lines = linesOf(text);
  const signs = columnsOf(lines, ({ assign, lead }) => (assign === undefined ? undefined : lead.length));
  const comments = columnsOf(lines, ({ comment, lead, assign }, i) => {
    if (comment === undefined) return undefined;
    return assign === undefined ? lead.length : (signs.get(i) ?? 0) + 1 + assign.length;
  });
  const opened: number[] = [];
  return lines
    .map((line, i) => {
      if (line.isRaw) return line.text;
      if (line.net < 0) close(opened, -line.net);
      const indent = line.text === '' ? '' : '  '.repeat(opened.length);
      if (line.net > 0) opened.push(line.net);
      const sign = signs.get(i) ?? line.lead.length;
      const code = line.assign === undefined ? line.lead : `${line.lead.padEnd(sign)} ${line.assign}`;
      if (line.comment === undefined) return indent + code;
      const end = comments.get(i) ?? code.length;
      return `${indent}${code.padEnd(Math.max(end, code.length))} ${line.comment}`;
    })
    .join('\n');
}

/** Neighbours of which each has a width share that of the widest. */
function columnsOf(
  lines: readonly Line[],
  widthOf: (line: Line, index: number) => number | undefined,
): ReadonlyMap<number, number> {
  const columns = new Map<number, number>();
  let first = 0;
  const widths = [...lines.map((line, i) => (line.isHeredoc ? 0 : widthOf(line, i))), undefined];
  for (const [i, width] of widths.entries()) {
    if (width !== undefined) continue;
    const widest = Math.max(0, ...widths.slice(first, i).map((one) => one ?? 0));
    for (let at = first; at < i; at++) columns.set(at, widest);
    first = i + 1;
  }
  return columns;
}

function close(opened: number[], brackets: number): void {
  let left = brackets;
  while (left > 0 && opened.length > 0) {
    const last = opened.pop() ?? 0;
    if (last > left) opened.push(last - left);
    left -= last;
  }
}

const tokens =
  /"(?:[^"\\]|\\.)*"|(?<comment>#.*|\/\/.*|\/\*.*?\*\/$)|(?<sign>(?<![=!<>])=(?![=>]))|(?<open>[{[(])|(?<close>[}\])])/g;

function linesOf(text: string): readonly Line[] {
  let end: RegExp | undefined;
  let isHeredoc = false;
  return text.split('\n').map((line): Line => {
    const raw = { text: line, isRaw: true, isHeredoc, lead: '', assign: undefined, comment: undefined, net: 0 };
    if (end) {
      if (end.test(line)) end = undefined;
      return raw;
    }
    const begun = line.trimStart();
    const [, tag] = /<<-?(\w+)\s*$/.exec(begun) ?? [];
    const opensComment = /^\/\*(?!.*\*\/)/.test(begun);
    isHeredoc = tag !== undefined;
    if (isHeredoc) end = new RegExp(`^\\s*${tag}$`);
    if (opensComment) end = /\*\//;
    return opensComment ? { ...raw, isHeredoc: false } : lineFrom(begun);
  });
}

function lineFrom(line: string): Line {
  const text = /^(?:#|\/\/)/.test(line) ? line : line.trimEnd();
  let [net, netBehind] = [0, 0];
  let [sign, comment] = [-1, -1];
  for (const { index, groups } of text.matchAll(tokens)) {
    const step = groups?.open === undefined ? (groups?.close === undefined ? 0 : -1) : 1;
    net += step;
    if (sign >= 0) netBehind += step;
    if (groups?.sign !== undefined && sign < 0) sign = index;
    if (groups?.comment !== undefined && index > 0) comment = index;
  }
  const code = comment < 0 ? text : text.slice(0, comment).trimEnd();
  const isAssigned = sign > 0 && netBehind === 0;
  const before = code.slice(0, Math.max(sign, 0)).trimEnd();
  return {
    text,
    isRaw: false,
    isHeredoc: false,
    lead: isAssigned ? before : sign > 0 ? `${before} ${code.slice(sign)}` : code,
    assign: isAssigned ? code.slice(sign) : undefined,
    comment: comment < 0 ? undefined : text.slice(comment),
    net,
  };
}
