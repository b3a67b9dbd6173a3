/*
 * Somebody types the name of a resource, letter by letter: most of those names are nobody's. Rules are not asked again
 * about all that may be meant, and what is said is what linting from scratch says.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rules } from '../rules/index.ts';
import type { AnyRule } from '../rules/kit/index.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { edit } from '../server/formats/syntax/edit.ts';
import { type Analysis, analyse, analyseDocument, locate } from '../server/linter/analysis.ts';

const shop = `
Resources:
  Shop: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: application } }
  Plain:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Shop, Protocol: HTTP, Port: 80, DefaultActions: [{ Type: forward, TargetGroupArn: arn }] }
  Other: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: application } }
  Secure:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Other, Protocol: HTTPS, Port: 443 }
  Quiet: { Type: AWS::SNS::Topic }
`;

describe('A reference that leads nowhere', () => {
  it('says what it says by now, letter by letter', () => {
    const typist = typing(`
Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
  Method:
    Type: AWS::ApiGateway::Method
    Properties: { RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: POST, AuthorizationType: NONE }
`);
    typist.replace('!Ref Api', '!Ref Apis');
    for (const letter of 'fo') typist.replace('!Ref Apis', `!Ref Apis${letter}`);
    assert.match(typist.why(), /Apisof is not in this template/);
  });

  it('is found by who is called so then, and by nobody who was called so in between', () => {
    const typist = typing();
    typist.replace('!Ref Other', '!Ref Sec');
    typist.replace('!Ref Sec', '!Ref Secu');
    typist.replace('!Ref Secu', '!Ref Store');
    typist.replace('  Quiet:', '  Secu:');
    typist.replace('  Shop:', '  Store:');
    typist.replace('  Secu:', '  Store2:');
    typist.replace('!Ref Store', '!Ref Plain');
  });

  it('is found by who comes with the same letter', () => {
    const typist = typing();
    typist.replace('!Ref Other', '!Ref Sho1');
    typist.replace('!Ref Sho1', '!Ref Sho2');
    const text = typist.text();
    const [from, to] = [text.indexOf('  Other:'), text.length];
    typist.replace(
      text.slice(from, to),
      text.slice(from, to).replace('  Other:', '  Sho3:').replace('!Ref Sho2', '!Ref Sho3'),
    );
  });

  it('is found by a parameter', () => {
    const typist = typing(`\nParameters:\n  Arn: { Type: String }\n${shop.slice(1)}`);
    typist.replace('!Ref Other', '!Ref Ar');
    typist.replace('!Ref Ar', '!Ref Ars');
    typist.replace('  Arn: {', '  Ars: {');
  });

  it('may be one of several', () => {
    const typist = typing(
      shop.replace('Port: 443', 'Port: !GetAtt Nobody.Port, Certificates: [{ CertificateArn: !Ref Cert }]'),
    );
    typist.replace('!Ref Cert', '!Ref Certi');
    typist.replace('!Ref Other', '!Ref Othe');
    typist.replace('!Ref Othe', '!Ref Oth');
    typist.replace('  Quiet:', '  Certi:');
    typist.replace('  Certi:', '  Oth:');
    typist.replace('  Oth:', '  Nobody:');
  });

  // So many unknown references count as one: nobody looks at each of them, and who pointed where has to be known.
  it('is one of a crowd until it is found', () => {
    const numbers = Array.from({ length: 20 }, (_, index) => index + 100);
    const listener = (number: number): string => `
  Secure${number}:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Nobody${number}, Protocol: HTTPS, Port: 443, Read: ${number} }
`;
    const typist = typing(`${shop}${numbers.map(listener).join('')}`);
    for (const number of numbers) {
      typist.replace(`!Ref Nobody${number}`, '!Ref Balancer');
      typist.replace(`Read: ${number}`, 'Read: by nobody');
    }
    typist.replace('!Ref Shop', '!Ref Balancer');
    typist.replace('  Shop:', '  Balancer:');
    for (const _ of numbers) typist.replace('!Ref Balancer, Protocol: HTTPS', '!Ref Store1, Protocol: HTTPS');
    for (const _ of numbers) typist.replace('!Ref Store1', '!Ref Store2');
    for (const _ of numbers) typist.replace('!Ref Store2', '!Ref Balancer');
  });

  it('is read again by nobody who had nothing to say of it', () => {
    let asked = 0;
    const counted = rules.map((rule): AnyRule => {
      const check: AnyRule['check'] = (...about) => {
        asked++;
        return rule.check(...about);
      };
      return { ...rule, check };
    });
    const typist = typing(shop, counted);
    typist.replace('!Ref Shop', '!Ref Shops');
    asked = 0;
    typist.replace('!Ref Shops', '!Ref Shopsi');
    const another = asked;
    typist.replace('!Ref Shopsi', '!Ref Shop');
    assert.ok(another < asked, `${another} times for a letter in between, ${asked} times for the last one`);
  });
});

/** Everything that is said after each change is held against what is said of the whole text. */
function typing(text = shop, asked: readonly AnyRule[] = rules) {
  let document = parseDocument(text);
  let analysis = analyseDocument('t.yaml', document, undefined, asked);
  return {
    text: (): string => document.text,
    why: (): string =>
      analysis
        ?.undecided()
        .map(({ why }) => why)
        .join('; ') ?? '',
    replace(from: string, to: string): void {
      const start = document.text.indexOf(from);
      assert.ok(start >= 0, `${from} is not there`);
      const before = analysis;
      document = edit(document, { start, end: start + from.length, newText: to }).document;
      analysis = analyseDocument('t.yaml', document, undefined, asked, before);
      assert.equal(analysis?.checks, before?.checks, 'it was linted from scratch');
      assert.deepEqual(said(analysis), said(analyse('t.yaml', document.text, undefined, asked)));
    },
  };
}

const said = (analysis: Analysis | undefined) => {
  assert.ok(analysis);
  const { findings, undecided, source } = analysis;
  return [
    ...findings.map(({ rule, message, severity, at }) => ({ rule, message, severity, span: locate(source, at) })),
    ...undecided().map(({ rule, resource, why, at }) => ({ rule, resource, why, span: locate(source, at) })),
  ];
};
