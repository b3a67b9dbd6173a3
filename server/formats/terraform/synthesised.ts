import type { MapNode, SyntaxNode } from '../syntax/node.ts';
import { contains } from '../syntax/slice.ts';
import { type Declared, entryOf, type File } from './file.ts';
import { commentKey } from './json.ts';

const idKey = 'uniqueId';

/** What CDKTF writes bears the path of the construct that it comes from. */
export const readOnlyReason = ({ document, blocks }: File): string | undefined =>
  // Most files do not say the word at all, and looking through all blocks would be half of what a key costs.
  document.language === 'json' && contains(document, idKey) && blocks.some(isSynthesised)
    ? 'CDKTF has synthesised it: change the app instead'
    : undefined;

function isSynthesised({ node }: Declared): boolean {
  const comment = entryOf(node, commentKey);
  const metadata = isMap(comment) ? entryOf(comment, 'metadata') : undefined;
  return isMap(metadata) && ['path', idKey].every((key) => entryOf(metadata, key) !== undefined);
}

const isMap = (node: SyntaxNode | undefined): node is MapNode => node?.kind === 'map';
