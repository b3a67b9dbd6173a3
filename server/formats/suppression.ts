/* `gatelint-ignore rule, rule -- reason`: what a comment says that silences findings, in whatever format it stands. */
import type { Span } from '../../rules/kit/index.ts';
import type { Comment } from './syntax/comments.ts';
import type { Document } from './syntax/node.ts';
import { lineAround } from './syntax/slice.ts';
import { subtreeBelow } from './syntax/subtree.ts';

/**
 * Where the user does not want to hear of something, as written in a file. Offsets are absolute in the document's text:
 * a comment speaks of lines and sections, which no item owns.
 */
export interface Suppression {
  /**
   * `line`: a comment behind something; `above`: one above a key or a list item; `metadata`: an entry at the resource;
   * `entry`: text where JSON of Terraform has no comments.
   */
  readonly form: 'line' | 'above' | 'metadata' | 'entry';
  /** All of it. */
  readonly at: Span;
  readonly rules: readonly RuleWord[];
  readonly reason: string | undefined;
  /** Findings that begin in here are silenced … */
  readonly covers: Span;
  /** … and those that speak of one of these resources, wherever they stand. */
  readonly resources: readonly string[];
  /** Why it silences nothing, where it cannot be understood. */
  readonly problem?: string;
}

/** The id of a rule, as it should be, where it is written. */
export interface RuleWord extends Span {
  readonly id: string;
}

/** What a suppression in a comment begins with. */
export const suppressionWord = 'gatelint-ignore';

/** What we write for people to write over: whoever leaves it there has given no reason. */
export const reasonToWrite = 'reason';

export const reasonIn = (text: string): string | undefined => {
  const reason = text.trim();
  return reason === '' || reason === reasonToWrite ? undefined : reason;
};

export const suppressionText = (rule: string): string => `${suppressionWord} ${rule} -- ${reasonToWrite}`;

/** `text` begins with the word above, and stands at `start`. */
export function readSuppression(text: string, start: number): Pick<Suppression, 'rules' | 'reason' | 'problem'> {
  const [, head = '', reason = ''] = /^(.*?)(?:(?<=\s)--(?!-)(.*))?$/.exec(text.slice(suppressionWord.length)) ?? [];
  const rules = [...head.matchAll(/[^\s,]+/g)].map((word): RuleWord => {
    const at = start + suppressionWord.length + word.index;
    return { start: at, end: at + word[0].length, id: word[0] };
  });
  const problem = problemIn(head, rules);
  return { rules, reason: reasonIn(reason), ...(problem !== undefined && { problem }) };
}

/** A comment that begins with the word above. */
export function inComment(document: Document, { start, end, text, word, isAlone }: Comment): Suppression {
  const said = { at: { start, end }, resources: [], ...readSuppression(text, word) };
  if (!isAlone) {
    return { form: 'line', covers: lineAround(document, start), ...said };
  }
  const below = subtreeBelow(document, start);
  const nothing =
    'No key and no list item begins directly below this, indented alike: it silences nothing; move it there.';
  return { form: 'above', covers: below ?? { start, end: start }, ...(!below && { problem: nothing }), ...said };
}

const form = `${suppressionWord} rule, rule -- reason`;

function problemIn(head: string, rules: readonly RuleWord[]): string | undefined {
  if (/^[^\s]/.test(head)) return `Only ${suppressionWord} is heard here; write it as "${form}".`;
  if (rules.length === 0) return `This names no rule, and silences nothing; write it as "${form}".`;
  // Without its dashes, a reason reads like more rules.
  if (!/^\s*[\w-]+(?:\s*,\s*[\w-]+)*[\s,]*$/.test(head))
    return `This is no list of rules, and silences nothing; write it as "${form}".`;
  return undefined;
}
