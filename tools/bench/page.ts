import { readFileSync, writeFileSync } from 'node:fs';
import type { Row } from '../../test/bench/row.ts';
import type { Machine } from './machine.ts';
import { type SideBySide, sideBySideMarkdown } from './peers/side-by-side.ts';
import { markdownTable } from './table.ts';

export const file = 'docs/performance.md';

/** Each table of the page holds the rows whose names begin so. Those of which nothing was measured stay as they are. */
export const sections = ['keystroke', 'server', 'cfn-lint', 'cli', 'scratch'] as const;

export function writeRows(rows: readonly Row[], machine: Machine): void {
  let page = readFileSync(file, 'utf8');
  for (const section of sections) {
    const own = rows.filter(({ name }) => name.startsWith(`${section}/`));
    if (own.length > 0) page = withSection(page, section, `${markdownTable(own)}\n\n${signature(machine)}`);
  }
  writeFileSync(file, page);
}

export function writeSideBySide(measured: SideBySide, machine: Machine): void {
  const text = `${sideBySideMarkdown(measured)}\n\n${signature(machine)}`;
  writeFileSync(file, withSection(readFileSync(file, 'utf8'), 'peers', text));
}

const signature = ({ gatelint, commit, node, cpu, cores, platform, load, date }: Machine): string =>
  `*Gatelint ${gatelint}${commit === undefined ? '' : ` (${commit})`}, Node ${node}, ${cpu}, ${cores} cores, ${platform}; ` +
  `${load} processes ready to run; ${date}.*`;

/** The page with this text between the marks of the section. */
export function withSection(page: string, section: string, text: string): string {
  const start = `<!-- ${section}: written by \`npm run bench -- --markdown\` -->`;
  const end = `<!-- end of ${section} -->`;
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file} has no place for ${section}.`);
  return `${page.slice(0, from + start.length)}\n\n${text}\n\n${page.slice(to)}`;
}
