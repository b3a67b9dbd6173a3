/// <reference types="mocha" />
import { commands, env, extensions, UIKind, version, window } from 'vscode';
import {
  equal,
  findingOf,
  findingsIn,
  hoverText,
  includes,
  openSample,
  openUnsaved,
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
  'apigw-method-without-auth',
  'apigw-stage-without-throttling',
  'elb-attribute-key-unknown',
  'health-check-timeout-not-below-interval',
  'lambda-permission-missing',
  'lambda-timeout-exceeds-apigw',
  'target-group-health-check-missing',
  'web-acl-without-rate-limit',
];
const rulesOfThePortal = [
  'alb-listener-http-not-redirected',
  'alb-without-waf',
  'apigw-integration-timeout-invalid',
  'apigw-integration-timeout-invalid',
  'apigwv2-route-without-auth',
  'listener-tls-policy-outdated',
];

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
