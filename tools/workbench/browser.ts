import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from './programs.ts';

export interface BrowserOptions {
  readonly width?: number;
  readonly height?: number;
  /** Pixels of a picture per pixel of the page. */
  readonly scale?: number;
}

/** One page of a browser without a window, as large as a small laptop unless told otherwise. */
export async function openBrowser({ width = 1280, height = 800, scale = 1 }: BrowserOptions = {}): Promise<{
  readonly browser: Browser;
  readonly page: Page;
}> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('No Chromium was found: run `npm run workbench:install` first.');
  const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', '--disable-dev-shm-usage'] });
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
  return { browser, page: await context.newPage() };
}
