/* Edits of modules in HCL, and the blocks that their tests are about. */
import assert from 'node:assert/strict';
import { type ParameterEdit, replace } from '../rules/kit/index.ts';
import { TargetGroup } from '../rules/model/elbv2.ts';
import type { Files } from '../server/formats/format.ts';
import { parseFile } from '../server/formats/kind.ts';
import { render } from '../server/formats/writer.ts';
import { type Analysis, analyse } from '../server/linter/analysis.ts';
import { strict } from './cases.ts';
import { edited } from './fixes.ts';
import { casesOf, type Make, seeIn } from './writing.ts';

/** Texts by the names of their files. */
type Module = Readonly<Record<string, string>>;

const filesOf = (module: Module): Files => ({
  list: () => ({ names: Object.keys(module) }),
  read(_, path) {
    const file = path.replace(/^\.\//, '');
    const text = module[file];
    return text === undefined ? { why: 'it is not there' } : { file, document: parseFile(file, text) };
  },
});

export function look(module: Module): Analysis {
  const main = mainOf(module);
  const analysis = analyse(main, module[main] ?? '', strict, undefined, filesOf(module));
  assert.ok(analysis);
  return analysis;
}

const mainOf = (module: Module): string => ('main.tf' in module ? 'main.tf' : 'main.tf.json');

/** The module after the edits; undefined where they are declined. */
export function writeModule(
  module: Module,
  make: Make,
  standing: ReadonlyMap<ParameterEdit, string> = new Map(),
): Module | undefined {
  const { graph, source } = look(module);
  const edits = render(source, make(seeIn(graph)), (row) => graph.entry(row), standing);
  const inFile = (name: string) => edits?.filter(({ file = mainOf(module) }) => file === name) ?? [];
  return edits && Object.fromEntries(Object.entries(module).map(([name, text]) => [name, edited(text, inFile(name))]));
}

export const write = (text: string, make: Make, standing?: ReadonlyMap<ParameterEdit, string>): string | undefined =>
  writeModule({ 'main.tf': text }, make, standing)?.['main.tf'];

export const { writes, declines } = casesOf((text, make) => write(text, make));

/** A resource with these lines in it. */
export const block = (type: string, name: string, body: string): string =>
  `resource "${type}" "${name}" {\n${body.replace(/^(?=.)/gm, '  ')}}\n`;
export const group = (body: string): string => block('aws_lb_target_group', 'app', body);
export const balancer = (body: string): string => block('aws_lb', 'main', body);
export const listener = (body: string, name = 'http'): string => block('aws_lb_listener', name, body);

export const setPort: Make = (see) => [replace(see(TargetGroup).port, 8080)];
