/* Files that say what parameters are given: how each is read, and which of them count for a template. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isWrong } from '../server/given/data.ts';
import { readGiven } from '../server/given/read.ts';
import { outOfTheBox, type Settings } from '../server/linter/settings.ts';
import type { Shelf } from '../server/workspace/configs.ts';
import { GivenFiles } from '../server/workspace/given.ts';

type Values = Readonly<Record<string, string | undefined>>;

/** What a file gives, or what is wrong with it. */
function given(name: string, text: string, environment = 'default'): Values | string {
  const read = readGiven(name, text, environment);
  return isWrong(read) ? read.problem : Object.fromEntries(read.values);
}

const samConfig = (overrides: string): string => `version = 0.1
[default.deploy.parameters]
parameter_overrides = ${overrides}
`;

describe('samconfig.toml gives', () => {
  // As `sam deploy` 1.170 understands them.
  const ways: readonly (readonly [overrides: string, values: Values])[] = [
    ['"Stage=prod Timeout=30"', { Stage: 'prod', Timeout: '30' }],
    ['"Stage=\\"prod\\" Name=\\"a b\\" Empty=\\"\\""', { Stage: 'prod', Name: 'a b', Empty: '' }],
    ['\'Stage=prod Name="say \\"hi\\""\'', { Stage: 'prod', Name: 'say "hi"' }],
    ['"Name=\'a b\' Other=a\\\\ b"', { Name: 'a b', Other: 'a b' }],
    [
      '"ParameterKey=Stage,ParameterValue=prod ParameterKey=Name,ParameterValue=\\"a b\\""',
      { Stage: 'prod', Name: 'a b' },
    ],
    ['"Url=https://example.com/?a=b Subnets=a,b"', { Url: 'https://example.com/?a=b', Subnets: 'a,b' }],
    ['["Stage=prod", "Timeout=30 Name=x"]', { Stage: 'prod', Timeout: '30', Name: 'x' }],
    ['["Stage=dev", ["Stage=prod"]]', { Stage: 'prod' }],
    [
      '{ Stage = "prod", Timeout = 30, Share = 2.0, Flag = true, Subnets = ["a", " b"] }',
      { Stage: 'prod', Timeout: '30', Share: '2.0', Flag: 'True', Subnets: 'a,b' },
    ],
    ['{ Since = 2020-01-01 }', { Since: undefined }],
    ['""', {}],
    ['[]', {}],
  ];
  for (const [overrides, values] of ways)
    test(overrides, () => assert.deepEqual(given('samconfig.toml', samConfig(overrides)), values));

  test('what it says of the environment: of deployments, and below it of all commands', () => {
    const text = `version = 0.1
[default.global.parameters]
parameter_overrides = "Stage=all"
[prod.global.parameters]
parameter_overrides = "Stage=all"
stack_name = "shop"
[prod.deploy.parameters]
parameter_overrides = "Name=prod"
[test.build.parameters]
parameter_overrides = "Stage=built"
`;
    assert.deepEqual(given('samconfig.toml', text), { Stage: 'all' });
    assert.deepEqual(given('samconfig.toml', text, 'prod'), { Name: 'prod' });
    assert.deepEqual(given('samconfig.toml', text, 'test'), {});
    assert.deepEqual(given('samconfig.toml', text, 'nowhere'), {});
    assert.deepEqual(given('samconfig.toml', ''), {});
  });

  test('nothing where it cannot be read, and says why', () => {
    const wrong = (overrides: string): unknown => given('samconfig.toml', samConfig(overrides));
    assert.equal(
      given('samconfig.toml', 'version = 0.1\n[default'),
      'Line 2 is no TOML: incomplete key-value: cannot find end of key.',
    );
    assert.equal(wrong('"prod"'), '"prod" in parameter_overrides gives nothing; write Name=value.');
    assert.equal(wrong('7'), '"7" in parameter_overrides gives nothing; write Name=value.');
    assert.equal(wrong('true'), 'parameter_overrides is a text, a list, or a table.');
    const included = /takes others from a file by (file:\/\/params\.yaml|\$include), which is not followed/;
    assert.match(String(wrong('["Stage=prod", "file://params.yaml"]')), included);
    assert.match(String(wrong('{ "$include" = "params.yaml" }')), included);
  });
});

test('samconfig.yaml says the same in YAML', () => {
  const text = `version: 0.1
default:
  deploy:
    parameters:
      parameter_overrides:
        - Stage=prod
        - { Timeout: 30, Flag: true, Nothing: ~, Hex: 0x10, Price: 1.50 }
`;
  assert.deepEqual(given('samconfig.yaml', text), {
    ...{ Stage: 'prod', Timeout: '30', Flag: 'True', Nothing: '' },
    ...{ Hex: undefined, Price: undefined }, // nobody knows in which spelling it is passed on
  });
  const bomb = `a: &a ["X=1"]\nb: &b [${'*a, '.repeat(20)}]\nc: &c [${'*b, '.repeat(20)}]\nd: &d [${'*c, '.repeat(20)}]
e: &e [${'*d, '.repeat(20)}]\nf: &f [${'*e, '.repeat(20)}]
default: { deploy: { parameters: { parameter_overrides: *f } } }\n`;
  assert.deepEqual(given('samconfig.yml', bomb), { X: '1' });
  assert.equal(given('samconfig.yml', '- default'), 'It is no table of environments.');
});

