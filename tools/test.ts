// `npm test`: sets up what the tests need, runs every part, and ends with one line `N passed, N failed`.
// `npm test -- unit` runs only the parts that are named.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type Ending, runToEnd } from './run.ts';

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** After which it hangs: a slow machine may take three times what a usual one does. */
  readonly minutes: number;
}

interface Part extends Step {
  /** What must stand before this part can run. */
  readonly needs: readonly Step[];
  /** Reads how many passed and failed from what the part printed; `undefined` when it did not get that far. */
  readonly tally: (output: string) => Tally | undefined;
}

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const script = (file: string, ...options: string[]): string[] => [
  process.execPath,
  '--import',
  'tsx',
  file,
  ...options,
];

// Where there is no Python, or PyPI cannot be asked, what is built goes without.
const cfnLint: Step = {
  name: 'cfn-lint bundle',
  command: script('tools/build-cfn-lint.ts', '--if-possible'),
  minutes: 10,
};
const build: Step = { name: 'build', command: script('tools/build.ts'), minutes: 2 };
const workbench: Step = { name: 'VS Code', command: script('tools/workbench/install.ts'), minutes: 15 };

const parts: readonly Part[] = [
  {
    name: 'unit',
    command: script('--test', '--test-concurrency=2', '--test-reporter=spec', ...testFiles()),
    minutes: 45,
    needs: [cfnLint, build],
    tally: (output) => tallyOf(output, /^. pass (\d+)$/gm, /^. (?:fail|cancelled) (\d+)$/gm),
  },
  // Where there is no Python, it says so and counts nothing.
  { name: 'cfn-lint', command: script('tools/cfn-lint/test.ts'), minutes: 25, needs: [cfnLint, build], tally: ownLine },
  // Where there is no clang 19, it says so and counts nothing.
  { name: 'native', command: script('tools/cfn-lint/native-test.ts'), minutes: 15, needs: [], tally: ownLine },
  { name: 'mutation', command: script('tools/mutate.ts'), minutes: 10, needs: [], tally: ownLine },
  {
    name: 'workbench',
    command: script('tools/workbench/test.ts'),
    minutes: 15,
    needs: [cfnLint, build, workbench],
    tally: ownLine,
  },
  {
    name: 'ui',
    command: script('tools/workbench/ui.ts'),
    minutes: 15,
    needs: [cfnLint, build, workbench],
    tally: ownLine,
  },
];

await runAll(process.argv.slice(2));

async function runAll(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    console.error(`There is no part ${unknown.join(', ')}; there are ${parts.map(({ name }) => name).join(', ')}.`);
    process.exit(2);
  }
  const chosen = parts.filter(({ name }) => names.length === 0 || names.includes(name));

  const set = await prepare(new Set(chosen.flatMap(({ needs }) => needs)));
  const tallies: Tally[] = [];
  for (const part of chosen) {
    const missing = part.needs.find((step) => set.get(step)?.ok === false);
    tallies.push(missing ? left(part, missing) : await runPart(part));
  }
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
  console.log(`${passed} passed, ${failed} failed`);
}

/** VS Code comes from the network while the rest is built. */
async function prepare(needed: ReadonlySet<Step>): Promise<ReadonlyMap<Step, Ending>> {
  const set = new Map<Step, Ending>();
  const inTurn = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) if (needed.has(step)) set.set(step, await run(step));
  };
  await Promise.all([inTurn(cfnLint, build), inTurn(workbench)]);
  return set;
}

function left({ name }: Part, missing: Step): Tally {
  console.log(`\n${name}: cannot run, because the step "${missing.name}" failed`);
  return { passed: 0, failed: 1 };
}

/** A part that crashed, ran out of time or says nothing about its tests has failed, whatever it counted before. */
async function runPart(part: Part): Promise<Tally> {
  const ending = await run(part);
  const tally = part.tally(ending.output);
  if (!tally) return { passed: 0, failed: 1 };
  return ending.ok || tally.failed > 0 ? tally : { ...tally, failed: 1 };
}

async function run({ name, command, minutes }: Step): Promise<Ending> {
  console.log(`\n${name}`);
  const ending = await runToEnd(command, { minutes });
  console.log(`${name}: ${ending.ok ? 'done' : ending.reason} after ${ending.seconds} s`);
  return ending;
}

/** The suites that are ours end with the same line as this script. */
function ownLine(output: string): Tally | undefined {
  return tallyOf(output, /^(\d+) passed, \d+ failed$/gm, /^\d+ passed, (\d+) failed$/gm);
}

function tallyOf(output: string, passing: RegExp, failing: RegExp): Tally | undefined {
  const sum = (pattern: RegExp): number | undefined => {
    const found = [...output.matchAll(pattern)];
    return found.length === 0 ? undefined : found.reduce((total, [, count]) => total + Number(count), 0);
  };
  const passed = sum(passing);
  const failed = sum(failing);
  return passed === undefined || failed === undefined ? undefined : { passed, failed };
}

/** Node 20 does not know globs in `--test`. The suite of the workbench runs inside VS Code, not here. */
function testFiles(): string[] {
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.startsWith('workbench'))
    .map((file) => path.join('test', file))
    .sort();
}
