// How suppressions are written in HCL, and taken away.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mendingsFor, silencesFor } from '../server/linter/suppression-fixes.ts';
import { edited } from './fixes.ts';
import { block, look } from './writing-hcl.ts';

describe('a suppression', () => {
  const silenced = (text: string, which: number): string | undefined => {
    const analysis = look({ 'main.tf': text });
    const [report] = analysis.findings.filter(({ rule }) => rule === 'listener-rule-priority-invalid');
    assert.ok(report);
    const silence = silencesFor(analysis, report)[which];
    return silence && edited(text, silence.edits);
  };
  const rule = block('aws_lb_listener_rule', 'all', 'listener_arn = var.http\npriority     = 0\n');
  const comment = '# gatelint-ignore listener-rule-priority-invalid -- reason\n';
  test('stands above the attribute, whose neighbours close up on each side', () => {
    assert.equal(silenced(rule, 0), rule.replace('  priority     =', `  ${comment}  priority =`));
  });
  test('stands above an attribute as it is', () => {
    const alone = rule.replace('priority ', '\n  priority').replace('priority    =', 'priority =');
    assert.equal(silenced(alone, 0), alone.replace('  priority', `  ${comment}  priority`));
  });
  test('stands above the resource', () => {
    assert.equal(silenced(rule, 1), comment + rule);
  });
  test('joins the one that is there', () => {
    const before = `# gatelint-ignore other-rule -- for now\n${rule}`;
    assert.equal(silenced(before, 1), before.replace('other-rule', 'other-rule, listener-rule-priority-invalid'));
  });
  test('silences the finding', () => {
    const analysis = look({ 'main.tf': silenced(rule, 0) ?? '' });
    assert.deepEqual(
      analysis.findings.filter(({ rule: id }) => id === 'listener-rule-priority-invalid'),
      [],
    );
  });
  const withdrawn = (text: string): string | undefined => {
    const analysis = look({ 'main.tf': text });
    const [remark] = analysis.remarks;
    assert.ok(remark);
    const [mending] = mendingsFor(analysis, remark);
    return mending && edited(text, mending.edits);
  };
  test('is taken away with its line', () => {
    const right = rule.replace('= 0', '= 1');
    const silent = right.replace('  priority', `  ${comment.replace('reason', 'for now')}  priority`);
    assert.equal(withdrawn(silent), right);
  });
  const said = 'gatelint-ignore listener-rule-priority-invalid -- for now';
  for (const [where, before, after] of [
    ['on a line of its own', `  /* ${said} */\n  priority = 1\n`, '  priority = 1\n'],
    ['on several lines', `  /* ${said},\n     or longer */\n  priority = 1\n`, '  priority = 1\n'],
    ['before an attribute', `  /* ${said} */ priority = 1\n`, '  priority = 1\n'],
    ['behind an attribute', `  priority = 1 /* ${said} */\n`, '  priority = 1\n'],
    ['in an attribute', `  priority = /* ${said} */ 1\n`, '  priority = 1\n'],
  ] as const)
    test(`between /* and */ is taken away where it stands ${where}`, () => {
      const within = (lines: string): string => `resource "aws_lb_listener_rule" "all" {\n${lines}}\n`;
      assert.equal(withdrawn(within(before)), within(after));
    });
});
