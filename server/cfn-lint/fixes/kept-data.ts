/* What becomes of data when its resource goes, and how long it is kept: said where only the default says it. */

import { keyText, textOf } from '../../formats/cloudformation/template.ts';
import { changed } from '../../formats/cloudformation/writer/changes.ts';
import { childrenOf } from '../../formats/layout/spot.ts';
import type { Plain, Tree } from '../../formats/spell.ts';
import { type CfnLintFix, type Here, type Mend, ownWords, spotOf } from './fix.ts';
import { putBelow } from './put-below.ts';

const policies = ['DeletionPolicy', 'UpdateReplacePolicy'];

/** I3011: neither is said, or one is not. */
export const unsaidPolicy: Mend = (here) => [
  { ...withPolicies(here, 'Retain'), title: `Set ${missingIn(here).join(' and ')} to Retain: the data stays` },
  { ...withPolicies(here, 'Delete'), title: `Set ${missingIn(here).join(' and ')} to Delete: the data goes with it` },
];

/** W3011: one is said, and the other should say the same. */
export const otherPolicy: Mend = (here) => {
  const [said] = policies.flatMap((name) => attribute(here, name) ?? []);
  const [name] = missingIn(here);
  if (said === undefined || name === undefined) return [];
  // What was only just created is never replaced: that word is for the other one only.
  const value = said === 'RetainExceptOnCreate' ? 'Retain' : said;
  return [{ ...withPolicies(here, value), title: `Add ${name}: ${value}`, isPreferred: true }];
};

const attribute = (here: Here, name: string): string | undefined =>
  textOf(childrenOf(spotOf(here)).find(({ entry }) => entry && keyText(entry.key) === name)?.node);

const missingIn = (here: Here): readonly string[] => policies.filter((name) => attribute(here, name) === undefined);

function withPolicies(here: Here, value: string): Omit<CfnLintFix, 'title'> {
  const entries = missingIn(here).map((name): [string, Tree] => [name, { kind: 'scalar', value }]);
  return {
    edits: changed(here.source, (changes) => changes.put(spotOf(here), { kind: 'map', entries: new Map(entries) })),
  };
}

/**
 * I3013: what holds without a word, so that it changes nothing to say it.
 * Source: the page of each property in https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
 */
const defaults: Readonly<Record<string, readonly [value: Plain, words: string]>> = {
  MessageRetentionPeriod: [345600, '4 days'],
  RetentionPeriodHours: [24, 'one day'],
  BackupRetentionPeriod: [1, 'one day'],
  AutomatedSnapshotRetentionPeriod: [1, 'one day'],
  SuccessRetentionPeriod: [31, 'a month'],
  FailureRetentionPeriod: [31, 'a month'],
};

export const unsaidRetention: Mend = (here) => {
  const name = /^'(\w+)' is a required property/.exec(here.finding.message)?.[1] ?? '';
  const known = defaults[name];
  if (!known) return [];
  ownWords(here);
  const [value, words] = known;
  const edits = putBelow(here.source, here.spot, [...here.rest.map(String), name], { kind: 'scalar', value });
  return [{ title: `Set ${name} to ${value} (${words}), which is the default`, edits, placeholder: String(value) }];
};
