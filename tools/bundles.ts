import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { inTwo } from './in-two.ts';

export interface Bundle {
  readonly host: 'node' | 'browser';
  /** Whether it is part of the command line, which npm installs. */
  readonly inNpm: boolean;
  readonly options: BuildOptions & { readonly outfile: string };
}

const impact = { 'server/impact/cloudformation/aws.ts': './impact.js' };

/** The server, and what it loads when somebody first looks at something. */
const server = inTwo({
  first: 'server/main.ts',
  second: 'server/features/on-demand.ts',
  firstBundle: './language-server.js',
  secondBundle: './on-demand.js',
  plugins: [elsewhere(impact)],
});

/** Every file of dist/. CommonJS, because all versions of VS Code since 1.91 load it, in the desktop and in the web. */
export const bundles: readonly Bundle[] = [
  forNpm('server/cli.ts', 'dist/cli.js', {
    banner: { js: '#!/usr/bin/env node' },
    define: { 'import.meta.dirname': '__dirname' }, // where the pages of the rules are: CommonJS calls it so
    supported: { 'dynamic-import': false }, // `require` is the shorter way to a CommonJS file
    plugins: [elsewhere({ 'server/commands/program.ts': './program.js', 'server/main.ts': './server.js' })],
  }),
  forNpm('server/commands/program.ts', 'dist/program.js', {
    supported: { 'dynamic-import': false },
    plugins: [startsNoPrograms(), elsewhere(impact)],
  }),
  forNpm('server/start.ts', 'dist/server.js', { define: { 'import.meta.dirname': '__dirname' } }),
  forNpm('server/main.ts', 'dist/language-server.js', {
    define: { 'import.meta.dirname': '__dirname' },
    supported: { 'dynamic-import': false },
    plugins: [byName(), randomLater(), ...server.first],
  }),
  forNpm('server/features/on-demand.ts', 'dist/on-demand.js', {
    supported: { 'dynamic-import': false },
    plugins: [byName(), ...server.second],
  }),
  // What AWS says of its resource types: loaded when somebody first asks what a change does.
  forNpm('server/impact/cloudformation/aws.ts', 'dist/impact.js', { minify: true, plugins: [withoutColours()] }),
  // Beside what it runs: `npm run build:cfn-lint` makes that.
  forNpm('server/cfn-lint/worker.ts', 'dist/cfn-lint/worker.js', { loader: { '.py': 'text' } }),
  forBrowser('server/cfn-lint/worker-in-browser.ts', 'dist/cfn-lint/worker-in-browser.js', {
    format: 'esm',
    loader: { '.py': 'text' },
  }),
  forNode('client/extension.ts', 'dist/extension.js', { external: ['vscode'] }),
  // A worker has one file: what stands apart on the desktop is a part of it, and is evaluated when somebody first asks.
  forBrowser('server/browser.ts', 'dist/browser/server.js', { format: 'iife', plugins: [byName(), withoutColours()] }),
  forBrowser('client/browser.ts', 'dist/browser/extension.js', { format: 'cjs', external: ['vscode'] }),
  // The suite that runs inside VS Code: mocha comes from node_modules on the desktop and is bundled for the web.
  forNode('test/workbench/suite/index.ts', 'dist/test/index.js', { external: ['vscode', 'mocha'] }),
  ...(existsSync('test/workbench/suite/index-web.ts')
    ? [
        forBrowser('test/workbench/suite/index-web.ts', 'dist/test/index-web.js', {
          format: 'cjs',
          external: ['vscode'],
          define: { global: 'globalThis' },
        }),
      ]
    : []),
];

function forNpm(entry: string, outfile: string, options: BuildOptions = {}): Bundle {
  return { ...forNode(entry, outfile, options), inNpm: true };
}

export function forNode(entry: string, outfile: string, options: BuildOptions = {}): Bundle {
  return {
    host: 'node',
    inNpm: false,
    options: { ...common(entry, outfile), platform: 'node', format: 'cjs', target: 'node20', ...options },
  };
}

