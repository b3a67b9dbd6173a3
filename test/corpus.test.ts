/*
 * What the rules say of templates that other people wrote. The findings on `real` stand in
 * `corpus.findings.txt`, read by hand: a changed rule shows there what it does out in the world.
 * `node --import tsx test/corpus.test.ts --write` writes the file anew.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Analysis, analyse, locate } from '../server/linter/analysis.ts';
import { fixesFor } from '../server/linter/fixes-for.ts';
import { type CorpusFile, corpusFiles, corpusIsThere, corpusTest } from './corpus.ts';

const templates = ['.yaml', '.yml', '.json', '.template'];
const snapshot = fileURLToPath(new URL('corpus.findings.txt', import.meta.url));

function lines({ name, text }: CorpusFile, analysis: Analysis): readonly string[] {
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  return analysis.findings.map(({ rule, severity, at, message, when, assumes }) => {
    const notes = [when, assumes.length > 0 ? `assuming ${assumes.join(', ')}` : undefined].filter(Boolean);
    const note = notes.length > 0 ? ` (${notes.join('; ')})` : '';
    return `${name}:${lineOf(locate(analysis.source, at).start)} ${severity} ${rule}: ${message}${note}`;
  });
}

function findings(): string {
  const found = corpusFiles('real', templates).flatMap((file) => {
    const analysis = analyse(file.name, file.text);
    return analysis ? lines(file, analysis) : [];
  });
  return `${found.sort().join('\n')}\n`;
}

if (process.argv.includes('--write')) {
  assert.ok(corpusIsThere, 'the corpus is not there');
  writeFileSync(snapshot, findings());
} else {
  corpusTest('the findings on real templates are those that were read', () => {
    assert.equal(findings(), readFileSync(snapshot, 'utf8'));
  });

  for (const folder of ['real', 'labelled', 'sam-pairs', 'robust'] as const)
    corpusTest(`no template of ${folder} makes a rule throw, and every finding and fix stands inside the text`, () => {
      for (const file of corpusFiles(folder, templates)) {
        const analysis = analyse(file.name, file.text);
        if (!analysis) continue;
        assert.deepEqual(analysis.crashes, [], file.name);
        for (const report of analysis.findings) {
          const { start, end } = locate(analysis.source, report.at);
          assert.ok(start >= 0 && start < end && end <= file.text.length, `${file.name}: ${report.message}`);
          for (const fix of fixesFor(analysis, report))
            assert.ok(
              fix.edits.length > 0 && fix.edits.every((edit) => edit.end <= file.text.length),
              `${file.name}: ${fix.title}`,
            );
        }
      }
    });
}
