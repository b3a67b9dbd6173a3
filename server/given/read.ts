import { dataOf, isWrong, type Wrong } from './data.ts';
import type { Values } from './overrides.ts';
import { parametersFile } from './parameters-file.ts';
import { samConfig } from './sam-config.ts';

/** What a file gives to the parameters of a template. */
export interface GivenFile {
  readonly values: Values;
  /** The environment that it was read for, where it can have several. */
  readonly environment?: string;
  /** The template that it speaks of: a path from its own folder, or from the top of the repository. */
  readonly template: { readonly from: 'folder' | 'repository'; readonly path: string } | undefined;
}

/** What `sam` looks for: the first that is there. */
export const samConfigs = ['samconfig.toml', 'samconfig.yaml', 'samconfig.yml'] as const;
const samNames: readonly string[] = samConfigs;

/** `name`: what the file is called. Never throws. */
export function readGiven(name: string, text: string, environment: string): GivenFile | Wrong {
  const read = dataOf(name, text);
  if (isWrong(read)) return read;
  if (name.endsWith('.toml') || samNames.includes(name)) {
    const config = samConfig(read.data, environment);
    if (isWrong(config)) return config;
    const { values, template: path } = config;
    return { values, environment, template: path === undefined ? undefined : { from: 'folder', path } };
  }
  const file = parametersFile(read.data);
  if (isWrong(file)) return file;
  const { values, template: path } = file;
  return { values, template: path === undefined ? undefined : { from: 'repository', path } };
}
