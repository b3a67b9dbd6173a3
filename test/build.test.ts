import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import { describe, it } from 'node:test';
import { type BuildOptions, build } from 'esbuild';
import { bundles } from '../tools/bundles.ts';

describe('What is built for the browser', () => {
  for (const { host, options } of bundles) {
    if (host !== 'browser') continue;
    it(`${options.outfile} knows nothing of Node`, async (test) => {
      const { nodeModules, bytes } = await inspect(options);
      assert.deepEqual(nodeModules, []);
      test.diagnostic(`${options.outfile}: ${Math.round(bytes / 1024)} KB`);
    });
  }

  for (const name of ['node:fs', 'fs/promises', 'path']) {
    it(`an import of ${name} would be noticed`, async () => {
      const { entryPoints: _, ...options } = bundles.find(({ host }) => host === 'browser')?.options ?? {};
      const stdin = { contents: `import * as everything from '${name}'; console.log(everything);`, resolveDir: '.' };
      assert.deepEqual((await inspect({ ...options, stdin })).nodeModules, [name]);
    });
  }
});

describe('What is built for Node', () => {
  // One letter beyond ASCII makes V8 keep the whole program in twice the memory, and read it in twice the time.
  for (const { host, inNpm, options } of bundles) {
    if (host !== 'node' || !inNpm) continue;
    it(`${options.outfile} is ASCII`, async () => {
      const { outputFiles } = await build({ ...options, write: false, sourcemap: false });
      const beyond = outputFiles.flatMap(({ text }) => text.match(/.{0,30}[^\x00-\x7f].{0,30}/g) ?? []);
      assert.deepEqual(beyond, []);
    });
  }
});

/** Builds in memory. Modules of Node are left outside, so that they stand in the result under their names. */
async function inspect(options: BuildOptions): Promise<{ nodeModules: readonly string[]; bytes: number }> {
  const external = [...(options.external ?? []), 'node:*', ...builtinModules];
  const { metafile } = await build({
    ...options,
    external,
    write: false,
    sourcemap: false,
    metafile: true,
    logLevel: 'silent',
  });
  const outputs = Object.values(metafile.outputs);
  const imported = outputs.flatMap(({ imports }) => imports.map(({ path }) => path));
  return {
    nodeModules: imported.filter((path) => path.startsWith('node:') || builtinModules.includes(path)),
    bytes: outputs.reduce((sum, output) => sum + output.bytes, 0),
  };
}
