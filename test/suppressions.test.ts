// What authors do not want to hear, said in their files: docs/suppressions.md tells it to them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { type AnyRule, defineRule, given, is, not, some, those } from '../rules/kit/index.ts';
import { LambdaFunction } from '../rules/model/apigateway.ts';
import { Listener, LoadBalancer } from '../rules/model/elbv2.ts';
import tooLong from '../rules/timeouts/apigw-integration-timeout-invalid.ts';
import { withdrawal } from '../server/formats/cloudformation/writer/suppress.ts';
import { type Analysis, analyse } from '../server/linter/analysis.ts';
import { outOfTheBox, type Settings } from '../server/linter/settings.ts';
import { mendingsFor, type SuppressionFix, silencesFor } from '../server/linter/suppression-fixes.ts';
import { remarkKinds } from '../server/linter/suppressions.ts';
import { caseFiles } from './cases.ts';
import { corpusFiles, corpusTest } from './corpus.ts';
import { edited } from './fixes.ts';
import { layouts } from './layouts.ts';

/** API Gateway refuses to wait longer than 30 seconds. */
const slow = tooLong.id;
const docs = { title: '', why: '', quietWhen: [], sources: [] };
/** It stands at the items of a list. */
const forwards: AnyRule = defineRule({
  id: 'listener-forwards',
  resource: Listener,
  severity: 'warning',
  preset: 'essential',
  docs,
  check: (listener) =>
    those(listener.defaultActions).map(({ type }) => ({
      when: is(type, 'forward'),
      at: type,
      message: 'It forwards.',
    })),
});
/** It stands at the name of a resource. */
const open: AnyRule = defineRule({
  id: 'alb-open',
  resource: LoadBalancer,
  severity: 'warning',
  preset: 'essential',
  docs,
  check: (alb) => ({ when: is(alb.scheme, 'internet-facing'), at: alb, message: 'It is open.' }),
});
const strict: AnyRule = { ...open, id: 'alb-strict', preset: 'strict' };
const broken: AnyRule = {
  ...open,
  id: 'alb-broken',
  check: () => {
    throw new Error('ours');
  },
};
/** It stands at the value of a property, also where there is none. */
const unsaid: AnyRule = defineRule({
  id: 'alb-scheme-unsaid',
  resource: LoadBalancer,
  severity: 'hint',
  preset: 'essential',
  docs,
  check: (alb) => ({ when: not(given(alb.scheme)), at: alb.scheme, message: 'Nobody knows.' }),
});
/** It looks at other resources: one says so at its own name, the other at theirs. */
const onPort80: AnyRule = defineRule({
  id: 'alb-on-80',
  resource: LoadBalancer,
  severity: 'hint',
  preset: 'essential',
  docs,
  check: (alb) => ({ when: some(alb.listeners, ({ port }) => is(port, 80)), at: alb, message: 'It is old.' }),
});
const port80: AnyRule = defineRule({
  id: 'alb-listener-80',
  resource: LoadBalancer,
  severity: 'hint',
  preset: 'essential',
  docs,
  check: (alb) => those(alb.listeners).map(({ port }) => ({ when: is(port, 80), at: port, message: 'It is old.' })),
});
/** Functions of SAM may say it in `Globals`. */
const idle: AnyRule = defineRule({
  id: 'lambda-idle',
  resource: LambdaFunction,
  severity: 'hint',
  preset: 'essential',
  docs,
  check: ({ name, timeoutSeconds }) => ({
    when: given(timeoutSeconds),
    at: timeoutSeconds,
    message: `${name} may take long.`,
  }),
});
const rules = [onPort80, port80, tooLong, forwards, open, unsaid, strict, broken, idle];

const shop = `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: shop, ProtocolType: HTTP }
  Bank:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationUri: https://bank.example
      TimeoutInMillis: 45000
  Post:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Api, IntegrationUri: 'https://post.example', TimeoutInMillis: 60000 }
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: internal }
`;

test('the page tells of everything that is said of suppressions', () => {
  const page = readFileSync(new URL('../docs/suppressions.md', import.meta.url), 'utf8');
  for (const [id, { title }] of Object.entries(remarkKinds)) assert.ok(page.includes(`### ${id}\n\n${title}`), id);
});

