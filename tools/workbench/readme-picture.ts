// Takes docs/images/editor.png for the README; run it after a change that shows.
import path from 'node:path';
import { openPacked } from './packed.ts';
import { root } from './paths.ts';
import { Workbench } from './workbench.ts';

const { page, close } = await openPacked({ width: 1240, height: 760, scale: 1.5 });
const vscode = new Workbench(page, path.join(root, 'docs', 'images'));
await vscode.open('shop.yaml');
await vscode.statusBar('Gatelint: 9 findings');
await vscode.press('Control+B', 'Control+Shift+M');
await vscode.problems('Alb serves plain HTTP only');
await vscode.press('Control+1');
await vscode.goTo(29, 1);
await vscode.goTo(18, 3);
await vscode.quickFixes();
await vscode.photograph('editor');
await close();
