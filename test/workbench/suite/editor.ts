/// <reference types="mocha" />
import {
  ConfigurationTarget,
  commands,
  DiagnosticTag,
  env,
  extensions,
  Position,
  type TextDocument,
  UIKind,
  version,
  window,
  workspace,
} from 'vscode';
import {
  equal,
  findingOf,
  findingsIn,
  hoverText,
  includes,
  openSample,
  openUnsaved,
  quickFixesAt,
  rangeOf,
  replace,
  revert,
  ruleOf,
  rulesIn,
  until,
  untilQuiet,
} from './editing.ts';

const rulesOfTheShop = [
  'alb-without-https-listener',
  'apigw-stage-without-waf',
  'health-check-timeout-not-below-interval',
  'lambda-timeout-exceeds-apigw',
  'target-group-health-check-missing',
  'web-acl-without-rate-limit',
];
const rulesOfThePortal = ['alb-listener-http-not-redirected', 'alb-without-waf', 'apigw-integration-timeout-invalid'];

describe('Gatelint in the editor', () => {
  afterEach(revert);

  it('starts when a template is opened', async () => {
    await openSample('shop.yaml');
    const extension = await until('the extension is active', () => {
      const found = extensions.getExtension('gatelint.gatelint');
      return found?.isActive ? found : undefined;
    });
    const surface = env.uiKind === UIKind.Web ? 'web page' : 'window';
    console.log(
      `    VS Code ${version} in a ${surface}, extension host ${typeof process === 'object' ? process.version : 'web worker'}`,
    );
    equal(extension.packageJSON.displayName, 'Gatelint');
  });

  describe('findings', () => {
    it('stand in a YAML template as soon as it is open', async () => {
      const shop = await openSample('shop.yaml');
      await findingOf(shop, 'alb-without-https-listener');
      equal(rulesIn(shop), rulesOfTheShop);
    });

    it('stand in a JSON template', async () => {
      const portal = await openSample('api.json');
      await findingOf(portal, 'alb-listener-http-not-redirected');
      equal(rulesIn(portal), rulesOfThePortal);
    });

    it('stand in a file that was never saved', async () => {
      const shop = await openSample('shop.yaml');
      const unsaved = await openUnsaved('yaml', shop.getText());
      await findingOf(unsaved, 'alb-without-https-listener');
      equal(rulesIn(unsaved), rulesOfTheShop);
    });

    it('say what is so and what to do, at the name of the resource, with a link to the rule', async () => {
      const shop = await openSample('shop.yaml');
      const finding = await findingOf(shop, 'alb-without-https-listener');
      equal(finding.message, 'Alb serves plain HTTP only; add an HTTPS listener.');
      equal(shop.getText(finding.range), 'Alb');
      const link = typeof finding.code === 'object' ? finding.code.target.toString() : '';
      includes(link, 'alb-without-https-listener');
      equal(new URL(link).protocol, 'https:');
    });

    it('point at the places that belong to them', async () => {
      const shop = await openSample('shop.yaml');
      const { relatedInformation: related = [] } = await findingOf(shop, 'alb-without-https-listener');
      const lines = related.map(({ location }) => shop.lineAt(location.range.start).text.trim());
      equal(lines, ['HttpListener:']);
    });

    it('go and come back as the text changes', async () => {
      const shop = await openSample('shop.yaml');
      await findingOf(shop, 'lambda-timeout-exceeds-apigw');
      await replace(shop, 'Timeout: 60', 'Timeout: 20');
      await untilQuiet(shop, 'lambda-timeout-exceeds-apigw');
      equal(rulesIn(shop).length, rulesOfTheShop.length - 1);
      await replace(shop, 'Timeout: 20', 'Timeout: 61');
      const finding = await findingOf(shop, 'lambda-timeout-exceeds-apigw');
      includes(finding.message, '61 s');
    });

    it('survive a line that is half typed', async () => {
      const shop = await openSample('shop.yaml');
      await findingOf(shop, 'lambda-timeout-exceeds-apigw');
      await replace(shop, '      MemorySize: 512\n', '      MemorySi\n');
      await replace(shop, 'Timeout: 60', 'Timeout: 62');
      const finding = await until('the new value in the message', () =>
        findingsIn(shop).find(({ message }) => message.includes('62 s')),
      );
      equal(ruleOf(finding), 'lambda-timeout-exceeds-apigw');
    });

    it('are none in a template without mistakes', async () => {
      const clean = await openSample('clean.yaml');
      await untilJudged(clean);
      equal(rulesIn(clean), []);
    });

    it('are none in a file that is no template, and neither is a hover', async () => {
      const compose = await openSample('compose.yaml');
      await untilJudged(compose);
      equal(rulesIn(compose), []);
      equal(await hoverText(compose, rangeOf(compose, 'image').start), '');
    });
  });

  describe('hover', () => {
    it('on a finding tells why', async () => {
      const shop = await openSample('shop.yaml');
      const finding = await findingOf(shop, 'lambda-timeout-exceeds-apigw');
      const text = await hoverText(shop, finding.range.start);
      includes(text, 'lambda-timeout-exceeds-apigw');
      includes(text, 'https://docs.aws.amazon.com/');
    });

    it('on a property tells what it is', async () => {
      const shop = await openSample('shop.yaml');
      await findingOf(shop, 'health-check-timeout-not-below-interval');
      const text = await hoverText(shop, rangeOf(shop, 'HealthCheckIntervalSeconds').start);
      includes(text, 'HealthCheckIntervalSeconds');
      includes(text, '30');
      includes(text, 'https://docs.aws.amazon.com/');
    });
  });

  describe('quick fix', () => {
    it('is offered anywhere on the line of the finding', async () => {
      const shop = await openSample('shop.yaml');
      const finding = await findingOf(shop, 'lambda-timeout-exceeds-apigw');
      const lineStart = new Position(finding.range.start.line, 0);
      const titles = (await quickFixesAt(shop, finding.range.with(lineStart, lineStart))).map(({ title }) => title);
      equal(titles.includes('Stop the function after 29 seconds'), true, titles.join('\n'));
    });

    it('changes what it says, keeps the comment, and the finding is gone', async () => {
      const shop = await openSample('shop.yaml');
      const finding = await findingOf(shop, 'lambda-timeout-exceeds-apigw');
      const fixes = await quickFixesAt(shop, finding.range);
      const fix = fixes.find(({ title }) => title === 'Stop the function after 29 seconds');
      if (!fix?.edit) throw new Error('The fix has no edit.');
      equal(await workspace.applyEdit(fix.edit), true);
      includes(shop.getText(), 'Timeout: 29 # the payment provider is slow on Fridays');
      await untilQuiet(shop, 'lambda-timeout-exceeds-apigw');
      await window.showTextDocument(shop); // for `revert`
    });

    it('comes in several choices where there are several ways', async () => {
      const shop = await openSample('shop.yaml');
      const finding = await findingOf(shop, 'alb-without-https-listener');
      const choices = (await quickFixesAt(shop, finding.range)).filter(({ title }) => /HTTPS/.test(title));
      equal(choices.length >= 2, true, `choices: ${choices.map(({ title }) => title).join('; ')}`);
    });
  });

  describe('all safe fixes', () => {
    const safe = ['apigw-integration-timeout-invalid', 'alb-listener-http-not-redirected'];
    const areGone = (document: TextDocument) => Promise.all(safe.map((rule) => untilQuiet(document, rule)));

    it('come by one command, and go by one undo', async () => {
      const portal = await openSample('api.json');
      await findingOf(portal, 'alb-listener-http-not-redirected');
      const before = portal.getText();
      await commands.executeCommand('gatelint.fixAll');
      await areGone(portal);
      includes(portal.getText(), '"TimeoutInMillis": 30000');
      includes(portal.getText(), '"Type": "redirect"');
      await commands.executeCommand('undo');
      equal(portal.getText(), before);
    });

    it('come on save for whoever wants that', async () => {
      const editor = workspace.getConfiguration('editor');
      await editor.update('codeActionsOnSave', { 'source.fixAll.gatelint': 'explicit' }, ConfigurationTarget.Global);
      const portal = await openSample('api.json');
      await findingOf(portal, 'alb-listener-http-not-redirected');
      const before = portal.getText();
      try {
        await replace(portal, '45000', '46000');
        await commands.executeCommand('workbench.action.files.save');
        await areGone(portal);
        equal(portal.isDirty, false);
      } finally {
        await editor.update('codeActionsOnSave', undefined, ConfigurationTarget.Global);
        await replace(portal, portal.getText(), before);
        await portal.save();
      }
    });
  });

  describe('suppression', () => {
    it('is written by a quick fix above the line of the finding, and the reason is typed over what it proposes', async () => {
      const shop = await openSample('shop.yaml');
      const finding = await findingOf(shop, 'lambda-timeout-exceeds-apigw');
      const fixes = await quickFixesAt(shop, finding.range);
      const fix = fixes.find(({ title }) => title === 'Suppress lambda-timeout-exceeds-apigw here, with a reason');
      if (!fix?.edit) throw new Error('The fix has no edit.');
      equal(await workspace.applyEdit(fix.edit), true);
      includes(shop.getText(), '\n      # gatelint-ignore lambda-timeout-exceeds-apigw -- reason\n      Timeout: 60');
      await untilQuiet(shop, 'lambda-timeout-exceeds-apigw');
      await findingOf(shop, 'suppression-without-reason');
      await window.showTextDocument(shop);
      await commands.executeCommand('type', { text: 'it runs at night' });
      includes(shop.getText(), 'lambda-timeout-exceeds-apigw -- it runs at night\n');
      await untilQuiet(shop, 'suppression-without-reason');
    });

    it('is written into the metadata of a resource in JSON, indented like the rest', async () => {
      const portal = await openSample('api.json');
      const { range } = await findingOf(portal, 'apigw-integration-timeout-invalid');
      const fixes = await quickFixesAt(portal, range);
      const fix = fixes.find(({ title }) => title.startsWith('Suppress apigw-integration-timeout-invalid in all of '));
      if (!fix?.edit) throw new Error('The fix has no edit.');
      equal(await workspace.applyEdit(fix.edit), true);
      await untilQuiet(portal, 'apigw-integration-timeout-invalid');
      const Metadata = { gatelint: { ignore: [{ rule: 'apigw-integration-timeout-invalid', reason: 'reason' }] } };
      const lines = JSON.stringify({ Metadata }, undefined, 2).split('\n').slice(1, -1);
      includes(portal.getText(), lines.map((line) => `    ${line}\n`).join(''));
      await window.showTextDocument(portal);
      await commands.executeCommand('type', { text: 'our quota is raised' });
      includes(portal.getText(), '"reason": "our quota is raised"');
    });

    it('is faded once nothing needs it', async () => {
      const shop = await openSample('shop.yaml');
      await replace(shop, '      Timeout: 60', '      # gatelint-ignore alb-without-waf -- a test\n      Timeout: 60');
      const { tags, range } = await findingOf(shop, 'suppression-unneeded');
      equal(tags, [DiagnosticTag.Unnecessary]);
      equal(shop.getText(range), '# gatelint-ignore alb-without-waf -- a test');
    });
  });

  it('brings the findings back after "Restart Server"', async () => {
    const shop = await openSample('shop.yaml');
    await findingOf(shop, 'alb-without-https-listener');
    await commands.executeCommand('gatelint.restartServer');
    await until('all findings are back', () => findingsIn(shop).length === rulesOfTheShop.length || undefined);
  });
});

/** Nothing tells that a file was judged and found good, so another one is judged after it. */
async function untilJudged(document: Awaited<ReturnType<typeof openSample>>): Promise<void> {
  await openSample('shop.yaml').then((shop) => findingOf(shop, 'alb-without-https-listener'));
  await window.showTextDocument(document);
}
