/* The licences of what is in the bundle, and what was changed: most of them ask to be shipped with every copy. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pyodideVersion } from './about.ts';

const rule = '-'.repeat(80);

/** `wheels`: the licences that the wheels bring, by their names in the site. */
export function noticesOf(wheels: ReadonlyMap<string, string>): string {
  const named = [...wheels].sort(([one], [other]) => one.localeCompare(other));
  return [
    'Written by `npm run build:cfn-lint`: what stands in this folder, and under which licences.',
    '',
    `pyodide.mjs, pyodide.asm.js, pyodide.asm.wasm, python_stdlib.zip: Pyodide ${pyodideVersion()}, Mozilla Public License 2.0, which`,
    `follows; its source: https://github.com/pyodide/pyodide/tree/${pyodideVersion()}.`,
    `One line of pyodide.asm.js is changed: \`${change.from}\` became \`${change.to}\`.`,
    'In them: Python 3.13, under the PSF License, which stands below with typing_extensions, and what',
    'https://docs.python.org/3.13/license.html names; Emscripten 4.0.9 with its C library, MIT License:',
    'https://github.com/emscripten-core/emscripten/blob/4.0.9/LICENSE.',
    'regex.so: the C of regex 2026.11.15 (Apache-2.0 AND CNRI-Python), whose licence stands below.',
    'yaml.so: the C of PyYAML 6.0.3 and of libyaml 0.2.5, by the same authors under the same MIT License, which stands below with PyYAML.',
    'site.bin: the Python packages whose licences stand below.',
    '',
    rule,
    readFileSync(path.join(import.meta.dirname, 'MPL-2.0.txt'), 'utf8').trim(),
    '',
    ...named.flatMap(([name, text]) => [rule, name, '', text.trim(), '']),
  ].join('\n');
}

/** Pyodide loads no compiled parts before it takes up the memory of an earlier one, but the place where it would is there. */
export const change = {
  from: 'var dynamicLibraries=[]',
  to: 'var dynamicLibraries=globalThis.gatelintSideModules??[]',
} as const;
