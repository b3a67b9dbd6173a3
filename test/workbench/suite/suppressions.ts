/// <reference types="mocha" />
import { commands, DiagnosticTag } from 'vscode';
import {
  applyFix,
  equal,
  findingOf,
  findingsIn,
  includes,
  openSample,
  replace,
  revert,
  ruleOf,
  rulesIn,
  until,
  untilQuiet,
} from './editing.ts';

describe('A suppression', () => {
  afterEach(revert);

  it('silences what is below it', async () => {
    const shop = await openSample('shop.yaml');
    await findingOf(shop, 'apigw-stage-without-throttling');
    equal(rulesIn(shop).includes('apigw-access-logs-disabled'), false);
    await replace(shop, '  # gatelint-ignore apigw-access-logs-disabled -- the traces tell us enough\n', '');
    await findingOf(shop, 'apigw-access-logs-disabled');
  });

  it('is written by a quick fix above the line of the finding, and the reason is typed over what it proposes', async () => {
    const shop = await openSample('shop.yaml');
    const { range } = await findingOf(shop, 'lambda-timeout-exceeds-apigw');
    await applyFix(shop, range, 'Suppress lambda-timeout-exceeds-apigw here, with a reason');
    includes(shop.getText(), '\n      # gatelint-ignore lambda-timeout-exceeds-apigw -- reason\n      Timeout: 60');
    await untilQuiet(shop, 'lambda-timeout-exceeds-apigw');
    await findingOf(shop, 'suppression-without-reason');
    await commands.executeCommand('type', { text: 'it runs at night' });
    includes(shop.getText(), 'lambda-timeout-exceeds-apigw -- it runs at night\n');
    await untilQuiet(shop, 'suppression-without-reason');
  });

  it('is written into the metadata of a resource in JSON, indented like the rest', async () => {
    const rule = 'apigw-integration-timeout-invalid';
    const portal = await openSample('api.json');
    const { range } = await findingOf(portal, rule);
    await applyFix(portal, range, `Suppress ${rule} in all of YearIntegration, with a reason`);
    const left = await until('one finding less', () => {
      const ofRule = findingsIn(portal).filter((finding) => ruleOf(finding) === rule);
      return ofRule.length === 1 ? ofRule : undefined;
    });
    includes(left[0]?.message ?? '', 'ExportIntegration');
    const Metadata = { gatelint: { ignore: [{ rule, reason: 'reason' }] } };
    const lines = JSON.stringify({ Metadata }, undefined, 2).split('\n').slice(1, -1);
    includes(portal.getText(), lines.map((line) => `    ${line}\n`).join(''));
    await commands.executeCommand('type', { text: 'our quota is raised' });
    includes(portal.getText(), '"reason": "our quota is raised"');
  });

  it('is faded once nothing needs it, and a quick fix removes it', async () => {
    const shop = await openSample('shop.yaml');
    const before = shop.getText();
    await replace(shop, '      Timeout: 60', '      # gatelint-ignore alb-without-waf -- a test\n      Timeout: 60');
    const { tags, range } = await findingOf(shop, 'suppression-unneeded');
    equal(tags, [DiagnosticTag.Unnecessary]);
    equal(shop.getText(range), '# gatelint-ignore alb-without-waf -- a test');
    await applyFix(shop, range, 'Remove the suppression');
    await untilQuiet(shop, 'suppression-unneeded');
    equal(shop.getText(), before);
  });
});