describe('a parameters file gives', () => {
  const ways: readonly (readonly [text: string, values: Values | string])[] = [
    ['[{"ParameterKey": "Stage", "ParameterValue": "prod"}]', { Stage: 'prod' }],
    ['[{"ParameterKey": "Stage", "UsePreviousValue": true}]', { Stage: undefined }],
    ['["Stage=prod", "Url=a=b", "Empty="]', { Stage: 'prod', Url: 'a=b', Empty: '' }],
    [
      '{"Parameters": {"Stage": "prod", "Count": 3, "On": true}, "Tags": {}}',
      { Stage: 'prod', Count: '3', On: 'true' },
    ],
    ['{"Parameters": {"Stage": {"Fn::GetParam": ["a", "b.json", "c"]}}}', { Stage: undefined }],
    ['{"StackName": "shop", "Parameters": [{"ParameterKey": "Stage", "ParameterValue": "prod"}]}', { Stage: 'prod' }],
    [
      'template-file-path: shop.yaml\nparameters: { Stage: prod, Count: 3 }\ntags: { a: b }\n',
      { Stage: 'prod', Count: '3' },
    ],
    ['template-file-path: shop.yaml\n', {}],
    ['[]', {}],
    [
      '{"Stage": "prod"}',
      'It says nothing of parameters: neither as a list of ParameterKey and ParameterValue, nor under Parameters.',
    ],
    ['["Stage"]', 'It is a list of something else than ParameterKey and ParameterValue, or "Name=value".'],
    ['[{"Key": "Stage"}]', 'It is a list of something else than ParameterKey and ParameterValue, or "Name=value".'],
    ['[{"ParameterKey": "Stage",\n  "ParameterValue": "prod]', 'Line 2: This string has no closing quote; add a ".'],
    ['', 'It says nothing of parameters: neither as a list of ParameterKey and ParameterValue, nor under Parameters.'],
  ];
  for (const [text, values] of ways) test(text || 'nothing', () => assert.deepEqual(given('prod.json', text), values));
});

/** A shelf of texts, by their paths. */
function shelfOf(files: Readonly<Record<string, string>>, separator: '/' | '\\' = '/'): Shelf {
  return {
    separator,
    look(path) {
      if (files[path] !== undefined) return { kind: 'file', bytes: 0 };
      const isFolder = Object.keys(files).some((one) => one.startsWith(`${path}${separator}`));
      return isFolder ? { kind: 'folder', bytes: 0 } : undefined;
    },
    read: (path) => new TextEncoder().encode(files[path]),
  };
}

const stage = (value: string, more = ''): string =>
  `[default.deploy.parameters]\nparameter_overrides = "Stage=${value}"\n${more}`;
const json = (value: string): string => JSON.stringify(['Stage', 'Other'].map((name) => `${name}=${value}`));

