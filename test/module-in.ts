/* The files of a module of Terraform, and of those that it calls, as they lie in folders. */
import { posix } from 'node:path';
import type { Files } from '../server/formats/format.ts';
import { parseFile } from '../server/formats/kind.ts';
import type { Document } from '../server/formats/syntax/node.ts';

/** By their paths, such as `main.tf` and `orders/main.tf`. */
export const moduleIn = (texts: Readonly<Record<string, string>>): Files =>
  moduleWith(new Map(Object.entries(texts).map(([file, text]) => [file, parseFile(file, text)])));

/** The same of what has been parsed. */
export function moduleWith(documents: ReadonlyMap<string, Document>): Files {
  const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);
  const reached = (from: string, path: string): string =>
    posix.normalize(`${folderOf(from)}${path}`).replace(/^\.\/$/, '');
  return {
    read(from, path) {
      const file = reached(from, path);
      const document = documents.get(file);
      return document ? { file, document } : { why: 'is not there' };
    },
    list(from, folder) {
      const inside = reached(from, `${folder}/`);
      const names = [...documents.keys()].filter((file) => folderOf(file) === inside);
      return { names: names.map((file) => file.slice(inside.length)) };
    },
  };
}
