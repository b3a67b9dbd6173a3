/* What a user can decide, from gatelint.yaml to the finding. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { rules } from '../rules/index.ts';
import { type AnyRule, defineRule, exceeds, is, show } from '../rules/kit/index.ts';
import { Integration } from '../rules/model/apigateway.ts';
import { LoadBalancer } from '../rules/model/elbv2.ts';
import { apply } from '../server/config/apply.ts';
import { readConfig } from '../server/config/read.ts';
import { turnOff } from '../server/config/turn-off.ts';
import { analyse } from '../server/linter/analysis.ts';
import { outOfTheBox, type Settings } from '../server/linter/settings.ts';
import { Configs, settingsFor } from '../server/workspace/configs.ts';
import type { Disk } from '../server/workspace/disk.ts';

const schema = readFileSync(new URL('../schema/gatelint-config.schema.json', import.meta.url), 'utf8');

const tooLong = 'apigw-integration-timeout-invalid';
const noWaf = 'alb-without-waf';

/** What a config makes of a file beside it. It must have nothing wrong in it. */
function settingsOf(config: string, file = 'stack.yaml'): Settings {
  const read = readConfig(config);
  assert.deepEqual(read.problems, []);
  const settings = apply(read.config, file);
  assert.ok(settings !== 'ignored');
  return settings;
}

describe('settings decide', () => {
  const docs = { title: '', why: '', quietWhen: [], sources: [] };
  const rule = (id: string, preset: AnyRule['preset']): AnyRule =>
    defineRule({
      id,
      preset,
      resource: LoadBalancer,
      severity: 'error',
      docs,
      check: (alb) => ({ when: is(alb.scheme, 'internet-facing'), at: alb.scheme, message: show(alb.scheme) }),
    });
  const three = [rule('vital', 'essential'), rule('good', 'recommended'), rule('picky', 'strict')];
  const open = `Resources:
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: internet-facing } }
`;
  const said = (text: string, settings: Settings, only = three): readonly string[] =>
    analyse('stack.yaml', text, settings, only)?.findings.map((one) => `${one.rule} ${one.severity}`) ?? [];
  const by = (wishes: Partial<Settings>): Settings => ({ ...outOfTheBox, ...wishes });

  test('by the preset, which rules speak: each preset holds the ones before it', () => {
    assert.deepEqual(said(open, by({ preset: 'essential' })), ['vital error']);
    assert.deepEqual(said(open, outOfTheBox), ['vital error', 'good error']);
    assert.deepEqual(said(open, by({ preset: 'strict' })), ['vital error', 'good error', 'picky error']);
  });

  test('of a single rule that it is off, or how bad it is; that also turns it on', () => {
    const levels = new Map([
      ['vital', 'off'],
      ['picky', 'hint'],
    ] as const);
    assert.deepEqual(said(open, by({ rules: levels })), ['good error', 'picky hint']);
  });

  test('the severity as it is said, also of a finding that would say less by itself', () => {
    const inOneBranch = `Conditions: { IsOpen: !Equals [!Ref AWS::Region, eu-central-1] }
Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: !If [IsOpen, internet-facing, internal] }
`;
    const vital = three.slice(0, 1);
    assert.deepEqual(said(inOneBranch, outOfTheBox, vital), ['vital warning']);
    assert.deepEqual(said(inOneBranch, by({ rules: new Map([['vital', 'error']]) }), vital), ['vital error']);
  });

  test('whether a default is assumed; if not, what rests on it is not decided', () => {
    const byDefault = `Parameters: { Scheme: { Type: String, Default: internet-facing } }
Resources:
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: !Ref Scheme } }
`;
    assert.deepEqual(said(byDefault, outOfTheBox), ['vital error', 'good error']);
    const analysis = analyse('stack.yaml', byDefault, by({ assumeDefaults: false }), three.slice(0, 1));
    assert.deepEqual(analysis?.findings, []);
    assert.deepEqual(
      analysis?.undecided().map(({ why }) => why),
      ['the default of Scheme is not assumed'],
    );
  });

  test('what AWS has raised for the account: rules and their fixes are told', () => {
    const patient: AnyRule = defineRule({
      ...three[0],
      id: 'patient',
      severity: 'error',
      preset: 'essential',
      docs,
      resource: Integration,
      check: ({ timeoutSeconds }, { restTimeoutSeconds }) => ({
        when: exceeds(timeoutSeconds, restTimeoutSeconds),
        at: timeoutSeconds,
        message: '',
      }),
    });
    const slow = `Resources:
  Get: { Type: AWS::ApiGatewayV2::Integration, Properties: { TimeoutInMillis: 45000 } }
`;
    assert.deepEqual(said(slow, outOfTheBox, [patient]), ['patient error']);
    assert.deepEqual(said(slow, by({ quotas: { restTimeoutSeconds: 60 } }), [patient]), []);
  });
});

