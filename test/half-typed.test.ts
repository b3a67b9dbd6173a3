/*
 * A name that is being typed. Until it is whole, what it refers to may be anything, and much that was known is not; who
 * found nothing before finds nothing meanwhile, and is not asked. It makes no difference to what is said.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../rules/index.ts';
import { type AnyRule, all, any, is, not, some } from '../rules/kit/index.ts';
import type { LoadBalancer } from '../rules/model/elbv2.ts';
import { parseFile } from '../server/formats/kind.ts';
import { edit } from '../server/formats/syntax/edit.ts';
import type { Change } from '../server/formats/syntax/tiling.ts';
import { type Analysis, analyse, analyseDocument } from '../server/linter/analysis.ts';
import { outOfTheBox } from '../server/linter/settings.ts';
import { crowds } from './bench/crowd.ts';
import { generate } from './bench/generate.ts';
import { withProviderTypes } from './bench/provider-types.ts';
import { type Random, random } from './bench/random.ts';
import { writeHcl } from './bench/write-hcl.ts';
import { caseFiles, fileIn } from './cases.ts';
import { firstDifference } from './fuzz/first-difference.ts';

const httpsRule = rules.find(({ id }) => id === 'alb-without-https-listener') ?? assert.fail();

const { yaml, json, model } = generate({ resources: 30, seed: 7 });

/** Two with a name of one kind, and what is left open by one of them for good. */
const shared = `
Parameters:
  Elsewhere: { Type: String }
Resources:
  One: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: application } }
  Two: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: application } }
  Three: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: application } }
  OfOne:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref One
      Protocol: HTTPS
      Port: 443
      Certificates: [{ CertificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/a }]
  OfTwo:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Two
      Protocol: HTTP
      Port: 80
      DefaultActions: [{ Type: forward, TargetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/a/1' }]
`;
const leftOpen = `${shared}  OfAny:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Elsewhere, Protocol: HTTP, Port: 8080 }
`;

/** With one more letter, one is called as the other is. */
const nearlyAlike = `
Resources:
  Web: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: application } }
  Webx: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: application, Name: !Ref Web } }
  Plain:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Webx, Protocol: HTTP, Port: 80 }
  Plainx:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Web, Protocol: HTTP, Port: 80 }
`;
const nearlyAlikeInHcl = `
resource "aws_lb" "web" {
  load_balancer_type = "application"
}

resource "aws_lb" "webx" {
  name = aws_lb.web.name
}

resource "aws_lb_listener" "plain" {
  load_balancer_arn = aws_lb.webx.arn
  port              = 80
}

resource "aws_lb_listener" "plainx" {
  load_balancer_arn = aws_lb.web.arn
  port              = 80
}
`;
const nearlyAlikeInJson = JSON.stringify(
  {
    resource: {
      aws_lb: { web: { load_balancer_type: 'application' }, webx: { name: '${aws_lb.web.name}' } },
      aws_lb_listener: {
        plain: { load_balancer_arn: '${aws_lb.webx.arn}', port: 80 },
        plainx: { load_balancer_arn: '${aws_lb.web.arn}', port: 80 },
      },
    },
  },
  undefined,
  2,
);

const texts = {
  'stack.yaml': yaml,
  'stack.json': json,
  'main.tf': writeHcl(withProviderTypes(model), 7),
  'shared.yaml': shared,
  'left-open.yaml': leftOpen,
  'nearly-alike.yaml': nearlyAlike,
  'nearly-alike.tf': nearlyAlikeInHcl,
  'nearly-alike.tf.json': nearlyAlikeInJson,
  'rest.yaml': crowds.rest(12),
  'http.yaml': crowds.http(12),
  'listener.yaml': crowds.listener(12),
} as const;

for (const [file, text] of Object.entries(texts)) {
  test(`${file}: each of its names half typed and whole again, alone and several at a time`, () => {
    const places = placesOfNames(file, text);
    const chance = random(11);
    const typist = typing(file, text);
    for (const place of places) {
      typist.write(place, 'x');
      typist.takeBack();
    }
    for (let round = 0; round < places.length; round++) {
      for (let many = 1 + chance.below(4); many > 0; many--) typist.write(anyOf(places, chance), 'x');
      // What may have become undecided is worked out when somebody asks, and only then.
      if (chance.below(3) === 0) typist.asksWhatIsUndecided();
      typist.takeBack(chance.below(2) === 0 ? Number.POSITIVE_INFINITY : 1);
      if (chance.below(3) === 0) typist.asksWhatIsUndecided();
    }
    typist.takeBack(Number.POSITIVE_INFINITY);
    typist.asksWhatIsUndecided();
  });
}

