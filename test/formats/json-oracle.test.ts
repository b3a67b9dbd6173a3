/* JSON.parse says what a text means, and what the text between two offsets means: nobody else is asked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { parseJson } from '../../server/formats/syntax/json.ts';
import { generate } from '../bench/generate.ts';
import { type CorpusFile, corpusFiles, corpusTest } from '../corpus.ts';
import { nodesOf, plain, plainDocument, problems } from './json-plain.ts';

/** Files of the corpus that JSON.parse refuses, and why. Every other one must be read as JSON.parse reads it. */
const refused: ReadonlyMap<string, string> = new Map([
  ['robust/bridgecrewio/checkov/tests/cloudformation/runner/resources/invalid.json', 'its last } is missing'],
]);

function agrees({ name, text }: CorpusFile): void {
  const document = parseJson(text);
  const expected: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  assert.ok(isDeepStrictEqual(plainDocument(document), expected), `${name}: other values`);
  for (const item of document.items) {
    for (const node of nodesOf(item)) {
      const slice = item.text.slice(node.start, node.end);
      assert.ok(isDeepStrictEqual(plain(node), parsed(slice)), `${name}: another range: ${slice.slice(0, 80)}`);
    }
  }
}

/** The range of a value that is parsed, and is no longer than the value: white space around it would pass JSON.parse. */
function parsed(slice: string): unknown {
  assert.equal(slice, slice.trim());
  return JSON.parse(slice);
}

corpusTest('every JSON file of the corpus: values of JSON.parse, and ranges that parse to the same value', () => {
  const folders = ['real', 'labelled', 'sam-pairs', 'robust'] as const;
  const files = folders.flatMap((folder) => corpusFiles(folder, ['.json', '.template']));
  assert.ok(files.length > 300, `only ${files.length} files`);
  for (const file of files) {
    if (refused.has(file.name)) assert.notDeepEqual(problems(parseJson(file.text)), []);
    else agrees(file);
  }
});

test('a generated template: values of JSON.parse, and ranges that parse to the same value', () => {
  agrees({ name: 'generated', text: generate({ resources: 60, seed: 60 }).json });
});

test('any value in any layout is read as JSON.parse reads it, without a problem', () => {
  const blanks = fc.constantFrom('', ' ', '\n', '\n  ', '\n    ', '\n      ', '\t', '\r\n ', '  ');
  const templates = fc.record({
    Description: fc.string(),
    Parameters: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })),
    Resources: fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 3 })),
    Outputs: fc.jsonValue(),
  });
  const property = fc.property(
    fc.oneof(fc.jsonValue(), templates),
    fc.array(blanks, { minLength: 1 }),
    (value, layout) => {
      const text = withLayout(JSON.stringify(value), layout);
      const document = parseJson(text);
      // A key that stands twice is kept twice; JSON.stringify writes none.
      assert.deepEqual(problems(document), []);
      assert.deepEqual(plainDocument(document), JSON.parse(text));
    },
  );
  fc.assert(property, { numRuns: 2000, seed: 1 });
});

/** `json` with white space put around its tokens. */
function withLayout(json: string, layout: readonly string[]): string {
  let token = 0;
  const blank = () => layout[token++ % layout.length] ?? '';
  return json.replace(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^{}[\],:"]+/g, (found) => blank() + found) + blank();
}
