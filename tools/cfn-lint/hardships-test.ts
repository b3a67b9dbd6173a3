// A part of `npm test -- cfn-lint`: what may befall the real cfn-lint in its thread, done to it on purpose. It is killed, it
// hangs, its memory runs out, and what was kept of it is broken; each time the next question has its answer.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CfnLintThread, type Limits, type Outcome } from '../../server/cfn-lint/thread.ts';
import { threadOnNode } from '../../server/cfn-lint/thread-on-node.ts';
import type { Tally } from './fixes-test.ts';

const template = 'Resources:\n  Site:\n    Type: AWS::S3::Bucket\n    Properties: { Nmae: x }\n';

/** A rule of the workspace's own, in Python; `body` runs when it is asked, `first` when it is loaded. */
const rule = (body: string, first = '') => `
from cfnlint.rules import CloudFormationLintRule, RuleMatch
${first}
class Own(CloudFormationLintRule):
    id = "E9001"
    shortdesc = description = "A rule of one's own"
    source_url = "https://example.org"
    tags = []

    def match(self, cfn):
        ${body}
`;

const says = 'return [RuleMatch(["Resources", "Site"], "is told by a rule of its own")]';
const folders: Readonly<Record<string, string>> = {
  own: rule(says),
  hangs: rule('while True: pass'),
  'is killed': rule(says, 'import js; js.process.exit(9)'),
  'takes all of its memory': rule(says, 'kept = [bytes(2_100_000_000) for _ in range(2)]'), // WebAssembly has 4 GiB
  'fills the heap of its thread': rule(
    says,
    'import js; js.eval("const all = []; for (;;) all.push(new Array(1e6).fill(all.length + 0.5))")',
  ),
};

