/*
 * Links to the documentation of AWS and of Terraform, of which nobody notices that a page has moved. Each that is shown
 * stands in links.md with the day and the way it was looked at, and nothing else stands there.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { features } from '../rules/features/index.ts';
import { rules } from '../rules/index.ts';
import type { Property, Resource } from '../rules/kit/index.ts';
import { attributeLists } from '../rules/model/attributes.ts';
import { model } from '../rules/model/index.ts';
import { pageOf } from '../server/features/row-hover.ts';
import { pageOfType } from '../server/formats/terraform/names.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** All properties, those inside of others too. */
const propertiesIn = (shape: Resource['properties']): readonly Property<unknown>[] =>
  Object.values(shape).flatMap((property) => [property, ...propertiesIn(property.shape ?? {})]);

const inHovers = model.flatMap((row) =>
  row.forms.flatMap((form) => [
    pageOf({ row, form }),
    ...(form.type.startsWith('aws_') ? [pageOfType(form.type)] : []),
    ...propertiesIn(row.properties).flatMap(({ doc }) => doc ?? []),
  ]),
);
const inLists = Object.values(attributeLists).flatMap(({ doc, table }) => [
  doc,
  ...[...table.values()].flatMap((attribute) => attribute.doc ?? []),
]);
const inSources = [...rules.flatMap(({ docs }) => docs.sources), ...features.flatMap(({ sources }) => sources)];
const inPages = ['docs', 'docs/rules', 'docs/features'].flatMap((folder) =>
  readdirSync(`${root}${folder}`)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => readFileSync(`${root}${folder}/${name}`, 'utf8').match(/https:\/\/[^\s)>"'`]+/g) ?? []),
);

const isOfOthers = (link: string): boolean =>
  /^https:\/\/([a-z]+\.)*(amazon|hashicorp|terraform)\.(com|io)\//.test(link);
const used = new Set([...inHovers, ...inLists, ...inSources, ...inPages].filter(isOfOthers));

const lines = readFileSync(`${root}test/links.md`, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('- '));
const listed = lines.map(
  (line) => /^- (20\d\d-\d\d-\d\d) (seen|contents|source|linked) <(https:\/\/[^>]+)>$/.exec(line)?.[3] ?? line,
);

test('every link that is shown has been looked at', () => {
  assert.deepEqual([...used].filter((link) => !listed.includes(link)).sort(), []);
});

test('the list has no link that nobody shows, nor one twice, and is in order', () => {
  assert.deepEqual(
    listed.filter((link) => !used.has(link)),
    [],
  );
  assert.deepEqual(listed, [...new Set(listed)].sort());
});
