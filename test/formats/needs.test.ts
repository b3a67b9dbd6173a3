/* What a resource depends on follows each letter that is typed, be it in a name, beside one, or where none is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFile } from '../../server/formats/kind.ts';
import { edit } from '../../server/formats/syntax/edit.ts';
import { type Analysis, analyse, analyseDocument } from '../../server/linter/analysis.ts';

const texts = {
  'stack.yaml': `Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    DependsOn: [Igw, Route]
    Properties:
      LoadBalancerArn: !Ref Alb
      Port: 80
      DefaultActions:
        - Type: forward
          TargetGroupArn: {Ref: Group}
          Order: 1
        - !If [IsFast, !Ref Fast, {Type: forward, TargetGroupArn: !GetAtt Slow.Arn}]
      Refx: Other
      Tags:
        - Key: a
          Value: !Sub 'it is \${Named} and \${Held.Arn}'
        - {Key: b, Value: {'Fn::GetAtt': [Far, Arn]}}
      Own: !Sub ['\${one}', {one: !Ref Bound}]
  Alb: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, DependsOn: Igw}
  Igw: {Type: AWS::EC2::InternetGateway}
`,
  'stack.json': `{
  "Resources": {
    "Web": {
      "Type": "AWS::ElasticLoadBalancingV2::Listener",
      "DependsOn": "Igw",
      "Properties": {
        "LoadBalancerArn": {"Ref": "Alb"},
        "Refx": "Other",
        "Tags": [{"Key": "a", "Value": {"Fn::Sub": "it is \${Named}"}}, {"Fnx": ["Far", "Arn"]}]
      }
    },
    "Alb": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer"}
  }
}
`,
} as const;

for (const [file, text] of Object.entries(texts))
  test(`${file}: a letter typed at each place, and taken away there`, () => {
    let document = parseFile(file, text);
    let analysis = analyseDocument(file, document);
    const type = (start: number, end: number, newText: string): void => {
      if (analysis) needsOf(analysis);
      document = edit(document, { start, end, newText }).document;
      analysis = analyseDocument(file, document, undefined, undefined, analysis);
      const scratch = analyse(file, document.text);
      assert.deepEqual(analysis && needsOf(analysis), scratch && needsOf(scratch), document.text);
    };
    for (let place = 0; place < text.length; place++) {
      type(place, place, 'x');
      type(place, place + 1, '');
      if (!/\w/.test(text.charAt(place))) continue;
      type(place, place + 1, '');
      type(place, place, text.charAt(place));
    }
    assert.equal(document.text, text);
  });

const needsOf = ({ source }: Analysis): readonly (readonly [string, readonly string[]])[] =>
  source.resources.map(({ name, needs }) => [name, [...needs].sort()]);
