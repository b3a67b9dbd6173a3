// `node tools/bootstrap.mjs <script> [arguments]`: runs a script of this repository on a machine that has Node and npm only.
// Plain JavaScript without packages, because in a fresh clone there are none; `npm ci` runs when they are missing or stale.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(fileURLToPath(import.meta.url), '../..');

checkNode();
if (!packagesAreInstalled()) installPackages();
await run(process.argv[2] ?? '');

/**
 * In this very process, so that a signal reaches it.
 * @param {string} script
 */
async function run(script) {
  process.chdir(root);
  const file = path.join(root, script);
  process.argv.splice(1, 2, file); // as if Node had been started with it
  const { register } = await import('tsx/esm/api');
  register();
  await import(pathToFileURL(file).href);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 12)) return;
  giveUp(`Node ${process.versions.node} is too old: 20.12 or newer is needed.`);
}

/** Every package of the lock file is there in its version; those of other platforms are optional and may be missing. */
function packagesAreInstalled() {
  const wanted = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules/.package-lock.json');
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([folder, { version, optional }]) => {
    const found = installed[folder];
    return folder === '' || (found ? found.version === version : optional === true);
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function installPackages() {
  console.log('Installing packages from npm (about half a minute) …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) giveUp('npm ci failed.');
}

/** @param {string} reason */
function giveUp(reason) {
  console.error(reason);
  if (process.env.npm_lifecycle_event === 'test') console.log('0 passed, 1 failed');
  process.exit(1);
}
