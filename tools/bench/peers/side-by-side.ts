import { spawnSync } from 'node:child_process';
import { isWanted } from '../../../test/bench/row.ts';
import type { Inputs } from '../inputs.ts';
import type { Programs } from '../programs.ts';
import { aligned, markdown, shown, significant } from '../table.ts';
import { inTurns, typical, type Work } from '../turns.ts';
import type { Usage } from '../usage.ts';
import { type Installed, install } from './install.ts';
import { peers } from './list.ts';
import type { InputName, Peer } from './peer.ts';

/** One linter on one input. */
export interface Line extends Usage {
  readonly input: InputName;
  readonly name: string;
  readonly version?: string;
  /** Our CPU time by theirs; left out for ourselves, and where they read another language. */
  readonly share?: number;
  readonly goal?: number;
}

export interface SideBySide {
  readonly lines: readonly Line[];
  /** By name, with the reason. */
  readonly missing: Readonly<Record<string, string>>;
}

const rounds: Readonly<Record<InputName, number>> = { n500: 3, '200x50': 2 };

/** Whole processes on the same inputs, in turns. */
export async function sideBySide(
  { commandLine }: Programs,
  inputs: Inputs,
  words: readonly string[],
): Promise<SideBySide> {
  const installed: Installed[] = [];
  const missing: Record<string, string> = {};
  for (const peer of peers.filter(({ name }) => isWanted(name.toLowerCase(), words))) {
    const outcome = await install(peer);
    const reason = 'reason' in outcome ? outcome.reason : whyUseless(outcome, inputs);
    if (reason === undefined && 'program' in outcome) installed.push(outcome);
    else missing[`${peer.name} ${peer.version}`] = reason ?? '';
  }

  const lines: Line[] = [];
  for (const input of ['n500', '200x50'] as const)
    lines.push(...(await measuredOn(input, installed, commandLine, inputs)));
  return { lines, missing };
}

async function measuredOn(
  input: InputName,
  installed: readonly Installed[],
  commandLine: string,
  inputs: Inputs,
): Promise<Line[]> {
  console.error(`measuring peers on ${input}, ${rounds[input]} rounds …`);
  const ours = [process.execPath, commandLine, 'check', input === 'n500' ? inputs.n500 : inputs.folder];
  const works = new Map<string, Work>([[ourName, { command: ours, exits: [1] }]]);
  for (const { peer, program } of installed) {
    const command = peer.check(program, input, inputs);
    const { exits, environment = {} } = peer;
    if (command) works.set(peer.name, { command, exits, environment, minutes: 15 });
  }
  const runs = await inTurns(works, rounds[input]);
  const gatelint = typical(runs.get(ourName) ?? []);
  return [...runs].map(([name, usages]) => {
    const peer = installed.find((one) => one.peer.name === name)?.peer;
    const usage = typical(usages);
    return { input, name, ...usage, ...(peer && compared(peer, input, gatelint, usage)) };
  });
}

const ourName = 'Gatelint';

function compared(peer: Peer, input: InputName, ours: Usage, theirs: Usage): Partial<Line> {
  const goal = peer.goals?.[input];
  if (peer.readsOnly !== undefined) return { version: peer.version };
  return {
    version: peer.version,
    share: ours.cpuMilliseconds / theirs.cpuMilliseconds,
    ...(goal !== undefined && { goal }),
  };
}

/** Once before it counts, which also warms the disk: what it says of the template shows whether it did its work. */
function whyUseless({ peer, program }: Installed, inputs: Inputs): string | undefined {
  const [command = '', ...words] = peer.check(program, 'n500', inputs) ?? [];
  if (command === '') return 'it reads none of the inputs that are there';
  const { stdout, stderr, status } = spawnSync(command, words, {
    encoding: 'utf8',
    env: { ...process.env, ...peer.environment },
    timeout: 300_000,
    maxBuffer: 2 ** 28,
  });
  if (peer.exits.includes(status ?? -1) && peer.finds.test(stdout)) return undefined;
  return `it ended with ${status} and without findings: ${stderr.trim().slice(-300)}`;
}

const titles: Readonly<Record<InputName, string>> = {
  n500: 'One template of 500 resources',
  '200x50': '200 templates of 50 resources',
};

export function sideBySideTable({ lines, missing }: SideBySide): string {
  const tables = inputsOf(lines).map((input) => `${titles[input]}\n${aligned([heads, ...cellsOf(lines, input)])}`);
  return [...tables, ...Object.entries(missing).map(([name, reason]) => `Not to be had here: ${name}: ${reason}`)].join(
    '\n\n',
  );
}

export function sideBySideMarkdown({ lines, missing }: SideBySide): string {
  const tables = inputsOf(lines).map((input) => `${titles[input]}:\n\n${markdown([heads, ...cellsOf(lines, input)])}`);
  const remarks = peers.flatMap(({ name, version, remark }) =>
    `${name} ${version}` in missing || remark === undefined ? [] : [`- ${name}: ${remark}.`],
  );
  const absent = Object.keys(missing).map((name) => `- ${name} could not be had on this machine.`);
  return [...tables, [...remarks, ...absent].join('\n')].filter(Boolean).join('\n\n');
}

const heads = ['', 'CPU', 'wall', 'peak memory', 'Gatelint’s CPU', 'goal', ''];

const inputsOf = (lines: readonly Line[]): InputName[] => [...new Set(lines.map(({ input }) => input))];

function cellsOf(lines: readonly Line[], wanted: InputName): string[][] {
  return lines
    .filter(({ input }) => input === wanted)
    .map(({ name, version, cpuMilliseconds, wallMilliseconds, megabytes, share, goal }) => [
      version === undefined ? name : `${name} ${version}`,
      seconds(cpuMilliseconds),
      seconds(wallMilliseconds),
      megabytes === undefined ? '' : `${significant(megabytes)} MB`,
      share === undefined ? '' : shown(share, '×'),
      goal === undefined ? '' : `≤ ${shown(goal, '×')}`,
      goal !== undefined && share !== undefined && share > goal ? 'MISSED' : '',
    ]);
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
