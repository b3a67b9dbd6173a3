/// <reference types="mocha" />
import {
  type CompletionList,
  ConfigurationTarget,
  commands,
  DiagnosticSeverity,
  type TextDocument,
  workspace,
} from 'vscode';
import {
  applyFix,
  create,
  equal,
  findingOf,
  findingsIn,
  hoverText,
  includes,
  openSample,
  rangeOf,
  remove,
  replace,
  revert,
  ruleOf,
  until,
  untilQuiet,
} from './editing.ts';

const config = 'gatelint.yaml';
const slow = 'lambda-timeout-exceeds-apigw';
const refused = 'apigw-integration-timeout-invalid';

describe('gatelint.yaml', () => {
  afterEach(async () => {
    await revert();
    await remove(config);
  });

  it('has a misspelt rule and a wrong severity marked, with what was probably meant', async () => {
    await create(config, 'rules:\n  lambda-timout-exceeds-apigw: off\n  alb-without-waf: warn\n');
    const document = await openSample(config);
    const mistakes = await until('both mistakes', () => {
      const found = findingsIn(document);
      return found.length === 2 ? found : undefined;
    });
    equal(
      mistakes.map(({ range, message, severity }) => [document.getText(range), message, severity]),
      [
        [
          'lambda-timout-exceeds-apigw',
          '"lambda-timout-exceeds-apigw" is no rule. Did you mean "lambda-timeout-exceeds-apigw"?',
          DiagnosticSeverity.Error,
        ],
        ['warn', '"warn" is no severity. Did you mean "warning"?', DiagnosticSeverity.Error],
      ],
    );
    await replace(document, 'timout', 'timeout');
    await replace(document, 'warn', 'warning');
    await until('no mistakes', () => findingsIn(document).length === 0 || undefined);
  });

  it('is completed with the ids of the rules, and with severities', async () => {
    await create(config, `rules:\n  lambda-\n  ${refused}: \n`);
    const document = await openSample(config);
    const rules = (await suggestedBehind(document, 'lambda-')).filter((id) => id.startsWith('lambda-'));
    equal(rules, ['lambda-permission-missing', slow]);
    equal(await suggestedBehind(document, `${refused}: `), ['off', 'error', 'warning', 'information', 'hint']);
  });

  it('explains the rules on hover', async () => {
    await create(config, `rules:\n  ${slow}: off\n`);
    const document = await openSample(config);
    const text = await until(
      'a hover',
      async () => (await hoverText(document, rangeOf(document, slow).start)) || undefined,
    );
    includes(text, 'Lambda function may run longer than API Gateway waits');
  });

  it('counts from the moment that it is there, as it is typed, and until it is gone', async () => {
    const shop = await openSample('shop.yaml');
    await commands.executeCommand('workbench.action.keepEditor'); // the next file would take its tab
    const { severity } = await findingOf(shop, slow);
    await create(config, `rules:\n  ${slow}: off\n`);
    await untilQuiet(shop, slow);
    await replace(await openSample(config), 'off', 'hint');
    equal((await findingOf(shop, slow)).severity, DiagnosticSeverity.Hint, 'typed, not saved');
    await revert();
    await untilQuiet(shop, slow);
    await remove(config);
    equal((await findingOf(shop, slow)).severity, severity, 'as if it had never been there');
  });

  it('is written by the quick fix that turns a rule off', async () => {
    const portal = await openSample('api.json');
    // What the editor still shows of the text as it was is gone once both are there.
    const [first] = await until('both findings', () => {
      const found = findingsIn(portal).filter((finding) => ruleOf(finding) === refused);
      return found.length === 2 ? found : undefined;
    });
    if (!first) throw new Error('There are two.');
    const { range } = first;
    await applyFix(portal, range, `Turn ${refused} off in gatelint.yaml`);
    await untilQuiet(portal, refused);
    const written = await openSample(config);
    equal(written.getText(), `rules:\n  ${refused}: off\n`);
    await written.save();
  });
});

describe('The settings of VS Code', () => {
  const settings = () => workspace.getConfiguration('gatelint');
  const set = (key: string, value: unknown) => settings().update(key, value, ConfigurationTarget.Global);
  afterEach(async () => {
    for (const key of ['preset', 'rules', 'assumeDefaults']) await set(key, undefined);
    await revert();
  });

  it('turn a rule off, or give it a severity, in a template that is open', async () => {
    const shop = await openSample('shop.yaml');
    const { severity } = await findingOf(shop, slow);
    const before = findingsIn(shop).length;
    await set('rules', { [slow]: 'off', 'target-group-health-check-missing': 'error' });
    await untilQuiet(shop, slow);
    equal(findingsIn(shop).length, before - 1);
    equal((await findingOf(shop, 'target-group-health-check-missing')).severity, DiagnosticSeverity.Error);
    await set('rules', undefined);
    equal((await findingOf(shop, slow)).severity, severity);
    equal(shop.isDirty, false, 'nobody has typed');
  });

  it('choose a preset', async () => {
    const shop = await openSample('shop.yaml');
    await replace(shop, '  # gatelint-ignore apigw-access-logs-disabled -- the traces tell us enough\n', '');
    await findingOf(shop, 'apigw-access-logs-disabled');
    await set('preset', 'essential');
    await untilQuiet(shop, 'apigw-access-logs-disabled');
    await findingOf(shop, slow);
  });

  it('leave open what rests on the default of a parameter', async () => {
    const shop = await openSample('shop.yaml');
    await replace(shop, '    Default: prod\n', '    Default: prod\n  Patience:\n    Type: Number\n    Default: 60\n');
    await replace(shop, 'Timeout: 60', 'Timeout: !Ref Patience');
    const finding = await until('a finding that tells of the default', () =>
      findingsIn(shop).find((one) => ruleOf(one) === slow && one.message.includes('Patience')),
    );
    includes(finding.message, 'default');
    await set('assumeDefaults', false);
    await untilQuiet(shop, slow);
  });
});

/** What would be offered to somebody who has just typed the text. Words of the file itself are VS Code's own offers. */
async function suggestedBehind(document: TextDocument, text: string): Promise<readonly string[]> {
  const { end } = rangeOf(document, text);
  return until(`suggestions behind "${text}"`, async () => {
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      end,
    );
    const ours = items.filter(({ detail }) => detail !== undefined).map(({ label }) => String(label));
    return ours.length > 0 ? ours : undefined;
  });
}
