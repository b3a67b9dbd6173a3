// All fixes of a file at once: what is taken together, what waits, and what is left.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Applicability } from '../rules/kit/index.ts';
import { loadImpact } from '../server/impact/impact.ts';
import { type Analysis, analyse } from '../server/linter/analysis.ts';
import { choiceOf, chooser } from '../server/linter/choices.ts';
import { type Choose, fixAll, safe, sameForAll } from '../server/linter/fix-all.ts';
import type { RuleFix } from '../server/linter/fix-kind.ts';
import { fixesFor } from '../server/linter/fixes-for.ts';
import { type Pen, write } from '../server/workspace/fix.ts';
import { strict } from './cases.ts';
import { edited } from './fixes.ts';

const impactOf = await loadImpact();

const slow = 'apigw-integration-timeout-invalid';
const late = 'health-check-timeout-not-below-interval';
const plain = 'alb-without-https-listener';

/** Two integrations that AWS refuses, and a probe that cannot end in time: three safe fixes. */
const shop = `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: shop, ProtocolType: HTTP }
  Orders: # the bank is slow
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
      IntegrationUri: https://bank.example
      TimeoutInMillis: 45000 # and the server of the bank, too
  Stock: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, TimeoutInMillis: 31000 } }
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: vpc-1, Protocol: HTTP, Port: 8080, HealthCheckTimeoutSeconds: 60 }
`;
const mended = shop.replace('45000', '30000').replace('31000', '30000').replace('60', '29');

/** Both want a certificate, so both want the same parameter at the same place. */
const portals = `Resources:
${['Shop', 'Desk'].map(portal).join('')}`;

function portal(name: string): string {
  return `  ${name}:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: internal, Subnets: [subnet-1, subnet-2] }
  ${name}Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref ${name}
      Port: 80
      Protocol: HTTP
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }]
`;
}

function judged(text: string): Analysis {
  const analysis = analyse('template', text, strict);
  assert.ok(analysis, 'the text is no template');
  return analysis;
}

const rulesIn = ({ findings }: Analysis) => findings.map(({ rule }) => rule);

/** The first fix that this rule offers, whatever it is. */
const firstOf =
  (rule: string): Choose =>
  (report, fixes) =>
    report.rule === rule ? fixes()[0] : undefined;

describe('all safe fixes of a file', () => {
  test('are one list of edits, which says what was fixed and knows what is left', () => {
    const { edits, fixed, after, crashes } = fixAll(judged(shop), impactOf);
    assert.equal(edited(shop, edits), mended);
    assert.equal(after.source.document.text, mended);
    assert.equal(edits.length, 3, 'nothing between them is written anew');
    assert.deepEqual(fixed, [
      { rule: late, resource: 'Targets', title: 'Wait at most 29 seconds for an answer' },
      { rule: slow, resource: 'Orders', title: 'Wait 30 seconds' },
      { rule: slow, resource: 'Stock', title: 'Wait 30 seconds' },
    ]);
    assert.deepEqual(
      rulesIn(after).filter((rule) => rule === slow || rule === late),
      [],
    );
    assert.deepEqual(crashes, []);
  });

  test('change nothing the second time, and leave choices alone', () => {
    const { after } = fixAll(judged(shop), impactOf);
    const again = fixAll(after, impactOf);
    assert.deepEqual([again.edits, again.fixed], [[], []]);
    assert.equal(again.after, after);
    assert.equal(after.settings, strict, 'judged as before');
    assert.deepEqual(fixAll(judged(portals), impactOf).edits, []);
  });

  test('are none in a text that cannot be read whole', () => {
    const broken = `${shop}  Half: "AWS::\n`;
    const { edits, after } = fixAll(judged(broken), impactOf);
    assert.deepEqual(edits, []);
    assert.ok(rulesIn(after).includes(slow), 'what still stands is judged');
  });

  test('can be those of one rule', () => {
    const ofLate: Choose = (report, fixes) => (report.rule === late ? safe(report, fixes) : undefined);
    const { edits } = fixAll(judged(shop), impactOf, ofLate);
    assert.equal(edited(shop, edits), shop.replace('60', '29'));
  });
});

describe('what is said of suppressions', () => {
  test('those that nothing needs any more go with the safe fixes, and those that are needed stay', () => {
    const unneeded = `# gatelint-ignore ${slow} -- the quota is raised`;
    const text = shop
      .replace('  Stock:', `  ${unneeded}\n  Stock:`)
      .replace('31000', '20000')
      .replace('# and the server of the bank, too', `${unneeded}, too`);
    const { edits, fixed } = fixAll(judged(text), impactOf);
    assert.deepEqual(
      fixed.map(({ rule }) => rule),
      [late, 'suppression-unneeded'],
    );
    assert.equal(edited(text, edits), text.replace('60', '29').replace(`  ${unneeded}\n  Stock`, '  Stock'));
    assert.deepEqual(fixAll(judged(edited(text, edits)), impactOf).edits, []);
  });

  test('several that say the same are mended together', () => {
    const twice = shop
      .replace('  Api:', `  # gatelint-ignore ${late} -- a\n  Api:`)
      .replace('  Orders:', `  # gatelint-ignore ${late} -- b\n  Orders:`);
    const { edits } = fixAll(judged(twice), impactOf);
    assert.equal(edited(twice, edits), mended);
  });
});

