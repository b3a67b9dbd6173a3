/*
 * Comments that begin with a certain word. The parsers keep none; but whatever no scalar covers is no text, so a `#`
 * there, or a `//` in JSON, begins a comment; HCL has both, and a pair that closes. Offsets are absolute, since a comment speaks of lines, which no item owns.
 */
import type { Span } from '../../../rules/kit/index.ts';
import { childrenOf, labelsOf } from './children.ts';
import { type Fact, type FoundIn, foundInItems } from './facts.ts';
import { lastAtOrBefore, lineEnd, lineStart } from './lines.ts';
import type { Document, Item, SyntaxNode } from './node.ts';
import { lineAround, sliceOf } from './slice.ts';

export interface Comment extends Span {
  /** From the word on, without white space at the end. */
  readonly text: string;
  /** Where that text begins. */
  readonly word: number;
  /** Nothing but comments stands on its line. */
  readonly isAlone: boolean;
}

/**
 * In the order of the text. One may begin in another: `# for a tool # for another`. The word is one of letters and
 * dashes, in which no item ends.
 */
export function commentsWith(word: string, document: Document): readonly Comment[] {
  const comments: Comment[] = [];
  let end = 0;
  for (const { index, found } of foundBy(word, document.language)(document)) {
    const base = document.starts[index] ?? 0;
    for (const one of found) {
      const comment = typeof one === 'number' ? acrossItems(document, base + one, end) : moved(one, base);
      if (!comment) continue;
      comments.push(comment);
      end = comment.end;
    }
  }
  return comments;
}

/** A comment on a line that lies inside its item, or else where the word stands: then the neighbours have a say. */
type Found = Comment | number;

type Finder = Fact<readonly FoundIn<readonly Found[]>[]>;

const finders = new Map<string, Finder>();

function foundBy(word: string, language: Document['language']): Finder {
  const name = `${word} ${language}`;
  const finder = finders.get(name) ?? foundInItems((item) => find(word, signs[language], item));
  finders.set(name, finder);
  return finder;
}

const signs: Readonly<Record<Document['language'], readonly string[]>> = {
  json: ['//'],
  yaml: ['#'],
  hcl: ['#', '//', '/*'],
};

function find(word: string, signs: readonly string[], item: Item): readonly Found[] | undefined {
  const { text } = item;
  let at = text.indexOf(word);
  if (at < 0) return undefined;
  const found: Found[] = [];
  for (let end = 0; at >= 0; at = text.indexOf(word, Math.max(end, at + 1))) {
    const start = lineStart(text, at);
    const lineStop = lineEnd(text, at);
    // A byte order mark may stand at the beginning.
    if (start <= 1 || lineStop === text.length) {
      found.push(at);
      continue;
    }
    const comment = commentAt(text.slice(start, lineStop), start, at, signs, (offset) => isText(item, offset));
    if (!comment) continue;
    end = comment.end;
    found.push(comment);
  }
  return found;
}

/** A comment with the word at `at`, unless that stands in the comment before, which ends at `end`. */
function acrossItems(document: Document, at: number, end: number): Comment | undefined {
  if (at < end) return undefined;
  const line = lineAround(document, at);
  const text = sliceOf(document, line.start, line.end);
  return commentAt(text, line.start, at, signs[document.language], (offset) => {
    const index = lastAtOrBefore(document.starts, offset);
    return isText(document.items[index], offset - (document.starts[index] ?? 0));
  });
}

/** The comment with the word at `at` in the line that begins at `start`. */
function commentAt(
  line: string,
  start: number,
  at: number,
  signs: readonly string[],
  isText: (offset: number) => boolean,
): Comment | undefined {
  const before = line.slice(0, at - start).trimEnd();
  const sign = signs.find((one) => before.endsWith(one));
  if (sign === undefined || isText(start + before.length - 1)) return undefined;
  const begin = /(?:#+|\/\/|\/\*)$/.exec(before)?.index ?? before.length;
  const first = before.length - before.trimStart().length;
  const isFirst = signs.some((one) => line.startsWith(one, first)) && !isText(start + first);
  const close = sign === '/*' ? line.indexOf('*/', at - start) : -1;
  const comment = { start: start + begin, word: at };
  if (close < 0) {
    const text = line.slice(at - start).trimEnd();
    return { ...comment, end: at + text.length, text, isAlone: isFirst };
  }
  const text = line.slice(at - start, close).trimEnd();
  const isOnly = begin === first && line.slice(close + 2).trim() === '';
  return { ...comment, end: start + close + 2, text, isAlone: isFirst && isOnly };
}

const moved = (comment: Comment, base: number): Comment => ({
  ...comment,
  start: comment.start + base,
  end: comment.end + base,
  word: comment.word + base,
});

/** Whether a scalar stands there, so that every character there is its text. */
const isText = (item: Item | undefined, at: number): boolean =>
  item !== undefined &&
  [item.key, item.value].some((node) => node && (covers(node, at, item.text) || isInLabel(node, at)));

const isInLabel = (node: SyntaxNode, at: number): boolean =>
  labelsOf(node).some(({ start, end }) => at >= start && at < end);

function covers(node: SyntaxNode, at: number, text: string): boolean {
  if (at < node.start || at >= node.end) return false;
  switch (node.kind) {
    case 'map':
      // Most are maps: no list of their children is made to ask them.
      return node.entries.some(
        ({ key, value }) => covers(key, at, text) || covers(value, at, text) || isInLabel(value, at),
      );
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
