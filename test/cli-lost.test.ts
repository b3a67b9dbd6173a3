/* What a template names that is not there, on the command line. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { folderOf, gatelint } from './command-line.ts';

const template = (location: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties: { StageName: prod, DefinitionUri: ${location} }
`;

/** The notes of all templates: `severity line message`. */
async function noted(folder: string): Promise<{ readonly code: number | null; readonly notes: readonly string[] }> {
  const { code, out } = await gatelint(folder, ['check', '--format', 'json', '--fail-on', 'warning', 'infra']);
  // The schema says so.
  const { problems } = JSON.parse(out) as {
    problems: { kind: string; severity: string; message: string; range: { start: { line: number } } }[];
  };
  return {
    code,
    notes: problems.map(
      ({ kind, severity, range, message }) => `${kind} ${severity} ${range.start.line + 1} ${message}`,
    ),
  };
}

describe('gatelint check says which files it has not read', { concurrency: 2 }, () => {
  test('and fails for none of them: they may be made before the deployment', async () => {
    for (const [location, note] of [
      [
        'shpo.yaml',
        'information 5 shpo.yaml is not there, seen from this file; correct the path, or make the file before this is checked.',
      ],
      ['.', 'information 5 . is a folder; name the file in it.'],
      [
        '../../shop.yaml',
        'hint 5 ../../shop.yaml lies outside of the workspace and is not read; work in a folder that holds both, if it should be checked.',
      ],
      ['bytes.yaml', 'information 5 bytes.yaml is not UTF-8 (line 1); save it as UTF-8.'],
    ] as const) {
      const folder = folderOf({
        'infra/template.yaml': template(location),
        'infra/shop.yaml': 'paths: {}\n',
        'infra/bytes.yaml': new Uint8Array([0xc3, 0x28]),
      });
      assert.deepEqual(await noted(folder), { code: 0, notes: [`reference ${note}`] });
    }
    const whole = folderOf({ 'infra/template.yaml': template('shop.yaml'), 'infra/shop.yaml': 'paths: {}\n' });
    assert.deepEqual(await noted(whole), { code: 0, notes: [] });
  });

  test('and which modules of Terraform', async () => {
    const call = (source: string) => `module "web" {\n  source = "${source}"\n}\n`;
    for (const [source, code, note] of [
      [
        './web',
        0,
        'information 2 ./web is not there, seen from this file; correct the path, or make the folder before this is checked.',
      ],
      [
        './shop',
        0,
        'information 2 ./shop has no file of Terraform in it; correct the path, or write the module before this is checked.',
      ],
      [
        '../../web',
        0,
        'hint 2 ../../web lies outside of the workspace and is not read; work in a folder that holds both, if it should be checked.',
      ],
      [
        '../infra',
        1,
        'error 2 This module calls itself: module.web leads back to it, which Terraform refuses; correct the source, or remove the call.',
      ],
    ] as const) {
      const folder = folderOf({ 'infra/main.tf': call(source), 'infra/shop/README.md': '# Shop\n' });
      assert.deepEqual(await noted(folder), { code, notes: [`reference ${note}`] });
    }
  });

  test('and shows them to people, with the line', async () => {
    const folder = folderOf({ 'infra/template.yaml': template('shpo.yaml') });
    const { out } = await gatelint(folder, ['check', 'infra']);
    assert.match(out, /infra\/template\.yaml:5:51 {2}information {2}reference\n {2}shpo\.yaml is not there, /);
    assert.match(out, /[1-9] information in 1 file\.$/m);
  });

  test('and an event at an API that is not there fails, as it does at SAM, and keeps no fix from being made', async () => {
    const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  Shop: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: { Type: Api, Properties: { Path: /, Method: get, RestApiId: !Ref Shp } }
`;
    const folder = folderOf({ 'infra/template.yaml': text });
    assert.deepEqual(await noted(folder), {
      code: 1,
      notes: ['reference error 8 There is no REST API Shp in this template; did you mean Shop?'],
    });
    const { err } = await gatelint(folder, ['fix', 'infra']);
    assert.doesNotMatch(err, /cannot be read whole/);
  });
});
