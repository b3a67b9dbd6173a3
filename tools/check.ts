// `npm run check`: everything that can be said about the code without running it. All checks run, whatever the others say.
import { type Ending, runToEnd } from './run.ts';

const bin = (name: string, ...options: string[]): string[] => [process.execPath, `node_modules/${name}`, ...options];
const tsc = 'typescript/bin/tsc';
const rooms = ['client', 'server', 'rules', 'test', 'tools'];

const checks: Readonly<Record<string, readonly string[]>> = {
  types: bin(tsc, '--pretty'),
  'types of rules, without Node': bin(tsc, '--pretty', '-p', 'rules'),
  'format and lint': bin('@biomejs/biome/bin/biome', 'check', '--colors=force', '--max-diagnostics=100'),
  'import table': bin('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.mjs', ...rooms),
  'dead code': bin('knip/bin/knip.js', '--no-progress'),
  'generated files': [process.execPath, '--import', 'tsx', 'tools/docs.ts', '--check'],
};

// Two at a time: one more only makes each of them slower on a small machine.
const waiting = Object.entries(checks);
const failed: string[] = [];
await Promise.all([work(), work()]);
console.log(failed.length === 0 ? '\nEverything is as it should be.' : `\nNot as it should be: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [name, command] = next;
    const ending = await runToEnd(command, { minutes: 3, quiet: true });
    if (!ending.ok) failed.push(name);
    report(name, ending);
  }
}

function report(name: string, { ok, output, reason, seconds }: Ending): void {
  console.log(`${ok ? '✔' : '✖'} ${name} (${seconds} s)`);
  if (!ok) console.log(`\n${output.trim() || reason}\n`);
}
