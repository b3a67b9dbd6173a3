/* What a user starts. It loads no more than was asked for: the commands, and for `lsp` the language server. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { load } from './commands/code-cache.ts';

// Whoever reads along may have seen enough (`| head`): that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const folder = import.meta.dirname;
void start();

async function start(): Promise<void> {
  const bundle = join(folder, 'program.js');
  const installation = { folder, startServer: () => import('./main.ts') };
  if (!existsSync(bundle)) {
    const { run } = await import('./commands/program.ts'); // from the sources
    return run(installation);
  }
  const loaded = load(bundle);
  // It is made of the same file.
  const { run } = loaded.exports as typeof import('./commands/program.ts');
  await run(installation);
  if (['check', 'fix'].includes(process.argv[2] ?? '')) loaded.keep(); // others have not compiled what takes time
}
