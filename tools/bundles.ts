import { existsSync } from 'node:fs';
import type { BuildOptions } from 'esbuild';

export interface Bundle {
  readonly host: 'node' | 'browser';
  readonly options: BuildOptions & { readonly outfile: string };
}

/** Every file of dist/. CommonJS, because all versions of VS Code since 1.91 load it, in the desktop and in the web. */
export const bundles: readonly Bundle[] = [
  forNode('server/cli.ts', 'dist/cli.js', {
    banner: { js: '#!/usr/bin/env node' },
    define: { 'import.meta.dirname': '__dirname' }, // where the pages of the rules are: CommonJS calls it so
  }),
  forNode('server/main.ts', 'dist/server.js'),
  forNode('client/extension.ts', 'dist/extension.js', { external: ['vscode'] }),
  forBrowser('server/browser.ts', 'dist/browser/server.js', { format: 'iife' }),
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

export function forNode(entry: string, outfile: string, options: BuildOptions = {}): Bundle {
  return {
    host: 'node',
    options: { ...common(entry, outfile), platform: 'node', format: 'cjs', target: 'node20', ...options },
  };
}

function forBrowser(entry: string, outfile: string, options: BuildOptions): Bundle {
  return { host: 'browser', options: { ...common(entry, outfile), platform: 'browser', target: 'es2022', ...options } };
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
