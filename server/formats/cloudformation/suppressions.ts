/*
 * What a template says about findings that it does not want to hear: in comments, and in the metadata of a resource,
 * which JSON and the CDK can write too.
 */
import type { SourceResource } from '../format.ts';
import { readSuppression, reasonIn, type Suppression, suppressionWord } from '../suppression.ts';
import { type Comment, commentsWith } from '../syntax/comments.ts';
import { lineEnd, lineStart } from '../syntax/lines.ts';
import type { Document, SyntaxNode } from '../syntax/node.ts';
import { subtreeBelow } from '../syntax/subtree.ts';
import { loopOf } from './loops.ts';
import { child, isSequence, keyText, type Member, type Template, textOf } from './template.ts';

/** In the order of the text. */
export function suppressionsIn(template: Template, resources: readonly SourceResource[]): readonly Suppression[] {
  const { document, items, sections } = template;
  if (!document.text.includes('gatelint')) return [];
  const comments = commentsWith(suppressionWord, document).map((comment) => inComment(document, comment));
  const entries = (sections.get('Resources') ?? []).flatMap(bodiesOf).flatMap(({ key, value, item }) => {
    const base = document.starts[items.get(item) ?? 0] ?? 0;
    // A loop makes several resources of one body.
    const names = resources.filter((one) => one.key === key).map(({ name }) => name);
    const covers = { start: base + key.start, end: base + value.end };
    return entriesIn(value).map((node) => ({ ...inMetadata(base, node), covers, resources: names }));
  });
  return [...comments, ...entries].sort((one, other) => one.at.start - other.at.start);
}

function inComment(document: Document, { start, end, text, word, isAlone }: Comment): Suppression {
  const said = { at: { start, end }, resources: [], ...readSuppression(text, word) };
  if (!isAlone) {
    const line = { start: lineStart(document.text, start), end: lineEnd(document.text, start) };
    return { form: 'line', covers: line, ...said };
  }
  const below = subtreeBelow(document, start);
  const nothing =
    'No key and no list item begins directly below this, indented alike: it silences nothing; move it there.';
  return { form: 'above', covers: below ?? { start, end: start }, ...(!below && { problem: nothing }), ...said };
}

/** The bodies of resources: of a loop, those that it repeats. */
function bodiesOf(member: Member): readonly Member[] {
  const loop = loopOf(member);
  if (!loop) return [member];
  if (loop.body?.kind !== 'map') return [];
  return loop.body.entries.flatMap(({ key, value }) => bodiesOf({ name: keyText(key), key, value, item: member.item }));
}

/** What stands in `Metadata: { gatelint: { ignore: […] } }`, or whatever stands there instead. */
function entriesIn(resource: SyntaxNode): readonly SyntaxNode[] {
  const ours = child(child(resource, 'Metadata'), 'gatelint');
  const ignored = child(ours, 'ignore') ?? ours;
  if (!ignored) return [];
  return isSequence(ignored) && ignored !== ours ? ignored.items : [ignored];
}

function inMetadata(base: number, node: SyntaxNode): Omit<Suppression, 'covers' | 'resources'> {
  const at = { start: base + node.start, end: base + node.end };
  const rule = node.kind === 'scalar' ? node : child(node, 'rule');
  const id = textOf(rule);
  if (!rule || rule.tag || id === undefined || id === '')
    return {
      form: 'metadata',
      at,
      rules: [],
      reason: undefined,
      problem: 'This silences nothing; gatelint.ignore is a list of { rule, reason }.',
    };
  const quote = rule.kind === 'scalar' && rule.style !== 'plain' ? 1 : 0;
  return {
    form: 'metadata',
    at,
    rules: [{ start: base + rule.start + quote, end: base + rule.end - quote, id }],
    reason: reasonIn(textOf(child(node, 'reason')) ?? ''),
  };
}