/** The shop with lines above a key, indented like it, or with something behind a text. */
const above = (key: string, comment: string): string =>
  shop.replace(
    new RegExp(`^( *)(?=${key})`, 'm'),
    (lead) => `${lead}${comment.replaceAll('\n', `\n${lead}`)}\n${lead}`,
  );
const behind = (text: string, comment: string): string => shop.replace(text, `${text} ${comment}`);

function look(text: string, settings?: Partial<Settings>): Analysis {
  const analysis = analyse('shop.yaml', text, { ...outOfTheBox, ...settings }, rules);
  assert.ok(analysis);
  return analysis;
}

/** The resources that are spoken of, those that are not and why, and what is said of suppressions. */
function said(text: string, settings?: Partial<Settings>) {
  const { findings, suppressed, remarks } = look(text, settings);
  return {
    heard: findings.map(({ resource }) => resource),
    silenced: suppressed.map(({ report, by }) => `${report.resource}: ${by.reason ?? '?'}`),
    remarks: remarks.map(({ message }) => message),
  };
}

function covered(text: string) {
  const [suppression] = look(text).source.suppressions;
  assert.ok(suppression);
  return { text, covers: suppression.covers };
}

const nothingSilenced = { heard: ['Bank', 'Post'], silenced: [], remarks: [] };
const bankSilenced = { heard: ['Post'], silenced: ['Bank: nights only'], remarks: [] };
const bothSilenced = { heard: [], silenced: ['Bank: nights only', 'Post: nights only'], remarks: [] };

/** The same in JSON. */
const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } };
const integration = (TimeoutInMillis: number) => ({
  Type: 'AWS::ApiGatewayV2::Integration',
  Properties: { ApiId: { Ref: 'Api' }, TimeoutInMillis },
});

const comment = `# gatelint-ignore ${slow} -- nights only`;

