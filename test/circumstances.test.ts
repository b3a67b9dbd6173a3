import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageOf } from '../server/linter/circumstances.ts';

const said = (when: string | undefined, ...assumes: string[]) =>
  messageOf({ message: 'Web serves plain HTTP; redirect it to HTTPS.', when, assumes });

test('a message names the branch and the defaults that it holds under', () => {
  assert.equal(said(undefined), 'Web serves plain HTTP; redirect it to HTTPS.');
  assert.equal(said('when HasCert is false'), 'Web serves plain HTTP; redirect it to HTTPS (when HasCert is false).');
  assert.equal(said(undefined, 'Port'), "Web serves plain HTTP; redirect it to HTTPS (assuming Port's default).");
  assert.equal(
    said('when HasCert is false', 'Port', 'Stage', 'Scheme'),
    'Web serves plain HTTP; redirect it to HTTPS (when HasCert is false, assuming the defaults of Port, Stage, and Scheme).',
  );
});
