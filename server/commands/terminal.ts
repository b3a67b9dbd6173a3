/* How commands speak: reports to standard output, everything else to standard error. */
import { isAbsolute, relative, sep } from 'node:path';
import type { Outcome } from '../linter/outcome.ts';
import { harmless } from '../reporters/width.ts';

const issues = 'https://github.com/gatelint/gatelint/issues';

/** Undefined for a pipe, whatever its type says. */
export const isTerminal = (): boolean => process.stdout.isTTY ?? false;

export function print(text: string): void {
  if (text === '') return;
  clearProgress();
  process.stdout.write(text);
}

export function note(text: string): void {
  clearProgress();
  process.stderr.write(`${text.split('\n').map(harmless).join('\n')}\n`);
}

/** What kept an answer from being given. */
export function tellProblems(outcomes: readonly Outcome[]): void {
  const problems = outcomes.flatMap((outcome) => outcome.problems);
  // What is wrong with a config of another linter stands in the way of every file.
  const ofFiles = problems.flatMap(({ kind, file, message }) => (kind === 'file' ? [`${file}: ${message}`] : []));
  for (const line of new Set(ofFiles)) note(line);
  for (const { kind, file, message, stack } of problems)
    if (kind === 'crash')
      note(`${file}: ${message}\nThis is a mistake of Gatelint's own; please report it at ${issues}\n${stack ?? ''}`);
}

/** From where the user stands, with `/` on every system; whole where it is on another drive. */
export function shown(path: string): string {
  const near = relative(process.cwd(), path) || '.';
  return (isAbsolute(near) ? path : near).split(sep).join('/');
}

/** Sources: https://no-color.org, https://force-color.org. `said`: by an option, which is nearer than those. */
export function wantsColor(said: boolean | undefined): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (said !== undefined) return said;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return isTerminal() && TERM !== 'dumb';
}

// In seconds since the start. `performance.now()` would load what Node measures with, which takes it milliseconds.
const progress = { next: 0.5, isShown: false };

/** One line that comes only if the work takes long, and only where somebody looks. */
export function showProgress(text: () => string): void {
  if (!process.stderr.isTTY || process.uptime() < progress.next) return;
  progress.next = process.uptime() + 0.1;
  progress.isShown = true;
  process.stderr.write(`\r\x1b[K${text()}`);
}

export function clearProgress(): void {
  if (progress.isShown) process.stderr.write('\r\x1b[K');
  progress.isShown = false;
}
