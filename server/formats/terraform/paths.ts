/*
 * The paths of files that functions read. `path.module` is the folder of the module that says so; a path without a folder
 * in front of it begins where Terraform runs, and that is in the root module, `path.root`. Source:
 * https://developer.hashicorp.com/terraform/language/expressions/references#filesystem-and-workspace-info
 */
import type { Files, OtherFile } from '../format.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { wordsOf } from './words.ts';

export interface FilePath {
  /** The module in whose folder it begins. */
  readonly in: 'module' | 'root';
  readonly path: string;
}

/** Undefined where it is put together of what only Terraform knows. */
export function pathIn(node: SyntaxNode): FilePath | undefined {
  if (node.kind === 'scalar') return typeof node.value === 'string' ? { in: 'root', path: node.value } : undefined;
  if (node.kind !== 'template') return undefined;
  const [first, ...rest] = node.parts;
  const begins = first?.kind === 'traversal' ? folders.get(wordsOf(first)) : undefined;
  const texts = (begins ? rest : node.parts).map((part) => (part.kind === 'scalar' ? String(part.value) : undefined));
  return texts.includes(undefined)
    ? undefined
    : { in: begins ?? 'root', path: `${begins ? '.' : ''}${texts.join('')}` };
}

const folders: ReadonlyMap<string, FilePath['in']> = new Map([
  ['path.module', 'module'],
  ['path.root', 'root'],
]);

/** Where paths begin: each is a file that stands for its folder. */
export interface Stands {
  readonly file: string;
  /** Of the module that calls all the others on the way here. */
  readonly outermost: string;
}

/** Which module is the root is known only if nobody calls the outermost one in its turn. */
export function fileAt(path: FilePath, { file, outermost }: Stands, files: Files): OtherFile {
  if (path.in === 'module') return files.read(file, path.path);
  if (files.isCalled?.(outermost) === false) return files.read(outermost, path.path);
  return { why: 'counts from the root module, and which one that is, is not known' };
}
