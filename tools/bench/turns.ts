import { lowerQuartile } from '../../test/bench/quantile.ts';
import { type Command, type Conditions, type Usage, usageOf } from './usage.ts';

export interface Work extends Conditions {
  readonly command: Command;
}

/** One run of each in a round, so that whatever else the machine does falls on all of them. */
export async function inTurns(works: ReadonlyMap<string, Work>, rounds: number): Promise<ReadonlyMap<string, Usage[]>> {
  const runs = new Map([...works.keys()].map((name) => [name, [] as Usage[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, { command, ...conditions }] of works) {
      runs.get(name)?.push(await usageOf(command, conditions));
    }
  }
  return runs;
}

export function typical(runs: readonly Usage[]): Usage {
  const megabytes = lowerQuartile(runs.flatMap((run) => run.megabytes ?? []));
  return {
    cpuMilliseconds: lowerQuartile(runs.map((run) => run.cpuMilliseconds)),
    wallMilliseconds: lowerQuartile(runs.map((run) => run.wallMilliseconds)),
    megabytes: Number.isNaN(megabytes) ? undefined : megabytes,
  };
}
