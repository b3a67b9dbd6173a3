import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Kept } from '../server/formats/syntax/kept.ts';

describe('what is kept of a thing', () => {
  const names = new Kept<object, { readonly name: string }>();

  it('is there as long as the thing, and no copy or comparison sees it', () => {
    const thing = { is: 'a thing' };
    assert.equal(names.get(thing), undefined);
    names.set(thing, { name: 'one' });
    names.set(thing, { name: 'two' });
    assert.equal(names.get(thing)?.name, 'two');
    assert.equal(names.get({ ...thing }), undefined);
    assert.deepEqual(thing, { is: 'a thing' });
    assert.equal(new Kept().get(thing), undefined);
  });
});

/** A WeakMap by templates leaves eight or nine tenths of each until the whole heap is gone through. */
describe('a template that nobody holds any more', () => {
  for (const file of ['template.yaml', 'template.json', 'main.tf'])
    it(`is gone when what is young is cleared away (${file})`, async () => {
      // With that much room, the whole heap is not gone through meanwhile.
      const flags = ['--expose-gc', '--initial-old-space-size=1000', '--import', 'tsx'];
      const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, file]);
      assert.match(stdout, /^-?\d\.\d\d$/);
      assert.ok(Math.abs(Number(stdout)) < 0.5, `${stdout} of each is left.`);
    });
});

const script = fileURLToPath(new URL('left.ts', import.meta.url));
