// What an argument causes in a stack is mended at the argument: in that one stack, and nowhere in its template.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { replace } from '../rules/kit/index.ts';
import { TargetGroup } from '../rules/model/elbv2.ts';
import type { Files } from '../server/formats/format.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { render } from '../server/formats/writer.ts';
import { analyse } from '../server/linter/analysis.ts';
import { fixesFor } from '../server/linter/fixes-for.ts';
import { strict } from './cases.ts';
import { edited } from './fixes.ts';
import { seeIn } from './writing.ts';

/** Templates by their paths. What is looked at is `root.yaml`. */
type Folder = Readonly<Record<string, string>>;

const rule = 'health-check-timeout-not-below-interval';

const filesOf = (folder: Folder): Files => ({
  read(_, path) {
    const text = folder[path];
    return text === undefined ? { why: 'is not there' } : { file: path, document: parseDocument(text) };
  },
});

function look(folder: Folder) {
  const analysis = analyse('root.yaml', folder['root.yaml'] ?? '', strict, undefined, filesOf(folder));
  assert.ok(analysis);
  assert.deepEqual(analysis.crashes, []);
  return { analysis, findings: analysis.findings.filter((one) => one.rule === rule) };
}

/** `root.yaml` after the fix; undefined where none is offered. */
function fixed(folder: Folder): string | undefined {
  const { analysis, findings } = look(folder);
  const [report] = findings;
  assert.ok(report, 'nothing is found at the argument');
  const [fix] = fixesFor(analysis, report);
  if (!fix) return undefined;
  assert.equal(fix.title, 'Wait at most 9 seconds for an answer');
  const root = edited(folder['root.yaml'] ?? '', fix.edits);
  assert.equal(look({ ...folder, 'root.yaml': root }).findings.length, findings.length - 1);
  return root;
}

const targets = (timeout: string, parameter = 'Type: Number'): string => `Parameters:
  Timeout: { ${parameter} }
Conditions:
  Slow: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Orders:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: vpc-1
      Protocol: HTTP
      Port: 80
      HealthCheckPath: /health
      HealthCheckIntervalSeconds: 10
      HealthCheckTimeoutSeconds: ${timeout}
`;
const stack = (timeout: string, name = 'Balancer'): string => `  ${name}:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: targets.yaml
      Parameters:
        Timeout: ${timeout} # the first answer is slow
`;
const root = (...stacks: readonly string[]): string => `Resources:\n${stacks.join('')}`;

describe('the argument', () => {
  const becomes = (name: string, before: string, after: string, inside = targets('!Ref Timeout')): void =>
    void test(name, () => assert.equal(fixed({ 'root.yaml': before, 'targets.yaml': inside }), after));

  becomes('is what changes, with all around it as it stands', root(stack('30')), root(stack('9')));
  becomes('keeps its quotes', root(stack("'30'")), root(stack("'9'")));
  becomes(
    'is that of the one stack; others of the template say what they said',
    root(stack('5', 'Carts'), stack('30')),
    root(stack('5', 'Carts'), stack('9')),
  );
  becomes(
    'may stand in JSON',
    JSON.stringify({
      Resources: {
        Balancer: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { TemplateURL: 'targets.yaml', Parameters: { Timeout: '30' } },
        },
      },
    }),
    JSON.stringify({
      Resources: {
        Balancer: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { TemplateURL: 'targets.yaml', Parameters: { Timeout: '9' } },
        },
      },
    }),
  );
  const application = (timeout: number): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Balancer:
    Type: AWS::Serverless::Application
    Properties: { Location: targets.yaml, Parameters: { Timeout: ${timeout} } }
`;
  becomes('may be that of an application of SAM', application(30), application(9));
  const withDefault = (timeout: number): string =>
    `Parameters:\n  Wait: { Type: Number, Default: ${timeout} }\n${root(stack('!Ref Wait'))}`;
  becomes('may be a parameter itself: its default changes', withDefault(30), withDefault(9));
  becomes(
    'may be one of those that the stack takes',
    root(stack('30')),
    root(stack('9')),
    targets('!Ref Timeout', 'Type: Number, MaxValue: 60'),
  );
  test('may be handed on by a stack on the way', () => {
    const shop = (timeout: string): string =>
      `Parameters:\n  Wait: { Type: Number }\nConditions:\n  Always: !Equals [a, a]\n${root(stack(timeout))}`;
    const around = (wait: number): string =>
      root(stack(String(wait), 'Shop').replace('targets', 'shop').replace('Timeout', 'Wait'));
    const folder = { 'root.yaml': around(30), 'targets.yaml': targets('!Ref Timeout') };
    assert.equal(fixed({ ...folder, 'shop.yaml': shop('!Ref Wait') }), around(9));
    assert.equal(fixed({ ...folder, 'shop.yaml': shop('!If [Always, !Ref Wait, !Ref Wait]') }), undefined);
  });
});

test('what a stack on the way says itself is none of the template around it', () => {
  // Of the same length, so that it stands at the same place.
  const folder = {
    'root.yaml': root(stack('30', 'Outer').replace('targets', 'between')),
    ...{ 'between.yaml': root(stack('30', 'Inner')), 'targets.yaml': targets('!Ref Timeout') },
  };
  const { graph, source } = look(folder).analysis;
  const timeout = seeIn(graph)(TargetGroup).healthCheckTimeoutSeconds;
  assert.equal(
    render(source, [replace(timeout, 9)], (row) => graph.entry(row), new Map()),
    undefined,
  );
});

describe('nothing is offered', () => {
  const declines = (name: string, before: string, inside = targets('!Ref Timeout')): void =>
    void test(name, () => assert.equal(fixed({ 'root.yaml': before, 'targets.yaml': inside }), undefined));

  declines(
    'where the value is a part of something else in the stack',
    root(stack('30')),
    targets('!If [Slow, !Ref Timeout, 5]'),
  );
  declines(
    'where the stack uses the parameter for something else, too',
    root(stack('30')),
    `${targets('!Ref Timeout')}Outputs:\n  Timeout: { Value: !Ref Timeout }\n`,
  );
  declines(
    'where the stack takes other values only',
    root(stack('30')),
    targets('!Ref Timeout', 'Type: Number, MinValue: 20'),
  );
  const conditions = 'Conditions:\n  Slow: !Equals [!Ref AWS::Region, eu-west-1]\n';
  declines('where a condition decides the argument', conditions + root(stack('!If [Slow, 40, 30]')));
  declines('where the argument is put together', root(stack("!Join ['', ['3', '0']]")));
  declines('where a function makes the argument', root(stack("!Sub '30'")));
  declines(
    'where something else uses the parameter that the argument is, too',
    `Parameters:\n  Wait: { Type: Number, Default: 30 }\n${root(stack('!Ref Wait'))}Outputs:\n  Wait: { Value: !Ref Wait }\n`,
  );
});
