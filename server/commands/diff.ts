import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { type Impact, type ImpactOf, loadImpact } from '../impact/impact.ts';
import { reportOf, takesAway } from '../impact/report.ts';
import { impactOfPlan, looksLikePlan } from '../impact/terraform/plan.ts';
import type { PublishedProblem } from '../linter/outcome.ts';
import { type Comparison, impactSummary, impactText } from '../reporters/impact.ts';
import { impactJson } from '../reporters/impact-json.ts';
import { deployedIn, nothing, pairsOf, type Side } from '../workspace/deployed.ts';
import { disk } from '../workspace/node.ts';
import { commitAt } from './git.ts';
import { aboutSettings, type ConfigOptions, withSettings, workspaceFor } from './templates.ts';
import { note, print, wantsColor } from './terminal.ts';
import { oneOf, withColors } from './words.ts';

interface DiffOptions extends ConfigOptions {
  readonly base?: string;
  readonly format: 'pretty' | 'json';
  readonly failOn: readonly Bad[];
  readonly color?: boolean;
}

/** What an exit code of 1 may stand for. */
type Bad = (typeof bads)[number];
const bads = ['replace', 'open', 'unknown'] as const;

const examples = `
  gatelint diff template.yaml              what deploying the changes since the last commit does
  gatelint diff                            the same, of all templates and modules from here on
  gatelint diff --base origin/main infra   against another commit, such as the one a pull request is for
  gatelint diff deployed.yaml new.yaml     two templates: the one that is deployed, and the one that is to be
  gatelint diff old/module new/module      two modules of Terraform
  gatelint diff plan.json                  a plan, as "terraform show -json" prints it: Terraform knows more

Nothing is asked of AWS: it is told from both texts alone, and what they do not tell is called unknown.
`;

const exitCodes = `

Exit codes:
  0  nothing of what --fail-on names happens
  1  something does. By default: a resource is or may be replaced, is deleted or left behind (replace), or something is
     let in or allowed that was not before (open). "--fail-on unknown" is for what cannot be told
  2  wrong use, or something cannot be compared: a side cannot be read whole, there is no commit of that name, or no git`;

export function addDiff(gatelint: Command): void {
  const command = gatelint
    .command('diff')
    .description(
      'What deploying a change does to what is there: which resources are updated, replaced, created or deleted, and what is opened to others.',
    )
    .argument('[before]', 'a file or a folder; alone, it is compared with what was committed of it', '.')
    .argument('[after]', 'what it is to become')
    .option('--base <commit>', 'compare with this commit (the default is HEAD)')
    .addOption(oneOf('--format <format>', 'how to print it', ['pretty', 'json']).default('pretty'))
    .option(
      '--fail-on <what>',
      `what to exit with 1 for: some of ${bads.join(', ')}, with commas between, or none`,
      badsIn,
      ['replace', 'open'],
    )
    .addHelpText('after', examples + aboutSettings + exitCodes)
    .action(run);
  withColors(withSettings(command));
}

function badsIn(words: string): readonly Bad[] {
  if (words === 'none') return [];
  return words.split(',').map((word) => {
    const bad = bads.find((one) => one === word);
    if (!bad) throw new InvalidArgumentError(`Allowed are none, or some of ${bads.join(', ')} with commas between.`);
    return bad;
  });
}

async function run(before: string, after: string | undefined, options: DiffOptions): Promise<void> {
  const compared = await comparedAs(before, after, options);
  if (typeof compared === 'string') note(compared);
  if (!compared || typeof compared === 'string') {
    process.exitCode = 2;
    return;
  }
  const { comparisons, impacts, problems } = compared;
  const color = wantsColor(options.color);
  if (options.format === 'json') print(impactJson(manifest.version, comparisons, problems));
  else {
    for (const one of comparisons) print(impactText(one, color));
    print(impactSummary(comparisons));
  }
  for (const { file, message } of problems) note(`${file}: ${message}`);
  const isUntold = problems.length > 0 || comparisons.some(({ why }) => why !== undefined);
  process.exitCode = isUntold ? 2 : impacts.some((impact) => isBad(impact, options.failOn)) ? 1 : 0;
}

