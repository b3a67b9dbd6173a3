/* What is written otherwise, resource by resource, and what that requires. */
import { MadeResource } from '../../formats/cloudformation/sam/made.ts';
import type { SourceResource, Spot } from '../../formats/format.ts';
import type { Change } from './change.ts';
import { isSame } from './plain.ts';
import { updateOf, updateOfAttribute } from './required.ts';
import { unexplainedIn } from './sam.ts';
import { attributesOf, isWrittenAlike, itemOf, propertiesOf, type Side, spotsOf } from './side.ts';

/** A comparison while it is made. */
interface Comparison extends Change {
  /** Where that stands which is otherwise in what SAM makes. */
  readonly explained: { readonly before: Spot[]; readonly after: Spot[] };
}

export function compare(change: Change): void {
  const { before, after, turned, effects } = change;
  const comparison: Comparison = { ...change, explained: { before: [], after: [] } };
  for (const [name, one] of after.resources) {
    const old = before.resources.get(name);
    if (old) compareOne(old, one, comparison);
    else comes(one, comparison);
  }
  for (const [name, one] of before.resources) if (!after.resources.has(name)) goes(one, comparison);
  const unexplained = unexplainedIn(before, after, comparison.explained, turned.globals);
  for (const { resource, before: old, property, effect } of unexplained) {
    const { name } = resource;
    effects.note(before.resources.get(name) ?? old, after.resources.get(name) ?? resource, { property, effect });
  }
}

function comes(one: SourceResource, { before, effects, explained }: Comparison): void {
  explained.after.push(...(one.made ? spotsOf(one) : []));
  effects.noteWhole(undefined, one, before.isReadWhole ? 'create' : 'unknown');
}

function goes(one: SourceResource, { before, after, effects, explained }: Comparison): void {
  explained.before.push(...(one.made ? spotsOf(one) : []));
  // Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
  const policy = attributesOf(one, before)['DeletionPolicy'];
  const isKept = policy === 'Retain' || policy === 'RetainExceptOnCreate';
  effects.noteWhole(one, undefined, after.isReadWhole ? (isKept ? 'orphan' : 'delete') : 'unknown');
}

function compareOne(old: SourceResource, one: SourceResource, comparison: Comparison): void {
  const { before, after, turned, effects } = comparison;
  const isOpaque = after.source.opaque !== undefined && before.source.document !== after.source.document;
  if (turned.macros || isOpaque) effects.noteWhole(old, one, 'unknown');
  else if (isMadeAlike(old, one, comparison)) return;
  else if (isUnreadable(before, old) || isUnreadable(after, one)) effects.noteWhole(old, one, 'unknown');
  else if (old.type !== one.type) effects.note(old, one, { property: 'Type', effect: 'replace' });
  else {
    compareProperties(old, one, comparison);
    if (one instanceof MadeResource) compareConditions(old, one, comparison);
    else compareAttributes(old, one, comparison);
  }
}

function isMadeAlike(old: SourceResource, one: SourceResource, { before, after, turned }: Comparison): boolean {
  if (!(one instanceof MadeResource)) return !(old instanceof MadeResource) && isWrittenAlike(before, old, after, one);
  if (!(old instanceof MadeResource) || turned.words.size > 0 || turned.globals.length > 0) return false;
  const [of, another] = [old.parts, one.parts];
  if (of === undefined || of.length !== another?.length) return false;
  return of.every((part, i) => isWrittenAlike(before, part, after, another[i] ?? part));
}

const isUnreadable = (side: Side, resource: SourceResource): boolean =>
  (itemOf(side, resource)?.problems.length ?? 0) > 0;

function compareProperties(old: SourceResource, one: SourceResource, comparison: Comparison): void {
  const { before, after, aws, effects, explained } = comparison;
  const [was, is] = [propertiesOf(old, before), propertiesOf(one, after)];
  for (const property of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (isSame(was[property], is[property])) continue;
    const effect = updateOf(one, property, aws);
    if (effect === undefined) continue;
    effects.note(old, one, { property, effect });
    if (!one.made) continue;
    explained.before.push(...spotsOf(old, property));
    explained.after.push(...spotsOf(one, property));
  }
}

function compareAttributes(old: SourceResource, one: SourceResource, { before, after, effects }: Comparison): void {
  const [was, is] = [attributesOf(old, before), attributesOf(one, after)];
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const effect = updateOfAttribute(name);
    if (effect !== undefined && !isSame(was[name], is[name])) effects.note(old, one, { property: name, effect });
  }
}

function compareConditions(old: SourceResource, one: SourceResource, { effects }: Comparison): void {
  const isSameWhen = old.exists?.condition.key === one.exists?.condition.key && old.exists?.is === one.exists?.is;
  if (!isSameWhen) effects.note(old, one, { property: 'Condition', effect: 'unknown' });
}