describe('for a template, these files count:', () => {
  /** `value by whom`, of the parameter Stage. */
  function stageOf(
    template: string,
    files: Readonly<Record<string, string>>,
    wishes: Partial<Settings> = {},
    home = '/w',
  ): string | undefined {
    const { given } = new GivenFiles(shelfOf(files)).of(template, { ...outOfTheBox, ...wishes }, home);
    const found = given?.get('Stage');
    return found && `${found.text} by ${found.by}`;
  }

  test('samconfig.toml beside it, for the template that sam would deploy', () => {
    const files = {
      '/w/samconfig.toml': stage('dev'),
      '/w/template.yml': '',
      '/w/template.json': '',
      '/w/vpc.yaml': '',
    };
    assert.equal(stageOf('/w/template.yml', files), 'dev by samconfig.toml (default)');
    assert.equal(stageOf('/w/template.json', files), undefined, 'sam takes the other one');
    assert.equal(stageOf('/w/vpc.yaml', files), undefined);
    assert.equal(stageOf('/w/sub/template.yaml', files), undefined);
  });

  test('or for the one that it names, there or further down', () => {
    const named = (file: string) => ({
      '/w/samconfig.toml': stage('dev', `template_file = "${file}"\n`),
      '/w/.git/HEAD': '',
    });
    assert.equal(stageOf('/w/vpc.yaml', named('vpc.yaml')), 'dev by samconfig.toml (default)');
    assert.equal(stageOf('/w/template.yaml', named('vpc.yaml')), undefined);
    assert.equal(stageOf('/w/infra/vpc.yaml', named('./infra/vpc.yaml')), 'dev by samconfig.toml (default)');
    assert.equal(stageOf('/w/infra/vpc.yaml', named('vpc.yaml')), undefined);
    assert.equal(stageOf('/w/template.yaml', named('.aws-sam/build/template.yaml')), 'dev by samconfig.toml (default)');
    const built = stage(
      'dev',
      'template = ".aws-sam/build/template.yaml"\n[default.build.parameters]\ntemplate = "vpc.yaml"\n',
    );
    assert.equal(stageOf('/w/vpc.yaml', { '/w/samconfig.toml': built }), 'dev by samconfig.toml (default)');
  });

  test('no further up than the repository', () => {
    const files = { '/w/samconfig.toml': stage('dev', 'template_file = "shop/a.yaml"\n') };
    assert.equal(stageOf('/w/shop/a.yaml', files), 'dev by samconfig.toml (default)');
    assert.equal(stageOf('/w/shop/a.yaml', { ...files, '/w/shop/.git/HEAD': '' }), undefined);
  });

  test('by the environment that the settings name', () => {
    const files = { '/w/samconfig.yaml': 'prod: { deploy: { parameters: { parameter_overrides: Stage=prod } } }\n' };
    assert.equal(stageOf('/w/template.yaml', files), undefined);
    assert.equal(stageOf('/w/template.yaml', files, { samEnvironment: 'prod' }), 'prod by samconfig.yaml (prod)');
  });

  test('the parameters file of its name, which goes before; one of another environment does not', () => {
    const files = { '/w/samconfig.toml': stage('dev'), '/w/dev.parameters.json': json('no') };
    assert.equal(stageOf('/w/template.yaml', files), 'dev by samconfig.toml (default)');
    const more = { ...files, '/w/template.parameters.json': json('prod') };
    assert.equal(stageOf('/w/template.yaml', more), 'prod by template.parameters.json');
    assert.equal(stageOf('/w/template.parameters.json', more), undefined);
  });

  test('those that are named, and then no others; the later one wins', () => {
    const files = { '/w/samconfig.toml': stage('dev'), '/w/p/a.json': json('a'), '/b.json': json('b') };
    const by = (...parameters: readonly string[]) => stageOf('/w/template.yaml', files, { parameters });
    assert.equal(by('p/a.json', '../b.json'), 'b by b.json');
    assert.equal(by('../b.json', './p/a.json'), 'a by p/a.json');
    assert.equal(by('/b.json'), 'b by b.json');
    assert.equal(by('lost.json'), undefined);
    assert.equal(by(), undefined);
    const named = { '/w/samconfig.toml': stage('dev'), '/w/shop/vpc.yaml': '' };
    const any = { parameters: ['samconfig.toml'] };
    assert.equal(stageOf('/w/shop/vpc.yaml', named, any), 'dev by samconfig.toml (default)', 'it names no template');
  });

  test('a deployment file of Git sync that is named, for the template that it is about', () => {
    const sync = 'template-file-path: ./shop/vpc.yaml\nparameters: { Stage: live }\n';
    const files = { '/w/deploy/live.yaml': sync, '/w/.git/HEAD': '' };
    const named = { parameters: ['deploy/live.yaml'] };
    assert.equal(stageOf('/w/shop/vpc.yaml', files, named), 'live by deploy/live.yaml');
    assert.equal(stageOf('/w/vpc.yaml', files, named), undefined);
    assert.equal(stageOf('/w/deploy/shop/vpc.yaml', files, named), undefined, 'from the top of the repository');
    const loose = { '/w/deploy/live.yaml': sync };
    assert.equal(stageOf('/w/shop/vpc.yaml', loose, named), 'live by deploy/live.yaml', 'where the top is not known');
  });

  test('on Windows, too', () => {
    const files = {
      'C:\\w\\p\\a.json': json('a'),
      'C:\\w\\samconfig.toml': stage('dev', 'template_file = "in/a.yaml"\n'),
    };
    const shelf = shelfOf(files, '\\');
    const of = (wishes: Partial<Settings>) =>
      new GivenFiles(shelf).of('C:\\w\\in\\a.yaml', { ...outOfTheBox, ...wishes }, 'C:\\w').given?.get('Stage');
    assert.deepEqual(of({}), { text: 'dev', by: 'samconfig.toml (default)' });
    assert.deepEqual(of({ parameters: ['p/a.json'] }), { text: 'a', by: 'p/a.json' });
    assert.deepEqual(of({ parameters: ['C:\\w\\p\\a.json'] }), { text: 'a', by: 'p/a.json' });
  });

  test('and one beside it that cannot be read is told of', () => {
    const files = { '/w/samconfig.toml': '[', '/w/template.parameters.json': '{' };
    const { given, unread } = new GivenFiles(shelfOf(files)).of('/w/template.yaml', outOfTheBox, '/w');
    assert.equal(given, undefined);
    assert.deepEqual(
      unread.map(({ path }) => path),
      ['/w/samconfig.toml', '/w/template.parameters.json'],
    );
  });
});
