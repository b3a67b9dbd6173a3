import { rmSync } from 'node:fs';
import path from 'node:path';
import { DidChangeConfigurationNotification, DidSaveTextDocumentNotification } from 'vscode-languageserver/node';
import { CfnLintThread } from '../../server/cfn-lint/thread.ts';
import { threadOnNode } from '../../server/cfn-lint/thread-on-node.ts';
import { generate } from '../../test/bench/generate.ts';
import { quantile } from '../../test/bench/quantile.ts';
import type { Figure, Figures, Group, Head } from '../../test/bench/row.ts';
import { typing } from '../../test/bench/typing.ts';
import { copyBundle, makeBundle } from '../cfn-lint/bundle.ts';
import { type Inputs, textOf } from './inputs.ts';
import { residentMegabytes } from './memory.ts';
import { buildBeside, cache, type Programs } from './programs.ts';
import { type Server, startServer } from './server.ts';

/** The real cfn-lint beside the server; left out where its bundle cannot be made. */
export const cfnLintGroups = (programs: Programs, inputs: Inputs): readonly Group[] => [
  { rows: alone, measure: () => withBundle(measureAlone) },
  { rows: beside, measure: () => withBundle(() => measureBeside(programs, inputs)) },
];

const sizes = [8, 200, 500] as const;

const alone: readonly Head[] = [
  { name: 'cfn-lint/ready/first', title: 'from nothing to its first answer, for the first time: CPU', unit: 'ms' },
  { name: 'cfn-lint/ready/again', title: 'the same at every later start, with its memory kept: CPU', unit: 'ms' },
  ...sizes.flatMap((size): Head[] => [
    { name: `cfn-lint/${size}/first`, title: `first look at ${size} resources: CPU`, unit: 'ms' },
    { name: `cfn-lint/${size}/again`, title: `second look at ${size} resources: CPU`, unit: 'ms' },
  ]),
];

const home = path.join(cache, 'cfn-lint');
const storage = path.join(cache, 'cfn-lint-memory');
const small = 'Resources: { Site: { Type: AWS::S3::Bucket } }\n';

async function withBundle(measure: () => Promise<Figures>): Promise<Figures> {
  try {
    copyBundle(await makeBundle(), home);
  } catch (error) {
    console.error(`Without cfn-lint: ${error instanceof Error ? error.message : error}`);
    return new Map();
  }
  await buildBeside('dist/cfn-lint/worker.js', home);
  return measure();
}

/** All of the process: nothing else runs in it meanwhile. */
async function measureAlone(): Promise<Figures> {
  rmSync(storage, { recursive: true, force: true });
  const script = path.join(home, 'worker.js');
  const figures = new Map<string, Figure>();
  const time = async (name: string, thread: CfnLintThread, text: string): Promise<void> => {
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    const outcome = await thread.lint(name, { text });
    if (outcome.kind !== 'findings') throw new Error(JSON.stringify(outcome));
    const { user, system } = process.cpuUsage(cpu);
    figures.set(name, {
      figure: (user + system) / 1000,
      note: `${((performance.now() - wall) / 1000).toFixed(1)} s by the clock`,
    });
  };
  const first = new CfnLintThread(threadOnNode(script, { home, storage }));
  await time('cfn-lint/ready/first', first, small);
  await new Promise((resolve) => setTimeout(resolve, 3000)); // its memory is written
  await first.stop();
  const thread = new CfnLintThread(threadOnNode(script, { home, storage }));
  await time('cfn-lint/ready/again', thread, small);
  for (const size of sizes) {
    const { yaml } = generate({ resources: size, seed: size });
    await time(`cfn-lint/${size}/first`, thread, yaml);
    await time(`cfn-lint/${size}/again`, thread, yaml);
  }
  await thread.stop();
  return figures;
}

const beside: readonly Head[] = [
  { name: 'cfn-lint/memory/off', title: 'resident memory of the server, 500 resources open, without it', unit: 'MB' },
  { name: 'cfn-lint/memory/on', title: 'the same when it has looked at them', unit: 'MB' },
  { name: 'cfn-lint/key/off/p50', title: 'didChange → our diagnostics, 500 resources, without it: p50', unit: 'ms' },
  { name: 'cfn-lint/key/on/p50', title: 'the same while it looks at them: p50', unit: 'ms' },
  { name: 'cfn-lint/key/off/p95', title: 'without it: p95', unit: 'ms', goal: 16 },
  { name: 'cfn-lint/key/on/p95', title: 'while it looks: p95', unit: 'ms', goal: 16 },
];

async function measureBeside(programs: Programs, { n500 }: Inputs): Promise<Figures> {
  const keys = typing(textOf(n500), 'yaml', { seed: 500, words: 30 });
  const off = await startServer(programs, n500);
  const on = await startServer(programs, n500, [], { storage });
  const looks = looksOf(on);
  await on.connection.sendNotification(DidChangeConfigurationNotification.type, {
    settings: { gatelint: { cfnLint: 'onSave' } },
  });
  for (const server of [off, on]) {
    await server.open(n500);
    await server.diagnostics();
  }
  await looks.ended();
  const memory = [residentMegabytes(off.pid), residentMegabytes(on.pid)];
  // In turns, so that whatever else the machine does falls on both. It looks anew as soon as it is done.
  const waits = { off: [] as number[], on: [] as number[] };
  for (const key of keys) {
    waits.off.push(await press(off, key));
    if (!looks.looking) await on.connection.sendNotification(DidSaveTextDocumentNotification.type, on.identity);
    waits.on.push(await press(on, key));
  }
  await off.stop();
  await on.stop();
  const note = `${keys.length} keys`;
  const figures = new Map<string, Figure>();
  for (const [index, name] of (['off', 'on'] as const).entries()) {
    const resident = memory[index];
    if (resident !== undefined) figures.set(`cfn-lint/memory/${name}`, { figure: resident });
    figures.set(`cfn-lint/key/${name}/p50`, { figure: quantile(waits[name], 0.5), note });
    figures.set(`cfn-lint/key/${name}/p95`, { figure: quantile(waits[name], 0.95), note });
  }
  return figures;
}

async function press(server: Server, key: Parameters<Server['press']>[0]): Promise<number> {
  const tell = server.press(key);
  const start = performance.now();
  await tell();
  await server.diagnostics();
  return performance.now() - start;
}

/** What the server says of it, as `server/features/cfn-lint/follow.ts` does. */
function looksOf({ connection }: Server) {
  let looking = false;
  let ended: () => void = () => undefined;
  const first = new Promise<void>((resolve) => {
    ended = resolve;
  });
  connection.onNotification('gatelint/cfnLint', ({ state }: { readonly state: string }) => {
    looking = state === 'looking';
    if (!looking) ended();
  });
  return {
    get looking() {
      return looking;
    },
    ended: () => first,
  };
}
