import type { MapNode, SyntaxNode } from '../syntax/node.ts';
import { type Declared, entryOf, type File } from './file.ts';
import { commentKey } from './json.ts';

/** What CDKTF writes bears the path of the construct that it comes from. */
export const readOnlyReason = ({ document, blocks }: File): string | undefined =>
  document.language === 'json' && blocks.some(isSynthesised)
    ? 'CDKTF has synthesised it: change the app instead'
    : undefined;

function isSynthesised({ node }: Declared): boolean {
  const comment = entryOf(node, commentKey);
  const metadata = isMap(comment) ? entryOf(comment, 'metadata') : undefined;
  return isMap(metadata) && ['path', 'uniqueId'].every((key) => entryOf(metadata, key) !== undefined);
}

const isMap = (node: SyntaxNode | undefined): node is MapNode => node?.kind === 'map';
