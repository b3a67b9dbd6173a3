import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runToEnd } from '../../run.ts';
import type { Installable, Peer } from './peer.ts';

const cache = path.resolve('node_modules/.cache/gatelint-peers');

export interface Installed<Program extends Installable = Peer> {
  readonly peer: Program;
  readonly program: string;
}

export interface Missing<Program extends Installable = Peer> {
  readonly peer: Program;
  readonly reason: string;
}

/** What this machine can have of them; what is there from before stays. */
export async function install<Program extends Installable>(
  peer: Program,
): Promise<Installed<Program> | Missing<Program>> {
  const folder = path.join(cache, `${peer.name.toLowerCase().replace(' ', '-')}-${peer.version}`);
  const program = path.join(folder, peer.program);
  if (existsSync(program)) return { peer, program };

  console.error(`installing ${peer.name} ${peer.version}, at most ${peer.minutes} minutes …`);
  mkdirSync(folder, { recursive: true });
  for (const [tool = '', ...words] of peer.install) {
    const command = tool.includes('/') ? path.join(folder, tool) : tool;
    const environment = { GOBIN: path.join(folder, 'bin'), ...peer.environment };
    const { ok, reason, output } = await runToEnd([command, ...words], {
      minutes: peer.minutes,
      quiet: true,
      folder,
      environment,
    });
    if (ok) continue;
    const log = `${folder}.log`;
    writeFileSync(log, output);
    // Half of it would count as installed the next time.
    rmSync(folder, { recursive: true, force: true });
    const isThere = !/ENOENT/.test(reason);
    return {
      peer,
      reason: isThere ? `${reason}; see ${path.relative('.', log)}` : `${tool} is not on this machine`,
    };
  }
  return existsSync(program) ? { peer, program } : { peer, reason: `installing it made no ${peer.program}` };
}

/** Packages of PyPI, in an environment of their own. */
export function venvWith(...requirements: readonly string[]): Installable['install'] {
  return [
    ['python3', '-m', 'venv', '.'],
    ['bin/python', '-m', 'pip', 'install', '--quiet', ...requirements],
  ];
}
