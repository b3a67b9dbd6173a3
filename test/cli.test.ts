/* The command line as its users meet it: a process, a folder, what it prints and how it ends. */
import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { lineIndex } from '../server/formats/syntax/lines.ts';
import type { Outcome } from '../server/linter/outcome.ts';
import { type Ended, folderOf, gatelint } from './command-line.ts';

/** API Gateway refuses to wait this long: one error. */
const wrong = `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: orders, ProtocolType: HTTP }
  Backend:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
      IntegrationUri: https://example.com
      TimeoutInMillis: 45000
`;
const right = wrong.replace('45000', '20000');
/** One warning, and nothing worse. */
const unguarded = `Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: internet-facing, Subnets: [subnet-1, subnet-2] }
`;
/** A warning, and no error. */
const outdated = `Resources:
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [subnet-1, subnet-2] } }
  Secure:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Alb, Protocol: HTTPS, Port: 443, SslPolicy: ELBSecurityPolicy-2016-08, Certificates: [{ CertificateArn: !Ref Certificate }] }
`;
/** Its author knows better. */
const silenced = wrong.replace('45000', '45000 # gatelint-ignore apigw-integration-timeout-invalid -- a raised quota');
const unknown = wrong
  .replace('Resources:', 'Parameters:\n  Patience: { Type: Number }\nResources:')
  .replace('45000', '!Ref Patience');
const halfTyped = `${wrong}  Next:\n    Type: "AWS::\n`;

type Output = Pick<Outcome, 'findings' | 'suppressed' | 'undecided' | 'problems'> & {
  readonly version: string;
  readonly files: readonly string[];
};

async function asJson(cwd: string, ...args: readonly string[]): Promise<Ended & { readonly output: Output }> {
  const ended = await gatelint(cwd, ['check', '--format', 'json', ...args]);
  const output: Output = JSON.parse(ended.out); // its shape is tested below, against the schema
  return { ...ended, output };
}

test('what an argument causes in a nested stack is told at the argument, with the place where it is used', async () => {
  const folder = folderOf({
    'outer.yaml': `Resources:
  Edge:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: stacks/edge.yaml
      Parameters: { Wait: 45000 }
`,
    'stacks/edge.yaml': wrong
      .replace('Resources:', 'Parameters:\n  Wait: { Type: Number }\nResources:')
      .replace('45000', '!Ref Wait'),
  });
  const { out, err, code } = await gatelint(folder, ['check']);
  assert.equal(err, '');
  assert.equal(code, 1);
  assert.match(out, /^outer\.yaml:6:27 {2}error {2}apigw-integration-timeout-invalid$/m);
  assert.match(out, /^ {2}see +stacks\/edge\.yaml:13:24 {2}where Wait is used$/m);
});