describe('gatelint.yaml', () => {
  test('says all of this in its own words; what it does not say is as it is out of the box', () => {
    assert.deepEqual(settingsOf(''), outOfTheBox);
    assert.deepEqual(settingsOf('# nothing yet\n'), outOfTheBox);
    const config = `preset: strict
rules:
  ${noWaf}: off # behind a CDN
  ${tooLong}: warning
assumeDefaults: false
quotas:
  restTimeoutSeconds: 60
parameters: [params/prod.json]
samEnvironment: prod
varFiles: [env/prod.tfvars]
`;
    assert.deepEqual(settingsOf(config), {
      preset: 'strict',
      rules: new Map([
        [noWaf, 'off'],
        [tooLong, 'warning'],
      ]),
      assumeDefaults: false,
      quotas: { restTimeoutSeconds: 60 },
      parameters: ['params/prod.json'],
      samEnvironment: 'prod',
      varFiles: ['env/prod.tfvars'],
    });
  });

  test('says what its page shows', () => {
    const page = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8');
    const [example = '', ...others] = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
    const settings = settingsOf(example, 'prod/stack.yaml');
    assert.deepEqual([settings.preset, settings.rules.get(noWaf)], ['strict', 'off']);
    for (const other of others) settingsOf(other);
    const { properties } = JSON.parse(schema);
    for (const key of Object.keys(properties)) assert.ok(page.includes(`| \`${key}`), key);
  });

  test('may be JSON, and may use anchors', () => {
    assert.equal(settingsOf('{ "preset": "strict" }').preset, 'strict');
    const config = `rules: &mine { ${noWaf}: off }\noverrides: [{ files: [a.yaml], rules: *mine, preset: strict }]\n`;
    assert.equal(settingsOf(config, 'a.yaml').rules.get(noWaf), 'off');
  });

  test('ignores files by patterns as in .gitignore', () => {
    const { config } = readConfig('ignore: [/legacy/, "*.gen.yaml", "!keep.gen.yaml"]\n');
    const ignored = [
      'legacy/a.yaml',
      'x.gen.yaml',
      'deep/x.gen.yaml',
      'keep.gen.yaml',
      'stacks/legacy/a.yaml',
      'Legacy/a',
    ];
    assert.deepEqual(
      ignored.filter((file) => apply(config, file) === 'ignored'),
      ['legacy/a.yaml', 'x.gen.yaml', 'deep/x.gen.yaml'],
    );
    assert.notEqual(apply(config, undefined), 'ignored', 'no pattern speaks of what stands elsewhere');
  });

  test('says other things of some files: the later one wins, rule by rule', () => {
    const config = `preset: essential
rules: { ${noWaf}: hint, ${tooLong}: hint }
overrides:
  - files: [prod/]
    preset: strict
    rules: { ${noWaf}: error }
  - files: ["*.test.yaml", prod/old/]
    rules: { ${noWaf}: off }
`;
    const of = (file: string) => {
      const { preset, rules } = settingsOf(config, file);
      return `${preset} ${rules.get(noWaf)} ${rules.get(tooLong)}`;
    };
    assert.equal(of('dev/a.yaml'), 'essential hint hint');
    assert.equal(of('prod/a.yaml'), 'strict error hint');
    assert.equal(of('prod/old/a.yaml'), 'strict off hint');
    assert.equal(of('dev/a.test.yaml'), 'essential off hint');
  });
});

