// An extension under development in the web worker host. VS Code takes it from the page's own configuration only, and only from
// the page's own origin: so a small file server stands beside code-server and is reached through its /proxy/<port>/.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { CommandLine } from './command-line.ts';
import type { Server } from './server.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.cjs': 'text/javascript',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export async function loadAsWebExtension(page: Page, server: Server, commandLine: CommandLine): Promise<void> {
  const [folder] = commandLine.extensionPaths;
  if (folder === undefined) throw new Error('--extensionDevelopmentPath=… is missing.');
  const port = await serve(folder);
  const address = (file: string) => {
    const url = new URL(path.relative(folder, file).split(path.sep).join('/'), `${server.url}proxy/${port}/`);
    return { scheme: url.protocol.slice(0, -1), authority: url.host, path: url.pathname.replace(/\/$/, '') };
  };
  const developmentOptions = { extensions: [address(folder)], extensionTestsPath: address(commandLine.testsPath) };
  // As text, because it runs in the page. A route that answers the document would break the page's web socket.
  await page.addInitScript(`
    document.addEventListener('readystatechange', () => {
      const meta = document.getElementById('vscode-workbench-web-configuration');
      if (!meta || meta.dataset.extended) return;
      const configuration = JSON.parse(meta.getAttribute('data-settings'));
      Object.assign(configuration.developmentOptions ??= {}, ${JSON.stringify(developmentOptions)});
      meta.setAttribute('data-settings', JSON.stringify(configuration));
      meta.dataset.extended = 'yes';
    });
  `);
}

/** Serves the files of a folder to this machine; it does not keep the process alive. */
function serve(folder: string): Promise<number> {
  const files = createServer((request, response) => {
    const file = path.join(folder, decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const found = file.startsWith(folder) && statSync(file, { throwIfNoEntry: false })?.isFile();
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': contentTypes[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
    });
    createReadStream(file).pipe(response);
  });
  files.unref();
  return new Promise((resolve) => {
    // a server that listens on a TCP port answers with an AddressInfo
    files.listen(0, '127.0.0.1', () => resolve((files.address() as AddressInfo).port));
  });
}
