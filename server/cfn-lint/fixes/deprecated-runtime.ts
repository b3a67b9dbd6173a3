/* E2531, E2533, W2531: the runtime of a function comes to its end; cfn-lint names the one that follows. */
import { textOf } from '../../formats/cloudformation/template.ts';
import { type Mend, spotOf } from './fix.ts';
import { rewritten } from './scalar-text.ts';

export const deprecatedRuntime: Mend = (here) => {
  const [, old, next] = /^Runtime '(.+?)' was deprecated .* updating to '(.+?)'/.exec(here.finding.message) ?? [];
  const { node, base, inBrackets } = spotOf(here);
  if (old === undefined || next === undefined || textOf(node) !== old || !isOneLanguage(old, next)) return [];
  // Not preferred: whether the code runs there, only its tests tell.
  return [
    { title: `Change ${old} to ${next}; try your code there first`, edits: [rewritten(base, node, next, inBrackets)] },
  ];
};

/** `python2.7` is another language than `python3.14`, and `go1.x` becomes a program of its own. */
function isOneLanguage(old: string, next: string): boolean {
  const language = /^[a-z]+/.exec(old)?.[0];
  return next.startsWith(`${language}`) && /^[a-z]+/.exec(next)?.[0] === language && !/^(?:python2|provided)/.test(old);
}
