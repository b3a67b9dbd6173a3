// What is offered on the findings of cfn-lint: the cases beside each mend, and what holds for all of them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CfnLintFinding } from '../server/cfn-lint/finding.ts';
import { mostAlike } from '../server/cfn-lint/fixes/alike.ts';
import { type CfnLintFix, fixesOfCfnLint } from '../server/cfn-lint/fixes/index.ts';
import { callOf } from '../server/formats/cloudformation/call.ts';
import { keyText, textOf } from '../server/formats/cloudformation/template.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { linesOf } from '../server/formats/syntax/lines.ts';
import type { Document, SyntaxNode } from '../server/formats/syntax/node.ts';
import { rootOf } from '../server/formats/syntax/root.ts';
import { type FixCase, fixCases, sourceIn, sourceOf } from './cfn-lint-cases.ts';
import { corpusFiles, corpusTest } from './corpus.ts';
import { edited } from './fixes.ts';

const cases = fixCases();
const mends = [...new Set(cases.map(({ mend }) => mend))];

for (const mend of mends)
  describe(mend, () => {
    for (const one of cases.filter((each) => each.mend === mend)) it(one.title, () => check(one, (text) => text));
  });

describe('With the line breaks of Windows', () => {
  for (const one of cases) it(`${one.mend}: ${one.title}`, () => check(one, (text) => text.replaceAll('\n', '\r\n')));
});

function check({ text, finding, offers, fixed, mend }: FixCase, lines: (text: string) => string): void {
  const before = lines(text);
  const fixes = fixesOfCfnLint(finding, sourceIn(before));
  const told = ({ title, isPreferred = false, placeholder }: CfnLintFix) => ({ title, isPreferred, placeholder });
  assert.deepEqual(fixes.map(told), offers);
  for (const { title, edits, placeholder } of fixes) {
    const after = edited(before, edits);
    const expected = fixed.get(title);
    if (expected !== undefined) assert.equal(after, lines(expected));
    else assert.ok(title.startsWith('Ignore') && mend !== 'ignore', `"${title}" has no text after it`);
    assert.deepEqual(problemsIn(parseDocument(after)), []);
    if (placeholder !== undefined) assert.ok(edits.some(({ newText }) => newText.includes(placeholder)));
  }
  const missing = [...fixed.keys()].filter((title) => !fixes.some((fix) => fix.title === title));
  assert.deepEqual(missing, [], 'what is not offered');
}

const problemsIn = ({ items }: Document): readonly string[] =>
  items.flatMap(({ problems }) => problems.map(({ message }) => message));

