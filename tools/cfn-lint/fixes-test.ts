// The quick fixes, put to cfn-lint itself: what it said before, it says no longer, and nothing new.
import assert from 'node:assert/strict';
import type { CfnLintFinding, CfnLintOptions } from '../../server/cfn-lint/finding.ts';
import { type CfnLintFix, fixesOfCfnLint } from '../../server/cfn-lint/fixes/index.ts';
import { type FixCase, fixCases, sourceIn } from '../../test/cfn-lint-cases.ts';
import { edited } from '../../test/fixes.ts';

export type Lint = (text: string, options: CfnLintOptions) => Promise<readonly CfnLintFinding[]>;

export interface Tally {
  readonly passed: number;
  /** What went wrong, in words. */
  readonly failed: readonly string[];
}

/** The cases beside the mends: the finding is exactly the one that is written there. */
export async function tryCases(lint: Lint): Promise<Tally> {
  const failed: string[] = [];
  const cases = fixCases();
  for (const one of cases) failed.push(...(await failureOf(`${one.mend}: ${one.title}`, () => tryCase(one, lint))));
  return { passed: cases.length - failed.length, failed };
}

async function tryCase({ mend, text, finding, options }: FixCase, lint: Lint): Promise<void> {
  const before = await lint(text, options);
  const said = before.map(({ about: _, link: __, severity: ___, ...rest }) => rest);
  const { about: _, link: __, severity: ___, ...wanted } = finding;
  assert.ok(
    said.some((one) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(wanted))),
    `it says ${JSON.stringify(said)}`,
  );
  for (const fix of fixesOfCfnLint(finding, sourceIn(text))) {
    if (fix.title.startsWith('Ignore') && mend !== 'ignore') continue; // the same everywhere, and each takes its time
    const after = await lint(edited(text, fix.edits), options);
    assert.ok(timesIn(after, finding) < timesIn(before, finding), `still there after "${fix.title}"`);
    const fresh = after.filter((one) => timesIn(after, one) > timesIn(before, one));
    // What somebody has yet to replace may be wrong in its own way.
    if (fix.placeholder === undefined) assert.deepEqual(fresh, [], `new after "${fix.title}"`);
  }
}

const sorted = (finding: object): object =>
  Object.fromEntries(Object.entries(finding).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Templates that it was asked about: of each rule and kind of fix the first one that is offered. */
export async function tryOn(
  templates: readonly { readonly name: string; readonly text: string; readonly findings: readonly CfnLintFinding[] }[],
  lint: Lint,
): Promise<Tally> {
  const tried = new Set<string>();
  const failed: string[] = [];
  for (const { name, text, findings } of templates) {
    const source = sourceIn(text);
    for (const finding of findings)
      for (const fix of fixesOfCfnLint(finding, source)) {
        const kind = kindOf(finding, fix);
        if (tried.has(kind)) continue;
        tried.add(kind);
        failed.push(
          ...(await failureOf(`${name}: ${finding.id} ${fix.title}`, async () => {
            const after = await lint(edited(text, fix.edits), {});
            assert.ok(timesIn(after, finding) < timesIn(findings, finding), 'still there');
          })),
        );
      }
  }
  return { passed: tried.size - failed.length, failed };
}

/** One rule is ignored as the other. */
const kindOf = ({ id }: CfnLintFinding, { title }: CfnLintFix): string =>
  title.startsWith('Ignore') ? title.replace(id, '').replace(/ for .*/, '') : `${id} ${title.split(' ')[0]}`;

/** Lines move; and E3019 lists what it found as Python's sets have it. */
const timesIn = (findings: readonly CfnLintFinding[], { id, message, path }: CfnLintFinding): number =>
  findings.filter(
    (one) => one.id === id && (one.message === message || id === 'E3019') && one.path.join('/') === path.join('/'),
  ).length;

async function failureOf(what: string, run: () => Promise<void>): Promise<readonly string[]> {
  try {
    await run();
    return [];
  } catch (error) {
    return [`${what}: ${error instanceof Error ? error.message : error}`];
  }
}
