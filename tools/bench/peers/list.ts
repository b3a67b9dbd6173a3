/* What to compare with, pinned, so that figures of two days can be compared. */
import path from 'node:path';
import { venvWith } from './install.ts';
import type { Peer } from './peer.ts';

const trivy = '0.67.2';

export const peers: readonly Peer[] = [
  {
    name: 'cfn-lint',
    version: '1.58.0',
    program: 'bin/cfn-lint',
    install: venvWith('cfn-lint==1.58.0'),
    minutes: 10,
    check: (program, input, { n500, folder }) => [program, input === 'n500' ? n500 : path.join(folder, '*.yaml')],
    exits: [2, 4, 6, 8, 10, 12, 14],
    finds: /^[EW]\d{4} /m,
    goals: { n500: 1 / 40, '200x50': 1 / 100 },
  },
  {
    name: 'Checkov',
    version: '3.3.30',
    program: 'bin/checkov',
    install: venvWith('checkov==3.3.30'),
    minutes: 10,
    check: (program, input, { n500, folder }) => [
      program,
      ...['--skip-download', '--framework', 'cloudformation', '--quiet', '--compact'],
      ...(input === 'n500' ? ['-f', n500] : ['-d', folder]),
    ],
    exits: [1],
    finds: /^Check: CKV/m,
    goals: { n500: 1 / 40, '200x50': 1 / 100 },
  },
  {
    name: 'cfn-guard',
    version: '3.2.1',
    program: 'bin/cfn-guard',
    install: [['cargo', 'install', '--locked', '--root', '.', 'cfn-guard', '--version', '3.2.1']],
    minutes: 30,
    check: (program, input, { n500, folder }) => [
      program,
      ...['validate', '--data', input === 'n500' ? n500 : folder],
      ...['--rules', path.resolve('tools/bench/peers/front-doors.guard')],
    ],
    exits: [19],
    finds: /Status = FAIL/,
    remark: 'with 15 rules, `tools/bench/peers/front-doors.guard`',
  },
  {
    name: 'Trivy engine',
    version: trivy,
    program: 'bin/trivy-engine',
    // As a dependency of a program: `go install …@version` also wants the list of all versions, which not every proxy has.
    install: [
      ['go', 'mod', 'init', 'gatelint/peers'],
      ['go', 'mod', 'edit', `-require=github.com/aquasecurity/trivy@v${trivy}`],
      ['go', 'build', '-mod=mod', '-o', 'bin/', path.resolve('tools/bench/peers/trivy-engine.go')],
    ],
    environment: { CGO_ENABLED: '0', GOEXPERIMENT: 'jsonv2' }, // it needs that experiment to be compiled at all
    minutes: 45,
    check: (program, input, { n500, folder }) => [program, input === 'n500' ? n500 : folder],
    exits: [0],
    finds: /^AVD-AWS-\d{4} /m,
    goals: { n500: 1 / 10, '200x50': 1 / 5 },
    remark:
      'the part of Trivy that reads templates, with the checks that are embedded in it; the start of its command line would come on top',
  },
  {
    name: 'tflint',
    version: '0.64.0',
    program: 'bin/tflint',
    install: [['go', 'install', 'github.com/terraform-linters/tflint@v0.64.0']],
    minutes: 20,
    check: (program, input, { terraform }) =>
      input === 'n500' && terraform ? [program, `--chdir=${terraform}`] : undefined,
    exits: [0, 2],
    finds: /.*/,
    readsOnly: 'Terraform',
    remark: 'reads Terraform only: the twin of the same 500 resources, with the rules that it bundles',
  },
];
