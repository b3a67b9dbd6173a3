/*
 * One program in two files of CommonJS: esbuild splits ESM only. The first file runs, and the second is loaded when it
 * is needed. What both need is in the first, which exports it, so that there is one of it: the second takes it from there.
 */
import path from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

interface Halves {
  /** The files that both begin with, from the root of the repository. */
  readonly first: string;
  readonly second: string;
  /** How the files that come out find each other. */
  readonly firstBundle: string;
  readonly secondBundle: string;
  /** What else becomes of imports, in both. */
  readonly plugins: readonly Plugin[];
}

interface Shared {
  /** Files, and what each of them exports. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly packages: ReadonlySet<string>;
}

const root = path.join(import.meta.dirname, '..');

export function inTwo(halves: Halves): { readonly first: Plugin[]; readonly second: Plugin[] } {
  return { first: [exporting(halves), ...halves.plugins], second: [importing(halves), ...halves.plugins] };
}

function exporting(halves: Halves): Plugin {
  return {
    name: 'first of two',
    setup({ initialOptions, onResolve, onLoad }) {
      initialOptions.entryPoints = ['first of two'];
      const second = path.join(root, halves.second);
      onResolve({ filter: /[.]ts$/ }, ({ path: wanted, resolveDir }) =>
        path.join(resolveDir, wanted) === second ? { path: halves.secondBundle, external: true } : undefined,
      );
      onResolve({ filter: /^first of two$/ }, () => ({ path: halves.first, namespace: 'first' }));
      onLoad({ filter: /./, namespace: 'first' }, async () => {
        const { files, packages } = await sharedBy(halves);
        const shared = [
          ...[...files.keys()].map((file) => [file, `./${file}`]),
          ...[...packages].map((one) => [one, one]),
        ];
        const exports = shared.map(
          ([name, from]) => `export * as ${JSON.stringify(name)} from ${JSON.stringify(from)};`,
        );
        return { contents: [`export * from './${halves.first}';`, ...exports].join('\n'), resolveDir: root };
      });
    },
  };
}

function importing(halves: Halves): Plugin {
  return {
    name: 'second of two',
    setup({ onStart, onResolve, onLoad }) {
      let shared: Shared = { files: new Map(), packages: new Set() };
      onStart(async () => {
        shared = await sharedBy(halves);
      });
      onResolve({ filter: /./ }, ({ path: wanted, resolveDir, namespace, kind }) => {
        if (namespace === 'first') return { path: wanted, external: true };
        if (kind === 'entry-point') return undefined;
        const file = wanted.startsWith('.') ? relative(path.join(resolveDir, wanted)) : wanted;
        return shared.files.has(file) || shared.packages.has(file) ? { path: file, namespace: 'first' } : undefined;
      });
      onLoad({ filter: /./, namespace: 'first' }, ({ path: name }) => {
        const there = `require(${JSON.stringify(halves.firstBundle)})[${JSON.stringify(name)}]`;
        const names = shared.files.get(name);
        if (!names) return { contents: `module.exports = ${there};` };
        const each = names.map((one) =>
          one === 'default' ? 'export default it.default;' : `export const ${one} = it.${one};`,
        );
        return { contents: [`const it = ${there};`, ...each].join('\n') };
      });
    },
  };
}

/** What the second imports and the first has: esbuild knows when it splits both in memory. */
async function sharedBy({ first, second, plugins }: Halves): Promise<Shared> {
  const options = {
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm' as const,
    platform: 'node' as const,
    outdir: 'dist',
    write: false,
    metafile: true as const,
    logLevel: 'silent' as const, // the build itself says what is wrong
    plugins: [...plugins],
  } satisfies BuildOptions;
  const { inputs, outputs } = (await build({ ...options, entryPoints: [first, second] })).metafile;
  const inFirst = new Set<string>();
  for (const { entryPoint, inputs: files } of Object.values(outputs)) {
    if (entryPoint === second) continue;
    for (const [file, { bytesInOutput }] of Object.entries(files)) if (bytesInOutput > 0) inFirst.add(file);
  }
  const packages = new Set<string>();
  const files = new Set<string>();
  const inSecond = new Set([second]);
  for (const file of inSecond) {
    for (const { path: wanted, original = wanted } of inputs[file]?.imports ?? []) {
      if (!inFirst.has(wanted)) inSecond.add(wanted);
      else if (original.startsWith('.')) files.add(wanted);
      else packages.add(original);
    }
  }
  const { outputs: alone } = (await build({ ...options, entryPoints: [...files] })).metafile;
  const names = Object.values(alone).flatMap(({ entryPoint, exports }) =>
    entryPoint === undefined ? [] : [[entryPoint, exports] as const],
  );
  return { files: new Map(names), packages };
}

const relative = (file: string): string => path.relative(root, file).replaceAll(path.sep, '/');
