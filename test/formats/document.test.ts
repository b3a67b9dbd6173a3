import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { languageOf, looksLikeTemplate, parseDocument } from '../../server/formats/syntax/document.ts';
import { generate } from '../bench/generate.ts';
import { corpusFiles, corpusTest } from '../corpus.ts';

const yaml = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
`;
const json =
  '{\n  "Resources": {\n    "Web": {\n      "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer"\n    }\n  }\n}\n';

test('the content chooses the language, whatever the file is called', () => {
  assert.equal(parseDocument(yaml).language, 'yaml');
  assert.equal(parseDocument(json).language, 'json');
  assert.equal(parseDocument(`\uFEFF\r\n\t ${json}`).language, 'json');
  assert.equal(parseDocument('').language, 'yaml');
});

const languages: readonly [language: 'json' | 'yaml', text: string][] = [
  ['json', '{'],
  ['json', '{}'],
  ['json', '{"Resources": {}}'],
  ['json', '// how people annotate JSON\n{"a": 1}'],
  ['json', '/* and\n so */ { // too\n "a": 1}'],
  ['json', '{ Resources": {'],
  ['json', '{ Reso'],
  ['json', '[{"a": 1}]'],
  ['yaml', '{Resources: {}}'],
  ['yaml', "{ 'Resources': {} }"],
  ['yaml', '{\n  Resources: {},\n}'],
  ['yaml', '{ # a comment of YAML\n "Resources": {} }'],
  ['yaml', '# a comment of YAML\n{ "Resources": {} }'],
  ['yaml', '---\n{ "Resources": {} }'],
  ['yaml', '"Resources": {}'],
  ['yaml', 'Resources:'],
  ['yaml', 'a word'],
];

for (const [language, text] of languages) {
  test(`${language}: ${JSON.stringify(text)}`, () => assert.equal(languageOf(text), language));
}

/** Half typed or whole, in any style: worth reading. */
const templates: readonly string[] = [
  yaml,
  json,
  JSON.stringify(JSON.parse(json)),
  JSON.stringify(JSON.parse(json), undefined, '\t'),
  yaml.replaceAll('\n', '\r\n'),
  yaml.replaceAll('\n', '\r'),
  `\uFEFF${yaml}`,
  `# comment\n%YAML 1.2\n---\n${yaml}`,
  "AWSTemplateFormatVersion: '2010-09-09'",
  '"AWSTemplateFormatVersion": "2010-09-09"',
  '{"AWSTemplateFormatVersion": ',
  'Transform: AWS::Serverless-2016-10-31',
  'Transform:\n- AWS::LanguageExtensions\n',
  'Resources:\n  Web:\n    Type: AWS::ElasticLoadBalancingV2::Lo',
  'Resources:\n  Thing:\n    Type: Custom::Thing\n',
  "'Resources' :\n  Thing:\n    'Type' : 'Acme::Network::Thing'\n",
  '  Resources:\n    Web:\n      Type: AWS::S3::Bucket\n',
  '{Description: x, Resources: {Web: {Type: AWS::S3::Bucket}}}',
  '--- {Resources: {Web: {Type: AWS::S3::Bucket}}}',
  // A bracket of another section is missing, or one too many.
  '{\n  "Parameters": {\n    "A": {\n  },\n  "Resources": {\n    "Web": { "Type": "AWS::S3::Bucket"',
  '{\n  "Parameters": {} },\n  "Resources": {\n    "Web": { "Type": "AWS::S3::Bucket" } } }',
  '{"Parameters": "a { in a string, a \\" too", "Resources": {"Web": {"Type": "AWS::S3::Bucket"}}}',
];

for (const text of templates) {
  test(`a template: ${JSON.stringify(text).slice(0, 90)}`, () => assert.ok(looksLikeTemplate(text)));
}

