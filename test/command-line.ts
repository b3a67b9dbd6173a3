/* Runs what users run: the bundles, made of the sources as they are now, in a process of its own. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundles } from '../tools/bundles.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders: string[] = [];
let cli = '';
let caches = '';

before(async () => {
  const installed = folderOf({});
  symlinkSync(join(root, 'docs'), join(installed, 'docs'), 'junction'); // packed beside it
  for (const { options } of bundles.filter(({ inNpm }) => inNpm)) {
    await build({ ...options, outfile: join(installed, options.outfile), absWorkingDir: root, sourcemap: false });
  }
  cli = join(installed, 'dist', 'cli.js');
  caches = folderOf({});
});

after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Where the bundle is. */
export const bundled = (): string => cli;

/** A folder with these files in it; gone after the tests. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatelint-cli-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Circumstances {
  readonly env?: Readonly<Record<string, string>>;
  /** What Node runs, with its options; the bundle, where it is left out. */
  readonly program?: readonly string[];
  /** The reader goes away after the first words. */
  readonly impatient?: boolean;
  readonly input?: string;
}

export function gatelint(cwd: string, args: readonly string[], circumstances: Circumstances = {}): Promise<Ended> {
  const { env = {}, program = [cli], impatient, input } = circumstances;
  const clean = { ...process.env, NO_COLOR: '', FORCE_COLOR: '', NODE_OPTIONS: '', XDG_CACHE_HOME: caches, ...env };
  const child = spawn(process.execPath, [...program, ...args], { cwd, env: clean });
  if (input === undefined) child.stdin.end();
  else child.stdin.write(input); // an editor does not hang up
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (impatient) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, out, err }));
  });
}