describe('exit codes', { concurrency: 2 }, () => {
  test('0: a template in which nothing is wrong', async () => {
    const { code, out, err } = await gatelint(folderOf({ 'right.yaml': right }), ['check']);
    assert.deepEqual({ code, out, err }, { code: 0, out: 'Nothing found in 1 file.\n', err: '' });
  });

  test('0: an empty folder, and it says that there was nothing', async () => {
    const { code, out, err } = await gatelint(folderOf({}), ['check']);
    assert.deepEqual({ code, out }, { code: 0, out: '' });
    assert.equal(err, 'No CloudFormation template and no Terraform was found in ..\n');
  });

  test('1: a finding as bad as a warning; 0 where only errors fail', async () => {
    const folder = folderOf({ 'outdated.yaml': outdated });
    assert.equal((await gatelint(folder, ['check'])).code, 1);
    assert.equal((await gatelint(folder, ['check', '--fail-on', 'error'])).code, 0);
    assert.equal((await gatelint(folder, ['check', '--fail-on', 'hint'])).code, 1);
  });

  test('0: what is suppressed; 1: a suppression of a rule that does not exist', async () => {
    const folder = folderOf({ 'silenced.yaml': silenced });
    const { code, out } = await gatelint(folder, ['check']);
    assert.deepEqual({ code, out }, { code: 0, out: 'Nothing found in 1 file.\n1 finding suppressed.\n' });
    const misspelt = folderOf({
      'misspelt.yaml': silenced.replace('invalid -- ', 'invald -- ').replace('45000', '20000'),
    });
    assert.equal((await gatelint(misspelt, ['check'])).code, 1);
  });

  test('1: a half-typed template, with the findings of what still stands', async () => {
    const { code, output } = await asJson(folderOf({ 'half.yaml': halfTyped }), '--fail-on', 'error');
    assert.equal(code, 1);
    assert.deepEqual(
      output.problems.map(({ kind, file }) => `${kind} ${file}`),
      ['syntax half.yaml'],
    );
    assert.deepEqual(
      output.findings.map(({ resource }) => resource),
      ['Backend'],
    );
  });

  test('2: a file that is not there, after the findings of the others', async () => {
    const { code, out, err } = await gatelint(folderOf({ 'wrong.yaml': wrong }), [
      'check',
      'nowhere.yaml',
      'wrong.yaml',
    ]);
    assert.equal(code, 2);
    assert.match(out, /apigw-integration-timeout-invalid/);
    assert.equal(err, 'nowhere.yaml: There is no such file or folder; check the path.\n');
  });

  test('2: a link that leads to itself', async () => {
    const folder = folderOf({ 'right.yaml': right });
    symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
    const named = await gatelint(folder, ['check', 'loop.yaml']);
    assert.equal(named.code, 2);
    assert.match(named.err, /^loop\.yaml: This link leads to itself/);
    assert.equal((await gatelint(folder, ['check'])).code, 2, 'found in a folder, too');
  });

  test('2: a template that is not UTF-8; a file of another kind is left alone', async () => {
    const latin1 = Buffer.from(right.replace('orders', 'caf\u00e9'), 'latin1');
    const photograph = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff, 0xfe]);
    const folder = folderOf({ 'latin1.yaml': latin1, 'photograph.json': photograph });
    const walked = await gatelint(folder, ['check']);
    assert.equal(walked.code, 2);
    assert.equal(walked.err, 'latin1.yaml: This file is not UTF-8 (line 4); save it as UTF-8.\n');
    const named = await gatelint(folder, ['check', 'photograph.json']);
    assert.equal(named.code, 2);
    assert.match(named.err, /^photograph\.json: This file is no text/);
  });

  test('2: a rule that crashed, after the findings of the other rules', async () => {
    const source = (path: string) => new URL(`../${path}`, import.meta.url);
    const crashing = `import { rules } from '${source('rules/index.ts')}';
      rules.unshift({ ...rules.find(({ id }) => id === 'alb-without-waf'),
        id: 'broken', check() { throw new Error('no good'); } });`;
    const preloads = [import.meta.resolve('tsx'), `data:text/javascript,${encodeURIComponent(crashing)}`];
    const { code, out, err } = await gatelint(folderOf({ 'unguarded.yaml': unguarded }), ['check'], {
      program: [...preloads.flatMap((preload) => ['--import', preload]), fileURLToPath(source('server/cli.ts'))],
    });
    assert.equal(code, 2);
    assert.match(out, /alb-without-waf/);
    assert.match(err, /^unguarded\.yaml: The rule broken failed on Alb: no good\n.*please report it at https:/);
  });

  test('2: wrong words, and what was meant', async () => {
    const folder = folderOf({ 'right.yaml': right });
    const said = async (...args: string[]) => {
      const { code, out, err } = await gatelint(folder, args);
      assert.deepEqual({ code, out }, { code: 2, out: '' }, args.join(' '));
      return err;
    };
    assert.match(await said('chekc'), /unknown command 'chekc'\n\(Did you mean check\?\)/);
    assert.match(await said('check', '--fromat', 'json'), /unknown option '--fromat'\n\(Did you mean --format\?\)/);
    assert.match(
      await said('check', '--format', 'jsno'),
      /'jsno' is invalid. Allowed choices are pretty, json\.\n\(Did you mean json\?\)/,
    );
    assert.match(
      await said('check', '--fail-on', 'never'),
      /Allowed choices are error, warning, information, hint\.\nRun/,
    );
    assert.match(await said('right.yaml'), /run: gatelint check right\.yaml/);
    assert.match(await said('lsp'), /--stdio/);
    assert.match(await said(), /Usage: gatelint/);
  });
});

