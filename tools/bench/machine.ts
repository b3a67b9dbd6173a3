import { spawnSync } from 'node:child_process';
import { cpus, loadavg, platform, release } from 'node:os';
import manifest from '../../package.json' with { type: 'json' };

/** Where and when figures were measured. */
export interface Machine {
  readonly gatelint: string;
  /** Left out where there is no git. */
  readonly commit?: string;
  readonly node: string;
  readonly v8: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  /** How many processes wanted to run in the last minute: above the number of cores, figures on the wall say little. */
  readonly load: number;
  readonly date: string;
}

export function machine(): Machine {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  return {
    gatelint: manifest.version,
    ...(status === 0 && { commit: stdout.trim() }),
    node: process.versions.node,
    v8: process.versions.v8,
    platform: `${platform()} ${release()}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    date: new Date().toISOString().slice(0, 10),
  };
}