describe('a comment silences', () => {
  test('behind something: what begins on its line', () => {
    assert.deepEqual(said(shop), nothingSilenced);
    assert.deepEqual(said(behind('45000', comment)), bankSilenced);
    assert.deepEqual(said(behind('45000', `# ours # for a tool ${comment}`)), bankSilenced);
    assert.deepEqual(said(behind('Bank:', comment)).heard, ['Bank', 'Post'], 'not what stands below');
  });

  test('above a key: all that is in it, be it a property, a resource or a section', () => {
    assert.deepEqual(said(above('TimeoutInMillis: 45', comment)), bankSilenced);
    assert.deepEqual(said(above('Bank:', comment)), bankSilenced);
    assert.deepEqual(said(above('Resources:', comment)), bothSilenced);
    const { text, covers } = covered(`${above('Resources:', comment)}Outputs:\n  Name: { Value: shop }\n`);
    assert.equal(text.slice(covers.end), 'Outputs:\n  Name: { Value: shop }\n');
    assert.deepEqual(said(above('Post:', comment)).silenced, ['Post: nights only'], 'a flow map is no other thing');
  });

  test('above a resource: also what stands at its name', () => {
    const text = above('Alb:', '# gatelint-ignore alb-open -- a demo').replace('internal', 'internet-facing');
    assert.deepEqual(said(text).silenced, ['Alb: a demo']);
  });

  test('above a key without a value: what stands where it would be', () => {
    const text = shop.replace(
      '{ Scheme: internal }',
      '\n      # gatelint-ignore alb-scheme-unsaid -- later\n      Scheme:',
    );
    assert.deepEqual(said(text).silenced, ['Alb: later']);
  });

  test('above an item of a list: that item', () => {
    const items = `Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      DefaultActions:
        - Type: forward
        # gatelint-ignore listener-forwards -- to ourselves
        - Order: 2
          Type: forward
        - Type: forward
`;
    assert.deepEqual(said(items), { heard: ['Web', 'Web'], silenced: ['Web: to ourselves'], remarks: [] });
    const flow = items
      .replace('- Type: forward', '[')
      .replaceAll('- Order: 2\n          Type: forward', '{ Type: forward },');
    assert.deepEqual(said(flow.replace('- Type: forward', '{ Type: forward }]')).silenced, ['Web: to ourselves']);
  });

  test('with other comments around it, as long as no empty line and no other indentation stands between', () => {
    assert.deepEqual(said(above('Bank:', `# The bank.\n${comment}\n# See the contract.`)), bankSilenced);
    const nowhere = [
      'No key and no list item begins directly below this, indented alike: it silences nothing; move it there.',
    ];
    assert.deepEqual(said(shop.replace('  Bank:', `  ${comment}\n\n  Bank:`)), {
      ...nothingSilenced,
      remarks: nowhere,
    });
    assert.deepEqual(said(shop.replace('  Bank:', `${comment}\n  Bank:`)), { ...nothingSilenced, remarks: nowhere });
    assert.deepEqual(said(`${shop}${comment}`), { ...nothingSilenced, remarks: nowhere });
    const atApiId = shop.replace('    Properties: { ApiId', `${' '.repeat(18)}${comment}\n$&`);
    assert.deepEqual(said(atApiId), { ...nothingSilenced, remarks: nowhere });
  });

  test('the rules that it lists, and no others', () => {
    const text = above('Bank:', `# gatelint-ignore alb-open, ${slow},listener-forwards -- nights only`);
    assert.deepEqual(said(text).silenced, ['Bank: nights only']);
    assert.deepEqual(said(above('Bank:', '# gatelint-ignore alb-open -- no')).heard, ['Bank', 'Post']);
    const several = above('Bank:', `# gatelint-ignore alb-strict -- soon\n${comment}`);
    assert.deepEqual(said(several), bankSilenced);
  });

  test('with \\r\\n and a byte order mark as well', () => {
    const text = `\uFEFF${above('Resources:', comment)}`.replaceAll('\n', '\r\n');
    assert.deepEqual(said(text), bothSilenced);
  });

  test('nothing where it is text', () => {
    const texts = [
      above('Bank:', `Text: "\n${comment}\n"`),
      above('TimeoutInMillis: 45', `Description: |\n  ${comment}`),
      above('TimeoutInMillis: 45', `Description: '${comment}'`),
      behind('https://bank.example', comment).replace(' #', '#'),
    ];
    for (const text of texts) assert.deepEqual(said(text), nothingSilenced, text);
    const behindText = above('TimeoutInMillis: 45', `Description: "a\n# b" ${comment}`);
    assert.deepEqual(said(behindText).heard, ['Bank', 'Post'], 'its line begins with a number sign, and is no comment');
  });

  test('in JSON, where comments are a problem of their own', () => {
    const json = JSON.stringify({ Resources: { Api, Bank: integration(45000) } }, undefined, 2);
    assert.deepEqual(said(json).heard, ['Bank']);
    assert.deepEqual(said(json.replace('    "Bank"', `    //${comment.slice(1)}\n$&`)).silenced, ['Bank: nights only']);
    assert.deepEqual(said(json.replace('45000', `$& //${comment.slice(1)}`)).silenced, ['Bank: nights only']);
    assert.deepEqual(said(json.replace('45000', `$&, "Description": "//${comment.slice(1)}"`)).heard, ['Bank']);
  });
});

