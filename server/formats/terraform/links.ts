/* Where a file of Terraform names another one: the module that it calls, and what functions read. */
import type { Files, OtherFile } from '../format.ts';
import type { FileLink } from '../links.ts';
import { childrenOf } from '../syntax/children.ts';
import type { Document, SyntaxNode } from '../syntax/node.ts';
import { type Block, blocksIn } from './file.ts';
import { folderOf, sourceOf } from './modules.ts';
import { isModuleFile } from './names.ts';
import { type FilePath, fileAt, pathIn } from './paths.ts';

/** Their first argument is the path of a file. Source: https://developer.hashicorp.com/terraform/language/functions/file */
const reading = /^(?:file|templatefile|filebase64|filemd5|filesha(?:1|256|512)|filebase64sha(?:256|512))$/;

export function linksIn(document: Document, files: Files, from: string): readonly FileLink[] {
  const links: FileLink[] = [];
  for (const [index, item] of document.items.entries()) {
    const base = document.starts[index] ?? 0;
    const link = ({ start, end }: SyntaxNode, file: string | undefined): void => {
      if (file !== undefined) links.push({ span: { start: base + start, end: base + end }, file });
    };
    for (const block of blocksIn(item, document.language)) {
      const source = block.kind === 'module' ? sourceOf(block) : undefined;
      if (source) link(source, moduleAt(block, files, from));
      walk(block.node, (node, path) => link(node, nameOf(fileAt(path, { file: from, outermost: from }, files))));
    }
  }
  return links;
}

function walk(node: SyntaxNode, found: (node: SyntaxNode, path: FilePath) => void): void {
  const [first] = node.kind === 'call' && reading.test(node.name) ? node.args : [];
  const path = first && pathIn(first);
  if (first && path !== undefined) found(first, path);
  for (const child of childrenOf(node)) walk(child, found);
}

/** Its `main.tf`; where it has none, the first of its files. */
function moduleAt(block: Pick<Block, 'node' | 'labels'>, files: Files, from: string): string | undefined {
  const stands = folderOf({ block }, files, from, { within: '', files: [] });
  if ('why' in stands) return undefined;
  const listed = files.list?.(stands.from, stands.folder);
  const names = listed && 'names' in listed ? listed.names.filter(isModuleFile) : [];
  const name = names.find((one) => /^main\./.test(one)) ?? names[0];
  return name === undefined ? undefined : nameOf(files.read(stands.from, `${stands.folder}/${name}`));
}

/** Undefined where it cannot be read. */
const nameOf = (found: OtherFile): string | undefined => ('why' in found ? undefined : found.file);
