/* Where the path of a file begins that a function of Terraform reads: in the module that says so, or where Terraform runs. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Expression, Files } from '../server/formats/format.ts';
import { linksIn } from '../server/formats/links.ts';
import { analyse } from '../server/linter/analysis.ts';
import { moduleIn } from './module-in.ts';

const openTo = (path: string): string => JSON.stringify({ openapi: '3.0.1', paths: { [path]: { get: {} } } });

/** Which descriptions lie where: those who read one are told of its path. */
const descriptions = { 'api.json': openTo('/of-the-root'), 'edge/api.json': openTo('/of-the-module') };

const api = (path: string): string =>
  `resource "aws_api_gateway_rest_api" "shop" {\n  name = "shop"\n  body = file("${path}")\n}\n`;
const calls = 'module "edge" {\n  source = "./edge"\n}\n';

/** A folder with a module in it that reads the description at `path`. */
const folder = (path: string, others: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  ...descriptions,
  'edge/main.tf': api(path),
  ...others,
});

interface World {
  readonly texts: Readonly<Record<string, string>>;
  /** Files of modules that others call; undefined where nobody looks for calls. */
  readonly called: readonly string[] | undefined;
}
const filesOf = ({ texts, called }: World): Files => ({
  ...moduleIn(texts),
  ...(called && { isCalled: (from) => called.includes(from) }),
});

/** Which of the descriptions is read, for whoever looks at the module of a file. */
function readIn(file: string, world: World): readonly string[] {
  const analysis = analyse(file, world.texts[file] ?? '', undefined, undefined, filesOf(world));
  assert.ok(analysis);
  const sources = [analysis.source, ...[...analysis.source.stacks.values()].map(({ source }) => source)];
  const keys = sources.flatMap(({ resources }) => resources.flatMap(({ body }) => keysIn(body)));
  return keys.filter((key) => key.startsWith('/'));
}

const keysIn = (value: Expression | undefined): readonly string[] =>
  value?.kind === 'map' ? [...value.entries].flatMap(([key, one]) => [key, ...keysIn(one.value)]) : [];

/** The files that links lead to. */
const linked = (file: string, world: World): readonly string[] => {
  const files = filesOf(world);
  const analysis = analyse(file, world.texts[file] ?? '', undefined, undefined, files);
  return analysis ? linksIn(analysis.source, files).map((link) => link.file) : [];
};

const [main, edge] = ['main.tf', 'edge/main.tf'];
const called = [edge];

describe('path.module', () => {
  test('is the folder of the module that says it, whoever calls that', () => {
    const world = { texts: folder('${path.module}/api.json', { [main]: calls }), called };
    assert.deepEqual(readIn(main, world), ['/of-the-module']);
    assert.deepEqual(readIn(edge, world), ['/of-the-module']);
    assert.deepEqual(linked(edge, world), ['edge/api.json']);
  });
});

for (const path of ['${path.root}/api.json', 'api.json', './api.json'])
  describe(path, () => {
    const texts = folder(path, { [main]: calls });

    test('begins at the module that calls the others', () => {
      assert.deepEqual(readIn(main, { texts, called }), ['/of-the-root']);
    });

    test('is not known in a module that others call: nobody says which of them', () => {
      assert.deepEqual(readIn(edge, { texts, called }), []);
      assert.deepEqual(linked(edge, { texts, called }), []);
    });

    test('is not known where the caller is called itself', () => {
      assert.deepEqual(readIn(main, { texts, called: [main, edge] }), []);
    });

    test('begins at the file, where nobody calls its module', () => {
      const world = { texts: folder(path), called: [] };
      assert.deepEqual(readIn(edge, world), ['/of-the-module']);
      assert.deepEqual(linked(edge, world), ['edge/api.json']);
    });

    test('is not known where nobody looks for calls', () => {
      const world = { texts: folder(path), called: undefined };
      assert.deepEqual(readIn(edge, world), []);
      assert.deepEqual(linked(edge, world), []);
    });
  });

test('a path that has anything else in it is not known', () => {
  for (const path of ['${var.folder}/api.json', '${path.cwd}/api.json', 'x/${path.module}/api.json'])
    assert.deepEqual(readIn(edge, { texts: folder(path), called: [] }), [], path);
});