describe('which files are checked', { concurrency: 2 }, () => {
  test('a folder without what .gitignore leaves out, in the folders below and above, too', async () => {
    const folder = folderOf({
      '.git/HEAD': 'ref: refs/heads/main',
      '.gitignore': 'build/\n*.local.yaml\n',
      'build/a.yaml': wrong,
      'b.local.yaml': wrong,
      'stacks/.gitignore': 'old.yaml\n!kept.local.yaml\n',
      'stacks/old.yaml': wrong,
      'stacks/kept.local.yaml': wrong,
      'stacks/deep/c.local.yaml': wrong,
      'stacks/deep/d.yml': wrong,
      'node_modules/e.yaml': wrong,
      '.git/f.yaml': wrong,
    });
    assert.deepEqual((await asJson(folder)).output.files, ['stacks/deep/d.yml', 'stacks/kept.local.yaml']);
    assert.deepEqual((await asJson(join(folder, 'stacks'))).output.files, ['deep/d.yml', 'kept.local.yaml']);
    assert.deepEqual((await asJson(folder, 'build')).output.files, ['build/a.yaml'], 'what is named is wanted');
  });

  test('by content: a template whatever it is called, and nothing else', async () => {
    const folder = folderOf({
      'a.template': wrong,
      'b.json': JSON.stringify({ Resources: { Api: { Type: 'AWS::ApiGatewayV2::Api' } } }),
      'c.YAML': wrong,
      'compose.yaml': 'services:\n  web: { image: nginx }\n',
      'stack.txt': wrong,
    });
    assert.deepEqual((await asJson(folder)).output.files, ['a.template', 'b.json', 'c.YAML']);
    const { code, err, output } = await asJson(folder, 'stack.txt', 'compose.yaml');
    assert.deepEqual(output.files, ['stack.txt']);
    assert.equal(code, 1);
    assert.equal(
      err,
      'compose.yaml: this is no CloudFormation template and no Terraform; there was nothing to check in it.\n',
    );
  });

  test('each file once, under the name that leads to it from here', async () => {
    const folder = folderOf({ 'here/a.yaml': right, 'there/b.yaml': right });
    const { output } = await asJson(join(folder, 'here'), '../there', 'a.yaml', '.', join(folder, 'here', 'a.yaml'));
    assert.deepEqual(output.files, ['../there/b.yaml', 'a.yaml']);
  });
});

