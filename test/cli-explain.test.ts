/* `gatelint explain` and `gatelint rules`: what the program knows of its rules. */
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { rules } from '../rules/index.ts';
import { prettyPage } from '../server/reporters/page.ts';
import type { RuleFacts } from '../server/reporters/rules.ts';
import { bundled, folderOf, gatelint } from './command-line.ts';

const slow = 'apigw-integration-timeout-invalid';
const pages = new URL('../docs/rules/', import.meta.url);

describe('gatelint explain', { concurrency: 2 }, () => {
  test('into a pipe: the page as it is', async () => {
    const { code, out, err } = await gatelint(folderOf({}), ['explain', slow]);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.equal(out, readFileSync(new URL(`${slow}.md`, pages), 'utf8'));
  });

  test('for reading: set in a terminal’s ways, examples folded until they are asked for', async () => {
    const folded = (await gatelint(folderOf({}), ['explain', slow, '--color'])).out;
    assert.match(folded, /^\u001b\[1mapigw-integration-timeout-invalid\u001b\[22m\n/);
    assert.match(folded, /\n {2}Severity {2}error\n/);
    assert.match(folded, /\n {2}▸ /);
    assert.doesNotMatch(folded, /<\/?(details|summary|code)>|```|\*\*|\n\n\n/);
    const whole = (await gatelint(folderOf({}), ['explain', slow, '--color', '--examples'])).out;
    assert.ok(whole.length > 2 * folded.length);
    assert.doesNotMatch(whole, /▸|<\/?(details|summary|code)>|```/);
  });

  test('no page has anything that it cannot set', () => {
    for (const { id } of rules) {
      const page = readFileSync(new URL(`${id}.md`, pages), 'utf8');
      for (const unfolded of [false, true])
        assert.doesNotMatch(
          prettyPage(page, { color: false, unfolded }),
          /<\/?(details|summary|code)|&\w+;|```|\*\*|^\|/m,
          id,
        );
    }
  });

  test('what is said of suppressions, too', async () => {
    const { code, out } = await gatelint(folderOf({}), ['explain', 'suppression-unneeded', '--color']);
    assert.equal(code, 0);
    assert.match(out, /^\u001b\[1mSuppressions\u001b\[22m\n/);
    assert.match(out, /suppression-unneeded/);
  });

  test('a wrong name, and what was meant', async () => {
    const { code, out, err } = await gatelint(folderOf({}), ['explain', 'alb-witout-waf']);
    assert.deepEqual({ code, out }, { code: 2, out: '' });
    assert.match(err, /There is no such rule\.\n\(Did you mean alb-without-waf\?\)/);
    assert.match((await gatelint(folderOf({}), ['explain'])).err, /missing required argument 'rule'/);
  });

  test('where the pages are not installed, it says where they are', async () => {
    const folder = folderOf({});
    cpSync(dirname(bundled()), join(folder, 'dist'), { recursive: true });
    const program = [join(folder, 'dist', 'cli.js')];
    const { code, out, err } = await gatelint(folder, ['explain', slow], { program });
    assert.deepEqual({ code, out }, { code: 2, out: '' });
    assert.match(err, new RegExp(`not installed here\\. On the web: https:\\S+/docs/rules/${slow}\\.md\n$`));
  });
});

describe('gatelint rules', { concurrency: 2 }, () => {
  test('as JSON: all rules, with what there is to know of them', async () => {
    const { code, out } = await gatelint(folderOf({}), ['rules', '--format', 'json']);
    assert.equal(code, 0);
    const listed: readonly RuleFacts[] = JSON.parse(out);
    assert.deepEqual(
      listed.map(({ id, title, severity, preset }) => ({ id, title, severity, preset })),
      rules.map(({ id, docs: { title }, severity, preset }) => ({ id, title, severity, preset })),
    );
    const facts = listed.find(({ id }) => id === slow);
    assert.deepEqual(facts?.formats, ['CloudFormation', 'SAM', 'Terraform']);
    assert.equal(facts.fixable, 'safe');
    assert.match(facts.docs, new RegExp(`^https:.*/${slow}\\.md$`));
    assert.ok(Object.keys(listed.find(({ id }) => id === 'alb-without-waf')?.peers ?? {}).includes('Checkov'));
  });

  test('for people: a line per rule', async () => {
    const { out } = await gatelint(folderOf({}), ['rules']);
    assert.match(out, /^Rule +Severity +From preset +Fix +What it finds\n/);
    assert.match(
      out,
      new RegExp(`\n${slow} +error +essential +safe +Integration timeout is outside what the API allows\n`),
    );
    assert.match(out, new RegExp(`\n${rules.length} rules\\. gatelint explain <rule> says why`));
  });

  test('as Markdown: a table', async () => {
    const { out } = await gatelint(folderOf({}), ['rules', '--format', 'markdown']);
    const [head, line, ...rows] = out.trimEnd().split('\n');
    assert.match(head ?? '', /^\| Rule \| What it finds \|/);
    assert.equal(line, '|---|---|---|---|---|---|---|');
    assert.equal(rows.length, rules.length);
    assert.ok(rows.every((row) => row.replaceAll('\\|', '').split('|').length === 9));
    assert.match(
      (await gatelint(folderOf({}), ['rules', '--format', 'md'])).err,
      /Allowed choices are pretty, json, mark/,
    );
  });
});
