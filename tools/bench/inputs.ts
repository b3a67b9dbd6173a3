import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from '../../test/bench/generate.ts';
import { withProviderTypes } from '../../test/bench/provider-types.ts';
import { type Keystroke, typing } from '../../test/bench/typing.ts';
import { writeHcl } from '../../test/bench/write-hcl.ts';
import { writeTerraformJson } from '../../test/bench/write-terraform-json.ts';
import { cache } from './programs.ts';

/** What whole processes are measured on. */
export interface Inputs {
  /** One template of 500 resources: as many as CloudFormation takes. */
  readonly n500: string;
  /** A folder of 200 templates with 50 resources each. */
  readonly folder: string;
  /** Terraform of 500 resources, for peers that read nothing else. */
  readonly terraform?: string;
  /** Ours of 500 resources, whose blocks are as long as people's. */
  readonly own: { readonly hcl: string; readonly terraformJson: string };
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
    own: ownTerraform(),
    from: '../shared/bench/generate.py',
  };
}

const ours = path.join(cache, 'own-inputs');

function own(): Inputs {
  const yaml = (file: string, resources: number, seed: number): string => put(file, generate({ resources, seed }).yaml);
  for (let index = 0; index < 200; index++) yaml(`folder/t${String(index).padStart(3, '0')}.yaml`, 50, index);
  return {
    n500: yaml('n500.yaml', 500, 500),
    folder: path.join(ours, 'folder'),
    own: ownTerraform(),
    from: 'test/bench/generate.ts',
  };
}

/** Each a module of its own. */
function ownTerraform(): Inputs['own'] {
  const model = withProviderTypes(generate({ resources: 500, seed: 500 }).model);
  return {
    hcl: put('hcl/main.tf', writeHcl(model, 500)),
    terraformJson: put('tf-json/main.tf.json', writeTerraformJson(model)),
  };
}

function put(file: string, text: string): string {
  const where = path.join(ours, file);
  mkdirSync(path.dirname(where), { recursive: true });
  writeFileSync(where, text);
  return where;
}

export const textOf = (file: string): string => readFileSync(file, 'utf8');

/** Keys in a template of YAML. */
export const wordsIn = (file: string, words: number): readonly Keystroke[] =>
  typing(textOf(file), 'yaml', { seed: 500, words });
