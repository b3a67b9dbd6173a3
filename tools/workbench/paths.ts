import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = path.resolve(fileURLToPath(import.meta.url), '../../..');

/** Where the installed VS Code lives; git-ignored, safe to delete. */
export const installation = process.env.GATELINT_WORKBENCH ?? path.join(root, '.workbench');

/** What `npm start` keeps between two starts: settings, extensions folder, the sample that is open. */
export const data = path.join(root, '.workbench-data');

export const codeServer = path.join(installation, 'node_modules', 'code-server');
export const vscode = path.join(codeServer, 'lib', 'vscode');
