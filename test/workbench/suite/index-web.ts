// The suite as the web worker host loads it: one file, with mocha's browser build inside.
import 'mocha/mocha.js';
import { runToEnd, settings } from './mocha.ts';

export async function run(): Promise<void> {
  mocha.setup(settings);
  await import('./suite.ts');
  await runToEnd(mocha);
}
