/* What there is to read: packed beside the program, so that it need not be part of it. */
import { join } from 'node:path';
import { disk } from '../workspace/node.ts';
import { note } from './terminal.ts';

/** Reads a file of `docs`; where it is not installed, says where it is on the web. */
export type Pages = (name: string) => string | undefined;

const onTheWeb = 'https://github.com/gatelint/gatelint/blob/main/docs';

/** `program`: the folder that the program runs from, `dist` or `server`. */
export const pagesBeside =
  (program: string): Pages =>
  (name) => {
    try {
      return new TextDecoder().decode(disk.read(join(program, '..', 'docs', name)));
    } catch {
      note(`The pages of Gatelint are not installed here. On the web: ${onTheWeb}/${name}`);
      process.exitCode = 2;
      return undefined;
    }
  };
