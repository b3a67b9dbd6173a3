// Rows may share a place: there a thing is said once, whoever says it, and still is when one of them says it no more.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AnyRule, defineRule, given, show } from '../rules/kit/index.ts';
import { Listener } from '../rules/model/elbv2.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { edit } from '../server/formats/syntax/edit.ts';
import { type Analysis, analyse, analyseDocument } from '../server/linter/analysis.ts';
import { outOfTheBox } from '../server/linter/settings.ts';

/** Of each listener, said of its load balancer. */
const speaksHow = defineRule({
  id: 'speaks-how',
  resource: Listener,
  severity: 'warning',
  preset: 'essential',
  docs: { title: '', why: '', quietWhen: [], sources: [] },
  check: ({ protocol, loadBalancer }) => ({
    when: given(protocol),
    at: loadBalancer.scheme,
    message: `is spoken to by ${show(protocol)}`,
  }),
});

const template = `Resources:
  A:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
  OfA:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref A, Protocol: HTTP }
  OfB:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref B, Protocol: TLS }
  OfAToo:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref A, Protocol: HTTP }
  OfAAsWell:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref A, Protocol: HTTPS }
  B:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
`;

const said = (analysis: Analysis | undefined): readonly string[] =>
  (analysis?.findings ?? []).map(({ row, at, message }) => `${row.split('#').at(-1)}: ${at.item} ${message}`);

describe('what several rows say of one', () => {
  const only: readonly AnyRule[] = [speaksHow];

  test('is said once, by the first of them', () => {
    assert.deepEqual(said(analyse('t.yaml', template, outOfTheBox, only)), [
      'OfA: Resources.A is spoken to by HTTP',
      'OfB: Resources.B is spoken to by TLS',
      'OfAAsWell: Resources.A is spoken to by HTTPS',
    ]);
  });

  const steps: readonly (readonly [title: string, from: string, to: string])[] = [
    ['the first says something else: the second says it', 'A, Protocol: HTTP }\n  OfB', 'A, Protocol: TLS }\n  OfB'],
    ['the second says the same as the first', 'A, Protocol: HTTP }', 'A, Protocol: TLS }'],
    ['the last says it, too', 'HTTPS', 'TLS'],
    ['the first says nothing', 'A, Protocol: TLS }\n  OfB', 'A }\n  OfB'],
    ['the first is there no more', '  OfA:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n', '  OfA:\n'],
    [
      'one in between comes',
      '  B:\n',
      '  New:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n    Properties: { LoadBalancerArn: !Ref A, Protocol: UDP }\n  B:\n',
    ],
    ['the first comes back', '  OfA:\n', '  OfA:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n'],
    ['and speaks', 'A }\n', 'A, Protocol: UDP }\n'],
    [
      'another one speaks of the other',
      'OfAToo:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n    Properties: { LoadBalancerArn: !Ref A',
      'OfAToo:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n    Properties: { LoadBalancerArn: !Ref B',
    ],
  ];
  test('is followed while somebody types', () => {
    let document = parseDocument(template);
    let analysis = analyseDocument('t.yaml', document, outOfTheBox, only);
    for (const [title, from, to] of steps) {
      const start = document.text.indexOf(from);
      assert.notEqual(start, -1, title);
      ({ document } = edit(document, { start, end: start + from.length, newText: to }));
      analysis = analyseDocument('t.yaml', document, outOfTheBox, only, analysis);
      assert.deepEqual(said(analysis), said(analyse('t.yaml', document.text, outOfTheBox, only)), title);
    }
    assert.deepEqual(said(analysis), [
      'OfA: Resources.A is spoken to by UDP',
      'OfB: Resources.B is spoken to by TLS',
      'OfAAsWell: Resources.A is spoken to by TLS',
    ]);
  });
});
