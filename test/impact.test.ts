// What deploying a change does: of templates of CloudFormation, and of SAM as what that becomes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCloudFormation } from '../server/formats/cloudformation/read.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { inWords, loadImpact } from '../server/impact/impact.ts';

const impactOf = await loadImpact();
const read = (text: string) => readCloudFormation('template.yaml', parseDocument(text));
const changed = (before: string, after: string) => impactOf(read(before), read(after));

const template = (resources: string): string => `Resources:\n${resources}`;
const queue = template('  Queue:\n    Type: AWS::SQS::Queue\n');
const two = `${queue}  Other:\n    Type: AWS::SQS::Queue\n`;

describe('The impact of a change', () => {
  it('is nothing where nothing has changed', () => {
    assert.equal(inWords(changed(queue, queue)), 'changes nothing that is deployed');
  });
  it('is a resource that is created', () => {
    assert.equal(inWords(changed(queue, two)), 'creates 1 resource');
  });
  it('is a resource that is deleted', () => {
    assert.equal(inWords(changed(two, queue)), 'deletes Other');
  });
});
