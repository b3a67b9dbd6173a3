import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { codeServer, installation } from './paths.ts';

const isWindows = process.platform === 'win32';

/** The version of Node that code-server insists on, whatever the scripts of this repository run under. */
export const nodeMajor = 24;

/** The npm package that holds a Node binary for this machine and nothing else. */
export const nodePackage = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;

export const runsUnderItsNode = Number.parseInt(process.versions.node, 10) === nodeMajor;

/** What starts code-server, or `undefined` while it is not installed. */
export function findServer(): { readonly node: string; readonly entry: string } | undefined {
  const entry = path.join(codeServer, 'out', 'node', 'entry.js');
  const packaged = path.join(installation, 'node_modules', nodePackage, 'bin', isWindows ? 'node.exe' : 'node');
  const node = [packaged, ...(runsUnderItsNode ? [process.execPath] : [])].find(canRun);
  return node && isThere(entry) ? { node, entry } : undefined;
}

/** A Chromium, Chrome or Edge of this machine; `CHROMIUM_PATH` names one that stands elsewhere. */
export function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  return (
    findOnPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge') ??
    [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ].find(canRun)
  );
}

/** The first of these programs that stands on PATH. */
export function findOnPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(canRun);
}

function canRun(file: string): boolean {
  return isThere(file, constants.X_OK);
}

function isThere(file: string, mode: number = constants.F_OK): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}
