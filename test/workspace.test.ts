/* Finding and decoding files, without a disk: what holds on systems that the tests do not run on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, type Workspace } from '../server/workspace/check.ts';
import { decode, encode } from '../server/workspace/decode.ts';
import type { Disk, Listed } from '../server/workspace/disk.ts';
import { candidatesIn } from '../server/workspace/walk.ts';

/** A disk that holds these files, by full path; the folders are those of their names. */
function diskOf(files: Readonly<Record<string, string | Error>>, separator: '/' | '\\'): Disk {
  const within = (folder: string) => (folder.endsWith(separator) ? folder : folder + separator);
  const below = (folder: string) => Object.keys(files).filter((path) => path.startsWith(within(folder)));
  return {
    separator,
    look(path) {
      const file = files[path];
      if (file !== undefined) return { kind: 'file', bytes: String(file).length };
      return below(path).length > 0 ? { kind: 'folder', bytes: 0 } : undefined;
    },
    list(folder) {
      const listed = new Map<string, Listed>();
      for (const path of below(folder)) {
        const [name = '', ...rest] = path.slice(within(folder).length).split(separator);
        listed.set(name, { name, kind: rest.length > 0 ? 'folder' : 'file' });
      }
      return [...listed.values()];
    },
    read(path) {
      const file = files[path];
      if (typeof file === 'string') return new TextEncoder().encode(file);
      throw file ?? new Error(`${path} is no file`);
    },
  };
}

/** Where everything is called by its full path. */
const workspaceOn = (disk: Disk): Workspace => ({
  disk,
  full: (path) => path,
  shown: (path) => path,
  files: { read: () => ({ why: 'it is not there' }) },
  becomes() {},
  configOf: () => undefined,
});

function candidates(
  disk: Disk,
  folder: string,
): { readonly found: readonly string[]; readonly failed: readonly string[] } {
  const failed: string[] = [];
  const found = [...candidatesIn(disk, folder, (path) => failed.push(path))];
  return { found, failed };
}

test('On Windows, .gitignore is read with the separators of Windows', () => {
  const disk = diskOf(
    {
      'C:\\work\\.git\\HEAD': '',
      'C:\\work\\.gitignore': 'out/\n/stacks/old/*.yaml\r\n',
      'C:\\work\\out\\a.yaml': '',
      'C:\\work\\stacks\\b.yaml': '',
      'C:\\work\\stacks\\old\\c.yaml': '',
    },
    '\\',
  );
  assert.deepEqual(candidates(disk, 'C:\\work').found, ['C:\\work\\stacks\\b.yaml']);
  assert.deepEqual(candidates(disk, 'C:\\work\\stacks').found, ['C:\\work\\stacks\\b.yaml']);
  assert.deepEqual(candidates(disk, 'C:\\').found, ['C:\\work\\stacks\\b.yaml']);
});

test('Without a repository, the .gitignore of the folders above says nothing', () => {
  const disk = diskOf({ '/home/.gitignore': '*.yaml', '/home/me/a.yaml': '', '/home/me/b.txt': '' }, '/');
  assert.deepEqual(candidates(disk, '/home/me').found, ['/home/me/a.yaml']);
  assert.deepEqual(candidates(disk, '/home').found, []);
});

test('The nearest .gitignore that has an opinion decides', () => {
  const disk = diskOf(
    { '/.git/HEAD': '', '/.gitignore': '*.yaml', '/a/.gitignore': '!b.yaml', '/a/b.yaml': '', '/a/c.yaml': '' },
    '/',
  );
  assert.deepEqual(candidates(disk, '/').found, ['/a/b.yaml']);
  assert.deepEqual(candidates(disk, '/a').found, ['/a/b.yaml']);
});

test('A repository may begin at the top of the disk, and its names are taken by the letter', () => {
  const disk = diskOf({ '/.git/HEAD': '', '/.gitignore': 'a/b.yaml\nA/c.yaml', '/a/b.yaml': '', '/a/c.yaml': '' }, '/');
  assert.deepEqual(candidates(disk, '/a').found, ['/a/c.yaml']);
});

