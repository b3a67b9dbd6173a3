// `npm run mutate [rule…]`: changes one word after the other in the rules, and asks their cases whether they notice.
// Fails where a changed rule passes all its cases; --json prints the same for programs.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { nearest } from '../rules/kit/index.ts';
import { casesOf, type RuleFile, ruleFiles } from '../test/cases.ts';
import { type Draft, refused } from './mutate/compiler.ts';
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
  const judges = judgesOf(asked, loader);
  const trials: Trial[] = [];
  for (const file of subjects) trials.push(await trial(file, judges, loader));
  const outcomes = outcomesOf(trials);
  if (values.json) console.log(JSON.stringify(outcomes, null, 2));
  else console.log([...outcomes.map(report), summary(outcomes, performance.now() - started)].join('\n'));
  return outcomes.every(hasPassed) ? 0 : 1;
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
function judgesOf(rules: readonly RuleFile[], loader: Loader): Judges {
  const judges = new Map<RuleFile, Judge>();
  for (const rule of rules) {
    const judge = judgeOf(casesOf(rule));
    const complaint = judge.complaintAbout(() => loader.load(fileOf(rule)));
    if (complaint === undefined) judges.set(rule, judge);
    else console.error(`✖ ${rule.id} fails without any change: ${complaint}`);
  }
  return judges;
}

/** A file of rules with what no case has noticed; the compiler has not been asked yet. */
interface Trial extends Omit<Outcome, 'survivors'> {
  readonly unnoticed: readonly Unnoticed[];
}
interface Unnoticed extends Draft {
  readonly mutant: Mutant;
}

async function trial(file: string, judges: Judges, loader: Loader): Promise<Trial> {
  const text = readFileSync(file, 'utf8');
  const asked = [...judges].filter(([rule]) => uses(rule, file));
  const mutants = asked.length === 0 ? [] : mutantsOf(text);
  const unnoticed: Unnoticed[] = [];
  for (const mutant of mutants) {
    const draft = { file, text: withKit(file, mutated(text, mutant)), mutant };
    if (!(await isNoticed(draft, asked, loader))) unnoticed.push(draft);
  }
  return { file, rules: asked.map(([{ id }]) => id), mutants: mutants.length, unnoticed };
}

async function isNoticed({ file, text }: Draft, asked: readonly Asked[], loader: Loader): Promise<boolean> {
  const changed = await compile(file, text);
  return asked.some(([rule, judge]) => judge.complaintAbout(() => loader.load(fileOf(rule), changed)) !== undefined);
}

/** Another value can always be written. Of all else, what the compiler refuses never becomes a rule. */
function outcomesOf(trials: readonly Trial[]): readonly Outcome[] {
  const inDoubt = trials.flatMap(({ unnoticed }) => unnoticed.filter(({ mutant }) => !mutant.isLiteral));
  const impossible = refused(inDoubt);
  return trials.map(({ unnoticed, ...facts }) => ({
    ...facts,
    survivors: unnoticed.filter((draft) => !impossible.has(draft)).map(survivor),
  }));
}

function survivor({ file, mutant: { start, from, to } }: Unnoticed): Survivor {
  return { at: `${file}:${position(readFileSync(file, 'utf8'), start)}`, from, to };
}

function position(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function hasPassed({ rules, survivors }: Outcome): boolean {
  return rules.length > 0 && survivors.length === 0;
}

function report(outcome: Outcome): string {
  const { file, rules, mutants, survivors } = outcome;
  const head = hasPassed(outcome)
    ? `✔ ${file}: ${mutants} of ${mutants}`
    : `✖ ${file}: ${rules.length === 0 ? 'no cases to ask' : `${mutants - survivors.length} of ${mutants}`}`;
  const short = (text: string) => (text.length > 70 ? `${text.slice(0, 67)}…` : text);
  const lines = survivors.map(({ at, from, to }) =>
    to === '' ? `    ${at}  without ${short(from)}` : `    ${at}  ${short(from)} → ${short(to)}`,
  );
  return [head, ...lines].join('\n');
}

function summary(outcomes: readonly Outcome[], milliseconds: number): string {
  const total = outcomes.reduce((sum, { mutants }) => sum + mutants, 0);
  const alive = outcomes.reduce((sum, { survivors }) => sum + survivors.length, 0);
  const verdict = alive === 0 ? 'every one is noticed by a case' : `${alive} are noticed by no case`;
  const passed = outcomes.filter(hasPassed).length;
  return [
    `\n${total} changes in ${(milliseconds / 1000).toFixed(1)} s: ${verdict}.`,
    `${passed} passed, ${outcomes.length - passed} failed`, // files, for `npm test`
  ].join('\n');
}
