import { structuredPatch } from 'diff';

/** What a fix changes, as people read it: a few lines around each change, `…` for what is left out before. */
export function changes(before: string, after: string): string {
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: 3 });
  return hunks
    .flatMap(({ oldStart, lines }) => [...(oldStart > 1 ? [leftOut(lines)] : []), ...lines])
    .filter((line) => !line.startsWith('\\')) // "No newline at end of file"
    .join('\n');
}

/** As deep as what follows. */
const leftOut = ([line = '']: readonly string[]): string => `${' '.repeat(line.search(/\S|$/))}…`;
