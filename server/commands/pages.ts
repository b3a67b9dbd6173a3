/* What `npm run docs` has written of the rules: packed beside the program, so that it need not be part of it. */
import { join } from 'node:path';
import { pageOf } from '../linter/docs-link.ts';
import { disk } from '../workspace/node.ts';
import { note } from './terminal.ts';

/** Reads a file of `docs/rules`; without it, says where the page is on the web. */
export type Pages = (name: string) => string | undefined;

/** `program`: the folder that the program runs from, `dist` or `server`. */
export const pagesBeside =
  (program: string): Pages =>
  (name) => {
    try {
      return new TextDecoder().decode(disk.read(join(program, '..', 'docs', 'rules', name)));
    } catch {
      note(`The pages of the rules are not installed here. On the web: ${pageOf(name.replace(/[.]\w+$/, ''))}`);
      process.exitCode = 2;
      return undefined;
    }
  };
