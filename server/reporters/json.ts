import type { Outcome } from '../linter/outcome.ts';

/** For programs, in the shape of schema/gatelint-output.schema.json. */
export function json(version: string, outcomes: readonly Outcome[]): string {
  const output = {
    version,
    files: outcomes.filter(({ kind, text }) => kind === 'template' && text !== undefined).map(({ file }) => file),
    findings: outcomes.flatMap(({ findings }) => findings),
    suppressed: outcomes.flatMap(({ suppressed }) => suppressed),
    undecided: outcomes.flatMap(({ undecided }) => undecided),
    problems: outcomes.flatMap(({ problems }) => problems),
  };
  return `${JSON.stringify(output, undefined, 2)}\n`;
}
