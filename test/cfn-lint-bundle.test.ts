import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { aboutBundle, remembered } from '../tools/cfn-lint/about.ts';
import { bundleThatIsThere, hashesOfNative, keptNative, native } from '../tools/cfn-lint/bundle.ts';
import { change, noticesOf } from '../tools/cfn-lint/notices.ts';
import { hashesOfSources } from '../tools/cfn-lint/sources.ts';

describe('The compiled parts of cfn-lint', () => {
  it('are what native.json says, and it speaks of all of them', () => {
    const parts = readdirSync(native).filter((name) => name.endsWith('.so'));
    assert.deepEqual(Object.keys(hashesOfNative()).sort(), parts.sort());
  });

  it('are made of the sources that are checked before they are compiled', () => {
    assert.deepEqual(keptNative().sources, hashesOfSources());
  });
});

describe('The bundle of cfn-lint', () => {
  it('changes one place of Pyodide, and says so under the licence that asks for it', () => {
    const script = readFileSync('node_modules/pyodide/pyodide.asm.js', 'utf8');
    assert.equal(script.split(change.from).length, 2);
    const notices = noticesOf(new Map());
    assert.ok(notices.includes(change.from) && notices.includes(change.to));
    assert.match(notices, /Mozilla Public License Version 2[.]0/);
  });

  it('has another key where anything that Python remembers is another', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gatelint-bundle-'));
    try {
      for (const name of remembered) writeFileSync(path.join(folder, name), name);
      const keys = new Set([aboutBundle(folder).key]);
      for (const name of remembered) {
        writeFileSync(path.join(folder, name), `${name}!`);
        keys.add(aboutBundle(folder).key);
      }
      assert.equal(keys.size, remembered.length + 1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('ships the licence of every package, and knows what it is made of', (test) => {
    const folder = bundleThatIsThere();
    if (folder === undefined) return test.diagnostic('There is no bundle here: npm run build:cfn-lint makes it.');
    const notices = readFileSync(path.join(folder, 'LICENCES.txt'), 'utf8').toLowerCase();
    const requirements = readFileSync('tools/cfn-lint/requirements.txt', 'utf8');
    for (const [, name = '', version] of requirements.matchAll(/^(\S+)==(\S+)/gm))
      assert.ok(notices.includes(`\n${name.toLowerCase().replaceAll('-', '_')}-${version}.dist-info/`), name);
    assert.ok(notices.includes(change.to.toLowerCase()));
    const said: unknown = JSON.parse(readFileSync(path.join(folder, 'bundle.json'), 'utf8'));
    assert.deepEqual(said, aboutBundle(folder));
    for (const name of remembered) assert.ok(readdirSync(folder).includes(name), name);
    return undefined;
  });
});