describe('the metadata of a resource silences', () => {
  const metadata = (gatelint: unknown) =>
    JSON.stringify({
      Resources: { Api, Bank: { ...integration(45000), Metadata: { gatelint } }, Post: integration(60000) },
    });

  test('what is said of that resource, in JSON and in YAML', () => {
    const json = metadata({ ignore: [{ rule: slow, reason: 'nights only' }] });
    assert.deepEqual(said(json), bankSilenced);
    const yaml = `    Metadata:\n      gatelint:\n        ignore:\n          - rule: ${slow}\n            reason: nights only\n`;
    assert.deepEqual(said(shop.replace('  Post:', `${yaml}$&`)), bankSilenced);
  });

  test('a rule without a reason, too, and says that it lacks one', () => {
    const remarks = ['This suppression gives no reason; add one beside its rule.'];
    for (const entry of [slow, { rule: slow }, { rule: slow, reason: '' }])
      assert.deepEqual(said(metadata({ ignore: [entry] })), { heard: ['Post'], silenced: ['Bank: ?'], remarks });
  });

  test('nothing where it cannot be read', () => {
    const remarks = ['This silences nothing; gatelint.ignore is a list of { rule, reason }.'];
    for (const entry of [
      { ignore: [{ rules: slow }] },
      { ignore: [{ rule: [slow] }] },
      { ignore: { rule: slow } },
      { rule: slow },
      'yes',
    ])
      assert.deepEqual(said(metadata(entry)), { ...nothingSilenced, remarks }, JSON.stringify(entry));
  });

  test('every resource that a loop makes of it', () => {
    const text = `Transform: AWS::LanguageExtensions
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Fn::ForEach::Banks:
    - Name
    - [A, B]
    - Bank\${Name}:
        Type: AWS::ApiGatewayV2::Integration
        Properties: { ApiId: !Ref Api, TimeoutInMillis: 45000 }
        Metadata: { gatelint: { ignore: [{ rule: ${slow}, reason: nights only }] } }
`;
    assert.deepEqual(said(text), { heard: [], silenced: ['BankA: nights only', 'BankB: nights only'], remarks: [] });
  });
});

