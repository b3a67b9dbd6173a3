/// <reference types="mocha" />
import { type CodeLens, commands, Uri, window, workspace } from 'vscode';
import { create, equal, findingOf, includes, openSample, remove, replace, revert, until } from './editing.ts';

const port = 'Port: 8080';
/** The page around may be a browser all the same. */
const isOnMachine = typeof process === 'object';

describe('Gatelint tells what deploying a change would do', () => {
  // The workbench has it turned off for whoever does not need it.
  before(() => workspace.getConfiguration('git').update('enabled', true));
  after(() => workspace.getConfiguration('git').update('enabled', undefined));
  afterEach(async () => {
    await openSample('shop.yaml').then(revert);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('against the last commit, with what was typed and not saved', async function () {
    if (!isOnMachine) this.skip(); // there is no git in a browser
    const shop = await openSample('shop.yaml');
    await findingOf(shop, 'alb-without-https-listener');
    await replace(shop, port, 'Port: 8090');
    await commands.executeCommand('gatelint.showImpact');
    const text = await pageWith(shop.uri, 'Compared with **the last commit**');
    includes(text, '## Replaced');
    includes(text, '| `Port` | `8080` | `8090` |');
  });

  it('against another file', async () => {
    const shop = await openSample('shop.yaml');
    await findingOf(shop, 'alb-without-https-listener');
    const deployed = Uri.joinPath(shop.uri, '..', 'deployed.yaml');
    await create('deployed.yaml', shop.getText().replace(port, 'Port: 9090'));
    try {
      await window.showTextDocument(shop);
      await commands.executeCommand('gatelint.showImpactAgainst', shop.uri, deployed);
      const text = await pageWith(shop.uri, 'Compared with **deployed.yaml**');
      includes(text, '| `Port` | `9090` | `8080` |');
    } finally {
      await remove('deployed.yaml');
    }
  });

  it('above the resources, for those who want it', async function () {
    if (!isOnMachine) this.skip();
    const shop = await openSample('shop.yaml');
    await findingOf(shop, 'alb-without-https-listener');
    await replace(shop, port, 'Port: 8090');
    equal(await lensesOf(shop.uri), []);
    const settings = workspace.getConfiguration('gatelint');
    await settings.update('impactLens', true);
    try {
      const lenses = await until('words above the resources', async () => {
        const found = await lensesOf(shop.uri);
        return found.length > 0 ? found : undefined;
      });
      includes(lenses.join('\n'), 'Replaced on deployment');
    } finally {
      await settings.update('impactLens', undefined);
    }
    await until('they are gone', async () => (await lensesOf(shop.uri)).length === 0 || undefined);
  });
});

async function lensesOf(uri: Uri): Promise<readonly string[]> {
  const everyLens = 100;
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, everyLens);
  return lenses.map(({ command }) => command?.title ?? '').filter((title) => title.includes('deployment'));
}

/** What stands in the page beside the file, once these words do. */
async function pageWith(uri: Uri, words: string): Promise<string> {
  const name = uri.path.split('/').at(-1) ?? '';
  await until('the page is shown', () => labels().some((label) => label.includes(`Deploying ${name}`)) || undefined);
  const page = Uri.from({ scheme: 'gatelint-impact', path: `/Deploying ${name}.md`, query: uri.toString() });
  return until(words, async () => {
    const text = (await workspace.openTextDocument(page)).getText();
    return text.includes(words) ? text : undefined;
  });
}

const labels = (): readonly string[] => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
