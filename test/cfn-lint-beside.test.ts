/* What cfn-lint says, among what we say. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withCfnLint } from '../server/cfn-lint/beside.ts';
import type { CfnLintFinding } from '../server/cfn-lint/finding.ts';
import { analyse } from '../server/linter/analysis.ts';
import { type Outcome, outcomeOf } from '../server/linter/outcome.ts';
import { folderOf, gatelint } from './command-line.ts';

const template = `Resources:
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1, CidrBlock: 10.0.0.0/24 } }
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: [!Ref Subnet]
      Nmae: x
`;

function outcome(text: string): Outcome {
  const analysis = analyse('shop.yaml', text);
  assert.ok(analysis);
  return outcomeOf(analysis);
}

const tooFew: CfnLintFinding = {
  id: 'E3680',
  severity: 'error',
  message: 'expected minimum item count: 2, found: 1',
  line: 6,
  column: 7,
  endLine: 6,
  endColumn: 14,
  about: 'Application load balancers require at least 2 subnets',
  link: '',
  path: ['Resources', 'Alb', 'Properties', 'Subnets'],
};
const misspelt: CfnLintFinding = {
  ...tooFew,
  id: 'E3002',
  message: "Additional properties are not allowed ('Nmae' was unexpected)",
  line: 7,
  endLine: 7,
  endColumn: 11,
  link: 'https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/cfn-schema-specification.md#properties',
  path: ['Resources', 'Alb', 'Properties', 'Nmae'],
};

const theirs = ({ findings }: Outcome) => findings.filter(({ rule }) => rule.startsWith('cfn-lint/'));

describe('What cfn-lint finds', () => {
  test('comes under its own name, with its place counted from zero and the resource that it stands in', () => {
    const [found] = theirs(withCfnLint(outcome(template), [misspelt]));
    assert.deepEqual(found, {
      rule: 'cfn-lint/E3002',
      severity: 'error',
      message: misspelt.message,
      file: 'shop.yaml',
      range: { start: { line: 6, character: 6 }, end: { line: 6, character: 10 } },
      resource: 'Alb',
      format: 'cloudformation',
      docs: misspelt.link,
      assumes: [],
      related: [],
      fixes: [],
    });
  });

  test('is linked to its rule, where that names no page', () => {
    const [found] = theirs(withCfnLint(outcome(template.replace('!Ref Subnet', 'a, b')), [tooFew]));
    assert.equal(found?.docs, 'https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md#E3680');
  });

  test('stands in the order of the text among ours', () => {
    const { findings } = withCfnLint(outcome(template), [misspelt]);
    const lines = findings.map(({ range }) => range.start.line);
    assert.deepEqual(
      lines,
      lines.toSorted((one, other) => one - other),
    );
    assert.equal(findings.at(-1)?.rule, 'cfn-lint/E3002');
  });

  test('is not said twice where one of ours says it of the same place: ours comes with a fix', () => {
    const judged = outcome(template);
    assert.ok(judged.findings.some(({ rule }) => rule === 'alb-fewer-than-two-subnets'));
    assert.deepEqual(theirs(withCfnLint(judged, [tooFew])), []);
  });

  test('is said of another resource, though ours says the same of one', () => {
    const other = { ...tooFew, path: ['Resources', 'Other', 'Properties', 'Subnets'] };
    assert.equal(theirs(withCfnLint(outcome(template), [other])).length, 1);
  });

  test('stands at its place behind characters that count twice in an editor', () => {
    const text = template.replace('Nmae: x', '"😀": x');
    const [found] = theirs(withCfnLint(outcome(text), [{ ...misspelt, column: 7, endColumn: 10 }]));
    assert.deepEqual(found?.range.end, { line: 6, character: 10 });
  });

  test('of a text that cannot be parsed is not said, where we have said it', () => {
    const broken = outcome(`${template}  Next: "\n`);
    const parsing: CfnLintFinding = { ...misspelt, id: 'E0000', message: 'did not find expected key' };
    assert.ok(broken.problems.length > 0);
    assert.deepEqual(withCfnLint(broken, [parsing]), broken);
    const { problems } = withCfnLint(outcome(template), [parsing]);
    assert.deepEqual(
      problems.map(({ kind, message }) => `${kind}: ${message}`),
      ['syntax: did not find expected key'],
    );
  });
});

test('Where cfn-lint is not installed, check --with cfn-lint says so and checks nothing', async () => {
  const folder = folderOf({ 'shop.yaml': template });
  const { code, out, err } = await gatelint(folder, ['check', '--with', 'cfn-lint', 'shop.yaml']);
  assert.equal(code, 2);
  assert.equal(out, '');
  assert.match(err, /cfn-lint is not part of this installation of Gatelint/);
});
