/* What a template of SAM deploys is known in full: written down as CloudFormation, the same is said of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../server/linter/analysis.ts';
import { strict } from './cases.ts';
import { type CorpusFolder, corpusFiles, corpusTest } from './corpus.ts';
import { deployedTwin, saidOnce } from './deployed-twin.ts';
import { membersOf } from './nodes.ts';
import type { Json } from './twin.ts';

const folders: readonly CorpusFolder[] = ['sam-pairs', 'real', 'labelled', 'robust'];

for (const folder of folders)
  corpusTest(`of SAM templates of ${folder}, the same is said as of what they deploy`, () => {
    for (const { name, text } of corpusFiles(folder, ['.yaml', '.yml', '.json', '.template'])) {
      const sam = text.includes('AWS::Serverless::') ? analyse(name, text, strict) : undefined;
      if (!sam) continue;
      const twin = analyse(`${name}.json`, deployedTwin(sam.source), strict);
      assert.ok(twin, `the twin of ${name} is no template`);
      assert.deepEqual(saidOnce(twin, sam), saidOnce(sam, sam), name);
    }
  });

test('what is made of SAM stands in the twin; what the user wrote beside it, as it was', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Conditions:
  IsOpen: !Equals [!Ref AWS::Region, eu-central-1]
Globals:
  Function: { Timeout: !If [IsOpen, 10, 20] }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      MemorySize: !FindInMap [Sizes, small, memory]
      Events:
        Get: { Type: Api, Properties: { Path: /orders, Method: get } }
Outputs:
  Stage: { Value: !Ref ServerlessRestApi.Stage }
`;
  const sam = analyse('template.yaml', text, strict);
  assert.ok(sam);
  const { Resources, Outputs } = membersOf(JSON.parse(deployedTwin(sam.source)) as Json);
  const { Orders, ...others } = membersOf(Resources);
  const { MemorySize, Timeout } = membersOf(membersOf(Orders)['Properties']);
  assert.deepEqual(MemorySize, { 'Fn::FindInMap': ['Sizes', 'small', 'memory'] });
  assert.deepEqual(Timeout, { 'Fn::If': ['IsOpen', 10, 20] });
  assert.deepEqual(Object.keys(others), [
    'ServerlessRestApi',
    'ServerlessRestApiDeployment',
    'ServerlessRestApiProdStage',
    'OrdersGetPermissionProd',
  ]);
  assert.deepEqual(Outputs, { Stage: { Value: { Ref: 'ServerlessRestApiProdStage' } } });
});
