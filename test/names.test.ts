/* Where a name is declared and where else it stands, and what becomes of all that when it is renamed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nameAt, placesOf } from '../server/features/names.ts';
import { renames, whyNot } from '../server/features/rename.ts';
import type { Source } from '../server/formats/format.ts';
import { mentionsIn } from '../server/formats/mentions.ts';
import { analyse } from '../server/linter/analysis.ts';
import { type Random, random } from './bench/random.ts';
import { corpusFiles, corpusTest } from './corpus.ts';

/** The lines on which the name at `‸` stands, each place between «»; a declaration between ««»». */
function places(marked: string, file = 'shop.yaml'): readonly string[] {
  const text = marked.replace('‸', '');
  const source = analyse(file, text, undefined, [])?.source;
  assert.ok(source);
  const name = nameAt(source, marked.indexOf('‸'));
  if (!name) return [];
  return placesOf(name).map(({ span: { start, end }, declares }) => {
    const [open, close] = declares ? ['««', '»»'] : ['«', '»'];
    const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, `${text}\n`.indexOf('\n', end));
    const at = start - text.lastIndexOf('\n', start - 1) - 1;
    return `${line.slice(0, at)}${open}${text.slice(start, end)}${close}${line.slice(at + end - start)}`.trim();
  });
}

describe('In a template, a name stands', () => {
  test('at its key, in functions, inside of texts, and where it is waited for', () => {
    const template = `Resources:
  W‸eb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
  Door:
    Type: AWS::ElasticLoadBalancingV2::Listener
    DependsOn: [Web, Other]
    Properties:
      LoadBalancerArn: !Ref Web
      Port: { "Fn::GetAtt": [Web, DNSName] }
      Protocol: !Sub "\${AWS::Region}-\${Web.DNSName}-\${!Web}-\${Website}"
      SslPolicy: !Sub ["\${Web} \${Own}", { Own: !GetAtt Web.DNSName }]
Outputs:
  Web: { Value: !GetAtt "Web.DNSName" }`;
    const all = [
      '««Web»»:',
      'DependsOn: [«Web», Other]',
      'LoadBalancerArn: !Ref «Web»',
      'Port: { "Fn::GetAtt": [«Web», DNSName] }',
      `Protocol: !Sub "\${AWS::Region}-\${«Web».DNSName}-\${!Web}-\${Website}"`,
      'SslPolicy: !Sub ["${«Web»} ${Own}", { Own: !GetAtt Web.DNSName }]',
      'SslPolicy: !Sub ["${Web} ${Own}", { Own: !GetAtt «Web».DNSName }]',
      'Web: { Value: !GetAtt "«Web».DNSName" }',
    ];
    assert.deepEqual(places(template), all);
    assert.deepEqual(places(template.replace('‸', '').replace('!Ref Web', '!Ref We‸b')), all, 'wherever one asks');
    assert.deepEqual(
      places(template.replace('‸', '').replace('${Own}', '${O‸wn}')),
      [],
      'a variable of the call itself',
    );
  });

  test('of a condition, a mapping or an output of its own kind', () => {
    const template = `Conditions:
  Web: !Equals [a, b]
  Both: !And [{ Condition: Web }, !Condition Web, !Equals [a, b]]
Mappings:
  Web: { a: { b: 1 } }
Resources:
  Door:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Condition: W‸eb
    Properties:
      Port: !If [Web, !FindInMap [Web, a, b], 80]`;
    assert.deepEqual(places(template), [
      '««Web»»: !Equals [a, b]',
      'Both: !And [{ Condition: «Web» }, !Condition Web, !Equals [a, b]]',
      'Both: !And [{ Condition: Web }, !Condition «Web», !Equals [a, b]]',
      'Condition: «Web»',
      'Port: !If [«Web», !FindInMap [Web, a, b], 80]',
    ]);
    assert.deepEqual(places(template.replace('‸', '').replace('[Web, a', '[W‸eb, a')), [
      '««Web»»: { a: { b: 1 } }',
      'Port: !If [Web, !FindInMap [«Web», a, b], 80]',
    ]);
  });

  test('of a parameter where the console groups it, and of what SAM connects', () => {
    const template = `Transform: AWS::Serverless-2016-10-31
Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups: [{ Label: { default: Port }, Parameters: [Port] }]
    ParameterLabels: { Port: { default: The door } }
Parameters:
  P‸ort: { Type: Number }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Connectors: { Write: { Properties: { Destination: { Id: Table } } } }
  Table: { Type: AWS::Serverless::SimpleTable }`;
    assert.deepEqual(places(template), [
      'ParameterGroups: [{ Label: { default: Port }, Parameters: [«Port»] }]',
      'ParameterLabels: { «Port»: { default: The door } }',
      '««Port»»: { Type: Number }',
    ]);
    assert.deepEqual(places(template.replace('‸', '').replace('Table: {', 'Ta‸ble: {')), [
      'Connectors: { Write: { Properties: { Destination: { Id: «Table» } } } }',
      '««Table»»: { Type: AWS::Serverless::SimpleTable }',
    ]);
  });

  test('in JSON, whether each resource is an item or the document is one', () => {
    const json =
      '{ "Resources": { "W‸eb": { "Type": "AWS::EC2::VPC" }, "Door": { "Type": "AWS::EC2::VPC", "DependsOn": "Web" } } }';
    assert.deepEqual(places(json, 'shop.json'), [
      '{ "Resources": { "««Web»»": { "Type": "AWS::EC2::VPC" }, "Door": { "Type": "AWS::EC2::VPC", "DependsOn": "Web" } } }',
      '{ "Resources": { "Web": { "Type": "AWS::EC2::VPC" }, "Door": { "Type": "AWS::EC2::VPC", "DependsOn": "«Web»" } } }',
    ]);
    assert.equal(
      places(JSON.stringify(JSON.parse(json.replace('‸', '')), null, 2).replace('Web', 'W‸eb'), 'a.json').length,
      2,
    );
  });
});

