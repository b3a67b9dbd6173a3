/*
 * What a template says about findings that it does not want to hear: in comments, and in the metadata of a resource,
 * which JSON and the CDK can write too.
 */
import { type SourceResource, writtenOf } from '../format.ts';
import { inComment, reasonIn, type Suppression, suppressionWord } from '../suppression.ts';
import { commentsWith } from '../syntax/comments.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { contains } from '../syntax/slice.ts';
import { loopOf } from './loops.ts';
import { child, isSequence, keyText, type Member, type Template, textOf } from './template.ts';

/** In the order of the text. */
export function suppressionsIn(
  { document, items }: Pick<Template, 'document' | 'items'>,
  membersOfResources: () => readonly Member[],
  resources: readonly SourceResource[],
): readonly Suppression[] {
  if (!contains(document, 'gatelint')) return [];
  const comments = commentsWith(suppressionWord, document).map((comment) => inComment(document, comment));
  const entries = membersOfResources()
    .flatMap(bodiesOf)
    .flatMap(({ key, value, item }) => {
      const base = document.starts[items.get(item) ?? 0] ?? 0;
      const written = inMetadata(base, value);
      if (written.length === 0) return [];
      // A loop makes several resources of one body, and so does SAM.
      const names = resources.filter((one) => writtenOf(one).key === key).map(({ name }) => name);
      const covers = { start: base + key.start, end: base + value.end };
      return written.map((entry) => ({ ...entry, covers, resources: names }));
    });
  return [...comments, ...entries].sort((one, other) => one.at.start - other.at.start);
}

/** The bodies of resources: of a loop, those that it repeats. */
function bodiesOf(member: Member): readonly Member[] {
  const loop = loopOf(member);
  if (!loop) return [member];
  if (loop.body?.kind !== 'map') return [];
  return loop.body.entries.flatMap(({ key, value }) => bodiesOf({ name: keyText(key), key, value, item: member.item }));
}

/** What is written in `Metadata: { gatelint: { ignore: […] } }`. */
function inMetadata(base: number, resource: SyntaxNode): readonly Omit<Suppression, 'covers' | 'resources'>[] {
  const ours = child(child(resource, 'Metadata'), 'gatelint');
  const list = child(ours, 'ignore');
  if (!ours) return [];
  return isSequence(list) ? list.items.map((entry) => entryOf(base, entry)) : [unreadable(base, list ?? ours)];
}

function entryOf(base: number, entry: SyntaxNode): Omit<Suppression, 'covers' | 'resources'> {
  const rule = entry.kind === 'scalar' ? entry : child(entry, 'rule');
  if (rule?.kind !== 'scalar' || rule.tag || typeof rule.value !== 'string') return unreadable(base, entry);
  const quote = rule.style === 'plain' ? 0 : 1;
  return {
    form: 'metadata',
    at: { start: base + entry.start, end: base + entry.end },
    rules: [{ start: base + rule.start + quote, end: base + rule.end - quote, id: rule.value }],
    reason: reasonIn(textOf(child(entry, 'reason')) ?? ''),
  };
}

const unreadable = (base: number, { start, end }: SyntaxNode): Omit<Suppression, 'covers' | 'resources'> => ({
  form: 'metadata',
  at: { start: base + start, end: base + end },
  rules: [],
  reason: undefined,
  problem: 'This silences nothing; gatelint.ignore is a list of { rule, reason }.',
});
