/*
 * The page of a rule for a terminal. In: the Markdown that `npm run docs` writes, which is as much of Markdown as is
 * understood here. Out: lines to read. What is folded on the page stays folded, unless all of it is asked for.
 */
import pc from 'picocolors';

export interface PageLook {
  readonly color: boolean;
  readonly unfolded: boolean;
}

export function prettyPage(markdown: string, { color, unfolded }: PageLook): string {
  const paint = pc.createColors(color);
  const lines: string[] = [];
  let fence: string | undefined;
  let isFolded = false;
  let rows: string[][] = [];
  for (const line of markdown.replace(/^<!--.*?-->\n/s, '').split('\n')) {
    const [, language] = /^```(\w*)$/.exec(line) ?? [];
    const [, summary] = /^<summary>(.*)<\/summary>$/.exec(line) ?? [];
    const [, level, heading] = /^(#+) (.*)$/.exec(line) ?? [];
    if (rows.length > 0 && !line.startsWith('|')) {
      lines.push(...tableLines(rows, paint));
      rows = [];
    }
    if (language !== undefined && !isFolded) fence = fence === undefined ? language : undefined;
    else if (fence !== undefined) lines.push(codeLine(line, fence, paint));
    else if (line === '</details>') isFolded = false;
    else if (summary !== undefined) {
      lines.push(
        unfolded ? `▾ ${paint.bold(inline(fromHtml(summary), paint))}` : `  ▸ ${inline(fromHtml(summary), paint)}`,
      );
      isFolded = !unfolded;
    } else if (isFolded || line === '<details>') continue;
    else if (line.startsWith('|')) rows.push(cellsOf(line));
    else if (level !== undefined && heading !== undefined) lines.push(`\n${paint.bold(inline(heading, paint))}`);
    else lines.push(inline(line, paint));
  }
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/(\u25b8.*)\n\n(?= *\u25b8)/g, '$1\n') // ▸: esbuild escapes it in texts, but not in patterns
    .trim()}\n`;
}

type Paint = ReturnType<typeof pc.createColors>;

function codeLine(line: string, language: string, { dim, green, red }: Paint): string {
  const isDiff = language === 'diff';
  const brush = isDiff && line.startsWith('+') ? green : isDiff && line.startsWith('-') ? red : dim;
  return line === '' ? '' : `    ${brush(line)}`;
}

const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

/** In columns. The line below the heading says nothing to a reader, nor does an empty heading. */
function tableLines(rows: readonly string[][], paint: Paint): string[] {
  const plain = rows
    .filter((cells) => cells.some((cell) => /[^-]/.test(cell)))
    .map((cells) => cells.map((cell) => ({ shown: inline(cell, paint), width: inline(cell, none).length })));
  const widths = plain.reduce<number[]>(
    (most, cells) => cells.map(({ width }, i) => Math.max(width, most[i] ?? 0)),
    [],
  );
  const padded = ({ shown, width }: { shown: string; width: number }, i: number, { length }: readonly unknown[]) =>
    i === length - 1 ? shown : shown + ' '.repeat((widths[i] ?? 0) - width);
  return plain.map((cells) => `  ${cells.map(padded).join('  ')}`);
}

/** The titles of folds are the only HTML. */
const fromHtml = (text: string): string =>
  text
    .replace(/<\/?code>/g, '`')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const none = pc.createColors(false);

/** Words in a line: code, bold, links, and what a backslash keeps from being one of them. */
function inline(text: string, { bold, cyan }: Paint): string {
  return text.replace(
    /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)]+)\)|<(https?:[^>]+)>|\\(.)/g,
    (_, code?: string, strong?: string, word?: string, to?: string, url?: string, kept?: string) => {
      if (code !== undefined) return cyan(code);
      if (strong !== undefined) return bold(strong);
      return word !== undefined ? `${word} (${to})` : (url ?? kept ?? '');
    },
  );
}