/** `home` is the bundle, `script` the worker, built. */
export async function tryHardships(home: string, script: string): Promise<Tally> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatelint-hardships-'));
  const storage = path.join(folder, 'storage');
  for (const [name, python] of Object.entries(folders)) {
    mkdirSync(path.join(folder, name, 'rules'), { recursive: true });
    writeFileSync(path.join(folder, name, '.cfnlintrc'), 'append_rules: [rules]\n');
    writeFileSync(path.join(folder, name, 'rules', 'own.py'), python);
  }
  mkdirSync(path.join(folder, 'plain'));
  mkdirSync(path.join(folder, 'nested', 'generated'), { recursive: true });
  writeFileSync(
    path.join(folder, 'nested', '.cfnlintrc'),
    'ignore_templates: ["generated/**"]\nignore_check: [E3002]\n',
  );

  const threads: CfnLintThread[] = [];
  const threadWith = (limits: Partial<Limits> = {}): CfnLintThread => {
    const thread = new CfnLintThread(threadOnNode(script, { home, storage }), limits);
    threads.push(thread);
    return thread;
  };
  const ask = (thread: CfnLintThread, name: string, file = 'site.yaml', trusted = true): Promise<Outcome> =>
    thread.lint(`${name}/${file}`, { text: template, folder: path.join(folder, name), file, trusted });
  const memories = (): readonly string[] => readdirSync(storage).filter((name) => name.endsWith('.memory'));

  const passed: string[] = [];
  const failed: string[] = [];
  const test = async (sentence: string, body: () => Promise<void>): Promise<void> => {
    const started = performance.now();
    try {
      await body();
      passed.push(sentence);
      console.log(`✔ ${sentence} (${Math.round(performance.now() - started)} ms)`);
    } catch (error) {
      failed.push(`${sentence}: ${error instanceof Error ? error.message : error}`);
    }
  };

  await test('the first start keeps its memory, and what others have kept is removed', async () => {
    mkdirSync(storage);
    const other = path.join(storage, 'cfn-lint-1.0.0-pyodide-0.1.0-0123.memory');
    writeFileSync(other, 'of another build');
    const thread = threadWith();
    assert.deepEqual(ids(await ask(thread, 'plain')), ['E3002']);
    await until(() => memories().length === 1 && !memories().includes(path.basename(other)));
    await thread.stop();
  });
  const memory = (): string => path.join(storage, memories()[0] ?? '');

  await test('the next start begins with that memory, and leaves it alone', async () => {
    const { mtimeMs } = statSync(memory());
    const thread = threadWith();
    assert.deepEqual(ids(await ask(thread, 'plain')), ['E3002']);
    await thread.stop();
    assert.equal(statSync(memory()).mtimeMs, mtimeMs);
  });

  await test('memory that is broken is thrown away, and made again', async () => {
    const { size } = statSync(memory());
    truncateSync(memory(), size / 2);
    const thread = threadWith();
    assert.deepEqual(ids(await ask(thread, 'plain')), ['E3002']);
    await until(() => memories().length === 1 && statSync(memory()).size === size);
    await thread.stop();
  });

  await test('memory of another build that calls itself the same is thrown away, too', async () => {
    const whole = readFileSync(memory());
    const bytes = Buffer.from(whole.subarray(0, -32)).fill(0, 0, 64);
    writeFileSync(memory(), Buffer.concat([bytes, createHash('sha256').update(bytes).digest()]));
    const thread = threadWith();
    assert.deepEqual(ids(await ask(thread, 'plain')), ['E3002']);
    await until(() => memories().length === 1 && readFileSync(memory()).subarray(0, 64).equals(whole.subarray(0, 64)));
    await thread.stop();
  });

  await test('rules that a folder brings run where it is trusted, and only there', async () => {
    const thread = threadWith();
    assert.deepEqual(ids(await ask(thread, 'own')), ['E3002', 'E9001']);
    assert.deepEqual(ids(await ask(thread, 'own', 'site.yaml', false)), ['E3002']);
    assert.deepEqual(ids(await ask(thread, 'plain')), ['E3002']);
    await thread.stop();
  });

  await test('a folder that is gone is no reason to fail', async () => {
    const thread = threadWith();
    assert.deepEqual(ids(await ask(thread, 'gone')), ['E3002']);
    await thread.stop();
  });

  await test('a config that is wrong says so, with its place', async () => {
    const thread = threadWith();
    const outcome = await ask(thread, 'nested', 'generated/site.yaml');
    const wrong = {
      message: "Invalid configuration key 'ignore_check' in .cfnlintrc at ignore_check",
      file: '.cfnlintrc',
    };
    assert.deepEqual(outcome, { kind: 'misconfigured', wrong });
    writeFileSync(path.join(folder, 'nested', '.cfnlintrc'), 'ignore_templates: ["generated/**"]\n');
    assert.deepEqual(ids(await ask(thread, 'nested', 'generated/site.yaml')), []);
    assert.deepEqual(ids(await ask(thread, 'nested')), ['E3002']);
    await thread.stop();
  });

  await test('a rule that hangs is interrupted when there is a newer text', async () => {
    const thread = threadWith();
    await ask(thread, 'plain');
    const old = ask(thread, 'hangs');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const young = thread.lint('hangs/site.yaml', { text: template });
    assert.deepEqual(await old, { kind: 'dropped' });
    assert.deepEqual(ids(await young), ['E3002']);
    await thread.stop();
  });

  for (const [name, why, limits] of [
    ['hangs', /did not come to its end within 15 s/, { runSeconds: 15 }],
    ['is killed', /ended: its exit code was 9/, {}],
    ['takes all of its memory', /ended: there is not enough memory for it/, {}],
    ['fills the heap of its thread', /ended: .*memory/, {}],
  ] as const)
    await test(`where it ${name}, it says so and starts again`, async () => {
      const thread = threadWith(limits);
      await ask(thread, 'plain');
      const outcome = await ask(thread, name);
      assert.match(outcome.kind === 'failed' ? outcome.why : JSON.stringify(outcome), why);
      assert.deepEqual(ids(await ask(thread, 'plain')), ['E3002']);
      await thread.stop();
    });

  for (const thread of threads) await thread.stop();
  rmSync(folder, { recursive: true, maxRetries: 3 });
  return { passed: passed.length, failed };
}

const ids = (outcome: Outcome): readonly string[] =>
  outcome.kind === 'findings' ? outcome.findings.map(({ id }) => id).sort() : [JSON.stringify(outcome)];

async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not come to that within a minute.');
}
