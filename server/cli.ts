/* What a user starts. It loads no more than was asked for: the commands, and for `lsp` the language server. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { load } from './commands/code-cache.ts';

// Whoever reads along may have seen enough (`| head`): that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const folder = import.meta.dirname;
const [, , command = ''] = process.argv;
void start();

async function start(): Promise<void> {
  if (command !== 'lsp') beBrief();
  const bundle = join(folder, 'program.js');
  const installation = { folder, startServer: () => import('./main.ts') };
  if (!existsSync(bundle)) {
    const { run } = await import('./commands/program.ts'); // from the sources
    return run(installation);
  }
  const loaded = load(bundle, 'program');
  // It is made of the same file.
  const { run } = loaded.exports as typeof import('./commands/program.ts');
  await run(installation);
  if (['check', 'fix'].includes(command)) loaded.keep(); // others have not compiled what takes time
}

/**
 * A function is optimized once it has run for a while: nine times as long as V8 thinks. Most of what it optimizes in half
 * a second is not run often enough afterwards to be worth it: a quarter of the CPU time of a check of one large template.
 */
function beBrief(): void {
  setFlagsFromString('--interrupt-budget=600000');
}
