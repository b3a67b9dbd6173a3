// The extension as a user gets it: built, packed, installed, and opened on a copy of the samples in a headless browser.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { bundleThatIsThere } from '../cfn-lint/bundle.ts';
import { fileOf, type Kind } from '../vsix.ts';
import { type BrowserOptions, openBrowser } from './browser.ts';
import { root } from './paths.ts';
import { commitAll } from './repository.ts';
import { installExtension, pageUrl, startServer } from './server.ts';

export interface Opened {
  readonly page: Page;
  /** The copy of the samples that is open. */
  readonly folder: string;
  close(): Promise<void>;
}

/** Builds the extension and makes the .vsix, with cfn-lint where its bundle has been made; answers where it is. */
export function pack(): string {
  const kind: Kind = bundleThatIsThere() === undefined ? 'without cfn-lint' : 'with cfn-lint';
  const options = kind === 'without cfn-lint' ? ['--', '--without-cfn-lint'] : [];
  const npm = spawnSync('npm', ['run', '--silent', 'package', ...options], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) throw new Error(`The extension could not be packed:\n${npm.stdout}${npm.stderr}`);
  return path.join(root, fileOf[kind]);
}

export async function openPacked(options: BrowserOptions = {}): Promise<Opened> {
  const vsix = pack();
  const scratch = mkdtempSync(path.join(tmpdir(), 'gatelint-packed-'));
  const undo = [async () => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const folder = path.join(scratch, 'samples');
    cpSync(path.join(root, 'samples'), folder, { recursive: true });
    commitAll(folder);
    const profile = { userData: path.join(scratch, 'user-data'), extensions: path.join(scratch, 'extensions') };
    installExtension(vsix, profile);
    const settings = {
      'editor.minimap.enabled': false,
      'git.enabled': true, // what has changed is told against the last commit
      'git.decorations.enabled': false,
      'scm.diffDecorations': 'none',
      'workbench.colorTheme': 'Default Dark Modern',
    };
    const server = await startServer({ profile, settings });
    undo.push(() => server.stop());
    const { browser, page } = await openBrowser(options);
    undo.push(() => browser.close());
    await page.goto(pageUrl(server, { folder }), { timeout: 60_000 });
    return { page, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}
