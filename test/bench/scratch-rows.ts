import { terraform, terraformJson } from '../../server/formats/syntax/dialect.ts';
import { parseHcl } from '../../server/formats/syntax/hcl.ts';
import { parseJson } from '../../server/formats/syntax/json.ts';
import { parseYaml } from '../../server/formats/syntax/yaml.ts';
import { analyse } from '../../server/linter/analysis.ts';
import { cpuMilliseconds } from './cpu.ts';
import { type Generated, generate } from './generate.ts';
import type { Figures, Group, Head } from './row.ts';
import { writeHcl } from './write-hcl.ts';
import { writeTerraformJson } from './write-terraform-json.ts';

interface Work {
  readonly name: string;
  readonly title: string;
  /** In units of JSON.parse. */
  readonly goal: number;
  readonly run: (template: Texts) => unknown;
}

interface Texts extends Generated {
  readonly hcl: string;
  readonly terraformJson: string;
}

const works: readonly Work[] = [
  { name: 'scratch/json-parse', title: 'JSON parse', goal: 2, run: ({ json }) => parseJson(json) },
  { name: 'scratch/yaml-parse', title: 'YAML parse', goal: 3.5, run: ({ yaml }) => parseYaml(yaml) },
  { name: 'scratch/hcl-parse', title: 'HCL parse', goal: 3, run: ({ hcl }) => parseHcl(hcl, terraform) },
  {
    name: 'scratch/tf-json-parse',
    title: 'Terraform JSON parse',
    goal: 3,
    run: ({ terraformJson: text }) => parseJson(text, terraformJson),
  },
  {
    name: 'scratch/yaml-lint',
    title: 'YAML parse and all rules',
    goal: 8,
    run: ({ yaml }) => analyse('bench.yaml', yaml),
  },
];

/** A full parse and a full lint, as a multiple of what JSON.parse needs for the JSON twin in the same run. */
export const scratchGroups: readonly Group[] = [500, 5000].map((resources) => ({
  rows: works.map(
    ({ name, title, goal }): Head => ({
      name: `${name}/${resources}`,
      title: `${title} ÷ JSON.parse, ${resources} resources`,
      unit: '×',
      goal,
    }),
  ),
  measure: () => measured(resources),
}));

function measured(resources: number): Figures {
  const generated = generate({ resources, seed: resources });
  const template = {
    ...generated,
    hcl: writeHcl(generated.model, resources),
    terraformJson: writeTerraformJson(generated.model),
  };
  const unit = (): unknown => JSON.parse(template.json);
  const taken = cpuMilliseconds(
    new Map([['JSON.parse', unit], ...works.map(({ name, run }) => [name, () => run(template)] as const)]),
  );
  const ofUnit = taken.get('JSON.parse') ?? Number.NaN;
  return new Map(
    [...taken].map(([name, milliseconds]) => [`${name}/${resources}`, { figure: milliseconds / ofUnit, milliseconds }]),
  );
}
