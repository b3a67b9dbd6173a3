import path from 'node:path';
import { build } from 'esbuild';
import { type Bundle, bundles, forNode } from '../bundles.ts';

/** Where the bench keeps what it makes. */
export const cache = path.resolve('node_modules/.cache/gatelint-bench');

export interface Programs {
  readonly commandLine: string;
  readonly server: string;
  readonly probe: string;
}

/** The programs that are shipped, bundled as they are for shipping, but beside `dist/`, which others may be using. */
export async function buildPrograms(): Promise<Programs> {
  const shipped = bundles.filter(({ host, options }) => host === 'node' && path.dirname(options.outfile) === 'dist');
  await Promise.all(shipped.map((bundle) => put(bundle)));
  const probe = await put(forNode('test/bench/probe.ts', 'probe.js'));
  return { commandLine: path.join(cache, 'cli.js'), server: path.join(cache, 'server.js'), probe };
}

/** The bench of single functions: a loader for TypeScript would cost the works more than it costs their unit. */
export const buildBench = (): Promise<string> => put(forNode('test/bench/bench.ts', 'bench.js'));

/** Another program of `dist/`, in a folder of its own. */
export async function buildBeside(outfile: string, folder: string): Promise<void> {
  const bundle = bundles.find(({ options }) => options.outfile === outfile);
  if (!bundle) throw new Error(`${outfile} is no bundle.`);
  await put(bundle, folder);
}

async function put({ options }: Bundle, folder = cache): Promise<string> {
  const outfile = path.join(folder, path.basename(options.outfile));
  await build({ ...options, outfile });
  return outfile;
}
