// `npm run oracle:sam`: whether the same is said of every template of SAM in the corpus and of what AWS's translator makes
// of it. `npm run oracle:sam -- checkov` looks at the templates whose names contain one of the words, and says where their
// translations are. It needs Python 3 and, the first time, PyPI.
import path from 'node:path';
import { analyse } from '../server/linter/analysis.ts';
import { strict } from '../test/cases.ts';
import { type CorpusFile, corpusFiles, corpusIsThere } from '../test/corpus.ts';
import { type Comparison, compare, inFull } from '../test/sam-pairs.ts';
import { type Outcome, translations } from './oracle/translations.ts';

const words = process.argv.slice(2);

if (corpusIsThere) await main();
else giveUp('There is no ../shared/corpus: its templates are what is compared.');

async function main(): Promise<void> {
  const isMeant = ({ name }: CorpusFile) => words.length === 0 || words.some((word) => name.includes(word));
  const files = (['real', 'labelled', 'robust'] as const)
    .flatMap((folder) => corpusFiles(folder, ['.yaml', '.yml', '.json', '.template']))
    .filter((file) => file.text.includes('AWS::Serverless') && isMeant(file));
  try {
    report(await translations(files));
  } catch (error) {
    giveUp(error instanceof Error ? error.message : String(error));
  }
}

function report(outcomes: readonly Outcome[]): void {
  const compared = outcomes.flatMap((outcome) => {
    const comparison = comparisonOf(outcome);
    return comparison ? [{ ...outcome, ...comparison }] : [];
  });
  const differing = compared.filter(({ differences }) => differences.length > 0);
  const refused = outcomes.filter((outcome) => outcome.refused !== undefined);

  for (const one of words.length > 0 ? compared : differing) {
    console.log(`${one.file.name}: ${inFull(one)}`);
    if (words.length > 0) console.log(`  ${path.relative('.', one.kept)}`);
  }
  const unlike = tally(compared);
  if (unlike.length > 0) console.log(`\nResources on one side only:\n${unlike.join('\n')}`);
  if (refused.length > 0) console.log('\nThe translator refuses:');
  for (const { file, refused: why = '' } of refused) console.log(`  ${file.name}: ${why.replaceAll(/\s+/g, ' ')}`);

  const findings = compared.reduce((sum, { equal }) => sum + equal, 0);
  const differences = differing.reduce((sum, one) => sum + one.differences.length, 0);
  console.log(`
templates  ${compared.length}
equal      ${compared.length - differing.length}, ${findings} findings in all
differing  ${differing.length}, in ${differences} things said of a resource
refused    ${refused.length}`);
}

/** How many resources of each type are on one side only. */
function tally(compared: readonly Comparison[]): readonly string[] {
  const counts = new Map<string, number>();
  const count = (resource: string, side: string) => {
    const line = `  ${side}${resource.split(' ')[0]}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  };
  for (const { resources } of compared) {
    for (const one of resources.onlySam) count(one, 'SAM only          ');
    for (const one of resources.onlyTranslation) count(one, 'translation only  ');
  }
  return [...counts].sort().map(([line, number]) => `${line}  ${number}`);
}

/** Undefined where there is nothing to compare. */
function comparisonOf({ file, translation }: Outcome): Comparison | undefined {
  if (translation === undefined) return undefined;
  const sam = analyse(file.name, file.text, strict);
  const deployed = analyse(`${file.name}.json`, translation, strict);
  return sam && deployed && compare(sam, deployed);
}

function giveUp(why: string): void {
  console.error(why);
  process.exitCode = 1;
}