describe('the same fix for all findings of a rule', () => {
  const standing = `Parameters:\n  CertArn: { Type: String }\n${portals}`;
  const doneForAll = (text: string, title: RegExp): string => {
    const analysis = judged(text);
    const [finding] = analysis.findings.filter(({ rule }) => rule === plain);
    assert.ok(finding);
    const offered = fixesFor(analysis, finding);
    const fix = offered.find((one) => title.test(one.title));
    assert.ok(fix, offered.map((one) => one.title).join('\n'));
    const { edits, fixed, after } = fixAll(analysis, impactOf, sameForAll(plain, fix, analysis.source));
    assert.equal(fixed.length, 2);
    assert.ok(!rulesIn(after).includes(plain));
    return edited(text, edits);
  };
  const certificates = (text: string) => text.match(/CertificateArn: !Ref \w+/g);

  test('one new parameter serves all, although the others are asked when it is there already', () => {
    const text = doneForAll(portals, /^Add an HTTPS listener and redirect/);
    assert.deepEqual(certificates(text), [
      'CertificateArn: !Ref CertificateArn',
      'CertificateArn: !Ref CertificateArn',
    ]);
  });

  test('the parameter that was chosen is used by all', () => {
    const text = doneForAll(standing, /^Add an HTTPS listener and redirect .*, with CertArn$/);
    assert.deepEqual(certificates(text), ['CertificateArn: !Ref CertArn', 'CertificateArn: !Ref CertArn']);
  });

  test('a new one beside it, too', () => {
    const text = doneForAll(standing, /^Add an HTTPS listener and redirect .*, with a new parameter$/);
    assert.deepEqual(certificates(text), [
      'CertificateArn: !Ref CertificateArn',
      'CertificateArn: !Ref CertificateArn',
    ]);
  });
});

test('where numbers are what a choice is about, the same numbers are taken', () => {
  const stage = (name: string) =>
    `  ${name}: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: ${name} } }\n`;
  const text = `Resources:\n  Api: { Type: AWS::ApiGateway::RestApi }\n${stage('Live')}${stage('Test')}`;
  const analysis = judged(text);
  const rule = 'apigw-stage-without-throttling';
  const [finding] = analysis.findings.filter((one) => one.rule === rule);
  assert.ok(finding);
  for (const fix of fixesFor(analysis, finding)) {
    const { fixed } = fixAll(analysis, impactOf, sameForAll(rule, fix, analysis.source));
    assert.deepEqual(
      fixed.map(({ title }) => title),
      [fix.title, fix.title],
    );
  }
});

describe('a choice in words', () => {
  const chosen = (text: string, choice: string) => {
    const { choose, unclear } = chooser(new Set(), [choiceOf(choice)]);
    const { edits, fixed } = fixAll(judged(text), impactOf, choose);
    return { text: edited(text, edits), titles: fixed.map(({ title }) => title), unclear: unclear() };
  };
  const standing = `Parameters:\n  CertArn: { Type: String }\n${portals}`;

  test('a number means the same fix in every round, whatever parameters have come meanwhile', () => {
    assert.deepEqual(chosen(portals, `${plain}=1`).titles, [
      'Add an HTTPS listener and redirect ShopWeb to it',
      'Add an HTTPS listener and redirect DeskWeb to it, with CertificateArn',
    ]);
    const second = chosen(portals, `${plain}=2`);
    assert.equal(second.titles.length, 2);
    assert.ok(
      second.titles.every((title) => title.includes('with a new certificate')),
      second.titles.join('\n'),
    );
  });

  test('words mean the first that has them: one fix with several parameters is one fix', () => {
    const { titles, unclear } = chosen(standing, `${plain}=Add an HTTPS listener and redirect`);
    assert.deepEqual(unclear, []);
    assert.ok(
      titles.every((title) => title.endsWith(', with CertArn')),
      titles.join('\n'),
    );
    const fresh = chosen(standing, `${plain}=LISTENER AND REDIRECT SHOPWEB TO IT, with a new`);
    assert.deepEqual(fresh.titles, ['Add an HTTPS listener and redirect ShopWeb to it, with a new parameter']);
  });

  test('what is offered is listed once, with names left out where they differ', () => {
    const { titles, unclear } = chosen(portals, `${plain}=nothing like it`);
    assert.deepEqual(titles, []);
    assert.deepEqual(unclear, [
      {
        choice: { rule: plain, which: 'nothing like it' },
        why: 'none',
        offers: [
          { number: 1, title: 'Add an HTTPS listener and redirect … to it' },
          { number: 2, title: 'Add an HTTPS listener with a new certificate and redirect … to it' },
        ],
      },
    ]);
  });
});

