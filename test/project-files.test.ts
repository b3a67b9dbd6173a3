/* What each file sees of the others: it is read again when something becomes of it, and not before. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Shelf } from '../server/workspace/configs.ts';
import { Documents } from '../server/workspace/documents.ts';
import { ProjectFiles } from '../server/workspace/project-files.ts';

const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});

/** A workspace in the folder `/shop`, whose files can be changed. */
function workspace(files: Record<string, string>) {
  let reads = 0;
  const path = (name: string): string => `/shop/${name}`;
  const nameOf = (full: string): string => full.replace('/shop/', '');
  const shelf: Shelf = {
    separator: '/',
    look(full) {
      if (full === '/shop') return { kind: 'folder', bytes: 0 };
      const text = files[nameOf(full)];
      return text === undefined ? undefined : { kind: 'file', bytes: text.length };
    },
    read(full) {
      reads++;
      return new TextEncoder().encode(files[nameOf(full)]);
    },
    list: () => Object.keys(files).map((name) => ({ name, kind: 'file' })),
  };
  const placeOf = (uri: string) => ({
    shelf,
    path: decodeURIComponent(uri.replace('file://', '')),
    uriOf: (full: string) => `file://${full}`,
  });
  const documents = new Documents({ analysed() {}, failed() {} });
  const project = new ProjectFiles({ folders: ['file:///shop'], placeOf }, documents);
  const uri = (name: string): string => `file://${path(name)}`;
  return { files, project, documents, uri, reads: () => reads };
}

/** `main.tf` has looked at all files of its folder. */
function looked(files: Record<string, string>) {
  const world = workspace(files);
  const { project, documents, uri } = world;
  const main = uri('main.tf');
  const look = () => {
    const seen = project.seenFrom(main);
    const listed = seen.list?.(main, '.');
    assert.ok(listed && 'names' in listed);
    return { seen, names: listed.names, others: listed.names.map((name) => seen.read(main, `./${name}`)) };
  };
  documents.open(main, 1, files['main.tf'] ?? '');
  project.changed(main);
  return { ...world, main, look, first: look() };
}

test('who types in a file makes others look again, and itself not', () => {
  const { project, documents, uri, main, look, first } = looked({ 'main.tf': 'a = 1\n', 'more.tf': 'b = 1\n' });
  documents.open(uri('more.tf'), 1, 'b = 1\n');
  assert.deepEqual(project.changed(uri('more.tf')), []); // it says what it said on disk
  assert.equal(look().seen, first.seen);
  documents.change(uri('more.tf'), 2, [{ range: range(0, 4, 5), text: '2' }]);
  assert.deepEqual(project.changed(uri('more.tf')), [main]);
  assert.notEqual(look().seen, first.seen);
  documents.change(main, 2, [{ range: range(0, 4, 5), text: '2' }]);
  assert.deepEqual(project.changed(main), []);
});

test('the files of a module see the same, open or not', () => {
  const { project, documents, uri, main, look } = looked({ 'main.tf': 'a = 1\n', 'more.tf': 'b = 1\n' });
  documents.open(uri('more.tf'), 1, 'b = 1\n');
  project.changed(uri('more.tf'));
  assert.equal(project.seenFrom(uri('more.tf')), look().seen);
  assert.equal(project.seenFrom(uri('rest.tf')), look().seen);
  documents.change(main, 2, [{ range: range(0, 4, 5), text: '2' }]);
  assert.deepEqual(new Set(project.changed(main)), new Set([uri('more.tf'), uri('rest.tf')]));
  assert.equal(project.seenFrom(uri('more.tf')), look().seen);
});

test('what is open is not parsed a second time, and what has not changed is not read again', () => {
  const { project, documents, uri, look, reads } = looked({
    'main.tf': '',
    'more.tf': 'b = 1\n',
    'rest.tf': 'c = 1\n',
  });
  const more = uri('more.tf');
  documents.open(more, 1, 'b = 2\n');
  project.changed(more);
  const before = reads();
  const [, , rest] = look().others;
  documents.change(more, 2, [{ range: range(0, 4, 5), text: '3' }]);
  project.changed(more);
  const [, seen, again] = look().others;
  assert.ok(seen && 'document' in seen);
  assert.equal(seen.document, documents.parsed(more));
  assert.equal(again, rest);
  assert.equal(reads(), before);
});

test('a file that is saved as it stands in the editor changes nothing', () => {
  const { files, project, main, uri } = looked({ 'main.tf': '', 'more.tf': 'b = 1\n' });
  assert.deepEqual(project.changed(uri('more.tf')), []);
  files['more.tf'] = 'b = 2\n';
  assert.deepEqual(project.changed(uri('more.tf')), [main]);
});

test('files come into the folder and leave it, on disk and in the editor', () => {
  const { files, project, documents, main, uri, look } = looked({ 'main.tf': '' });
  files['more.tf'] = 'b = 1\n';
  assert.deepEqual(project.changed(uri('more.tf')), [main]);
  assert.deepEqual(look().names, ['main.tf', 'more.tf']);
  delete files['more.tf'];
  assert.deepEqual(project.changed(uri('more.tf')), [main]);
  assert.deepEqual(look().names, ['main.tf']);
  documents.open(uri('new.tf'), 1, 'c = 1\n');
  assert.deepEqual(project.changed(uri('new.tf')), [main]);
  assert.deepEqual(look().names, ['main.tf', 'new.tf']);
});

test('a file is called as the editor calls it, however that spells it', () => {
  const { project, documents, look } = looked({ 'main.tf': '', 'a b.tf': 'b = 1\n' });
  const spelled = 'file:///shop/%61%20b.tf';
  documents.open(spelled, 1, 'b = 2\n');
  project.changed(spelled);
  const [other] = look().others;
  assert.ok(other && 'document' in other);
  assert.equal(other.file, spelled);
});

test('files of a folder that are not open look together, and what they have read is told of all of them', () => {
  const { files, project, uri } = workspace({ 'a.tf': '', 'b.tf': '', 'more.json': '{}' });
  const [a, b] = [uri('a.tf'), uri('b.tf')];
  project.seenFrom(a).read(a, './more.json');
  assert.equal(project.seenFrom(b), project.seenFrom(a));
  files['more.json'] = '[]';
  assert.deepEqual(project.changed(uri('more.json')), [a, b]);
});

test('what is read of a whole workspace is not all kept, and its changes are noticed nevertheless', () => {
  const long = `# ${'long '.repeat(500_000)}`;
  const { project, main, look, reads, uri, files } = looked({ 'main.tf': '', 'a.tf': long, 'b.tf': long });
  const before = reads();
  look();
  assert.ok(reads() > before, 'one of them is read again');
  files['a.tf'] = 'a = 1';
  assert.deepEqual(project.changed(uri('a.tf')), [main]);
});