describe('what is said of a suppression', () => {
  const remarksOn = (text: string, settings?: Partial<Settings>) =>
    look(text, settings).remarks.map(({ rule, severity, message, span }) => [
      rule,
      severity,
      message,
      text.slice(span.start, span.end),
    ]);

  test('nothing needs it any more', () => {
    const text = above('Alb:', '# gatelint-ignore alb-open -- a demo');
    assert.deepEqual(remarksOn(text), [
      [
        'suppression-unneeded',
        'information',
        'alb-open finds nothing here; remove this suppression.',
        '# gatelint-ignore alb-open -- a demo',
      ],
    ]);
  });

  test('in which resource it stands, if in one', () => {
    const unneeded = '# gatelint-ignore alb-strict, alb-open -- a demo';
    const resources = (text: string) => look(text).remarks.map(({ resource }) => resource);
    assert.deepEqual(resources(behind('Alb:', unneeded)), ['Alb']);
    assert.deepEqual(resources(above('Alb:', unneeded)), ['Alb']);
    assert.deepEqual(resources(above('Resources:', unneeded)), [undefined]);
  });

  test('one rule of its list is not needed any more', () => {
    assert.deepEqual(remarksOn(above('Bank:', `# gatelint-ignore alb-open, ${slow} -- nights only`)), [
      ['suppression-unneeded', 'information', 'alb-open finds nothing here; take it off the list.', 'alb-open'],
    ]);
  });

  test('its rule does not exist', () => {
    const near = `${slow}s`;
    assert.deepEqual(remarksOn(above('Bank:', `# gatelint-ignore ${near} -- nights only`)), [
      ['suppression-unknown-rule', 'warning', `There is no rule ${near}; did you mean ${slow}?`, near],
    ]);
    assert.deepEqual(remarksOn(above('Bank:', '# gatelint-ignore no-such-thing -- nights only')), [
      ['suppression-unknown-rule', 'warning', 'There is no rule no-such-thing; it silences nothing.', 'no-such-thing'],
    ]);
  });

  test('it gives no reason; what a quick fix proposed is none', () => {
    for (const reason of ['', ' --', ' -- ', ' -- reason']) {
      const message = 'This suppression gives no reason; write it behind --.';
      const text = `# gatelint-ignore ${slow}${reason}`;
      assert.deepEqual(remarksOn(behind('45000', text)), [
        ['suppression-without-reason', 'information', message, text.trimEnd()],
      ]);
    }
  });

  test('it cannot be read', () => {
    const form = '"gatelint-ignore rule, rule -- reason"';
    const ways = [
      ['gatelint-ignore', `This names no rule, and silences nothing; write it as ${form}.`],
      ['gatelint-ignore -- why', `This names no rule, and silences nothing; write it as ${form}.`],
      [`gatelint-ignore ${slow} nights only`, `This is no list of rules, and silences nothing; write it as ${form}.`],
      [`gatelint-ignore: ${slow}`, `Only gatelint-ignore is heard here; write it as ${form}.`],
      [`gatelint-ignore-file ${slow}`, `Only gatelint-ignore is heard here; write it as ${form}.`],
    ];
    for (const [text = '', message] of ways) {
      const written = behind('45000', `# ${text}`);
      assert.deepEqual(remarksOn(written), [['suppression-unreadable', 'warning', message, `# ${text}`]]);
      assert.deepEqual(said(written).heard, ['Bank', 'Post']);
    }
    assert.deepEqual(remarksOn(behind('45000', '# we do not use gatelint-ignore here')), []);
  });

  test('nothing, where the answer is not known today', () => {
    const suppression = '# gatelint-ignore alb-open -- a demo';
    const quiet = (text: string, settings?: Partial<Settings>) => assert.deepEqual(remarksOn(text, settings), []);
    const openByParameter = above('Alb:', suppression).replace('internal', '!Ref Scheme');
    quiet(`Parameters: { Scheme: { Type: String } }\n${openByParameter}`);
    quiet(`Parameters: { Scheme: { Type: String, Default: internal } }\n${openByParameter}`, { assumeDefaults: false });
    const web =
      '  # gatelint-ignore alb-on-80 -- a demo\n  Web:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n    Properties: { LoadBalancerArn: !Ref Alb, Port: !Ref Port }\n';
    const port = 'Parameters: { Port: { Type: Number } }\n';
    quiet(`${port}${shop}${web}`);
    quiet(`${port}${above('Alb:', suppression.replace('open', 'on-80'))}${web.replace(/.*\n/, '')}`);
    const metadata = '    Metadata: { gatelint: { ignore: [{ rule: alb-listener-80, reason: a demo }] } }\n';
    quiet(`${port}${shop}${metadata}${web.replace(/.*\n/, '')}`);
    assert.equal(
      remarksOn(`${port}${above('Alb:', suppression)}${web.replace(/.*\n/, '')}`).length,
      1,
      'another rule is asked',
    );
    quiet(`Transform: Some::Macro\n${above('Alb:', suppression)}`);
    quiet(above('Alb:', suppression.replace('open', 'broken')));
    quiet(`${above('Alb:', suppression)}  Half: [\n`);
  });

  test('nothing, where its rule is not asked', () => {
    quietUnless('alb-open', { rules: new Map([['alb-open', 'off']]) });
    quietUnless('alb-strict', { preset: 'recommended' });
    assert.equal(remarksOn(above('Alb:', '# gatelint-ignore alb-strict -- no'), { preset: 'strict' }).length, 1);
    function quietUnless(rule: string, settings: Partial<Settings>): void {
      assert.deepEqual(remarksOn(above('Alb:', `# gatelint-ignore ${rule} -- a demo`), settings), []);
    }
  });

  test('the settings may turn it off, or make more of it', () => {
    const text = above('Alb:', '# gatelint-ignore alb-open -- a demo');
    assert.deepEqual(remarksOn(text, { rules: new Map([['suppression-unneeded', 'off']]) }), []);
    const [[, severity] = []] = remarksOn(text, { rules: new Map([['suppression-unneeded', 'error']]) });
    assert.equal(severity, 'error');
  });
});

