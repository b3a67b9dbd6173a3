/* The list of the rules: `npm run docs` knows them, this prints them. */
import pc from 'picocolors';
import type { Preset, Severity } from '../../rules/kit/index.ts';

/** A line of `docs/rules/rules.json`. */
export interface RuleFacts {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** The smallest preset that it is part of. */
  readonly preset: Preset;
  readonly formats: readonly string[];
  /** The best fix that it has. */
  readonly fixable: 'safe' | 'choice' | 'no';
  /** What other linters call it. */
  readonly peers: Readonly<Record<string, readonly string[]>>;
  readonly docs: string;
}

export function prettyRules(rules: readonly RuleFacts[], color: boolean): string {
  const { bold, dim } = pc.createColors(color);
  const rows = rules.map(({ id, severity, preset, fixable, title }) => [id, severity, preset, fixes[fixable], title]);
  const heads = ['Rule', 'Severity', 'From preset', 'Fix', 'What it finds'];
  const widths = heads.map((head, i) =>
    Math.max(...[head, ...rows.map((row) => row[i] ?? '')].map(({ length }) => length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    dim(line(heads)),
    ...rows.map((row) => line(row).replace(row[0] ?? '', bold)),
    '',
    `${rules.length} rules. gatelint explain <rule> says why, with examples.`,
    '',
  ].join('\n');
}

const fixes: Readonly<Record<RuleFacts['fixable'], string>> = { safe: 'safe', choice: 'choice', no: '' };

export function markdownRules(rules: readonly RuleFacts[]): string {
  const rows = rules.map(({ id, title, severity, preset, formats, fixable, peers, docs }) => [
    `[${id}](${docs})`,
    title,
    severity,
    preset,
    fixes[fixable],
    formats.join(', '),
    Object.entries(peers)
      .map(([linter, names]) => `${linter}: ${names.join(', ')}`)
      .join('; '),
  ]);
  const heads = ['Rule', 'What it finds', 'Severity', 'From preset', 'Fix', 'Formats', 'Known elsewhere as'];
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line), ''].join('\n');
}
