import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from '../../test/bench/generate.ts';
import { cache } from './programs.ts';

/** What whole processes are measured on. */
export interface Inputs {
  /** One template of 500 resources: as many as CloudFormation takes. */
  readonly n500: string;
  /** A folder of 200 templates with 50 resources each. */
  readonly folder: string;
  /** Terraform of 500 resources, for peers that read nothing else. */
  readonly terraform?: string;
  readonly from: string;
}

/** The shared generator, whose inputs the figures of other linters are known for; where it is missing, our own. */
export function inputs(): Inputs {
  return shared() ?? own();
}

export const sharedBench = path.resolve('../shared/bench');

function shared(): Inputs | undefined {
  const generator = path.join(sharedBench, 'generate.py');
  if (!existsSync(generator)) return undefined;
  const out = path.join(cache, 'inputs');
  if (!existsSync(path.join(out, 'sizes.json'))) {
    const { status } = spawnSync('python3', [generator, '--out', out], { stdio: 'ignore' });
    if (status !== 0) return undefined;
  }
  return {
    n500: path.join(out, 'cfn/n500.yaml'),
    folder: path.join(out, 'cfn-dir'),
    terraform: path.join(out, 'tf/n500'),
    from: '../shared/bench/generate.py',
  };
}

function own(): Inputs {
  const out = path.join(cache, 'own-inputs');
  const folder = path.join(out, 'folder');
  mkdirSync(folder, { recursive: true });
  const put = (file: string, resources: number, seed: number): string => {
    const where = path.join(out, file);
    writeFileSync(where, generate({ resources, seed }).yaml);
    return where;
  };
  for (let index = 0; index < 200; index++) put(`folder/t${String(index).padStart(3, '0')}.yaml`, 50, index);
  return {
    n500: put('n500.yaml', 500, 500),
    folder,
    from: 'test/bench/generate.ts',
  };
}

export const textOf = (file: string): string => readFileSync(file, 'utf8');