describe('a quick fix', () => {
  const fixNamed = (fixes: readonly SuppressionFix[], title: string): SuppressionFix => {
    const fix = fixes.find((one) => one.title === title);
    assert.ok(fix, `${title} is not among ${fixes.map((one) => one.title).join('; ')}`);
    return fix;
  };
  /** The text after the ways to silence the first finding of a resource, or that of a rule, by their titles. */
  function silenced(text: string, resource: string, rule?: string): Readonly<Record<string, string>> {
    const analysis = look(text);
    const report = analysis.findings.find((one) => one.resource === resource && one.rule === (rule ?? one.rule));
    assert.ok(report);
    return Object.fromEntries(silencesFor(analysis, report).map(({ title, edits }) => [title, edited(text, edits)]));
  }
  /** The text after the first mending of the first remark that is called so. */
  function mended(text: string, title: string): string {
    const analysis = look(text);
    return edited(
      text,
      fixNamed(
        analysis.remarks.flatMap((one) => mendingsFor(analysis, one)),
        title,
      ).edits,
    );
  }
  const here = `Suppress ${slow} here, with a reason`;
  const inAllOf = (resource: string) => `Suppress ${slow} in all of ${resource}, with a reason`;
  const proposed = `# gatelint-ignore ${slow} -- reason`;

  test('silences in YAML: above the line of the finding, or above the resource', () => {
    assert.deepEqual(silenced(shop, 'Bank'), {
      [here]: above('TimeoutInMillis: 45', proposed),
      [inAllOf('Bank')]: above('Bank:', proposed),
    });
    assert.deepEqual(silenced(shop, 'Post'), {
      [here]: above('Properties: { ApiId', proposed),
      [inAllOf('Post')]: above('Post:', proposed),
    });
  });

  test('silences what stands where a value would be above its key', () => {
    const text = shop.replace('{ Scheme: internal }', '\n      Scheme:\n      Name: shop');
    const [after] = Object.values(silenced(text, 'Alb', unsaid.id));
    assert.equal(after, text.replace('      Scheme', '      # gatelint-ignore alb-scheme-unsaid -- reason\n$&'));
  });

  test('silences an item of a list above its dash', () => {
    const items = `Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      DefaultActions:
        - Order: 2
          Type: [forward]
        - Type: forward
`.replace('[forward]', 'redirect');
    const text = silenced(items, 'Web')['Suppress listener-forwards here, with a reason'];
    assert.equal(text, items.replace(/^ *- Type/m, '        # gatelint-ignore listener-forwards -- reason\n$&'));
  });

  test('silences in JSON: in the metadata of the resource, and as the file is laid out', () => {
    const bank = { ...integration(45000) };
    const json = (resource: object) => JSON.stringify({ Resources: { Api, Bank: resource } }, undefined, 2);
    const gatelint = { ignore: [{ rule: slow, reason: 'reason' }] };
    assert.deepEqual(silenced(json(bank), 'Bank'), { [inAllOf('Bank')]: json({ ...bank, Metadata: { gatelint } }) });
    const ways: readonly (readonly [object, object])[] = [
      [{ Metadata: {} }, { Metadata: { gatelint } }],
      [{ Metadata: { cfn: 1 } }, { Metadata: { cfn: 1, gatelint } }],
      [{ Metadata: { gatelint: { ignore: [] } } }, { Metadata: { gatelint } }],
      [
        { Metadata: { gatelint: { ignore: ['alb-open'] } } },
        { Metadata: { gatelint: { ignore: ['alb-open', ...gatelint.ignore] } } },
      ],
    ];
    for (const [before, after] of ways) {
      const [text = ''] = Object.values(silenced(json({ ...bank, ...before }), 'Bank'));
      assert.deepEqual(JSON.parse(text), JSON.parse(json({ ...bank, ...after })));
    }
  });

  test('silences in flow style: above the nearest line in block style, and without one in the metadata', () => {
    const flow =
      '{Resources: {Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP}}, Bank: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, TimeoutInMillis: 45000}}}}';
    const [text = ''] = Object.values(silenced(flow, 'Bank'));
    assert.equal(text, flow.replace('45000}', `$&, Metadata: {gatelint: {ignore: [{rule: ${slow}, reason: reason}]}}`));
  });

  test('comes into the list of a suppression that is there already', () => {
    const text = above('Bank:', '# gatelint-ignore alb-strict -- soon');
    assert.equal(silenced(text, 'Bank')[inAllOf('Bank')], text.replace('alb-strict', `alb-strict, ${slow}`));
  });

  test('silences nothing where it would be lost, or stand for more than it says', () => {
    const synthesised = shop.replace('Resources:', 'Resources:\n  Cdk: { Type: AWS::CDK::Metadata }');
    assert.deepEqual(silenced(synthesised, 'Bank'), {});
    assert.deepEqual(silenced(above('Bank:', '# a\r# b'), 'Bank'), {}, 'nobody knows where this line ends');
    const loop = ['Name', ['A', 'B'], { 'Bank${Name}': integration(45000) }];
    const json = { Transform: 'AWS::LanguageExtensions', Resources: { Api, 'Fn::ForEach::Banks': loop } };
    assert.deepEqual(silenced(JSON.stringify(json), 'BankA'), {});
  });

  describe('in SAM', () => {
    const sam = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: nodejs22.x }
Resources:
  Carts:
    Type: AWS::Serverless::Function
    Properties: { Handler: a.b }
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Events:
        List:
          Type: Api
          Properties:
            Path: /orders
            Method: get
            TimeoutInMillis: 45000
`;
    const before = (text: string, key: string, comment: string) =>
      text.replace(new RegExp(`^( *)(?=${key})`, 'm'), `$1${comment}\n$1`);
    const heard = (text: string) => {
      const { findings, suppressed, remarks } = look(text);
      assert.deepEqual(remarks, []);
      return {
        findings: findings.map(({ rule }) => rule),
        suppressed: suppressed.map(({ report }) => report.resource),
      };
    };
    const asWritten = (text: string): string => text.replaceAll('-- reason', '-- nights only');

    test('silences what is said of an API that nobody wrote at its event, or in the function', () => {
      const ways = silenced(sam, 'ServerlessRestApi');
      assert.deepEqual(ways, {
        [here]: before(sam, 'TimeoutInMillis', proposed),
        [inAllOf('Orders')]: before(sam, 'Orders:', proposed),
      });
      for (const text of Object.values(ways))
        assert.deepEqual(heard(asWritten(text)), { findings: [], suppressed: ['ServerlessRestApi'] });
    });

    test('silences what Globals say there, or in the metadata of the function that it is said of', () => {
      const shared = sam.replace('{ Runtime: nodejs22.x }', '\n    Timeout: 60').replace('45000', '20000');
      const ways = silenced(shared, 'Orders', idle.id);
      const [inGlobals = '', inOrders = ''] = Object.values(ways);
      assert.deepEqual(Object.keys(ways), [
        'Suppress lambda-idle here, with a reason',
        'Suppress lambda-idle in all of Orders, with a reason',
      ]);
      assert.equal(inGlobals, before(shared, 'Timeout: 60', '# gatelint-ignore lambda-idle -- reason'));
      assert.deepEqual(heard(asWritten(inGlobals)), { findings: [], suppressed: ['Carts', 'Orders'] });
      assert.equal(
        inOrders,
        `${shared}    Metadata:\n      gatelint:\n        ignore:\n          - rule: lambda-idle\n            reason: reason\n`,
      );
      const { findings, suppressed } = heard(inOrders.replace('reason: reason', 'reason: nights only'));
      assert.deepEqual([findings, suppressed], [[idle.id], ['Orders']]);
    });

    test('silences in JSON in the metadata of the function, which speaks of everything that is made of it', () => {
      const list = { Type: 'Api', Properties: { Path: '/', Method: 'get', TimeoutInMillis: 45000 } };
      const Orders = { Type: 'AWS::Serverless::Function', Properties: { Events: { List: list } } };
      const json = (orders: object, Globals = {}) => JSON.stringify({ Globals, Resources: { Orders: orders } });
      const withEntry = (rule: string) => ({
        ...Orders,
        Metadata: { gatelint: { ignore: [{ rule, reason: 'reason' }] } },
      });
      const text = json(withEntry(slow));
      assert.deepEqual(silenced(json(Orders), 'ServerlessRestApi'), { [inAllOf('Orders')]: text });
      assert.deepEqual(heard(text.replace('"reason"}', '"nights only"}')).suppressed, ['ServerlessRestApi']);
      const globals = { Function: { Timeout: 60 } };
      const [inOrders] = Object.values(silenced(json(Orders, globals), 'Orders', idle.id));
      assert.equal(inOrders, json(withEntry(idle.id), globals));
    });
  });

  test('removes what is not needed any more: the line, the end of a line, the entry with all that it would leave empty', () => {
    const remove = 'Remove the suppression';
    const unneeded = '# gatelint-ignore alb-open -- a demo';
    assert.equal(mended(above('Alb:', unneeded), remove), shop);
    assert.equal(
      mended(above('Alb:', `# The door.\n${unneeded}\n# It is old.`), remove),
      above('Alb:', '# The door.\n# It is old.'),
    );
    assert.equal(mended(behind('internal }', unneeded), remove), shop);
    assert.equal(mended(behind('internal }', `# ours   ${unneeded}`), remove), behind('internal }', '# ours'));
    assert.equal(mended(`${shop}  ${unneeded}`, remove), shop);
    const metadata = '    Metadata:\n      gatelint:\n        ignore: [{ rule: alb-open, reason: a demo }]\n';
    assert.equal(mended(`${shop}${metadata}`, remove), shop);
    assert.equal(
      mended(`${shop}${metadata.replace('gatelint', 'cfn: 1\n      gatelint')}`, remove),
      `${shop}    Metadata:\n      cfn: 1\n`,
    );
  });

  test('takes one rule off a list', () => {
    for (const list of [`alb-open, ${slow}`, `${slow}, alb-open`, `${slow} ,alb-open`])
      assert.equal(
        mended(above('Bank:', `# gatelint-ignore ${list} -- nights only`), 'Take alb-open off the list'),
        above('Bank:', comment),
      );
  });

  test('corrects the name of a rule', () => {
    const near = behind('45000', comment).replace(slow, slow.replace('apigw', 'apigvv'));
    const quoted = `    Metadata: { gatelint: { ignore: [{ rule: 'alb-opne', reason: a demo }] } }\n`;
    assert.equal(mended(near, `Change to ${slow}`), behind('45000', comment));
    assert.equal(mended(shop + quoted, 'Change to alb-open'), shop + quoted.replace('opne', 'open'));
  });

  test('proposes a reason where there is none', () => {
    for (const reason of ['', ' --', ' -- reason'])
      assert.equal(
        mended(behind('45000', `# gatelint-ignore ${slow}${reason}`), 'Give a reason'),
        behind('45000', proposed),
      );
  });
});

