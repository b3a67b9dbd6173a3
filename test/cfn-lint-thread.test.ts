/* cfn-lint runs in a thread of its own. Here that thread is a few lines that do as they are told, so that it can hang and fall. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import type { CfnLintFinding } from '../server/cfn-lint/finding.ts';
import { CfnLintThread, type Limits } from '../server/cfn-lint/thread.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gatelint-cfn-lint-'));
const threads: CfnLintThread[] = [];
after(async () => {
  for (const thread of threads) await thread.stop();
  rmSync(folder, { recursive: true });
});

const worker = `
const { parentPort, workerData } = require('node:worker_threads');
const interrupt = new Uint8Array(workerData.interrupt);
parentPort.on('message', ({ id, text }) => {
  if (text === 'fall') process.exit(3);
  if (text === 'hang') for (;;);
  if (text === 'refuse') return parentPort.postMessage({ kind: 'linted', id, findings: [], why: 'ValueError: no' });
  if (text === 'until interrupted') {
    while (interrupt[0] !== 2);
    return parentPort.postMessage({ kind: 'linted', id, findings: [], why: 'KeyboardInterrupt' });
  }
  parentPort.postMessage({ kind: 'linted', id, findings: [{ id: 'E0001', message: text }] });
});
if (!workerData.home.endsWith('dead')) parentPort.postMessage({ kind: 'ready', version: '1' });
`;
const script = path.join(folder, 'worker.cjs');
writeFileSync(script, worker);

function threadWith(limits: Partial<Limits> = {}, home = folder): CfnLintThread {
  const thread = new CfnLintThread({ script, home }, limits);
  threads.push(thread);
  return thread;
}

/** What the few lines above find in a text: that it is there. */
const found = (text: string) => ({
  kind: 'findings',
  findings: [{ id: 'E0001', message: text } satisfies Partial<CfnLintFinding>],
});

describe('The thread of cfn-lint', () => {
  test('answers one text after the other', async () => {
    const thread = threadWith();
    assert.deepEqual(await thread.lint('one'), found('one'));
    assert.deepEqual(await thread.lint('two'), found('two'));
  });

  test('drops a text that nobody waits for any more: only the last one is worth an answer', async () => {
    const thread = threadWith();
    const [first, second, third] = [thread.lint('one'), thread.lint('two'), thread.lint('three')];
    assert.deepEqual(
      [await first, await second, await third],
      [{ kind: 'dropped' }, { kind: 'dropped' }, found('three')],
    );
  });

  test('ends the run over an older text', async () => {
    const thread = threadWith();
    await thread.lint('one');
    const old = thread.lint('until interrupted');
    const young = thread.lint('two');
    assert.deepEqual(await old, { kind: 'dropped' });
    assert.deepEqual(await young, found('two'));
  });

  test('says why cfn-lint has no answer', async () => {
    assert.deepEqual(await threadWith().lint('refuse'), { kind: 'failed', why: 'cfn-lint: ValueError: no' });
  });

  test('starts again after it fell', async () => {
    const thread = threadWith();
    assert.deepEqual(await thread.lint('fall'), { kind: 'failed', why: 'cfn-lint ended with exit code 3' });
    assert.deepEqual(await thread.lint('one'), found('one'));
  });

  test('is ended where it hangs, and goes on with what came since', async () => {
    const thread = threadWith({ runSeconds: 0.2 });
    await thread.lint('one');
    const hanging = thread.lint('hang');
    const next = thread.lint('two');
    assert.deepEqual(await hanging, { kind: 'failed', why: 'cfn-lint did not come to its end within 0.2 s' });
    assert.deepEqual(await next, found('two'));
  });

  test('says so where it never gets ready', async () => {
    const thread = threadWith({ startSeconds: 0.2 }, path.join(folder, 'dead'));
    assert.deepEqual(await thread.lint('one'), { kind: 'failed', why: 'cfn-lint did not start within 0.2 s' });
  });

  test('is left alone after it fell too often', async () => {
    const thread = threadWith({ restarts: 1 });
    await thread.lint('fall');
    await thread.lint('fall');
    const why = 'cfn-lint has ended unexpectedly too often, and is left alone now.';
    assert.deepEqual(await thread.lint('one'), { kind: 'failed', why });
  });

  test('a run that comes to its end makes earlier falls good', async () => {
    const thread = threadWith({ restarts: 1 });
    for (let times = 0; times < 3; times++) {
      await thread.lint('fall');
      assert.deepEqual(await thread.lint('one'), found('one'));
    }
  });

  test('gives its memory back, and comes again when it is asked', async () => {
    const thread = threadWith();
    await thread.lint('one');
    const waiting = thread.lint('until interrupted');
    await thread.stop();
    assert.deepEqual(await waiting, { kind: 'dropped' });
    assert.deepEqual(await thread.lint('two'), found('two'));
  });
});
