// The suite as a Node extension host loads it: on the desktop, and in code-server.
import Mocha from 'mocha';
import { runToEnd, settings } from './mocha.ts';

export async function run(): Promise<void> {
  const mocha = new Mocha(settings);
  mocha.suite.emit('pre-require', globalThis, '', mocha); // brings `describe` and `it`
  await import('./suite.ts');
  await runToEnd(mocha);
}