describe('a mistake in gatelint.yaml is told where it stands, and the rest holds', () => {
  /** `marked text: message`, in the order of the text. */
  const wrong = (config: string): readonly string[] =>
    readConfig(config).problems.map(({ span, message }) => `${config.slice(span.start, span.end)}: ${message}`);

  const mistakes: readonly (readonly [config: string, ...problems: string[]])[] = [
    ['presset: strict', 'presset: "presset" is no key. Did you mean "preset"?'],
    [
      'colour: red',
      'colour: "colour" is no key; ' +
        'use preset, rules, assumeDefaults, quotas, parameters, samEnvironment, varFiles, ignore, or overrides.',
    ],
    ['preset: Strict', 'Strict: "Strict" is no preset. Did you mean "strict"?'],
    ['preset: loud', 'loud: "loud" is no preset; use essential, recommended, or strict.'],
    ['preset:', ': preset is essential, recommended, or strict.'],
    ['rules: { alb-witout-waf: off }', 'alb-witout-waf: "alb-witout-waf" is no rule. Did you mean "alb-without-waf"?'],
    ['rules: { E3001: off }', 'E3001: "E3001" is no rule.'],
    [`rules: { ${noWaf}: warn }`, 'warn: "warn" is no severity. Did you mean "warning"?'],
    [`rules: { ${noWaf}: 2 }`, '2: "2" is no severity; use off, error, warning, information, or hint.'],
    [`rules: { ${noWaf}: [off] }`, `[off]: ${noWaf} is off, error, warning, information, or hint.`],
    ['rules: off', 'off: rules has a key and a value on each line.'],
    ['assumeDefaults: "no"', '"no": assumeDefaults is true or false.'],
    ['quotas: { restTimeoutSeconds: 900 }', '900: restTimeoutSeconds is a number from 29 to 300.'],
    ['quotas: { restTimeout: 60 }', 'restTimeout: "restTimeout" is no quota. Did you mean "restTimeoutSeconds"?'],
    ['parameters: prod.json', 'prod.json: parameters is a list; begin each line with "- ".'],
    ['parameters: [7]', '7: parameters holds the paths of files, each a text.'],
    ['varFiles: prod.tfvars', 'prod.tfvars: varFiles is a list; begin each line with "- ".'],
    ['varFiles: [7]', '7: varFiles holds the paths of files, each a text.'],
    ['samEnvironment: [prod]', '[prod]: samEnvironment is the name of an environment.'],
    ['ignore: legacy/', 'legacy/: ignore is a list; begin each line with "- ".'],
    ['ignore: [7]', '7: ignore holds path patterns, each a text.'],
    ['overrides: [{ preset: strict }]', 'preset: files is missing; without it, this is about nothing.'],
    ['overrides: [{ files: a, preset: strict }]', 'a: files is a list; begin each line with "- ".'],
    ['preset: strict\npreset: essential', 'preset: The key preset stands here twice; remove one.'],
    ['preset: *mine', '*mine: No &mine stands before this.', '*mine: preset is essential, recommended, or strict.'],
    ['- preset: strict', '- preset: strict: A config has a key and a value on each line.'],
    ['preset: "strict', '"strict: This quote is never closed; add the closing ".'],
  ];
  for (const [config, ...problems] of mistakes) test(config, () => assert.deepEqual(wrong(config), problems));

  test('the lines beside it count', () => {
    const { config } = readConfig(
      `preset: loud\nrules:\n  ${noWaf}: off\n  nonsense: error\n  ${tooLong}: warn\nassumeDefaults: false\n`,
    );
    assert.deepEqual(config, { rules: { [noWaf]: 'off' }, assumeDefaults: false });
  });

  test('the JSON Schema agrees about all of them that JSON can say', () => {
    const known = JSON.parse(schema);
    const accepts = new Ajv().compile(known);
    const fine = [{}, { preset: 'strict' }, { rules: { [noWaf]: 'off' } }, { overrides: [{ files: ['a'] }] }];
    const bad = [
      { presset: 'strict' },
      { preset: 'loud' },
      { rules: { [noWaf]: 'warn' } },
      { rules: { nonsense: 'off' } },
      { quotas: { restTimeoutSeconds: 900 } },
      { ignore: 'a' },
      { ignore: [7] },
      { overrides: [{ preset: 'strict' }] },
      { overrides: [{ files: ['a'], ignore: ['b'] }] },
      { assumeDefaults: 'no' },
      { parameters: 'prod.json' },
      { parameters: [''] },
      { samEnvironment: 7 },
      { varFiles: 'prod.tfvars' },
      { varFiles: [''] },
    ];
    for (const config of [...fine, ...bad]) {
      const { problems } = readConfig(JSON.stringify(config));
      assert.equal(accepts(config), problems.length === 0, JSON.stringify(config));
    }
    for (const { id, docs } of rules)
      assert.ok(known.properties.rules.properties[id].description.startsWith(docs.title), id);
  });
});