for (const [file, text] of Object.entries(texts)) {
  test(`${file}: whatever else is edited while a name is half typed counts when that is whole again`, () => {
    const names = placesOfNames(file, text);
    const first = Math.min(...names); // before that it would be no template any more
    const words = [...text.matchAll(/\w+/g)]
      .map(({ 0: word, index }) => index + word.length)
      .filter((one) => one > first);
    const chance = random(23);
    const typist = typing(file, text);
    for (let round = 0; round < 120; round++) {
      const name = anyOf(names, chance);
      typist.write(name, 'x');
      if (chance.below(3) === 0) typist.asksWhatIsUndecided();
      for (let many = 1 + chance.below(3); many > 0; many--)
        typist.write(anyOf(words, chance), chance.pick(['x', '0', ' ', '\n']));
      typist.takeBackAt(name);
      if (chance.below(3) === 0) typist.asksWhatIsUndecided();
      typist.takeBack(Number.POSITIVE_INFINITY);
    }
    typist.asksWhatIsUndecided();
  });
}

for (const { id, cases } of caseFiles())
  test(`${id}: in its cases, more that is not known makes no finding`, () => {
    const only = rules.filter((rule) => rule.id === id);
    const chance = random(cases.length);
    for (const { format, text, settings } of cases) {
      const file = fileIn(format);
      const places = placesOfNames(file, text);
      if (places.length === 0) continue;
      const typist = typing(file, text, only, { settings });
      for (let count = 0; count < 4; count++) typist.write(anyOf(places, chance), 'x');
      typist.takeBack(Number.POSITIVE_INFINITY);
    }
  });

test('Whoever found nothing is asked for a half typed name only when somebody wants to know what is undecided', () => {
  const asked: string[] = [];
  const askedNow = () => asked.splice(0).sort();
  const typist = typing('shared.yaml', shared, [noted(asked, httpsRule)], { fromScratch: [httpsRule] });
  assert.deepEqual(askedNow(), ['One', 'Three', 'Two']);
  assert.deepEqual(typist.found(), ['Two']);

  typist.write(shared.indexOf('!Ref One') + '!Ref One'.length, 's');
  assert.deepEqual(askedNow(), ['One', 'Two'], 'One has lost its listener, and Two may have got it');
  assert.deepEqual(typist.found(), []);
  typist.takeBack();
  assert.deepEqual(askedNow(), ['One'], 'Two has what it had, and so says what it said');
  assert.deepEqual(typist.found(), ['Two']);

  typist.asksWhatIsUndecided();
  assert.deepEqual(askedNow(), [], 'what Three may have got, it never had');
  typist.write(shared.indexOf('!Ref One') + '!Ref One'.length, 's');
  askedNow();
  typist.asksWhatIsUndecided();
  assert.deepEqual(askedNow(), ['Three']);
});

const hasListenerOrAcl: AnyRule = {
  ...httpsRule,
  check: (row) => {
    const alb = row as LoadBalancer;
    return { when: any(some(alb.listeners), some(alb.webAcls)), at: alb, message: 'has one' };
  },
};
const guarded = `${shared}  Guard:
    Type: AWS::WAFv2::WebACLAssociation
    Properties: { ResourceArn: !Ref One, WebACLArn: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/1' }
`;

test('Of two names that are half typed, the second is still open when the first is whole', () => {
  const typist = typing('shared.yaml', guarded, [hasListenerOrAcl]);
  assert.deepEqual(typist.found(), ['One', 'Two']);
  typist.write(guarded.indexOf('LoadBalancerArn: !Ref Two') + 'LoadBalancerArn: !Ref Two'.length, 's');
  typist.write(guarded.indexOf('ResourceArn: !Ref One') + 'ResourceArn: !Ref One'.length, 's');
  typist.takeBack();
  assert.deepEqual(typist.undecided(), ['Two', 'Three']);
});

test('Who has been asked what is undecided is asked again when one more name is half typed', () => {
  const hasBoth: AnyRule = {
    ...httpsRule,
    check: (row) => {
      const alb = row as LoadBalancer;
      return { when: all(some(alb.listeners), some(alb.webAcls)), at: alb, message: 'has both' };
    },
  };
  const typist = typing('shared.yaml', guarded, [hasBoth]);
  typist.replace('LoadBalancerArn: !Ref Two', 'LoadBalancerArn: !Ref Twos');
  assert.deepEqual(typist.undecided(), []);
  typist.replace('ResourceArn: !Ref One', 'ResourceArn: !Ref Ones');
  assert.deepEqual(typist.undecided(), ['One', 'Two', 'Three']);
});

test('What was found before a name was half typed stands where it stands by then', () => {
  const plainRule: AnyRule = {
    ...httpsRule,
    check: (row) => {
      const alb = row as LoadBalancer;
      return {
        when: not(some(alb.listeners, ({ protocol }) => is(protocol, 'HTTPS'))),
        at: alb.type,
        message: 'plain',
      };
    },
  };
  const typist = typing('shared.yaml', shared, [plainRule]);
  typist.replace('!Ref One', '!Ref Ones');
  assert.deepEqual(typist.found(), []);
  typist.replace('Two: { Type', 'Two: { Description: x, Type');
  typist.replace('!Ref Ones', '!Ref One');
  assert.deepEqual(typist.found(), ['Two', 'Three']);
});

