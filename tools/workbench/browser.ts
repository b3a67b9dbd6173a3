import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from './programs.ts';

/** One page of a browser without a window, as large as a small laptop. */
export async function openBrowser(
  options: { readonly scale?: number } = {},
): Promise<{ browser: Browser; page: Page }> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('No Chromium was found: run `npm run workbench:install` first.');
  const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', '--disable-dev-shm-usage'] });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: options.scale ?? 1,
  });
  return { browser, page: await context.newPage() };
}
