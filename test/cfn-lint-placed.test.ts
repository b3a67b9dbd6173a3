/* Findings of cfn-lint stay where they belong while somebody types. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { CfnLintFinding } from '../server/cfn-lint/finding.ts';
import { followed, placed } from '../server/cfn-lint/placed.ts';
import { lineIndex } from '../server/formats/syntax/lines.ts';

const text = 'Resources:\n  Alb:\n    Properties:\n      Nmae: shop\n';
const name: CfnLintFinding = {
  id: 'E3002',
  severity: 'error',
  message: '',
  line: 4,
  column: 7,
  endLine: 4,
  endColumn: 11,
  about: '',
  link: '',
  path: [],
};

/** What stands where the finding is after a change, or nothing where it is gone. */
function after(before: string, replaced: string, by: string, finding = name): string | undefined {
  const start = before.indexOf(replaced);
  const { positionAt } = lineIndex(before);
  const range = { start: positionAt(start), end: positionAt(start + replaced.length) };
  const changed = before.slice(0, start) + by + before.slice(start + replaced.length);
  const [one] = followed(placed([finding], before), [{ range, text: by }]);
  const { offsetAt } = lineIndex(changed);
  return one && changed.slice(offsetAt(one.range.start), offsetAt(one.range.end));
}

describe('A finding of cfn-lint', () => {
  test('moves with what stands before it, in its line and above', () => {
    assert.equal(after(text, 'Resources', 'Description: x\nResources'), 'Nmae');
    assert.equal(after(text, '  Alb:\n', ''), 'Nmae');
    assert.equal(after(text, '    Properties:\n    ', ''), 'Nmae');
    assert.equal(after(text, '\n      Nmae', '\r\n\tNmae'), undefined, 'it was written anew');
    assert.equal(
      after('{ "a": 1, "Nmae": 2 }', '1', '100', { ...name, line: 1, endLine: 1, column: 11, endColumn: 17 }),
      '"Nmae"',
    );
  });

  test('stays where it is when something changes behind it', () => {
    assert.equal(after(text, ' shop', ' cart'), 'Nmae');
    assert.equal(after(text, 'shop\n', 'shop\n      Type: network\n'), 'Nmae');
  });

  test('is gone when somebody types in it, and right at it', () => {
    assert.equal(after(text, 'ma', 'am'), undefined);
    assert.equal(after(text, 'Nmae', 'Name'), undefined);
    assert.equal(after(text, 'Nmae:', 'Nmaes:'), undefined);
    assert.equal(after(text, ': shop', 's: shop'), undefined, 'a letter more behind it');
    assert.equal(after(text, '\n      Nmae: shop', '\n'), undefined, 'its line is gone');
  });

  test('stays when a line is broken before it or behind it', () => {
    const broken = { range: { start: { line: 3, character: 10 }, end: { line: 3, character: 10 } }, text: '\n  ' };
    assert.equal(followed(placed([name], text), [broken]).length, 1);
    const above = { range: { start: { line: 3, character: 6 }, end: { line: 3, character: 6 } }, text: '\n      ' };
    assert.equal(followed(placed([name], text), [above])[0]?.range.start.line, 4);
  });

  test('is not known any more when all of the text is another', () => {
    assert.deepEqual(followed(placed([name], text), [{ text: 'Resources: {}' }]), []);
  });

  test('is counted in code points, as Python counts', () => {
    const line = '{ "🙂": 1, "Nmae": 2 }';
    const [one] = placed([{ ...name, line: 1, endLine: 1, column: 11, endColumn: 17 }], line);
    assert.equal(one && line.slice(one.range.start.character, one.range.end.character), '"Nmae"');
  });

  test('after any changes that touch no word of it, stands on that word', () => {
    const words = fc
      .array(fc.constantFrom('a', 'b\n', ' ', '\r\n', 'cc '), { maxLength: 8 })
      .map((all) => all.join(''));
    const edits = fc.array(fc.tuple(fc.nat(60), fc.nat(6), words), { maxLength: 6 });
    fc.assert(
      fc.property(words, words, edits, (head, tail, changes) => {
        let now = `${head}\n<word>\n${tail}`;
        const { positionAt } = lineIndex(now);
        const at = now.indexOf('<word>');
        const from = positionAt(at);
        const finding = { ...name, line: from.line + 1, endLine: from.line + 1, column: 1, endColumn: 7 };
        let known = placed([finding], now);
        for (const [where, length, by] of changes) {
          const start = Math.min(where, now.length);
          const end = Math.min(start + length, now.length);
          const word = now.indexOf('<word>');
          if (end >= word - 1 && start <= word + 7) continue;
          const lines = lineIndex(now);
          const range = { start: lines.positionAt(start), end: lines.positionAt(end) };
          // An offset between \r and \n is no place that an editor could name.
          if (lines.offsetAt(range.start) !== start || lines.offsetAt(range.end) !== end) continue;
          known = followed(known, [{ range, text: by }]);
          now = now.slice(0, start) + by + now.slice(end);
        }
        const [one] = known;
        const { offsetAt } = lineIndex(now);
        assert.equal(one && now.slice(offsetAt(one.range.start), offsetAt(one.range.end)), '<word>');
      }),
    );
  });
});