test('What many routes have asked of their API meanwhile is asked again when all of them are known', () => {
  const routes = `
Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: a } }
  Other: { Type: AWS::ApiGateway::RestApi, Properties: { Name: b } }
${['NONE', 'NONE', 'NONE', 'AWS_IAM'].map(methodOfApi).join('').replace('!Ref Api', '!Ref Other')}`;
  for (const asksMeanwhile of [true, false]) {
    const typist = typing('routes.yaml', routes);
    const meanwhile = (from: string, to: string): void => {
      typist.replace('!Ref Other', '!Ref Others');
      if (asksMeanwhile) typist.asksWhatIsUndecided();
      typist.replace(from, to);
      typist.replace('!Ref Others', '!Ref Other');
      typist.asksWhatIsUndecided();
    };
    meanwhile('AWS_IAM', 'NONE');
    meanwhile('!Ref Api', '!Ref Other');
  }
});

const methodOfApi = (asks: string, index: number): string => `  M${index}:
    Type: AWS::ApiGateway::Method
    Properties: { RestApiId: !Ref Api, HttpMethod: POST, AuthorizationType: ${asks} }
`;

test('What many listeners leave open is known once the last of them is written out', () => {
  const typist = typing('shared.yaml', shared + listenersOf('Elsewhere'));
  while (typist.text().includes('!Ref Elsewhere')) {
    assert.ok(!typist.found(httpsRule.id).includes('Two'));
    typist.replace('!Ref Elsewhere', '!Ref Three');
  }
  assert.ok(typist.found(httpsRule.id).includes('Two'));
});

test('So many names half typed that nobody looks at each of them, and then whole again', () => {
  const text = shared + listenersOf('Three');
  const typist = typing('shared.yaml', text);
  for (const { index } of text.matchAll(/(?<=!Ref Three)/g)) typist.write(index, 's');
  assert.ok(!typist.found(httpsRule.id).includes('Two'));
  typist.takeBack(Number.POSITIVE_INFINITY);
  assert.ok(typist.found(httpsRule.id).includes('Two'));
});

const listenersOf = (name: string): string =>
  Array.from(
    { length: 20 },
    (_, index) => `  Many${index}:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref ${name}, Protocol: HTTPS, Port: ${8000 + index} }
`,
  ).join('');

const anyOf = (places: readonly number[], chance: Random): number => places[chance.below(places.length)] ?? 0;

/** Behind each name of a resource, where it is given and where it is spoken of. */
function placesOfNames(file: string, text: string): readonly number[] {
  const { source } = analyse(file, text) ?? assert.fail();
  const names = new Set(source.resources.map(({ name }) => name.split('.').at(-1) ?? ''));
  return [...text.matchAll(/\w+/g)].flatMap(({ 0: word, index }) => (names.has(word) ? [index + word.length] : []));
}

/** After each of its changes, what is found is what is found from scratch. */
function typing(
  file: string,
  first: string,
  only: readonly AnyRule[] = rules,
  { fromScratch = only, settings = outOfTheBox } = {},
) {
  let document = parseFile(file, first);
  let analysis = analyseDocument(file, document, settings, only) ?? assert.fail();
  const written: number[] = [];
  const change = (one: Change): void => {
    document = edit(document, one).document;
    analysis = analyseDocument(file, document, settings, only, analysis) ?? assert.fail();
    const what = `findings of ${file} after ${JSON.stringify(one)}`;
    assert.equal(firstDifference(analysis.findings, scratch().findings, what), undefined);
  };
  /** Of several that were written there, the last one. */
  const takeBackAt = (place: number): void => {
    written.splice(written.lastIndexOf(place), 1);
    const at = place + written.filter((one) => one <= place).length;
    change({ start: at, end: at + 1, newText: '' });
  };
  const scratch = (): Analysis => analyse(file, document.text, settings, fromScratch) ?? assert.fail();
  return {
    text: () => document.text,
    found: (id?: string) => analysis.findings.flatMap(({ rule, resource }) => (!id || rule === id ? [resource] : [])),
    undecided: () => analysis.undecided().map(({ resource }) => resource),
    replace(from: string, to: string): void {
      const start = document.text.indexOf(from);
      change({ start, end: start + from.length, newText: to });
    },
    write(place: number, letter: string): void {
      // Places are those of the first text.
      const at = place + written.filter((one) => one <= place).length;
      written.push(place);
      change({ start: at, end: at, newText: letter });
    },
    /** The last ones first. */
    takeBack(most = 1): void {
      for (let count = 0; count < most; count++) {
        const place = written.at(-1);
        if (place === undefined) return;
        takeBackAt(place);
      }
    },
    takeBackAt,
    asksWhatIsUndecided(): void {
      assert.equal(firstDifference(analysis.undecided(), scratch().undecided(), `undecided in ${file}`), undefined);
    },
  };
}

/** The rule, and a note of whom it is asked about. */
const noted = (asked: string[], rule: AnyRule): AnyRule => ({
  ...rule,
  check: (row, quotas) => {
    asked.push((row as { readonly name: string }).name);
    return rule.check(row, quotas);
  },
});
