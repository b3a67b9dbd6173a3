/* Comments that begin with a certain word, looked for in the whole text: what commentsWith is held against. */
import { childrenOf } from '../../server/formats/syntax/children.ts';
import type { Comment } from '../../server/formats/syntax/comments.ts';
import { lastAtOrBefore, lineEnd, lineStart } from '../../server/formats/syntax/lines.ts';
import type { Document, SyntaxNode } from '../../server/formats/syntax/node.ts';

/** In the order of the text. One may begin in another: `# for a tool # for another`. */
export function commentsInText(word: string, document: Document): readonly Comment[] {
  const { text, language } = document;
  const signs = { json: ['//'], yaml: ['#'], hcl: ['#', '//', '/*'] }[language];
  const comments: Comment[] = [];
  let end = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, Math.max(end, at + 1))) {
    const line = lineStart(text, at);
    const before = text.slice(line, at).trimEnd();
    const start = line + (/(?:#+|\/\/|\/\*)$/.exec(before)?.index ?? before.length);
    const sign = signs.find((one) => before.endsWith(one));
    if (sign === undefined || isText(document, line + before.length - 1)) continue;
    const all = text.slice(line, lineEnd(text, at)).trimEnd();
    const close = sign === '/*' ? all.indexOf('*/', at - line) : -1;
    end = line + (close < 0 ? all.length : close + 2);
    const first = line + before.length - before.trimStart().length;
    const isFirst = signs.some((one) => text.startsWith(one, first)) && !isText(document, first);
    const isAlone = isFirst && (close < 0 || (start === first && end === line + all.length));
    const said = text.slice(at, close < 0 ? end : line + close).trimEnd();
    comments.push({ start, end, word: at, text: said, isAlone });
  }
  return comments;
}

/** Whether a scalar stands at the offset, so that every character there is its text. */
function isText({ items, starts }: Document, offset: number): boolean {
  const index = lastAtOrBefore(starts, offset);
  const item = items[index];
  const at = offset - (starts[index] ?? 0);
  return [item?.key, item?.value].some((node) => node !== undefined && covers(node, at, item?.text ?? ''));
}

function covers(node: SyntaxNode, at: number, text: string): boolean {
  if (at < node.start || at >= node.end) return false;
  switch (node.kind) {
    case 'map':
      return node.entries.some(({ key, value }) => covers(key, at, text) || covers(value, at, text));
    case 'sequence':
      return node.items.some((item) => covers(item, at, text));
    case 'alias':
    case 'template':
      return true;
    case 'scalar':
      // Behind the `|` of a block scalar there may be a comment.
      return (node.style !== 'literal' && node.style !== 'folded') || at >= lineEnd(text, node.start);
    default:
      return childrenOf(node).some((child) => covers(child, at, text));
  }
}