test('A folder that cannot be listed is told, and the others are walked', () => {
  const disk = diskOf({ '/w/locked/a.yaml': '', '/w/open/b.yaml': '' }, '/');
  const list = (folder: string) => {
    if (folder === '/w/locked') throw Object.assign(new Error('no'), { code: 'EACCES' });
    return disk.list(folder);
  };
  assert.deepEqual(candidates({ ...disk, list }, '/w'), { found: ['/w/open/b.yaml'], failed: ['/w/locked'] });
  const checked = [...check(['/w'], { ...workspaceOn(disk), disk: { ...disk, list } })];
  assert.deepEqual(
    checked.map((one) => (one.kind === 'checked' ? one.outcome.file : one)),
    [{ kind: 'no template', file: '/w/open/b.yaml', named: false }, '/w/locked'],
  );
});

test('A file that may not be read is told with what to do', () => {
  const disk = diskOf({ '/w/a.yaml': Object.assign(new Error('no'), { code: 'EACCES' }) }, '/');
  const [checked, ...others] = [...check(['/w'], workspaceOn(disk))];
  assert.deepEqual(others, []);
  assert.equal(checked?.kind, 'checked');
  assert.deepEqual(checked.outcome.problems, [
    {
      kind: 'file',
      file: '/w/a.yaml',
      message: 'It may not be read by this user; change its permissions, or leave it out.',
    },
  ]);
});

test('Data of many megabytes is no template, unless it is asked for by name', () => {
  const disk = diskOf({ '/w/a.json': '', '/w/b.json': '' }, '/');
  const look = (path: string) => (path === '/w/a.json' ? { kind: 'file' as const, bytes: 10 ** 9 } : disk.look(path));
  assert.deepEqual(candidates({ ...disk, look }, '/w').found, ['/w/b.json']);
});

const bytes = (...values: number[]) => new Uint8Array(values);

test('Text is UTF-8, or UTF-16 behind its mark, and the mark is no part of it', () => {
  const utf8 = { name: 'utf-8', marked: false };
  assert.deepEqual(decode(new TextEncoder().encode('a: 🦊')), { text: 'a: 🦊', encoding: utf8 });
  assert.deepEqual(decode(bytes(0xef, 0xbb, 0xbf, 0x61)), { text: 'a', encoding: { name: 'utf-8', marked: true } });
  assert.deepEqual(decode(bytes(0xff, 0xfe, 0x61, 0)), { text: 'a', encoding: { name: 'utf-16le', marked: true } });
  assert.deepEqual(decode(bytes(0xfe, 0xff, 0, 0x61)), { text: 'a', encoding: { name: 'utf-16be', marked: true } });
  assert.deepEqual(decode(bytes()), { text: '', encoding: utf8 });
});

test('What was decoded is encoded as it was, byte for byte', () => {
  const texts = ['', 'a: 🦊\r\n', '\uFEFFa\n', '\uFEFF\uFEFFa', 'ﻼ: starts like a mark, and is none', 'é\u2028\0'];
  const written = texts.flatMap((text) => {
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    return [new TextEncoder().encode(text), new Uint8Array(utf16), new Uint8Array(Buffer.from(utf16).swap16())];
  });
  for (const before of written) {
    const decoded = decode(before);
    if (decoded.text === undefined) assert.match(decoded.why, /is no text/);
    else assert.deepEqual(encode(decoded.text, decoded.encoding), before);
  }
});

test('What is no text says why, and what could be read of it', () => {
  const why = (...values: number[]) => {
    const decoded = decode(bytes(...values));
    assert.ok(decoded.text === undefined);
    return `${decoded.why} · ${decoded.guess}`;
  };
  assert.equal(why(0x61, 0x0a, 0xe9), 'is not UTF-8 (line 2); save it as UTF-8 · a\n\uFFFD');
  assert.equal(why(0x61, 0, 0x62, 0), 'is no text, or UTF-16 without a byte order mark; save it as UTF-8 · ab');
  assert.equal(why(0, 0x61, 0, 0x62), 'is no text, or UTF-16 without a byte order mark; save it as UTF-8 · ab');
  assert.match(why(0xff, 0xfe, 0, 0xd8), /^is not UTF-16, as its byte order mark says it is/);
});