test('a choice among fixes of which one is safe, or called like the begin of another', () => {
  const named = (title: string, applicability: Applicability = 'choice'): RuleFix => ({
    title,
    applicability,
    kind: { title, pattern: title, parameter: undefined },
    edits: [],
  });
  const offered = [named('Redirect, slowly'), named('Redirect', 'safe'), named('Refuse')];
  const taken = (choice: string) =>
    chooser(new Set(), [choiceOf(choice)]).choose({ rule: 'a-rule', resource: 'Web' }, () => offered)?.title;
  assert.equal(taken('a-rule'), 'Redirect', 'the safe one, where nothing more is said');
  assert.equal(taken('a-rule=redirect'), 'Redirect');
  assert.equal(taken('a-rule=redirect,'), 'Redirect, slowly');
  assert.equal(taken('a-rule = 3'), 'Refuse');
  assert.equal(taken('a-rule=re'), undefined, 'which of them is not clear');
  assert.equal(taken('a-rule=unheard of'), 'Redirect', 'what is safe is done anyway');
  assert.equal(taken('another-rule'), 'Redirect');
});

test('a file that has changed since it was read is not written', () => {
  const plan = {
    path: '/a.yaml',
    file: 'a.yaml',
    text: 'a: 1\n',
    newText: 'a: 2\n',
    encoding: { name: 'utf-8', marked: false },
    fixed: [],
    left: [],
    untouchable: undefined,
    impact: { resources: [], opened: [] },
  } as const;
  let disk = 'a: 1\n';
  const pen: Pen = {
    read: () => new TextEncoder().encode(disk),
    replace(_, bytes) {
      disk = new TextDecoder().decode(bytes);
    },
  };
  assert.equal(write(plan, pen), undefined);
  assert.equal(disk, 'a: 2\n');
  disk = 'a: 3\n';
  assert.match(write(plan, pen) ?? '', /changed meanwhile/);
  assert.equal(disk, 'a: 3\n');
  const full = Object.assign(new Error('no'), { code: 'ENOSPC' });
  const replace = () => {
    throw full;
  };
  disk = 'a: 1\n';
  assert.equal(write(plan, { ...pen, replace }), 'There is no room left on the disk.');
});

describe('fixes that get into one another', () => {
  test('what writes at the same place waits, and sees what was written there', () => {
    const { edits, fixed, after } = fixAll(judged(portals), impactOf, firstOf(plain));
    const text = edited(portals, edits);
    assert.equal(text.match(/CertificateArn:$/gm)?.length, 1, `one parameter serves both\n${text}`);
    assert.deepEqual(
      fixed.map(({ resource }) => resource),
      ['Shop', 'Desk'],
    );
    assert.deepEqual(after.source.problems, []);
    assert.ok(!rulesIn(after).includes(plain));
  });

  test('a fix that does not help is taken once', () => {
    const useless: Choose = () => ({
      title: 'Say it again',
      applicability: 'safe',
      edits: [{ start: 0, end: 0, newText: '# hm\n' }],
    });
    const { edits, fixed } = fixAll(judged(shop), impactOf, useless);
    assert.equal(fixed.length, rulesIn(judged(shop)).length);
    assert.equal(edited(shop, edits), '# hm\n'.repeat(fixed.length) + shop);
  });

  test('a fix that breaks the text is not taken, and the others are', () => {
    const clumsy: Choose = (report, fixes) =>
      report.resource === 'Orders'
        ? {
            title: 'Oh',
            applicability: 'safe',
            edits: [{ start: shop.indexOf('Api'), end: shop.indexOf('Api'), newText: '"' }],
          }
        : safe(report, fixes);
    const { edits, fixed, after } = fixAll(judged(shop), impactOf, clumsy);
    assert.equal(edited(shop, edits), mended.replace('30000 #', '45000 #'));
    assert.deepEqual(
      fixed.map(({ resource }) => resource),
      ['Targets', 'Stock'],
    );
    assert.deepEqual(after.source.problems, []);
  });

  test('nor is one that brings a new warning to what stood there', () => {
    const careless: Choose = (report, fixes) =>
      report.resource === 'Stock'
        ? {
            title: 'Oh',
            applicability: 'safe',
            edits: [
              {
                start: shop.indexOf('Port: 8080'),
                end: shop.indexOf('Port'),
                newText: 'HealthCheckIntervalSeconds: 5, ',
              },
            ],
          }
        : report.rule === slow
          ? safe(report, fixes)
          : undefined;
    const calm = judged(shop.replace('HealthCheckTimeoutSeconds: 60', 'HealthCheckTimeoutSeconds: 20'));
    const { fixed } = fixAll(calm, impactOf, careless);
    assert.deepEqual(
      fixed.map(({ resource }) => resource),
      ['Orders'],
    );
  });

  test('a rule whose fixes throw costs its own fixes only', () => {
    const broken: Choose = (report, fixes) => {
      if (report.rule === late) throw new Error('ours');
      return safe(report, fixes);
    };
    const { fixed, crashes } = fixAll(judged(shop), impactOf, broken);
    assert.equal(fixed.length, 2);
    assert.deepEqual(
      crashes.map(({ rule, resource }) => `${rule} ${resource}`),
      [`${late} Targets`],
    );
  });
});
