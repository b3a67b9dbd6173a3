import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './paths.ts';

/** Packs the extension as a user gets it: builds it, and makes the .vsix. */
export function pack(): string {
  const npm = spawnSync('npm', ['run', '--silent', 'package'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) throw new Error(`The extension could not be packed:\n${npm.stdout}${npm.stderr}`);
  return path.join(root, 'gatelint.vsix');
}
