/*
 * What we say that a fix does to what is deployed, against AWS's own comparison of templates (`fullDiff`, which is what
 * `cdk diff` prints), over every fix of the cases and of the corpus. SAM is compared as what it deploys. Where we say
 * something else, it is of a kind that has its reason here; `impact.md` counts them.
 * `node --import tsx test/impact-parity.test.ts --write` writes that anew.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fullDiff, type ResourceDifference, ResourceImpact as Theirs } from '@aws-cdk/cloudformation-diff';
import { readCloudFormation } from '../server/formats/cloudformation/read.ts';
import { isReadWhole, type Source, writtenOf } from '../server/formats/format.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { type Effect, loadImpact, type ResourceImpact } from '../server/impact/impact.ts';
import { caseFiles } from './cases.ts';
import { type CorpusFile, corpusFiles, corpusIsThere, corpusTest } from './corpus.ts';
import { deployedTwin } from './deployed-twin.ts';
import { edited, offeredFor, templateOf } from './fixes.ts';
import { templateOf as dataOf } from './nodes.ts';

const table = fileURLToPath(new URL('impact.md', import.meta.url));
const impactOf = await loadImpact();

/** Both answers for one resource, where at least one of them says something. */
interface Answers {
  readonly name: string;
  readonly ours: ResourceImpact | undefined;
  readonly theirs: ResourceDifference | undefined;
  /** Whether what it is made of is written as before. */
  readonly isSameText: boolean;
  readonly isReadWhole: boolean;
}

const effects: Readonly<Partial<Record<Theirs, Effect>>> = {
  [Theirs.WILL_UPDATE]: 'update',
  [Theirs.WILL_CREATE]: 'create',
  [Theirs.WILL_REPLACE]: 'replace',
  [Theirs.MAY_REPLACE]: 'may-replace',
  [Theirs.WILL_DESTROY]: 'delete',
  [Theirs.WILL_ORPHAN]: 'orphan',
};

const effectOf = ({ theirs }: Answers): Effect | undefined => theirs && effects[theirs.changeImpact];

interface Kind {
  readonly is: string;
  readonly who: 'equal' | 'ours is finer' | 'nobody can tell';
  readonly why: string;
  holds(answers: Answers): boolean;
}

/** The first that holds is it. */
const kinds: readonly Kind[] = [
  {
    is: 'the same',
    who: 'equal',
    why: '',
    holds: (answers) => answers.ours?.effect === effectOf(answers),
  },
  {
    is: 'nothing, where AWS has an update: only what it is deployed after has changed',
    who: 'ours is finer',
    why: '`DependsOn` is none of the scopes of a change set (API_ResourceChange): the resource is left alone',
    holds: ({ ours, theirs }) => !ours && theirs !== undefined && changesIn(theirs).join() === 'DependsOn',
  },
  {
    is: 'an effect, where AWS has nothing: a parameter has another default, a mapping or a condition says something else',
    who: 'ours is finer',
    why: 'A deployment that gives the parameter no value changes who reads it; `fullDiff` lists the parameter only',
    holds: (answers) => effectOf(answers) === undefined && isOfItself(answers) && answers.isSameText,
  },
  {
    is: 'an effect, where AWS has a lesser one or nothing: what it refers to is replaced',
    who: 'ours is finer',
    why: '`fullDiff` passes on replacements only, and not through `Fn::Sub`, `Fn::If`, `Fn::Join`',
    holds: ({ ours }) => ours?.reasons.some(({ because }) => because !== undefined) === true,
  },
  {
    is: 'unknown, where AWS has an effect: a side that cannot be read whole',
    who: 'nobody can tell',
    why: 'What cannot be read may say the same as before, or nothing',
    holds: ({ ours, isReadWhole }) => ours?.effect === 'unknown' && !isReadWhole,
  },
  {
    is: 'an update, where AWS has nothing: OpenAPI of another version for an API of SAM',
    who: 'ours is finer',
    why: 'The body that SAM makes is of that version; the twin that `fullDiff` is asked about has no word for it',
    holds: ({ ours }) => ours?.reasons.map(({ property }) => property).join() === 'OpenApiVersion',
  },
];

/** Whether all of its reasons are its own. */
const isOfItself = ({ ours }: Answers): boolean => ours?.reasons.every(({ because }) => because === undefined) === true;

