import type { Figure, Figures, Group, Head } from '../../test/bench/row.ts';
import type { Inputs } from './inputs.ts';
import type { Programs } from './programs.ts';
import { inTurns, typical } from './turns.ts';
import type { Command } from './usage.ts';

/** Whole processes of the command line, from the start of Node to its end. */
export const commandLineGroups = ({ commandLine }: Programs, { n500, folder, from }: Inputs): readonly Group[] => [
  groupOf('n500', 'one template of 500 resources', [process.execPath, commandLine, 'check', n500], from),
  groupOf('200x50', '200 templates of 50 resources', [process.execPath, commandLine, 'check', folder], from),
];

function groupOf(name: string, title: string, command: Command, from: string): Group {
  const heads: readonly Head[] = [
    { name: `cli/${name}/to-node`, title: `\`gatelint check\`, ${title}: CPU ÷ \`node -e 0\``, unit: '×' },
    { name: `cli/${name}/wall`, title: `\`gatelint check\`, ${title}: wall`, unit: 'ms' },
    { name: `cli/${name}/memory`, title: `\`gatelint check\`, ${title}: peak memory`, unit: 'MB' },
  ];
  return { rows: heads, measure: () => measured(name, command, from) };
}

const rounds = 7;

async function measured(name: string, command: Command, from: string): Promise<Figures> {
  const works = new Map([
    ['node', { command: [process.execPath, '-e', '0'], exits: [0] }],
    ['gatelint', { command, exits: [0, 1] }],
  ]);
  await inTurns(works, 1); // the first runs bring the files into the disk's cache
  const runs = await inTurns(works, rounds);
  const node = typical(runs.get('node') ?? []);
  const { cpuMilliseconds, wallMilliseconds, megabytes } = typical(runs.get('gatelint') ?? []);
  return new Map<string, Figure>([
    [
      `cli/${name}/to-node`,
      { figure: cpuMilliseconds / node.cpuMilliseconds, milliseconds: cpuMilliseconds, note: from },
    ],
    [`cli/${name}/wall`, { figure: wallMilliseconds }],
    ...(megabytes === undefined ? [] : [[`cli/${name}/memory`, { figure: megabytes }] as const]),
  ]);
}
