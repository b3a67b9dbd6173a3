/* What the command line keeps for its next start, that nothing depends on it, and that many files are told in order. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { bundled, type Ended, folderOf, gatelint } from './command-line.ts';

const template = `Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: internet-facing, Subnets: [subnet-1, subnet-2] }
`;
const files = { 'alb.yaml': template };

/** A run that keeps what it keeps in `caches`. */
const check = (caches: string, env: Readonly<Record<string, string>> = {}, folder = folderOf(files)): Promise<Ended> =>
  gatelint(folder, ['check'], { env: { XDG_CACHE_HOME: caches, ...env } });

const said = ({ code, out, err }: Ended) => ({ code, err, finds: out.includes('alb-without-waf') });
const asEver = { code: 0, err: '', finds: true };

function keptIn(caches: string): string {
  const [name, ...others] = readdirSync(join(caches, 'gatelint'));
  assert.ok(name !== undefined && others.length === 0, 'one file');
  return join(caches, 'gatelint', name);
}

describe('the compiled program', { concurrency: 2 }, () => {
  test('is kept in the cache folder of the user, and nowhere else', async () => {
    const caches = folderOf({});
    const folder = folderOf(files);
    assert.deepEqual(said(await check(caches, {}, folder)), asEver);
    assert.deepEqual(readdirSync(folder), ['alb.yaml']);
    const { ino, mode } = statSync(keptIn(caches));
    if (process.platform !== 'win32') assert.equal(mode & 0o777, 0o600);
    assert.deepEqual(said(await check(caches)), asEver);
    assert.equal(statSync(keptIn(caches)).ino, ino, 'taken as it was, not written again');
  });

  test('of another version is not taken', async () => {
    const caches = folderOf({});
    await check(caches);
    const kept = readFileSync(keptIn(caches));
    const other = Buffer.from(kept);
    other.write('X', kept.indexOf('use strict')); // of the same length, as V8 asks for no more
    writeFileSync(keptIn(caches), other);
    assert.deepEqual(said(await check(caches)), asEver);
    const again = readFileSync(keptIn(caches));
    const program = kept.readUInt32LE(0);
    assert.ok(again.subarray(0, 4 + program).equals(kept.subarray(0, 4 + program)), 'written anew');
  });

  test('that is cut or no such thing is not taken', async () => {
    const caches = folderOf({});
    await check(caches);
    const kept = readFileSync(keptIn(caches));
    for (const broken of [kept.subarray(0, 2), kept.subarray(0, kept.length - 1000), Buffer.from('not code')]) {
      writeFileSync(keptIn(caches), broken);
      assert.deepEqual(said(await check(caches)), asEver);
      assert.ok(readFileSync(keptIn(caches)).length > kept.length / 2, 'written anew');
    }
  });

  test('that cannot be kept is no loss', async () => {
    const occupied = join(folderOf({ 'a file': '' }), 'a file');
    assert.deepEqual(said(await check(occupied)), asEver);
  });

  test('is not kept where Node is told to keep nothing', async () => {
    const caches = folderOf({});
    assert.deepEqual(said(await check(caches, { NODE_DISABLE_COMPILE_CACHE: '1' })), asEver);
    assert.deepEqual(readdirSync(caches), []);
  });
});

test('Node loads nothing for starting programs or measuring, which takes it a third of its start', async () => {
  const folder = folderOf({
    ...files,
    'told.cjs': `process.on('exit', () => process.stderr.write(process.moduleLoadList.join(',')));`,
  });
  const { err } = await gatelint(folder, ['check'], { program: ['--require', join(folder, 'told.cjs'), bundled()] });
  const loaded = err.split(',').map((name) => name.replace('NativeModule ', ''));
  assert.ok(loaded.includes('fs'));
  assert.deepEqual(
    loaded.filter((name) => ['child_process', 'dgram', 'perf_hooks'].includes(name)),
    [],
  );
});

test('many files: each is told once, in the order of their names, whatever is wrong with some of them', async () => {
  const names = Array.from({ length: 120 }, (_, index) => `stack-${String(index).padStart(3, '0')}.yaml`);
  const unreadable = new Set(['stack-007.yaml', 'stack-090.yaml']);
  const folder = folderOf({
    ...Object.fromEntries(names.map((name) => [name, template])),
    ...Object.fromEntries([...unreadable].map((name) => [name, Buffer.from(`# caf\u00e9\n${template}`, 'latin1')])),
    'stack-050.yaml': `${template}  Next:\n    Type: "AWS::\n`,
  });
  const { code, out, err } = await gatelint(folder, ['check']);
  const told = [...out.matchAll(/^(stack-\d+\.yaml):\d+:\d+ {2}\w+ {2}(?:alb-without-waf|syntax)$/gm)].map(
    ([, name]) => name,
  );
  const readable = names.filter((name) => !unreadable.has(name));
  assert.deepEqual(
    told.filter((name, index) => name !== told[index - 1]),
    readable,
  );
  assert.match(out, /^1 syntax problem, .* in 118 files\.$/m);
  assert.deepEqual(
    err
      .split('\n')
      .map((line) => line.slice(0, line.indexOf(':')))
      .filter((name) => name !== ''),
    [...unreadable],
  );
  assert.equal(code, 2);
  const json: { readonly files: readonly string[] } = JSON.parse(
    (await gatelint(folder, ['check', '--format', 'json'])).out,
  );
  assert.deepEqual(json.files, readable);
});