describe('In Terraform, a name stands', () => {
  test('at its block, in expressions and texts, and where it is waited for', () => {
    const module = `resource "aws_lb" "w‸eb" {
  name = var.name
}
resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  port              = "\${aws_lb.web[0].name}-\${aws_lb_listener.web.arn}"
  depends_on        = [aws_lb.web]
}
output "web" {
  value = [for each in aws_lb.web : each.arn]
}`;
    assert.deepEqual(places(module, 'main.tf'), [
      'resource "aws_lb" "««web»»" {',
      'load_balancer_arn = aws_lb.«web».arn',
      'port              = "${aws_lb.«web»[0].name}-${aws_lb_listener.web.arn}"',
      'depends_on        = [aws_lb.«web»]',
      'value = [for each in aws_lb.«web» : each.arn]',
    ]);
  });

  test('of variables, locals, data sources and modules', () => {
    const module = `variable "name" {}
locals {
  full = "\${var.name}-lb"
}
data "aws_vpc" "main" {}
module "edge" {
  source = "./edge"
  name   = local.full
  vpc    = data.aws_vpc.main.id
}
output "url" { value = module.edge.url }`;
    const at = (word: string) => places(module.replace(word, `${word.slice(0, -2)}‸${word.slice(-2)}`), 'main.tf');
    assert.deepEqual(at('var.name'), ['variable "««name»»" {}', 'full = "${var.«name»}-lb"']);
    assert.deepEqual(at('local.full'), ['««full»» = "${var.name}-lb"', 'name   = local.«full»']);
    assert.deepEqual(at('aws_vpc.main'), ['data "aws_vpc" "««main»»" {}', 'vpc    = data.aws_vpc.«main».id']);
    assert.deepEqual(at('module.edge'), ['module "««edge»»" {', 'output "url" { value = module.«edge».url }']);
  });

  test('in JSON, as in HCL', () => {
    const json = `{
  "resource": { "aws_lb": { "w‸eb": { "name": "a" } }, "aws_lb_listener": { "web": { "load_balancer_arn": "\${aws_lb.web.arn}" } } }
}`;
    assert.deepEqual(
      places(json, 'main.tf.json').map((line) => line.replace(/[^«»\w]+/g, ' ')),
      [
        ' resource aws_lb ««web»» name a aws_lb_listener web load_balancer_arn aws_lb web arn ',
        ' resource aws_lb web name a aws_lb_listener web load_balancer_arn aws_lb «web» arn ',
      ],
    );
  });
});

/** Any name that the file gives to something. */
function declaredIn(source: Source, chance: Random): ReturnType<typeof nameAt> {
  const { items, starts } = source.document;
  const declared = items.flatMap((item, index) =>
    mentionsIn(item, source.document).flatMap(({ declares, span }) =>
      declares ? (starts[index] ?? 0) + span.end : [],
    ),
  );
  const one = declared[chance.below(declared.length)];
  return one === undefined ? undefined : nameAt(source, one);
}

const otherName = (name: string, isTerraform: boolean): string => `${name}${isTerraform ? '_again' : 'Again'}`;

corpusTest('renaming changes nothing but the name, and renaming back gives the same text', () => {
  const chance = random(1);
  let renamed = 0;
  for (const { name: file, text } of corpusFiles('real', ['.yaml', '.yml', '.json', '.template', '.tf'])) {
    const analysis = analyse(file, text);
    if (!analysis) continue;
    const name = declaredIn(analysis.source, chance);
    if (!name || whyNot(name) !== undefined) continue;
    const [before, after] = [
      text.slice(name.span.start, name.span.end),
      otherName(text.slice(name.span.start, name.span.end), file.endsWith('.tf')),
    ];
    const edits = renames(name, after).toSorted((a, b) => a.start - b.start);
    const changed = applied(text, edits);
    const again = analyse(file, changed);
    assert.ok(again, file);
    // As often as it was there before, and nothing else has come.
    const back = nameAt(
      again.source,
      name.span.start + edits.filter(({ start }) => start < name.span.start).length * (after.length - before.length),
    );
    assert.ok(back, `${file}: ${before}`);
    assert.equal(applied(changed, renames(back, before)), text, `${file}: ${before}`);
    const told = ({ findings }: typeof analysis) =>
      findings.map(({ rule, message, severity }) => `${rule} ${severity} ${message}`);
    assert.deepEqual(
      told(again).map((line) => line.replaceAll(after, before)),
      told(analysis),
      `${file}: ${before}`,
    );
    renamed++;
  }
  assert.ok(renamed > 250, `${renamed} were renamed`);
});

function applied(text: string, edits: ReturnType<typeof renames>): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((made, { start, end, newText }) => made.slice(0, start) + newText + made.slice(end), text);
}
