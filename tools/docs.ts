// `npm run docs`: everything that is written from the rules and their cases, and what AWS says of updates. --check
// writes nothing and fails where something is stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { AnyRule, Feature } from '../rules/kit/index.ts';
import { type CaseFile, caseFiles } from '../test/cases.ts';
import { configSchema } from './docs/config-schema.ts';
import { type Documented, documented } from './docs/documented.ts';
import { featurePage, featuresOverview } from './docs/features.ts';
import { featureIndex, ruleIndex, rulesJson, rulesOverview, rulesTable } from './docs/lists.ts';
import { page } from './docs/page.ts';
import { peersPage } from './docs/peers.ts';
import { withSettings } from './docs/settings.ts';
import { updatesTable } from './docs/updates.ts';

const pages = 'docs/rules';
const featurePages = 'docs/features';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const wanted = await generated();
const stale = [...wanted].filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
const orphans = [pages, featurePages]
  .flatMap((folder) => (existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : []))
  .filter((file) => !wanted.has(file));

if (values.check) {
  for (const [file] of stale) console.error(`${file} is stale; run: npm run docs`);
  for (const file of orphans) console.error(`${file} belongs to nothing; run: npm run docs`);
  process.exitCode = stale.length + orphans.length > 0 ? 1 : 0;
} else {
  for (const folder of [pages, featurePages]) mkdirSync(folder, { recursive: true });
  for (const [file, text] of stale) writeFileSync(file, text);
  for (const file of orphans) rmSync(file);
  console.log(`${wanted.size} files, ${stale.length} written, ${orphans.length} removed`);
}

/** Every generated file and what belongs into it. */
async function generated(): Promise<ReadonlyMap<string, string>> {
  const rules = await Promise.all(caseFiles().map(withRule));
  const features = await Promise.all(featureIds().map(featureOf));
  const inPlace = (file: string, write: (text: string) => string): [string, string] => [
    file,
    write(readFileSync(file, 'utf8')),
  ];
  return new Map([
    ['rules/index.ts', ruleIndex(rules)],
    [`${pages}/README.md`, rulesOverview(rules)],
    [`${pages}/rules.json`, rulesJson(rules)],
    ...rules.map((rule): [string, string] => [`${pages}/${rule.id}.md`, page(rule)]),
    ['rules/features/index.ts', featureIndex(features.map(({ id }) => id))],
    [`${featurePages}/README.md`, featuresOverview(features)],
    ...features.map((feature): [string, string] => [`${featurePages}/${feature.id}.md`, featurePage(feature)]),
    ['docs/peers.md', peersPage(rules)],
    ['server/impact/cloudformation/updates.ts', updatesTable()],
    inPlace('README.md', (text) => withTable(text, rulesTable(rules, `${pages}/`))),
    ['schema/gatelint-config.schema.json', configSchema(rules.map(({ rule }) => rule))],
    inPlace('package.json', (text) =>
      withSettings(
        text,
        rules.map(({ rule }) => rule),
      ),
    ),
  ]);
}

async function withRule(file: CaseFile): Promise<Documented> {
  // By path, because the list of rules is one of the things to be written.
  const module: { default: AnyRule } = await import(path.resolve('rules', file.folder, `${file.id}.ts`));
  return documented(file, module.default);
}

function featureIds(): readonly string[] {
  const names = readdirSync('rules/features').map((name) => name.replace(/[.]ts$/, ''));
  return names.filter((id) => id !== 'index').sort();
}

async function featureOf(id: string): Promise<Feature> {
  const module: { default: Feature } = await import(path.resolve('rules/features', `${id}.ts`));
  return module.default;
}

function withTable(readme: string, table: string): string {
  const marked = /(<!-- rules: .*-->\n)[\s\S]*?(<!-- end of rules -->)/;
  if (!marked.test(readme)) throw new Error('README.md has lost the comments around its table of rules');
  return readme.replace(marked, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`);
}
