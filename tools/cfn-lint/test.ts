// `npm test -- cfn-lint`: cfn-lint as WebAssembly says of templates what PyPI's says in an ordinary Python, and its quick
// fixes do what they say, and it comes back whatever befalls it; ends with a line `N passed, N failed`. Where PyPI cannot be asked, it says so and counts nothing.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CfnLintFinding } from '../../server/cfn-lint/finding.ts';
import { CfnLintThread } from '../../server/cfn-lint/thread.ts';
import { threadOnNode } from '../../server/cfn-lint/thread-on-node.ts';
import { corpusFiles, corpusIsThere } from '../../test/corpus.ts';
import { install, venvWith } from '../bench/peers/install.ts';
import { runToEnd } from '../run.ts';
import { makeBundle } from './bundle.ts';
import { type Lint, tryCases, tryOn } from './fixes-test.ts';
import { tryHardships } from './hardships-test.ts';
import { templates as own } from './site.ts';

const python = {
  name: 'cfn-lint in Python',
  version: '1.58.0',
  program: 'bin/python',
  install: venvWith('cfn-lint==1.58.0', 'PyYAML==6.0.3', 'regex==2026.11.15', 'sympy==1.14.0', 'networkx<4'),
  minutes: 10,
};

const worker = path.resolve('dist/cfn-lint/worker.js');

/** Every so manieth template of the corpus: all of them (`--all`) take minutes. */
const step = process.argv.includes('--all') ? 1 : 12;

const home = await bundle();
const there = await install(python);
if (home === undefined) leaveOut('there is no Python with pip, or PyPI cannot be asked');
else if ('reason' in there) leaveOut(there.reason);
else await compare(home, there.program);

async function bundle(): Promise<string | undefined> {
  try {
    return await makeBundle();
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    return undefined;
  }
}

function leaveOut(why: string): void {
  console.log(`Left out: ${why}.\n0 passed, 0 failed`);
}

async function compare(from: string, program: string): Promise<void> {
  const texts = new Map(own.map((text, index) => [`own-${index}`, text]));
  const corpus = corpusIsThere ? corpusFiles('robust', ['.yaml', '.yml', '.json', '.template']) : [];
  for (const { name, text } of corpus.filter((_, index) => index % step === 0)) texts.set(name, text);
  const expected = await inPython(program, [...texts.values()]);
  const thread = new CfnLintThread(threadOnNode(worker, { home: from }));
  let failed = 0;
  let findings = 0;
  for (const [index, [name, text]] of [...texts].entries()) {
    const outcome = await thread.lint(name, { text });
    try {
      assert.ok(outcome.kind === 'findings', JSON.stringify(outcome));
      assert.deepEqual(comparable(outcome.findings), comparable(expected[index] ?? []));
      findings += outcome.findings.length;
    } catch (error) {
      failed++;
      console.log(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  console.log(`${texts.size} templates, ${findings} findings`);
  if (findings === 0) failed++; // then nothing was compared
  const lint: Lint = async (text, options) => {
    const outcome = await thread.lint('fixes', { text, options });
    assert.ok(outcome.kind === 'findings', JSON.stringify(outcome));
    return outcome.findings;
  };
  const asked = [...texts].map(([name, text], index) => ({ name, text, findings: expected[index] ?? [] }));
  const fixes = [await tryCases(lint), await tryOn(asked, lint)];
  await thread.stop();
  const tallies = [...fixes, await tryHardships(from, worker)];
  for (const one of tallies.flatMap((tally) => tally.failed)) console.log(one);
  failed += tallies.reduce((sum, tally) => sum + tally.failed.length, 0);
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  console.log(`${texts.size} templates, ${passed} fixes and hardships`);
  console.log(`${texts.size + passed - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function inPython(program: string, texts: readonly string[]): Promise<readonly (readonly CfnLintFinding[])[]> {
  const folder = path.resolve('node_modules/.cache/gatelint-cfn-lint/fidelity');
  mkdirSync(folder, { recursive: true });
  const files = texts.map((_, index) => path.join(folder, `${index}.template`));
  for (const [index, text] of texts.entries()) writeFileSync(files[index] ?? '', text);
  const list = path.join(folder, 'list.json');
  writeFileSync(list, JSON.stringify(files));
  const script = path.join(import.meta.dirname, 'cpython.py');
  const glue = path.resolve('server/cfn-lint/glue.py');
  const { ok, reason, output } = await runToEnd([program, script, glue, list], { minutes: 10, quiet: true });
  if (!ok) throw new Error(`cfn-lint in Python: ${reason}\n${output}`);
  const lines = output.split('\n').filter((line) => line.startsWith('['));
  return lines.map((line) => JSON.parse(line) as readonly CfnLintFinding[]); // what `glue.py` writes
}

/** Their order means nothing; and E3019 lists what it found as Python's sets have it, which differs from run to run. */
function comparable(findings: readonly CfnLintFinding[]): readonly string[] {
  const orderless = ({ id, message, ...finding }: CfnLintFinding) =>
    JSON.stringify({ ...finding, id, message: id === 'E3019' ? [...message].sort().join('') : message });
  return findings.map(orderless).sort();
}
