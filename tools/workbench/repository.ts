import { execFileSync } from 'node:child_process';

/** Makes a git repository of a folder, with all of it committed. */
export function commitAll(folder: string): void {
  const author = ['-c', 'user.name=Gatelint', '-c', 'user.email=gatelint@example.com'];
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all'],
    [...author, 'commit', '--quiet', '--message=Samples'],
  ])
    execFileSync('git', args, { cwd: folder });
}
