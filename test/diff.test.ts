import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyPatch } from 'diff';
import { diff } from '../server/reporters/diff.ts';

const exact = { color: false, isTerminal: false };

test('a patch has every character as it is: line ends, and the lack of one at the end', () => {
  const before = 'a: 1\r\nb: 2\r\nc: 3';
  const after = 'a: 1\r\nb: 4\r\nc: 3';
  assert.equal(
    diff('x/y.yaml', before, after, exact),
    [
      '--- a/x/y.yaml',
      '+++ b/x/y.yaml',
      '@@ -1,3 +1,3 @@',
      ' a: 1\r',
      '-b: 2\r',
      '+b: 4\r',
      ' c: 3',
      '\\ No newline at end of file',
      '',
    ].join('\n'),
  );
  assert.equal(applyPatch(before, diff('y.yaml', before, after, exact), { autoConvertLineEndings: false }), after);
});

test('what has not changed has no patch', () => assert.equal(diff('y.yaml', 'a\n', 'a\n', exact), ''));

test('a terminal gets colours, and nothing that it would obey', () => {
  const shown = diff('y.yaml', 'a: 1\r\n', 'a: "\u001b[2J"\r\n\tb\r\n', { color: true, isTerminal: true });
  assert.deepEqual(shown.split('\n').slice(2), [
    '\u001b[36m@@ -1,1 +1,2 @@\u001b[39m',
    '\u001b[31m-a: 1\u001b[39m',
    '\u001b[32m+a: "\uFFFD[2J"\u001b[39m',
    '\u001b[32m+  b\u001b[39m',
    '',
  ]);
});