/** What else people have open in an editor: nothing for us. */
const others: Readonly<Record<string, string>> = {
  nothing: '',
  'one brace': '{',
  'a word': 'Resources',
  'package.json': '{ "name": "x", "dependencies": { "aws-cdk": "2" }, "description": "AWS::S3::Bucket" }',
  'docker-compose': 'services:\n  web:\n    image: nginx\n    ports: ["80:80"]\n',
  'a workflow': 'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: c++ -DX=std::string\n',
  'Kubernetes that holds a template': `kind: ConfigMap\ndata:\n  template.yaml: |\n${yaml.replace(/^/gm, '    ')}`,
  'OpenStack Heat': 'heat_template_version: 2018-08-31\nresources:\n  a:\n    type: OS::Nova::Server\n',
  'serverless.yml': 'service: x\nresources:\n  Resources:\n    Bucket:\n      Type: AWS::S3::Bucket\n',
  'resources without types': 'Resources:\n  - cpu\n  - memory\n',
  'a list of templates': `[${json}]`,
  'a template as a value': `{"template": ${json}}`,
  'a template as a string': JSON.stringify({ template: yaml }),
  'a CDK manifest': '{"version":"36","artifacts":{"Stack":{"metadata":{"/Stack/A":[{"type":"aws:cdk:logicalId"}]}}}}',
  'a cfn-lint override': '{"ResourceTypes": {"AWS::S3::Bucket": {"Properties": {}}}}',
};

for (const [name, text] of Object.entries(others)) {
  test(`no template: ${name}`, () => assert.ok(!looksLikeTemplate(text)));
}

test('a template stays one while somebody types in it', () => {
  const { yaml: generatedYaml, json: generatedJson } = generate({ resources: 5, seed: 5 });
  for (const text of [generatedYaml, generatedJson]) {
    const resources = text.indexOf('Resources') + 20;
    const edit = fc.tuple(fc.nat(text.length - resources), fc.constantFrom('{', '}', '"', '\n', '[', ':', 'x', "'"));
    const property = fc.property(edit, fc.boolean(), ([after, typed], cut) => {
      const at = resources + after;
      assert.ok(looksLikeTemplate(text.slice(0, at) + typed + (cut ? '' : text.slice(at))));
    });
    fc.assert(property, { numRuns: 200, seed: 1 });
  }
});

corpusTest('every template of the corpus is known as one, Terraform in JSON is not', () => {
  for (const folder of ['real', 'sam-pairs', 'labelled'] as const) {
    for (const { name, text } of corpusFiles(folder, ['.json', '.yaml', '.yml', '.template'])) {
      assert.equal(looksLikeTemplate(text), !name.endsWith('.tf.json') && !name.includes('/queries/terraform/'), name);
    }
  }
});

corpusTest('every template of the corpus is read in the language that its name says', () => {
  for (const folder of ['real', 'sam-pairs', 'labelled', 'robust'] as const) {
    for (const { name, text } of corpusFiles(folder, ['.json', '.yaml', '.yml'])) {
      assert.equal(languageOf(text), name.endsWith('.json') ? 'json' : 'yaml', name);
    }
  }
});

test('a large text is known or refused in a moment, whatever it is', () => {
  const size = 2_000_000;
  const texts = [
    `{"a":"${'x'.repeat(size)}","b":"AWS::S3::Bucket"}`,
    `{"a":"${'\\"'.repeat(size / 2)}","b":"AWS::S3::Bucket"}`,
    `Resources:\n  a: A${'x'.repeat(size)}\n  b: a::b\n`,
    `${'Resources '.repeat(size / 10)}AWS::S3`,
    `${'Resources:\n'.repeat(size / 11)}a::b`,
    `${'{'.repeat(size)}AWS::S3`,
    `${' '.repeat(size)}Resources: AWS::S3`,
    `${'# a comment\n'.repeat(size / 12)}Resources: AWS::S3`,
    `${'---\n'.repeat(size / 4)}Resources: AWS::S3`,
    `{${'/*'.repeat(size / 2)}AWS::S3`,
    `${'/*\n'.repeat(size / 3)}AWS::S3`,
  ];
  for (const text of texts) {
    const start = process.cpuUsage().user;
    looksLikeTemplate(text);
    languageOf(text);
    const milliseconds = (process.cpuUsage().user - start) / 1000;
    // Not a measurement: what is quadratic takes minutes here.
    assert.ok(milliseconds < 5_000, `${milliseconds} ms for ${text.slice(0, 20)}`);
  }
});