describe('what is printed', { concurrency: 2 }, () => {
  test('JSON as the schema describes it, and no property that the schema does not know', async () => {
    const schema = JSON.parse(readFileSync(new URL('../schema/gatelint-output.schema.json', import.meta.url), 'utf8'));
    const validate = new Ajv({ allErrors: true }).compile(closed(schema));
    const folder = folderOf({
      'half.yaml': halfTyped,
      'idle.yaml': silenced.replace('45000', '20000'),
      'latin1.yaml': Buffer.from(right.replace('orders', 'caf\u00e9'), 'latin1'),
      'silenced.yaml': silenced,
      'unknown.yaml': unknown,
      'wrong.yaml': wrong,
    });
    const samples = fileURLToPath(new URL('../samples', import.meta.url));
    for (const { output } of [await asJson(folder), await asJson(samples)]) {
      assert.ok(validate(output), JSON.stringify(validate.errors));
    }
    const { output } = await asJson(folder);
    assert.match(output.version, /^\d+\.\d+\.\d+$/);
    assert.deepEqual(output.files, ['half.yaml', 'idle.yaml', 'silenced.yaml', 'unknown.yaml', 'wrong.yaml']);
    assert.deepEqual(
      output.problems.map(({ kind, file }) => `${kind} ${file}`),
      ['syntax half.yaml', 'file latin1.yaml'],
    );
    assert.deepEqual(
      output.undecided.map(({ rule }) => rule),
      ['apigw-integration-timeout-invalid'],
    );
    assert.deepEqual(
      output.suppressed.map(({ file, resource, reason, by }) => [file, resource, reason, by.start]),
      [['silenced.yaml', 'Backend', 'a raised quota', { line: 10, character: 29 }]],
    );
    assert.deepEqual(
      output.findings
        .filter(({ file }) => file === 'idle.yaml')
        .map(({ rule, resource, fixes }) => [rule, resource, fixes.length]),
      [['suppression-unneeded', 'Backend', 1]],
    );
  });

  test('the same places with CRLF, with a byte order mark, and in UTF-16', async () => {
    const utf16 = Buffer.from(`\uFEFF${wrong}`, 'utf16le');
    const folder = folderOf({
      'bom.yaml': `\uFEFF${wrong}`,
      'crlf.yaml': wrong.replaceAll('\n', '\r\n'),
      'plain.yaml': wrong,
      'utf16be.yaml': Buffer.from(utf16).swap16(),
      'utf16le.yaml': utf16,
    });
    const { findings } = (await asJson(folder)).output;
    const range = { start: { line: 10, character: 23 }, end: { line: 10, character: 28 } };
    assert.deepEqual(
      findings.map((finding) => ({ file: finding.file, range: finding.range })),
      ['bom', 'crlf', 'plain', 'utf16be', 'utf16le'].map((name) => ({ file: `${name}.yaml`, range })),
    );
  });

  test('fixes as text edits: applied, the finding is gone', async () => {
    const { findings } = (await asJson(folderOf({ 'wrong.yaml': wrong }))).output;
    const edits = findings[0]?.fixes[0]?.edits ?? [];
    assert.ok(edits.length > 0);
    const lines = lineIndex(wrong);
    const mended = edits.reduceRight((text, { range: { start, end }, newText }) => {
      return text.slice(0, lines.offsetAt(start)) + newText + text.slice(lines.offsetAt(end));
    }, wrong);
    assert.deepEqual((await asJson(folderOf({ 'mended.yaml': mended }))).output.findings, []);
  });

  test('colours for a person only', async () => {
    const folder = folderOf({ 'wrong.yaml': wrong });
    const isColored = async (args: string[], env: Record<string, string>) =>
      (await gatelint(folder, ['check', ...args], { env })).out.includes('\x1b[');
    assert.equal(await isColored([], {}), false, 'into a pipe');
    assert.equal(await isColored([], { CI: 'true' }), false, 'into a pipe on a build server');
    assert.equal(await isColored([], { FORCE_COLOR: '1' }), true);
    assert.equal(await isColored([], { FORCE_COLOR: '0' }), false);
    assert.equal(await isColored([], { FORCE_COLOR: '1', NO_COLOR: '1' }), false);
    assert.equal(await isColored(['--color'], { NO_COLOR: '1' }), true, 'the option is nearer than the environment');
    assert.equal(await isColored(['--no-color'], { FORCE_COLOR: '1' }), false);
  });

  test('what could not be decided, if asked for', async () => {
    const folder = folderOf({ 'unknown.yaml': unknown });
    const short = await gatelint(folder, ['check']);
    assert.equal(short.out, 'Nothing found in 1 file.\n1 check could not be decided; --undecided lists them.\n');
    assert.equal(short.code, 0);
    const long = await gatelint(folder, ['check', '--undecided']);
    assert.match(
      long.out,
      /^unknown\.yaml:\d+:\d+ {2}undecided {2}apigw-integration-timeout-invalid\n {2}Not decided for Backend: .*Patience/,
    );
    assert.equal(long.code, 0);
  });

  test('nothing into a pipe that nobody reads any more', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `${index}.yaml`);
    const folder = folderOf(Object.fromEntries(names.map((name) => [name, wrong])));
    const { err } = await gatelint(folder, ['check'], { impatient: true });
    assert.equal(err, '');
  });

  test('the language server, for an editor that starts it by this command', async () => {
    const request = (message: object) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    };
    const input = [
      request({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }),
      request({ id: 2, method: 'shutdown' }),
      request({ method: 'exit' }),
    ].join('');
    const { code, out, err } = await gatelint(folderOf({}), ['lsp', '--stdio', '--clientProcessId=1'], { input });
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.match(out, /"id":1,"result":\{"capabilities":/);
  });

  test('version and help', async () => {
    const folder = folderOf({});
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    assert.deepEqual(await gatelint(folder, ['--version']), { code: 0, out: `${manifest.version}\n`, err: '' });
    const { code, out } = await gatelint(folder, ['check', '--help']);
    assert.equal(code, 0);
    assert.match(out, /Usage: gatelint check \[options\] \[path\.\.\.\][\s\S]*Exit codes:/);
  });
});

/** The schema lets outputs grow; ours must not have grown unseen. */
function closed(schema: unknown): object {
  const close = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(close);
    if (typeof part !== 'object' || part === null) return part;
    const entries = Object.entries(part).map(([key, value]): [string, unknown] => [key, close(value)]);
    const isObject = 'type' in part && part.type === 'object';
    return { ...Object.fromEntries(entries), ...(isObject && { additionalProperties: false }) };
  };
  return Object(close(schema));
}
