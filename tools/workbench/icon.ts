// Renders client/icon.svg as the picture that the extension shows; run it after a change of the drawing.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openBrowser } from './browser.ts';
import { root } from './paths.ts';

const { browser, page } = await openBrowser();
await page.setViewportSize({ width: 128, height: 128 });
const drawing = readFileSync(path.join(root, 'client', 'icon.svg'), 'utf8');
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
await page.screenshot({ path: path.join(root, 'docs', 'images', 'icon.png'), omitBackground: true });
await browser.close();