describe('whatever is found can be silenced, and heard again', () => {
  test('in every case of every rule, in many layouts', () => {
    const texts = caseFiles().flatMap(({ cases }) => cases.map(({ text }) => text));
    const written = texts.flatMap((text, index) => layouts[index % layouts.length]?.write(text) ?? []);
    assert.ok(tried(texts) > 100);
    assert.ok(tried(written) > 100);
  });

  corpusTest('in templates of the corpus', () => {
    const files = (['real', 'labelled'] as const).flatMap((folder) =>
      corpusFiles(folder, ['.yaml', '.yml', '.json', '.template']),
    );
    const some = files.filter(({ text }, index) => index % 3 === 0 && text.length < 40_000);
    assert.ok(tried(some.map(({ text }) => text)) > 40, 'few');
  });

  /** How many of the texts had something to silence. */
  function tried(texts: readonly string[]): number {
    return texts.filter((text) => {
      const before = analyse('template', text);
      if (!before || before.findings.length === 0 || before.source.readOnly !== undefined) return false;
      if (before.source.problems.length > 0) return false;
      const after = silenceAll(before);
      assert.deepEqual(
        [after.findings, after.remarks, after.source.problems],
        [[], [], []],
        after.source.document.text,
      );
      assert.equal(after.suppressed.length, before.findings.length);
      assert.equal(hearAll(after), text);
      return true;
    }).length;
  }

  /** One finding after the other, each by its first quick fix, with a reason. */
  function silenceAll(before: Analysis): Analysis {
    let now = before;
    for (let next = now.findings[0]; next; next = now.findings[0]) {
      const [fix] = silencesFor(now, next);
      assert.ok(fix, `${next.rule} cannot be silenced in ${now.source.document.text}`);
      const edits = fix.edits.map((edit) => ({
        ...edit,
        newText: edit.newText.replace(/\breason\b(?!\W*:)/, 'a test'),
      }));
      const after = analyse('template', edited(now.source.document.text, edits));
      assert.ok(after && after.findings.length < now.findings.length, fix.title);
      now = after;
    }
    return now;
  }

  /** The text without its suppressions. */
  function hearAll({ source }: Analysis): string {
    const { text } = source.document;
    const [first] = source.suppressions;
    const edits = first && withdrawal(source, first, first.rules);
    const after = edits && analyse('template', edited(text, edits));
    return after ? hearAll(after) : text;
  }
});