const changesIn = ({ propertyUpdates, otherChanges }: ResourceDifference): readonly string[] => [
  ...Object.keys(propertyUpdates),
  ...Object.entries(otherChanges).flatMap(([name, { isDifferent }]) => (isDifferent ? name : [])),
];

const isSam = (source: Source): boolean => source.document.text.includes('AWS::Serverless::');

const jsonOf = (source: Source): Parameters<typeof fullDiff>[0] =>
  // Both are templates as JSON has them.
  isSam(source) ? JSON.parse(deployedTwin(source)) : JSON.parse(JSON.stringify(dataOf(source)));

interface Asked extends Answers {
  readonly fix: string;
}

function* answersFor({ name, text }: CorpusFile): Generator<Asked> {
  const template = templateOf(text);
  if (!template) return;
  const before = readCloudFormation(name, parseDocument(text));
  const was = jsonOf(before);
  for (const { title, textEdits } of offeredFor(template.analysis)) {
    const after = readCloudFormation(name, parseDocument(edited(text, textEdits)));
    const ours = new Map(impactOf(before, after).resources.map((one) => [one.name, one]));
    const { resources } = fullDiff(was, jsonOf(after));
    const theirs = new Set(resources.logicalIds);
    for (const one of new Set([...ours.keys(), ...theirs])) {
      const answers = {
        name: one,
        ours: ours.get(one),
        theirs: theirs.has(one) ? resources.get(one) : undefined,
        isSameText: textOf(before, one) === textOf(after, one),
        isReadWhole: isReadWhole(before) && isReadWhole(after),
      };
      if (answers.ours || effectOf(answers)) yield { ...answers, fix: `${name} · ${title}` };
    }
  }
}

function textOf({ resources, items, document }: Source, name: string): string | undefined {
  const resource = resources.find((one) => one.name === name);
  return resource && document.items[items.get(writtenOf(resource).item) ?? -1]?.text;
}

/** How many answers are of each kind; and those that are of none. */
function counted(files: Iterable<CorpusFile>): { counts: ReadonlyMap<Kind, number>; strange: readonly string[] } {
  const counts = new Map<Kind, number>();
  const strange: string[] = [];
  for (const file of files)
    for (const answers of answersFor(file)) {
      const kind = kinds.find((one) => one.holds(answers));
      if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      else strange.push(`${answers.fix} · ${answers.name}: ${answers.ours?.effect} / ${effectOf(answers)}`);
    }
  return { counts, strange };
}

const cases = (): readonly CorpusFile[] =>
  caseFiles().flatMap(({ id, cases }) => cases.map(({ title, text }) => ({ name: `${id} › ${title}`, text })));

const corpus = (): readonly CorpusFile[] =>
  (['real', 'labelled', 'sam-pairs', 'robust'] as const).flatMap((folder) =>
    corpusFiles(folder, ['.yaml', '.yml', '.json', '.template']),
  );

function page(counts: ReadonlyMap<Kind, number>): string {
  const rows = kinds.map((kind) => `| ${kind.is} | ${kind.who} | ${counts.get(kind) ?? 0} | ${kind.why} |`);
  return `# What a fix does to what is deployed: ours and AWS's

Every fix of every rule on every template of the corpus, CloudFormation and SAM: for each resource that we or \`fullDiff\`
of @aws-cdk/cloudformation-diff say something of, what we say. SAM is compared as what it deploys.
\`node --import tsx test/impact-parity.test.ts --write\` writes this; each kind of difference is told apart in that test.

| ours is | | resources | because |
|---|---|---|---|
${rows.join('\n')}
`;
}

if (process.argv.includes('--write')) {
  assert.ok(corpusIsThere, 'the corpus is not there');
  const { counts, strange } = counted(corpus());
  assert.deepEqual(strange, []);
  writeFileSync(table, page(counts));
} else {
  test('of every fix of every case, the impact is that of AWS, or differs for a reason that is known', () => {
    const { counts, strange } = counted(cases());
    assert.deepEqual(strange, []);
    assert.ok([...counts.values()].reduce((sum, count) => sum + count, 0) > 500);
  });

  corpusTest('and of every fix on the corpus; `impact.md` counts them', () => {
    const { counts, strange } = counted(corpus());
    assert.deepEqual(strange, []);
    assert.equal(page(counts), readFileSync(table, 'utf8'));
  });
}