describe('the config of a file', () => {
  /** A disk of texts, by their paths. */
  function diskOf(files: Readonly<Record<string, string>>): Disk & { readonly reads: string[] } {
    const reads: string[] = [];
    return {
      separator: '/',
      reads,
      look: (path) => {
        if (files[path] !== undefined) return { kind: 'file', bytes: 0 };
        return Object.keys(files).some((one) => one.startsWith(`${path}/`)) ? { kind: 'folder', bytes: 0 } : undefined;
      },
      list: () => [],
      read: (path) => {
        reads.push(path);
        return new TextEncoder().encode(files[path]);
      },
    };
  }
  const configOf = (file: string, files: Readonly<Record<string, string>>): string | undefined =>
    new Configs(diskOf(files)).of(file)?.path;

  test('is the nearest one, in its folder or above', () => {
    const files = { '/w/gatelint.yaml': '', '/w/a/b/gatelint.yml': '', '/w/.git/HEAD': '' };
    assert.equal(configOf('/w/a/b/c/stack.yaml', files), '/w/a/b/gatelint.yml');
    assert.equal(configOf('/w/a/stack.yaml', files), '/w/gatelint.yaml');
    assert.equal(configOf('/stack.yaml', files), undefined);
  });

  test('is not looked for above the repository', () => {
    const files = { '/home/gatelint.yaml': '', '/home/shop/.git/HEAD': '', '/home/shop/stack.yaml': '' };
    assert.equal(configOf('/home/shop/stack.yaml', files), undefined);
    assert.equal(configOf('/home/loose/stack.yaml', files), '/home/gatelint.yaml');
  });

  test('is gatelint.yaml where gatelint.yml stands beside it', () => {
    assert.equal(configOf('/w/s.yaml', { '/w/gatelint.yml': '', '/w/gatelint.yaml': '' }), '/w/gatelint.yaml');
  });

  test('is read once for all files that it governs, until it is forgotten', () => {
    const disk = diskOf({ '/w/gatelint.yaml': 'ignore: [b/]\n', '/w/.git/HEAD': '' });
    const configs = new Configs(disk);
    const ignored = ['/w/a/1.yaml', '/w/b/2.yaml', '/w/b/c/3.yaml'].filter(
      (file) => settingsFor(file, configs.of(file), disk, outOfTheBox) === 'ignored',
    );
    assert.deepEqual(ignored, ['/w/b/2.yaml', '/w/b/c/3.yaml']);
    assert.deepEqual(disk.reads, ['/w/gatelint.yaml']);
    configs.forget();
    configs.of('/w/a/1.yaml');
    assert.equal(disk.reads.length, 2);
  });
});

describe('a rule is turned off in the style of the file', () => {
  const turned = (text: string): string | undefined => {
    const edit = turnOff(text, noWaf);
    return edit && text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
  };
  const styles: Readonly<Record<string, readonly [before: string, after: string | undefined]>> = {
    'in an empty file': ['', `rules:\n  ${noWaf}: off\n`],
    'below what is there, above what is said at the end': [
      'preset: strict # for now\n\n# The end.\n',
      `preset: strict # for now\nrules:\n  ${noWaf}: off\n\n# The end.\n`,
    ],
    'behind the other rules, indented as they are': [
      `rules:\r\n    ${tooLong}: off # by quota\r\n\r\nignore: [a]\r\n`,
      `rules:\r\n    ${tooLong}: off # by quota\r\n    ${noWaf}: off\r\n\r\nignore: [a]\r\n`,
    ],
    'where no rule stands yet': ['rules: # ours\n', `rules: # ours\n  ${noWaf}: off\n`],
    'between braces': [`rules: { ${tooLong}: off }\n`, `rules: { ${tooLong}: off, ${noWaf}: off }\n`],
    'between empty braces': ['rules: {}\n', `rules: { ${noWaf}: off }\n`],
    'in the place of its severity': [`rules:\n  ${noWaf}: error # !\n`, `rules:\n  ${noWaf}: off # !\n`],
    'in JSON': [
      `{\n  "rules": {\n    "${tooLong}": "off"\n  }\n}\n`,
      `{\n  "rules": {\n    "${tooLong}": "off",\n    "${noWaf}": "off"\n  }\n}\n`,
    ],
    'in JSON that says nothing of rules': [
      '{\n  "preset": "strict"\n}\n',
      `{\n  "preset": "strict",\n  "rules": { "${noWaf}": "off" }\n}\n`,
    ],
    'not where the file could not be read any more': ['{}\n', undefined],
    'not over a comment': ['rules: { # none\n}\n', undefined],
    'not in what is no config': ['- preset: strict\n', undefined],
    'not where the rules are said elsewhere, for others too': [
      `overrides:\n  - files: [a]\n    rules: &all { ${tooLong}: off }\nrules: *all\n`,
      undefined,
    ],
  };
  for (const [title, [before, after]] of Object.entries(styles)) test(title, () => assert.equal(turned(before), after));
});
