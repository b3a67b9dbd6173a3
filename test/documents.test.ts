import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { type Analysis, analyse, analyseDocument } from '../server/linter/analysis.ts';
import { Documents, type Lint, type Listener } from '../server/workspace/documents.ts';

const uri = 'file:///template.yaml';
const quiet: Listener = { analysed: () => {}, failed: () => {} };
const alb = 'Resources:\n  Alb:\n    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n';

/** Documents that note each text they are asked to lint. */
function documents(): { readonly open: Documents; readonly linted: string[] } {
  const linted: string[] = [];
  const open = new Documents(quiet, (_, { text }) => {
    linted.push(text);
    return undefined;
  });
  return { open, linted };
}

test('a version is linted when somebody asks, and once', () => {
  const { open, linted } = documents();
  open.open(uri, 1, alb);
  open.change(uri, 2, [{ text: `# b\n${alb}` }]);
  assert.deepEqual(linted, []);
  open.template(uri);
  open.template(uri);
  assert.deepEqual(linted, [`# b\n${alb}`]);
});

test('what does not look like a template is neither parsed nor linted', () => {
  const { open, linted } = documents();
  open.open(uri, 1, 'services: []');
  assert.equal(open.template(uri), undefined);
  assert.deepEqual(linted, []);
});

test('what is not open is nothing, whatever happens to it', () => {
  const { open, linted } = documents();
  open.change(uri, 2, [{ text: alb }]);
  assert.equal(open.template(uri), undefined);
  open.open(uri, 1, alb);
  open.close(uri);
  open.close(uri);
  assert.equal(open.template(uri), undefined);
  assert.equal(open.at(uri), undefined);
  assert.deepEqual(linted, []);
});

test('a text that cannot be read is told about once, and is no template', () => {
  const failures: unknown[] = [];
  const failed = (_: string, error: unknown) => void failures.push(error);
  const mistake = new Error('ours');
  const open = new Documents({ ...quiet, failed }, () => {
    throw mistake;
  });
  open.open(uri, 1, alb);
  assert.equal(open.template(uri), undefined);
  assert.equal(open.template(uri), undefined);
  assert.deepEqual(failures, [mistake]);
});

const linting: Lint = (file, { text }, settings) => analyse(file, text, settings);

/** Who is told what was known, and what fails. */
function noting(lint: Lint) {
  const given: boolean[] = [];
  const failures: unknown[] = [];
  const failed = (_: string, error: unknown) => void failures.push(error);
  const open = new Documents({ ...quiet, failed }, (file, document, settings, before) => {
    given.push(before !== undefined);
    return lint(file, document, settings, before);
  });
  return { open, given, failures };
}

test('what is known of a version goes to the next one, whatever has been typed in between', () => {
  const { open, given } = noting(linting);
  open.open(uri, 1, alb);
  open.template(uri);
  for (const version of [2, 3, 4]) open.change(uri, version, [{ range: top, text: '#\n' }]);
  assert.equal(open.template(uri)?.version, 4);
  open.change(uri, 5, [{ range: top, text: '#\n' }]);
  open.template(uri);
  assert.deepEqual(given, [false, true, true]);
  assert.equal(open.at(uri)?.text, `${'#\n'.repeat(4)}${alb}`);
});

test('all of the text replaced is read anew', () => {
  const { open, given } = noting(linting);
  open.open(uri, 1, alb);
  open.template(uri);
  open.change(uri, 2, [{ text: `${alb}    Properties: {}\n` }]);
  assert.equal(open.template(uri)?.analysis.source.document.text, `${alb}    Properties: {}\n`);
  assert.equal(given.length, 2);
});

test('where going on from what is known throws, it is told, and all is worked out from the text, once', () => {
  const mistake = new Error('ours');
  const { open, given, failures } = noting((file, document, settings, before) => {
    if (before) throw mistake;
    return linting(file, document, settings, before);
  });
  open.open(uri, 1, alb);
  open.template(uri);
  open.change(uri, 2, [{ range: top, text: '# half a word\n' }]);
  const template = open.template(uri);
  assert.equal(template?.version, 2);
  assert.equal(template.analysis.source.document.text, `# half a word\n${alb}`);
  assert.deepEqual(given, [false, true, false]);
  assert.deepEqual(failures, [mistake]);
});

const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

// Positions beyond the ends of lines and texts, and between \r and \n, are part of an editor's life.
const position = fc.record({ line: fc.nat(6), character: fc.nat(8) });
const range = fc.tuple(position, position).map(([one, other]) => {
  const ordered = one.line < other.line || (one.line === other.line && one.character <= other.character);
  return ordered ? { start: one, end: other } : { start: other, end: one };
});
const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', '\r\n', '👟'), maxLength: 20 });
const change = fc.oneof(
  { weight: 9, arbitrary: fc.record({ range, text }) },
  { weight: 1, arbitrary: fc.record({ text }) },
);

/** A document of its own for each change: the library's lines go wrong behind a change beyond the end. */
const applied = (before: string, one: TextDocumentContentChangeEvent): string =>
  TextDocument.update(TextDocument.create(uri, 'yaml', 1, before), [one], 2).getText();

/** Some of them are templates, and parsed: then changes go another way. */
const before = fc.oneof(
  text,
  fc.tuple(text, text).map(([above, below]) => `${above}${alb}${below}`),
  fc.tuple(text, text).map(([above, below]) => `${above}{"Resources":\r\n{"A":{"Type":"AWS::X"}}}${below}`),
);

test('changes make of a text what they make of it in the editor', () => {
  fc.assert(
    fc.property(before, fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 4 }), (opened, versions) => {
      const open = new Documents({ ...quiet, failed: (_, error) => assert.fail(String(error)) });
      open.open(uri, 0, opened);
      let expected = opened;
      for (const [version, changes] of versions.entries()) {
        open.template(uri);
        open.change(uri, version + 1, changes);
        expected = changes.reduce(applied, expected);
        assert.equal(open.at(uri)?.text, expected);
        assert.equal(open.version(uri), version + 1);
      }
    }),
    { numRuns: 3000 },
  );
});

/** The indentation made smaller, line by line from the bottom up, as an editor sends it. */
const outdented = (text: string) =>
  text
    .split('\n')
    .map((_, line) => ({ range: { start: { line, character: 0 }, end: { line, character: 1 } }, text: '' }))
    .slice(1)
    .reverse();

for (const resources of [1, 200])
  test(`${resources * 4} cursors: the text is what the editor has, and the findings are those from scratch`, () => {
    const block =
      '  Alb:\n    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n    Properties:\n      Scheme: internet-facing\n';
    const text = `Resources:\n${Array.from({ length: resources }, (_, i) => block.replace('Alb', `Alb${i}`)).join('')}`;
    const { open, given, failures } = noting((file, document, settings, before) =>
      analyseDocument(file, document, settings, undefined, before),
    );
    open.open(uri, 1, text);
    open.template(uri);
    const changes = outdented(text);
    open.change(uri, 2, changes);
    const { analysis } = open.template(uri) ?? assert.fail();
    const { source } = analysis ?? assert.fail();
    assert.equal(source.document.text, changes.reduce(applied, text));
    assert.deepEqual(source.document.items, parseDocument(source.document.text).items);
    assert.deepEqual(pick(analysis), pick(analyse(uri, source.document.text)));
    assert.deepEqual(given, [false, true]);
    assert.deepEqual(failures, []);
  });

const pick = (analysis: Analysis | undefined) =>
  analysis && { findings: analysis.findings, undecided: analysis.undecided() };
