/*
 * The same is said of a template of SAM and of what AWS's translator makes of it. Where it is not,
 * `sam-pairs.differences.md` says why: a row for each, no more and no less.
 * `node --import tsx test/sam-pairs.test.ts --write` writes the table anew and keeps the reasons;
 * `… --show <words of names>` prints what both sides say in full.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Analysis, analyse } from '../server/linter/analysis.ts';
import { strict } from './cases.ts';
import { type CorpusFile, corpusIsThere, corpusTest } from './corpus.ts';
import { type Comparison, compare, inFull, inShort, type Pair, samPairs } from './sam-pairs.ts';

const table = fileURLToPath(new URL('sam-pairs.differences.md', import.meta.url));

interface Row {
  readonly pair: string;
  readonly rule: string;
  readonly of: string;
  readonly said: string;
  /** Which side is right, and why they differ; written by hand. */
  readonly reason: string;
}

function analysed({ name, text }: CorpusFile): Analysis {
  const analysis = analyse(name, text, strict);
  assert.ok(analysis, `${name} is no template`);
  return analysis;
}

const compared = ({ sam, translation }: Pair): Comparison => compare(analysed(sam), analysed(translation));

function rows(): readonly Row[] {
  return samPairs().flatMap((pair) =>
    compared(pair).differences.map((difference) => {
      const { rule, of } = difference;
      return { pair: pair.name, rule, of, said: inShort(difference), reason: '' };
    }),
  );
}

const line = ({ pair, rule, of, said, reason }: Row) => `| ${[pair, rule, of, said, reason].join(' | ')} |`;
const key = (row: Row): string => line({ ...row, reason: '' });

function page(all: readonly Row[]): string {
  return `# Where a template of SAM and its translation differ

Written by \`test/sam-pairs.test.ts\`; the last column by hand.

| pair | rule | said of | by whom | reason |
|---|---|---|---|---|
${all.map((row) => `${line(row)}\n`).join('')}`;
}

function written(): readonly Row[] {
  const [, ...lines] = readFileSync(table, 'utf8')
    .split('\n')
    .filter((text) => text.startsWith('|') && !text.startsWith('|-'));
  return lines.map((text) => {
    const [, pair = '', rule = '', of = '', said = '', reason = ''] = text.split('|').map((cell) => cell.trim());
    return { pair, rule, of, said, reason };
  });
}

function withReasons(all: readonly Row[]): readonly Row[] {
  const reasons = new Map(written().map((row) => [key(row), row.reason]));
  return all.map((row) => ({ ...row, reason: reasons.get(key(row)) ?? '' }));
}

function shown(words: readonly string[]): string {
  const isMeant = ({ name }: Pair) => words.length === 0 || words.some((word) => name.includes(word));
  return samPairs()
    .filter(isMeant)
    .map((pair) => `${pair.name}: ${inFull(compared(pair))}\n`)
    .join('');
}

const [word, ...words] = process.argv.slice(2);
if (word === '--write') {
  assert.ok(corpusIsThere, 'the corpus is not there');
  writeFileSync(table, page(withReasons(rows())));
} else if (word === '--show') process.stdout.write(shown(words));
else {
  corpusTest("the same is said of SAM and of its translation, or the table says why it isn't", () => {
    assert.equal(page(withReasons(rows())), readFileSync(table, 'utf8'));
  });

  corpusTest('every difference between SAM and its translation has its reason', () => {
    assert.deepEqual(
      written()
        .filter(({ reason }) => reason === '')
        .map(key),
      [],
    );
  });
}
