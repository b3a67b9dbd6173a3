import { commands, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/**
 * Tells the user once, and in words of this extension, that the server does not run. By itself a client that fails to
 * start and starts anew says so three times; all of it still goes to the output.
 */
export function tellOnce(client: BaseLanguageClient): void {
  const write = client.error.bind(client);
  let told = false;
  client.error = (message, data, showNotification) => {
    write(message, data, false);
    if (showNotification !== 'force' || told) return;
    told = true;
    void tell();
  };
}

async function tell(): Promise<void> {
  const [showOutput, restart] = ['Show Output', 'Restart Server'] as const;
  const message = 'Gatelint judges no files at the moment: its language server does not run.';
  const choice = await window.showErrorMessage(message, showOutput, restart);
  if (choice === showOutput) await commands.executeCommand('gatelint.showOutput');
  if (choice === restart) await commands.executeCommand('gatelint.restartServer');
}
