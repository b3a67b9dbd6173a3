/* cfn-lint runs in a thread of its own. Here that thread is a few lines that do as they are told, so that it can hang and fall. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import type { CfnLintFinding } from '../server/cfn-lint/finding.ts';
import { CfnLintThread, type Limits } from '../server/cfn-lint/thread.ts';
import { threadOnNode } from '../server/cfn-lint/thread-on-node.ts';

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
  if (text === 'refuse') return parentPort.postMessage({ kind: 'failed', id, why: 'ValueError: no' });
  if (text.startsWith('until interrupted')) {
    while (interrupt[0] !== 2);
    if (text.endsWith('twice')) interrupt[0] = 0;
    while (interrupt[0] !== 2);
    return parentPort.postMessage({ kind: 'failed', id, why: 'KeyboardInterrupt' });
  }
  parentPort.postMessage({ kind: 'linted', id, findings: [{ id: 'E0001', message: text }] });
});
if (!workerData.home.endsWith('dead')) parentPort.postMessage({ kind: 'ready', version: '1' });
`;
const script = path.join(folder, 'worker.cjs');
writeFileSync(script, worker);

function threadWith(limits: Partial<Limits> = {}, home = folder) {
  const thread = new CfnLintThread(threadOnNode(script, { home }), limits);
  threads.push(thread);
  return {
    lint: (text: string, file = 'shop.yaml') => thread.lint(file, { text }),
    drop: (file: string) => thread.drop(file),
    stop: () => thread.stop(),
  };
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

  test('answers for every file, one after the other', async () => {
    const thread = threadWith();
    const [shop, cart, till] = [thread.lint('one', 'a'), thread.lint('two', 'b'), thread.lint('three', 'c')];
    assert.deepEqual([await shop, await cart, await till], [found('one'), found('two'), found('three')]);
  });

  test('of a file only the last text is worth an answer', async () => {
    const thread = threadWith();
    const [first, second, third] = [thread.lint('one'), thread.lint('two'), thread.lint('three')];
    assert.deepEqual(
      [await first, await second, await third],
      [{ kind: 'dropped' }, { kind: 'dropped' }, found('three')],
    );
  });

  for (const [what, text] of [
    ['ends the run over an older text', 'until interrupted'],
    ['tells it to end once more where that was not heard', 'until interrupted twice'],
  ] as const)
    test(what, async () => {
      const thread = threadWith();
      await thread.lint('one');
      const old = thread.lint(text);
      const young = thread.lint('two');
      assert.deepEqual(await old, { kind: 'dropped' });
      assert.deepEqual(await young, found('two'));
    });

  test('ends the run over a file that nobody looks at any more', async () => {
    const thread = threadWith();
    await thread.lint('one');
    const old = thread.lint('until interrupted', 'closed');
    const young = thread.lint('two', 'open');
    thread.drop('closed');
    assert.deepEqual(await old, { kind: 'dropped' });
    assert.deepEqual(await young, found('two'));
  });

  test('gives its memory back when nobody has asked for a while', async () => {
    let ended = 0;
    const start = threadOnNode(script, { home: folder });
    const thread = new CfnLintThread(
      (heard, interrupt) => {
        const running = start(heard, interrupt);
        return {
          ...running,
          end() {
            ended++;
            return running.end();
          },
        };
      },
      { restSeconds: 0.1 },
    );
    threads.push(thread);
    assert.deepEqual(await thread.lint('a', { text: 'one' }), found('one'));
    assert.equal(ended, 0);
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(ended, 1);
    assert.deepEqual(await thread.lint('a', { text: 'two' }), found('two'));
  });

  test('where threads share no memory, a newer text comes to a thread of its own', async () => {
    const shared = globalThis.SharedArrayBuffer;
    try {
      Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
      const start = threadOnNode(script, { home: folder, interrupt: new shared(1) });
      const thread = new CfnLintThread(start, { runSeconds: 5, restarts: 0 });
      threads.push(thread);
      await thread.lint('a', { text: 'one' });
      const old = thread.lint('a', { text: 'hang' });
      const young = thread.lint('a', { text: 'two' });
      assert.deepEqual(await old, { kind: 'dropped' });
      assert.deepEqual(await young, found('two'), 'and it is not taken for a fall');
    } finally {
      globalThis.SharedArrayBuffer = shared;
    }
  });

  test('says why cfn-lint has no answer', async () => {
    assert.deepEqual(await threadWith().lint('refuse'), { kind: 'failed', why: 'cfn-lint: ValueError: no' });
  });

  test('starts again after it fell', async () => {
    const thread = threadWith();
    assert.deepEqual(await thread.lint('fall'), { kind: 'failed', why: 'cfn-lint ended: its exit code was 3' });
    assert.deepEqual(await thread.lint('one'), found('one'));
  });

  test('says so where the system does not let it start', async () => {
    const thread = new CfnLintThread(
      () => {
        throw new Error('no more threads');
      },
      { restarts: 1 },
    );
    const why = 'cfn-lint could not be started: no more threads';
    assert.deepEqual(await thread.lint('a', { text: 'one' }), { kind: 'failed', why });
    assert.deepEqual(await thread.lint('a', { text: 'one' }), { kind: 'failed', why });
    const after = await thread.lint('a', { text: 'one' });
    assert.match(after.kind === 'failed' ? after.why : '', /left alone now/);
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