function forBrowser(entry: string, outfile: string, options: BuildOptions): Bundle {
  const base = { ...common(entry, outfile), platform: 'browser', target: 'es2022' } as const;
  return { host: 'browser', inNpm: false, options: { ...base, ...options } };
}

/** Leaves files out that are bundles themselves: they are loaded when they are needed. esbuild splits no CommonJS. */
function elsewhere(bundleOf: Readonly<Record<string, string>>): Plugin {
  const root = path.join(import.meta.dirname, '..');
  const byFile = new Map(Object.entries(bundleOf).map(([file, bundle]) => [path.join(root, file), bundle]));
  return {
    name: 'elsewhere',
    setup({ onResolve }) {
      onResolve({ filter: /[.]ts$/ }, ({ path: wanted, resolveDir }) => {
        const bundle = byFile.get(path.join(resolveDir, wanted));
        return bundle === undefined ? undefined : { path: bundle, external: true };
      });
    },
  };
}

/**
 * Of CommonJS, esbuild copies all that it exports for each file that imports some of it. The three hundred names of the
 * protocol are taken from it one by one, where they are used.
 */
function byName(): Plugin {
  const names = Object.keys(createRequire(import.meta.filename)('vscode-languageserver'));
  return {
    name: 'by name',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^vscode-languageserver$/ }, ({ path: wanted, namespace, kind }) =>
        namespace === 'file' && kind === 'import-statement' ? { path: wanted, namespace: 'by name' } : undefined,
      );
      onLoad({ filter: /./, namespace: 'by name' }, ({ path: name }) => ({
        contents: [
          `const it = (name) => require('${name}')[name];`,
          ...names.map((one) => `export const ${one} = /* @__PURE__ */ it('${one}');`),
        ].join('\n'),
        resolveDir: import.meta.dirname,
      }));
    },
  };
}

/** The transport makes names of pipes by chance, when it is asked for a pipe: what Node loads for that takes 5 ms. */
function randomLater(): Plugin {
  return {
    name: 'random later',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^crypto$/ }, ({ importer }) =>
        importer.includes(`${path.sep}vscode-jsonrpc${path.sep}`)
          ? { path: 'crypto', namespace: 'random later' }
          : undefined,
      );
      onLoad({ filter: /./, namespace: 'random later' }, () => ({
        contents: `exports.randomBytes = (size) => require('node:crypto').randomBytes(size);`,
      }));
    },
  };
}

/** Commander can start programs; ours has none, and what Node loads for that takes it a third of its start. */
function startsNoPrograms(): Plugin {
  return {
    name: 'starts no programs',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
        importer.includes(`${path.sep}commander${path.sep}`) ? { path: 'none', namespace: 'no programs' } : undefined,
      );
      onLoad({ filter: /^none$/, namespace: 'no programs' }, () => ({ contents: '' }));
    },
  };
}

/** AWS's comparison of templates can print what it finds, in colours, which nobody asks it for; and it reads no database here. */
function withoutColours(): Plugin {
  return {
    name: 'without colours',
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /^chalk$/ }, () => ({ path: 'chalk', namespace: 'no colours' }));
      onLoad({ filter: /^chalk$/, namespace: 'no colours' }, () => ({ contents: '' }));
      // Of these only the names of two enumerations are needed; the rest is what its database is read with.
      onResolve({ filter: /^@aws-cdk[/]service-spec-types$/ }, ({ resolveDir, kind }) =>
        resolve('@aws-cdk/service-spec-types/lib/types/resource.js', { resolveDir, kind }),
      );
    },
  };
}

function common(entry: string, outfile: string): BuildOptions & { readonly outfile: string } {
  return {
    entryPoints: [entry],
    outfile,
    bundle: true,
    sourcemap: true,
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
    legalComments: 'none',
  };
}
