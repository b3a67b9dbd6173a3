// What holds for every module of Terraform: what is laid out or spelled otherwise is no change of what is deployed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Source } from '../server/formats/format.ts';
import { parseFile } from '../server/formats/kind.ts';
import { readTerraform } from '../server/formats/terraform/read.ts';
import type { Impact } from '../server/impact/impact.ts';
import { impactOfTerraform } from '../server/impact/terraform/impact.ts';
import { analyse } from '../server/linter/analysis.ts';
import { fixesFor } from '../server/linter/fixes-for.ts';
import { random } from './bench/random.ts';
import { caseFiles, fileIn, strict } from './cases.ts';
import { corpusFiles, corpusTest } from './corpus.ts';
import { edited } from './fixes.ts';
import { hclTwin } from './hcl-twin.ts';
import { terraformLayouts } from './layouts-terraform.ts';
import { terraformJsonLayouts } from './layouts-terraform-json.ts';

interface Named {
  readonly name: string;
  readonly text: string;
}

const cases = (): readonly Named[] =>
  caseFiles().flatMap(({ id, cases: all }) =>
    all.flatMap(({ title, format, text }) => (format === 'hcl' ? [{ name: `${id} › ${title}`, text }] : [])),
  );

const someOf = (all: readonly Named[], every: number): readonly Named[] => all.filter((_, n) => n % every === 0);

const read = (text: string, file = 'main.tf'): Source => readTerraform(file, parseFile(file, text));

const told = ({ resources }: Impact): readonly string[] =>
  resources.map(({ name, effect, reasons }) => `${effect} ${name}: ${reasons.map(({ property }) => property)}`);

/** Where the same text is laid out otherwise. */
const laidOut = (all: readonly Named[], every: number): readonly string[] =>
  all.flatMap(({ name, text }, n) => {
    const before = read(text);
    return terraformLayouts.flatMap((layout, i) => {
      // In a heredoc, line ends are a part of the text.
      const isText = layout.name.includes('CRLF') && text.includes('<<');
      if ((n + i) % every !== 0 || isText) return [];
      const changes = told(impactOfTerraform(before, read(layout.write(text) ?? text)));
      return changes.length > 0 ? [`${name}, ${layout.name}: ${changes}`] : [];
    });
  });

test('no layout of a module changes what is deployed', () => {
  assert.deepEqual(laidOut(cases(), 4), []);
});

test('what is written in JSON is what it was in HCL, however that is laid out', () => {
  const complaints = cases().flatMap(({ name, text }, n) => {
    const before = read(text);
    const layout = terraformJsonLayouts[n % terraformJsonLayouts.length];
    // That layout takes calls of modules apart, as nobody may.
    if (layout?.name.startsWith('resources in a list') && text.includes('module "')) return [];
    const twin = read(layout?.write(hclTwin(text)) ?? '', fileIn('tf.json'));
    return [impactOfTerraform(before, twin), impactOfTerraform(twin, before)].flatMap((impact) => {
      const changes = told(impact);
      return changes.length > 0 ? [`${name}, ${layout?.name}: ${changes}`] : [];
    });
  });
  assert.deepEqual(complaints, []);
});

/** The fixes of a file that seem to do nothing. */
function idleFixes({ name, text }: Named): readonly string[] {
  const analysis = analyse('main.tf', text, strict);
  return (analysis?.findings ?? []).flatMap((finding) =>
    fixesFor(analysis ?? assert.fail(), finding, { inThisFile: true }).flatMap(({ title, edits }) => {
      const { resources } = impactOfTerraform(read(text), read(edited(text, edits)));
      return resources.length === 0 && !changesNothing.has(finding.rule) ? [`${name}: ${title}`] : [];
    }),
  );
}

/** They say something to Terraform alone. */
const changesNothing: ReadonlySet<string> = new Set(['apigw-deployment-without-dependson']);

test('a fix changes something that is deployed', () => {
  assert.deepEqual(someOf(cases(), 2).flatMap(idleFixes), []);
});

corpusTest('no layout of a module of the corpus changes what is deployed', () => {
  assert.deepEqual(laidOut(corpus(), 2 * terraformLayouts.length), []);
});

corpusTest('a fix of a module of the corpus changes something that is deployed', () => {
  assert.deepEqual(someOf(corpus(), 3).flatMap(idleFixes), []);
});

const corpus = (): readonly Named[] => [...corpusFiles('real', ['.tf']), ...corpusFiles('labelled', ['.tf'])];

test('halves of modules are told, whatever they say', () => {
  const { below } = random(11);
  for (const { text } of someOf(cases(), 4)) {
    const lines = text.split('\n');
    const cut = [...lines];
    cut.splice(below(lines.length), 1 + below(3));
    const half = text.slice(0, below(text.length));
    for (const other of [cut.join('\n'), half, `${half}"\${`]) {
      for (const { reasons } of impactOfTerraform(read(text), read(other)).resources) assert.ok(reasons);
      for (const { reasons } of impactOfTerraform(read(other), read(text)).resources) assert.ok(reasons);
    }
  }
});
