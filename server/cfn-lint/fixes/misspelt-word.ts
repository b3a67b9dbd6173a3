/* A value, or the name of something in the template, that there is not, but one that is written nearly so. */
import { callOf } from '../../formats/cloudformation/call.ts';
import type { TextEdit } from '../../formats/format.ts';
import { decline } from '../../formats/spell.ts';
import type { ScalarNode } from '../../formats/syntax/node.ts';
import { mostAlike } from './alike.ts';
import type { CfnLintFix, Here, Mend } from './fix.ts';
import { replacedWithin, rewritten } from './scalar-text.ts';

export const misspeltWord: Mend = (here) => {
  const { finding } = here;
  const [wrong, ...listed] = said(finding.message);
  if (wrong === undefined) return [];
  const allowed = (finding.allowed ?? listed).filter((one) => typeof one === 'string');
  const words = begunWith(wrong, allowed) ?? mostAlike(wrong, allowed);
  return words.map(
    (word): CfnLintFix => ({
      title: `Change ${wrong} to ${word}`,
      edits: edited(here, wrong, word),
      isPreferred: words.length === 1,
    }),
  );
};

/** `'HTPS' is not one of ['HTTP', 'HTTPS']`: the texts in it, as Python writes them, up to what is said of regions. */
function said(message: string): readonly string[] {
  const [list = ''] = /^.*?\[.*?\]|^.*/s.exec(message) ?? [];
  if (!/ is not one of \[| does not exist in /.test(message)) return [];
  return [...list.matchAll(/'((?:[^'\\]|\\.)*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double ?? '');
}

/** `2010-09-09T00:00:00Z` is what YAML may make of a day. */
function begunWith(word: string, allowed: readonly string[]): readonly string[] | undefined {
  const [only, another] = allowed;
  return only !== undefined && another === undefined && word.startsWith(`${only}T`) ? [only] : undefined;
}

function edited({ spot, rest, text }: Here, wrong: string, word: string): readonly TextEdit[] {
  const { node, base, inBrackets } = spot;
  if (node.kind !== 'scalar') return decline('it is no single text');
  const edits = inCall(text, base, node, wrong, word, rest);
  if (edits) return edits;
  if (rest.length > 0 || String(node.value) !== wrong) return decline('it is put together of others');
  return [rewritten(base, node, word, inBrackets)];
}

/** In the text of a function: `!GetAtt Name.Attribute`, `!Sub '${Name.Attribute}'`. */
function inCall(
  text: string,
  base: number,
  node: ScalarNode,
  wrong: string,
  word: string,
  rest: Here['rest'],
): readonly TextEdit[] | undefined {
  const escaped = wrong.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const [part] = rest;
  if (typeof part === 'number' && rest.length === 1) {
    const place = part === 0 ? `(?<=^['"]?)${escaped}(?=\\.)` : `(?<=^['"]?[^.]+\\.)${escaped}(?=['"]?$)`;
    const edits = replacedWithin(text, base, node, new RegExp(place, 'g'), word);
    return edits.length === 1 ? edits : decline('it is written in some other way');
  }
  const isName = typeof node.value === 'string' && node.value.includes('${') && callOf(node)?.name !== 'Ref';
  if (!isName) return undefined;
  const edits = replacedWithin(
    text,
    base,
    node,
    new RegExp(`(?<=\\$\\{\\s*|\\$\\{[\\w.]+\\.)${escaped}(?=\\s*[.}])`, 'g'),
    word,
  );
  return edits.length > 0 ? edits : decline('it is written in some other way');
}
