// `npm run mutate [rule…]`: changes one word after the other in the rules, and asks their cases whether they notice.
// Fails where a changed rule passes all its cases; --json prints the same for programs.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { nearest } from '../rules/kit/index.ts';
import { casesOf, type RuleFile, ruleFiles } from '../test/cases.ts';
import { compilerOf, type IsRefused } from './mutate/compiler.ts';
import { type Judge, judgeOf } from './mutate/judge.ts';
import { compile, helpersOf, type Loader, loaderFor, withKit } from './mutate/loader.ts';
import { type Mutant, mutantsOf, mutated } from './mutate/mutants.ts';

interface Survivor extends Pick<Mutant, 'from' | 'to'> {
  /** `file:line:column`, as editors open it. */
  readonly at: string;
}
interface Outcome {
  readonly file: string;
  /** The rules whose cases were asked. */
  readonly rules: readonly string[];
  readonly mutants: number;
  readonly survivors: readonly Survivor[];
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });

const fileOf = ({ folder, id }: RuleFile): string => `rules/${folder}/${id}.ts`;
const uses = (rule: RuleFile, file: string): boolean => fileOf(rule) === file || helpersOf(fileOf(rule)).includes(file);
const everyRule = ruleFiles();
process.exitCode = await run(positionals);

async function run(names: readonly string[]): Promise<number> {
  const chosen = names.length === 0 ? everyRule : names.flatMap(named);
  const started = performance.now();
  const subjects = [...new Set(chosen.map(fileOf).flatMap((file) => [...helpersOf(file), file]))];
  const asked = everyRule.filter((rule) => subjects.some((file) => uses(rule, file)));
  const loader = await loaderFor(asked.map(fileOf));
  const { judges, broken } = judgesOf(asked, loader);
  const isRefused = compilerOf(subjects);
  const outcomes: Outcome[] = [];
  for (const file of subjects) {
    const outcome = await outcomeOf(file, judges, loader, isRefused);
    if (!values.json) console.log(report(outcome));
    outcomes.push(outcome);
  }
  if (values.json) console.log(JSON.stringify(outcomes, null, 2));
  else console.log(summary(outcomes, performance.now() - started));
  return broken || outcomes.some(({ survivors }) => survivors.length > 0) ? 1 : 0;
}

/** By id, by folder or by both. */
function named(name: string): readonly RuleFile[] {
  const wanted = name.replace(/^rules\/|\.ts$/g, '');
  const found = everyRule.filter(({ folder, id }) => [id, folder, `${folder}/${id}`].includes(wanted));
  if (found.length > 0) return found;
  const guess = nearest(
    wanted,
    everyRule.flatMap(({ folder, id }) => [folder, id]),
  );
  console.error(`There is no rule ${name}${guess === undefined ? '' : `; did you mean ${guess}?`}`);
  process.exit(2);
}

type Judges = ReadonlyMap<RuleFile, Judge>;
type Asked = readonly [RuleFile, Judge];

/** Cases that fail as they are can tell nothing apart. */
function judgesOf(rules: readonly RuleFile[], loader: Loader): { readonly judges: Judges; readonly broken: boolean } {
  const judges = new Map<RuleFile, Judge>();
  let broken = false;
  for (const rule of rules) {
    const judge = judgeOf(casesOf(rule));
    const complaint = judge.complaintAbout(() => loader.load(fileOf(rule)));
    if (complaint === undefined) judges.set(rule, judge);
    else {
      console.error(`✖ ${rule.id} fails without any change: ${complaint}`);
      broken = true;
    }
  }
  return { judges, broken };
}

async function outcomeOf(file: string, judges: Judges, loader: Loader, isRefused: IsRefused): Promise<Outcome> {
  const text = readFileSync(file, 'utf8');
  const asked = [...judges].filter(([rule]) => uses(rule, file));
  const mutants = mutantsOf(text);
  const survivors: Mutant[] = [];
  for (const mutant of mutants) {
    const changed = withKit(file, mutated(text, mutant));
    if (await isNoticed(file, changed, asked, loader)) continue;
    if (mutant.isLiteral || !isRefused(file, changed)) survivors.push(mutant);
  }
  return {
    file,
    rules: asked.map(([{ id }]) => id),
    mutants: mutants.length,
    survivors: survivors.map(({ start, from, to }) => ({ at: `${file}:${position(text, start)}`, from, to })),
  };
}

async function isNoticed(file: string, text: string, asked: readonly Asked[], loader: Loader): Promise<boolean> {
  const changed = await compile(file, text);
  return asked.some(([rule, judge]) => judge.complaintAbout(() => loader.load(fileOf(rule), changed)) !== undefined);
}

function position(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function report({ file, mutants, survivors }: Outcome): string {
  const head = `${survivors.length === 0 ? '✔' : '✖'} ${file}: ${mutants - survivors.length} of ${mutants}`;
  const short = (text: string) => (text.length > 70 ? `${text.slice(0, 67)}…` : text);
  const lines = survivors.map(({ at, from, to }) =>
    to === '' ? `    ${at}  without ${short(from)}` : `    ${at}  ${short(from)} → ${short(to)}`,
  );
  return [head, ...lines].join('\n');
}

function summary(outcomes: readonly Outcome[], milliseconds: number): string {
  const total = outcomes.reduce((sum, { mutants }) => sum + mutants, 0);
  const alive = outcomes.reduce((sum, { survivors }) => sum + survivors.length, 0);
  const verdict = alive === 0 ? 'every change is noticed by a case' : `${alive} changes are noticed by no case`;
  return `\n${total} changes in ${(milliseconds / 1000).toFixed(1)} s: ${verdict}.`;
}