describe('Where the right edit is not certain, nothing is offered but to ignore it', () => {
  const about = { about: '', link: '', severity: 'error' } as const;
  const range = { line: 4, column: 5, endLine: 4, endColumn: 9 };
  const own = (text: string, finding: Partial<CfnLintFinding>): readonly string[] =>
    fixesOfCfnLint({ ...about, ...range, id: 'E3002', message: '', path: [], ...finding }, sourceIn(text))
      .map(({ title }) => title)
      .filter((title) => !title.startsWith('Ignore'));
  const unexpected = { keyword: 'additionalProperties', allowed: ['TopicName'] };
  const path = ['Resources', 'Orders', 'Properties', 'TopicNmae'];

  it('an alias of YAML may be shared', () => {
    const text = 'Resources:\n  Orders: &one\n    Type: AWS::SNS::Topic\n    DependsOn: Payments\n  Other: *one\n';
    const message = "'Payments' dependency already enforced by a 'Ref' at 'Resources/Orders/Properties/TopicName'";
    assert.deepEqual(own(text, { id: 'W3005', message, path: ['Resources', 'Orders', 'DependsOn'] }), []);
  });

  it('a resource that is there twice', () => {
    const topic = '  Orders:\n    Type: AWS::SNS::Topic\n    Properties: { TopicNmae: a }\n';
    assert.deepEqual(own(`Resources:\n${topic}${topic}`, { ...unexpected, path }), []);
    assert.deepEqual(own(`Resources:\n${topic}`, { ...unexpected, path }), ['Rename TopicNmae to TopicName']);
  });

  it('the right property is there as well', () => {
    const text = 'Resources:\n  Orders:\n    Type: AWS::SNS::Topic\n    Properties: { TopicNmae: a, TopicName: b }\n';
    assert.deepEqual(own(text, { ...unexpected, path }), []);
  });

  it('the finding stands at another place than its path leads to, as behind a macro', () => {
    const text = 'Resources:\n  Orders:\n    Type: AWS::SNS::Topic\n    Properties: { TopicNmae: a }\n';
    assert.deepEqual(own(text, { ...unexpected, path, line: 1, column: 1 }), []);
  });

  it('SAM makes other properties of it', () => {
    const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Handler: a, Runtime: nodejs24.x, CodeUri: b }
`;
    const missing = { name: 'Code', type: 'object' };
    const finding = { id: 'E3003', keyword: 'required', missing, path: ['Resources', 'Orders', 'Properties'], line: 5 };
    assert.deepEqual(own(text, finding), []);
  });

  it('the CDK has written the template, and writes it again', () => {
    const text = `Resources:
  Orders:
    Type: AWS::SNS::Topic
    DependsOn: Payments
    Metadata: { 'aws:cdk:path': Shop/Orders }
`;
    const message = "'Payments' dependency already enforced by a 'Ref' at 'Resources/Orders/Properties/TopicName'";
    const finding = { ...about, ...range, id: 'W3005', message, path: ['Resources', 'Orders', 'DependsOn'] };
    assert.deepEqual(fixesOfCfnLint(finding, sourceIn(text)), []);
  });

  it('there are several ways to write it, and this is said of one of them', () => {
    const text = 'Resources:\n  Orders:\n    Type: AWS::SNS::Topic\n    Properties: { TopicName: a }\n';
    const missing = { name: 'DisplayName', type: 'string' };
    const finding = { id: 'E3003', keyword: 'required', missing, path: ['Resources', 'Orders', 'Properties'] };
    assert.deepEqual(own(text, finding), ['Add DisplayName']);
    assert.deepEqual(own(text, { ...finding, isOneOfSeveral: true }), []);
  });

  it('what is put in other words may be shared by an alias', () => {
    const topic = (anchor: string) =>
      `Resources:\n  Orders:\n    Type: AWS::SNS::Topic\n    Properties:${anchor} { TopicName: { 'Fn::Sub': orders } }\n`;
    const finding = { id: 'W1020', path: ['Resources', 'Orders', 'Properties', 'TopicName', 'Fn::Sub'] };
    assert.deepEqual(own(topic(''), finding), ['Write it without Fn::Sub']);
    assert.deepEqual(own(topic(' &properties'), finding), []);
  });

  it('a parameter that nothing uses may be the anchor of something else', () => {
    const text = (anchor: string) =>
      `Resources:\n  Orders:\n    Type: AWS::SNS::Topic\nParameters:\n  Size:${anchor}\n    Type: String\n`;
    const finding = { id: 'W2001', path: ['Parameters', 'Size'], line: 5, column: 3 };
    assert.deepEqual(own(text(''), finding), ['Remove Size, which nothing uses']);
    assert.deepEqual(own(text(' &size'), finding), []);
  });

  it('what a function takes is for the function to say', () => {
    const text =
      "Resources:\n  Orders:\n    Type: AWS::SNS::Topic\n    Properties: { TopicName: { 'Fn::Select': a } }\n";
    const at = ['Resources', 'Orders', 'Properties', 'TopicName', 'Fn::Select'];
    assert.deepEqual(own(text, { id: 'E1017', keyword: 'fn_select', expected: 'array', path: at }), []);
  });

  it('it is ignored already, though it is said', () => {
    const text = `Resources:
  Orders:
    Type: AWS::SNS::Topic
    Metadata: { cfn-lint: { config: { ignore_checks: [E3001] } } }
`;
    const finding = { ...about, ...range, id: 'E3001', message: '', path: ['Resources', 'Orders'] };
    assert.deepEqual(fixesOfCfnLint(finding, sourceIn(text)), []);
  });

  it('a text that is no template at all', () => {
    for (const text of ['', '{', 'a: [', '%']) assert.deepEqual(own(text, { ...unexpected, path }), []);
  });
});

describe('A word is meant where it is one or two slips away', () => {
  const words = ['Name', 'HTTPS', 'TCP', 'TargetGroupArn', 'Stage1'];
  const meant: readonly (readonly [word: string, meant: readonly string[]])[] = [
    ['Nmae', ['Name']],
    ['name', ['Name']],
    ['https', ['HTTPS']],
    ['HTPS', ['HTTPS']],
    ['TargetGroupsARN', ['TargetGroupArn']],
    ['target-group-arn', ['TargetGroupArn']],
    ['TCL', []], // what is short may as well be another thing
    ['Stage2', []],
    ['Colour', []],
  ];
  for (const [word, expected] of meant)
    it(`${word} is meant to be ${expected.join() || 'nothing of these'}`, () =>
      assert.deepEqual(mostAlike(word, words), expected));
});

/** What cfn-lint could say of a template, whether it does or not: the fixes must keep the text in order all the same. */
function possibleFindings(document: Document): readonly CfnLintFinding[] {
  const lines = linesOf(document);
  const findings: CfnLintFinding[] = [];
  const say = (id: string, message: string, path: CfnLintFinding['path'], offset: number): void => {
    const { line, character } = lines.positionAt(offset);
    const at = { line: line + 1, column: character + 1, endLine: line + 1, endColumn: character + 2 };
    findings.push({ id, severity: 'warning', message, path, about: '', link: '', ...at });
  };
  for (const [index, { kind, section, key, value }] of document.items.entries()) {
    if (!key || !value) continue;
    const base = document.starts[index] ?? 0;
    const name = keyText(key);
    if (kind === 'member' && section === 'Resources')
      sayOfResource(say, ['Resources', name], value, base + key.start, base);
    if (kind === 'entry' && value.kind === 'map' && ['Parameters', 'Conditions', 'Mappings'].includes(name))
      for (const { key: member } of value.entries)
        say(
          name === 'Mappings' ? 'W7001' : name === 'Conditions' ? 'W8001' : 'W2001',
          '',
          [name, keyText(member)],
          base + member.start,
        );
  }
  return findings;
}

type Say = (id: string, message: string, path: CfnLintFinding['path'], offset: number) => void;

function sayOfResource(say: Say, path: readonly [string, string], value: SyntaxNode, key: number, base: number): void {
  say('I3011', '', path, key);
  say('I3013', "'MessageRetentionPeriod' is a required property", [...path, 'Properties'], key);
  const walk = (node: SyntaxNode, at: CfnLintFinding['path']): void => {
    const call = callOf(node);
    const below = call && node.tag ? [...at, call.name] : at;
    if (call?.name === 'Fn::Join')
      say('I1022', '', [...(node.tag ? below : [...at, 'Fn::Join']), 0], base + node.start);
    if (node.kind === 'sequence') for (const [index, item] of node.items.entries()) walk(item, [...below, index]);
    if (node.kind !== 'map') return;
    for (const entry of node.entries) {
      const here = [...below, keyText(entry.key)];
      const text = textOf(entry.value);
      if (keyText(entry.key) === 'DependsOn' && text !== undefined)
        say('W3005', `'${text}' dependency already enforced by a 'Ref' at ''`, here, base + entry.key.start);
      walk(entry.value, here);
    }
  };
  walk(value, path);
}

corpusTest('Fixes leave templates in order: no new problem, every comment, other resources as they were', () => {
  let count = 0;
  for (const { name, text } of corpusFiles('real', ['.yaml', '.yml', '.json']).filter((_, index) => index % 3 === 0)) {
    const document = parseDocument(text);
    const problems = problemsIn(document).length;
    const before = resourcesIn(document);
    for (const finding of fewOfEach(possibleFindings(document)))
      for (const { title, edits } of fixesOfCfnLint(finding, sourceOf(document))) {
        count++;
        const after = edited(text, edits);
        const read = parseDocument(after);
        const where = `${name}: ${finding.id} ${title}`;
        assert.ok(problemsIn(read).length <= problems, where);
        if (!title.startsWith('Remove')) assert.deepEqual(lost(comments(text), comments(after)), [], where);
        const others = (all: readonly Named[]) => all.filter((one) => one.name !== finding.path[1]);
        assert.deepEqual(others(resourcesIn(read)), others(before), where);
      }
  }
  assert.ok(count > 500, `${count} fixes`);
});

/** Two of each rule: all of them take minutes. */
const fewOfEach = (findings: readonly CfnLintFinding[]): readonly CfnLintFinding[] =>
  findings.filter(({ id }, index) => findings.slice(0, index).filter((one) => one.id === id).length < 2);

const comments = (text: string): readonly string[] =>
  [...text.matchAll(/(?<=^|\s)#.*/g)].map(([comment]) => comment.trim());

const lost = (before: readonly string[], after: readonly string[]): readonly string[] => {
  const left = [...after];
  return before.filter((comment) => {
    const at = left.indexOf(comment);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

interface Named {
  readonly name: string;
  readonly data: string;
}

function resourcesIn(document: Document): readonly Named[] {
  const root = rootOf(document);
  const resources =
    root?.kind === 'map' ? root.entries.find(({ key }) => keyText(key) === 'Resources')?.value : undefined;
  if (resources?.kind !== 'map') return [];
  return resources.entries.map(({ key, value }) => ({ name: keyText(key), data: JSON.stringify(plain(value)) }));
}

function plain(node: SyntaxNode): unknown {
  if (node.kind === 'map') return node.entries.map(({ key, value }) => [keyText(key), plain(value), value.tag?.name]);
  if (node.kind === 'sequence') return node.items.map((item) => [plain(item), item.tag?.name]);
  return node.kind === 'scalar' ? node.value : node.kind;
}