const isBad = (impact: Impact, failOn: readonly Bad[]): boolean =>
  (failOn.includes('replace') && takesAway(impact)) ||
  (failOn.includes('open') && impact.opened.length > 0) ||
  (failOn.includes('unknown') && impact.resources.some(({ effect }) => effect === 'unknown'));

interface Compared {
  readonly comparisons: readonly Comparison[];
  readonly impacts: readonly Impact[];
  readonly problems: readonly PublishedProblem[];
}

/** A text says why there is nothing to compare; undefined where that has been said. */
async function comparedAs(
  before: string,
  after: string | undefined,
  options: DiffOptions,
): Promise<Compared | string | undefined> {
  if (after !== undefined && options.base !== undefined)
    return '--base compares one file or folder with a commit; leave out one of the two, or --base.';
  const plan = after === undefined ? planAt(before) : undefined;
  if (plan !== undefined) return comparedPlan(before, plan);
  return after === undefined ? withCommit(before, options) : withOther(before, after, options);
}

/** Undefined for what is none. */
function planAt(path: string): string | undefined {
  if (!path.endsWith('.json') || disk.look(resolve(path))?.kind !== 'file') return undefined;
  const text = new TextDecoder().decode(disk.read(resolve(path)));
  return looksLikePlan(text) ? text : undefined;
}

function comparedPlan(path: string, text: string): Compared | string {
  const impact = impactOfPlan(text);
  if ('problem' in impact) return `${path}: ${impact.problem}`;
  const comparison = { before: path, after: path, was: '', report: reportOf(impact, undefined) };
  return { comparisons: [comparison], impacts: [impact], problems: [] };
}

async function withCommit(path: string, options: DiffOptions): Promise<Compared | string | undefined> {
  const { base = 'HEAD', parameters = [] } = options;
  const commit = await commitAt(resolve(path), base, new Set(parameters.map((file) => resolve(file))));
  if ('problem' in commit) return `${path}: ${commit.problem}.`;
  const isThere = disk.look(commit.path) !== undefined;
  if (!isThere && !commit.hasPath) return `${path}: there is no such file or folder, and there was none in ${base}.`;
  if (!commit.hasPath) note(`${path}: nothing of it is in ${base}, so all of it is new.`);
  const now = workspaceFor([commit.path], options);
  const then = now && workspaceFor([commit.path], options, commit.disk);
  if (!then) return undefined;
  const before = commit.hasPath ? deployedIn(commit.path, then) : nothing;
  const after = isThere ? deployedIn(commit.path, now) : nothing;
  return compared({ before, after, was: `${base}:` }, path, await loadImpact());
}

async function withOther(before: string, after: string, options: DiffOptions): Promise<Compared | string | undefined> {
  for (const path of [before, after]) if (!disk.look(resolve(path))) return `${path}: there is no such file or folder.`;
  const workspace = workspaceFor([before, after], options);
  if (!workspace) return undefined;
  const sides = { before: deployedIn(before, workspace), after: deployedIn(after, workspace), was: '' };
  return compared(sides, `${before} and ${after}`, await loadImpact());
}

interface Sides {
  readonly before: Side;
  readonly after: Side;
  readonly was: string;
}

/** `named`: what the user compares, as they read it. */
function compared({ before, after, was }: Sides, named: string, impactOf: ImpactOf): Compared | string {
  const problems = [...before.problems.filter(({ kind }) => kind === 'file'), ...after.problems];
  const pairs = pairsOf(before, after, was);
  const ignoredBy = after.ignoredBy ?? before.ignoredBy;
  if (pairs.length === 0 && problems.length === 0)
    return ignoredBy === undefined
      ? `${named}: there is no CloudFormation template and no Terraform to compare.`
      : `${named}: ${ignoredBy} ignores it; to compare it nevertheless, add --no-config.`;
  const impacts: Impact[] = [];
  const comparisons = pairs.map(({ before, after, texts }): Comparison => {
    const sides = { before, after, was };
    if ('why' in texts) return { ...sides, why: texts.why, report: reportOf(noImpact, undefined) };
    const impact = impactOf(texts.before, texts.after);
    impacts.push(impact);
    return { ...sides, report: reportOf(impact, texts) };
  });
  return { comparisons, impacts, problems };
}

const noImpact: Impact = { resources: [], opened: [] };
