/* `gatelint fix`: what becomes of files, and what is said of it. */
import assert from 'node:assert/strict';
import { chmodSync, linkSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { applyPatch, parsePatch } from 'diff';
import { folderOf, gatelint } from './command-line.ts';

const slow = 'apigw-integration-timeout-invalid';
const unprobed = 'target-group-health-check-missing';

/** One safe fix, and nothing else to say. */
const wrong = `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: orders, ProtocolType: HTTP }
  Backend: # the bank
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
      IntegrationUri: https://example.com
      TimeoutInMillis: 45000 # is slow
`;
const right = wrong.replace('45000', '30000');

/** A choice for each of two groups: two ways for the second, of which the first is the only one of the first group. */
const groups = `Resources:
  Shop:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: vpc-1, Protocol: HTTP, Port: 8080 }
  Queue:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: vpc-1, Protocol: TCP, Port: 5672 }
`;

const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

describe('what becomes of files', { concurrency: 2 }, () => {
  test('safe fixes are written, and nothing the second time', async () => {
    const folder = folderOf({ 'a/wrong.yaml': wrong, 'b.yaml': groups, 'right.yaml': right });
    const first = await gatelint(folder, ['fix', 'a', 'right.yaml']);
    assert.deepEqual(first, {
      code: 0,
      out: `a/wrong.yaml: 1 fixed, 0 left
  Backend  Wait 30 seconds (${slow})
1 fixed, 0 left in 2 files.
`,
      err: '',
    });
    assert.equal(read(folder, 'a/wrong.yaml'), right);
    assert.deepEqual(readdirSync(join(folder, 'a')), ['wrong.yaml'], 'nothing else is left behind');
    const { mtimeMs } = statSync(join(folder, 'a/wrong.yaml'));
    const second = await gatelint(folder, ['fix', 'a', 'right.yaml']);
    assert.deepEqual(second, { code: 0, out: 'Nothing to fix in 2 files.\n', err: '' });
    assert.equal(statSync(join(folder, 'a/wrong.yaml')).mtimeMs, mtimeMs);
    assert.equal(read(folder, 'b.yaml'), groups, 'what was not named is not touched');
  });

  test('line ends, byte order mark and encoding stay; no byte outside of the fix changes', async () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n').replace('orders', 'Bestellungen für 👟');
    const ways: Readonly<Record<string, (text: string) => Buffer>> = {
      'crlf.yaml': (text) => Buffer.from(crlf(text)),
      'mark.yaml': (text) => Buffer.from(`\uFEFF${crlf(text)}`),
      'noend.yaml': (text) => Buffer.from(text.trimEnd()),
      'utf16be.yaml': (text) => Buffer.from(`\uFEFF${crlf(text)}`, 'utf16le').swap16(),
      'utf16le.yaml': (text) => Buffer.from(`\uFEFF${crlf(text)}`, 'utf16le'),
    };
    const folder = folderOf(Object.fromEntries(Object.entries(ways).map(([name, way]) => [name, way(wrong)])));
    assert.equal((await gatelint(folder, ['fix'])).code, 0);
    for (const [name, way] of Object.entries(ways))
      assert.deepEqual(readFileSync(join(folder, name)), way(right), name);
  });

  test('permissions stay, a link stays a link, and two names of a file stay the same file', async () => {
    const folder = folderOf({ 'real/script.yaml': wrong, 'twin.yaml': wrong });
    chmodSync(join(folder, 'real/script.yaml'), 0o750);
    symlinkSync('real/script.yaml', join(folder, 'link.yaml'));
    linkSync(join(folder, 'twin.yaml'), join(folder, 'other.yaml'));
    assert.equal((await gatelint(folder, ['fix', 'link.yaml', 'twin.yaml'])).code, 0);
    assert.ok(lstatSync(join(folder, 'link.yaml')).isSymbolicLink());
    assert.equal(read(folder, 'real/script.yaml'), right);
    assert.equal(statSync(join(folder, 'real/script.yaml')).mode & 0o777, process.platform === 'win32' ? 0o666 : 0o750);
    assert.equal(read(folder, 'other.yaml'), right);
  });

  test('--dry-run writes nothing; what it prints is a patch that does it', async () => {
    const folder = folderOf({ 'a/wrong.yaml': wrong, 'right.yaml': right });
    const { code, out, err } = await gatelint(folder, ['fix', '--dry-run']);
    assert.equal(code, 1, 'something would change');
    assert.equal(err, 'a/wrong.yaml: 1 would be fixed (updates in place)\n1 would be fixed, 0 left in 2 files.\n');
    assert.equal(read(folder, 'a/wrong.yaml'), wrong);
    assert.equal(
      out,
      `--- a/a/wrong.yaml
+++ b/a/wrong.yaml
@@ -8,4 +8,4 @@
       ApiId: !Ref Api
       IntegrationType: HTTP_PROXY
       IntegrationUri: https://example.com
-      TimeoutInMillis: 45000 # is slow
+      TimeoutInMillis: 30000 # is slow
`,
    );
    const [patch, ...others] = parsePatch(out);
    assert.deepEqual(others, []);
    assert.equal(patch && applyPatch(wrong, patch), right);
    const nothing = await gatelint(folder, ['fix', '--dry-run', 'right.yaml']);
    assert.deepEqual(nothing, { code: 0, out: '', err: 'Nothing to fix in 1 file.\n' });
  });

  test('a file that may not be written is told, and the others are fixed', async () => {
    const folder = folderOf({ 'locked.yaml': wrong, 'open.yaml': wrong });
    chmodSync(join(folder, 'locked.yaml'), 0o444);
    const { code, out, err } = await gatelint(folder, ['fix']);
    assert.equal(code, 2);
    assert.match(out, /^open\.yaml: 1 fixed, 0 left\n.*\n1 fixed, 0 left in 1 file\.\n$/);
    assert.equal(err, 'locked.yaml: It may not be written by this user; change its permissions, or leave it out.\n');
    assert.equal(read(folder, 'locked.yaml'), wrong);
    assert.equal(read(folder, 'open.yaml'), right);
  });

  test('a template that cannot be read whole is left as it is, and so is what the CDK has written', async () => {
    const half = `${wrong}  Next:\n    Type: "AWS::\n`;
    const synthesised = `${wrong}  CDKMetadata: { Type: AWS::CDK::Metadata }\n`;
    const folder = folderOf({ 'cdk.yaml': synthesised, 'half.yaml': half });
    const { code, out } = await gatelint(folder, ['fix']);
    assert.equal(code, 1);
    assert.match(
      out,
      /^cdk\.yaml: left as it is \(the CDK has synthesised it: change the app instead\), 1 left: \S+$/m,
    );
    assert.match(
      out,
      /^half\.yaml: left as it is \(it cannot be read whole: gatelint check says where\), 1 left: \S+$/m,
    );
    assert.equal(read(folder, 'half.yaml'), half);
    assert.equal(read(folder, 'cdk.yaml'), synthesised);
  });

  test('what is suppressed, turned off or ignored is not fixed', async () => {
    const suppressed = wrong.replace('# is slow', `# gatelint-ignore ${slow} -- the quota is raised`);
    const folder = folderOf({
      'ignored/a.yaml': wrong,
      'off/b.yaml': wrong,
      'off/gatelint.yaml': `rules:\n  ${slow}: off\n`,
      'suppressed/c.yaml': suppressed,
      'gatelint.yaml': 'ignore: [ignored]\n',
    });
    const { code, out } = await gatelint(folder, ['fix']);
    assert.deepEqual({ code, out }, { code: 0, out: 'Nothing to fix in 2 files.\n' });
    assert.equal(read(folder, 'ignored/a.yaml'), wrong);
    assert.equal(read(folder, 'off/b.yaml'), wrong);
    assert.equal(read(folder, 'suppressed/c.yaml'), suppressed);
    await gatelint(folder, ['fix', '--no-config', 'off']);
    assert.equal(read(folder, 'off/b.yaml'), right);
  });
});

describe('what is fixed', { concurrency: 2 }, () => {
  test('a fix of ours that cannot be made is told once for each finding, also where nobody asked for it', async () => {
    const source = (path: string) => new URL(`../${path}`, import.meta.url);
    const clumsy = `import { rules } from '${source('rules/index.ts')}';
      const at = rules.findIndex(({ id }) => id === '${unprobed}');
      const rule = rules[at];
      const fixes = () => { throw new Error('no good'); };
      rules[at] = { ...rule, check: (...asked) => [rule.check(...asked)].flat().map((said) => ({ ...said, fixes })) };`;
    const preloads = [import.meta.resolve('tsx'), `data:text/javascript,${encodeURIComponent(clumsy)}`];
    const { code, out, err } = await gatelint(folderOf({ 'groups.yaml': groups }), ['fix', '--rule', slow], {
      program: [...preloads.flatMap((preload) => ['--import', preload]), fileURLToPath(source('server/cli.ts'))],
    });
    assert.equal(code, 2);
    assert.match(out, /^groups\.yaml: 0 fixed, 2 left/);
    assert.deepEqual(err.match(/groups\.yaml: The rule .* failed on \w+: no good/g), [
      `groups.yaml: The rule ${unprobed} failed on Shop: no good`,
      `groups.yaml: The rule ${unprobed} failed on Queue: no good`,
    ]);
  });

  test('with --rule, its safe fixes only', async () => {
    const folder = folderOf({ 'wrong.yaml': wrong });
    const other = await gatelint(folder, ['fix', '--rule', 'health-check-timeout-not-below-interval']);
    assert.equal(
      other.out,
      `wrong.yaml: 0 fixed, 1 left: ${slow}
0 fixed, 1 left in 1 file.
`,
    );
    assert.equal(other.code, 1);
    const both = ['--rule', 'health-check-timeout-not-below-interval', '--rule', slow];
    assert.equal((await gatelint(folder, ['fix', ...both])).code, 0);
    assert.equal(read(folder, 'wrong.yaml'), right);
  });

  test('choices are listed, and made by name, by number or by words of the title', async () => {
    const fixedBy = async (...choices: readonly string[]) => {
      const folder = folderOf({ 'groups.yaml': groups });
      const ended = await gatelint(folder, ['fix', ...choices.flatMap((choice) => ['--choice', choice])]);
      return { ...ended, text: read(folder, 'groups.yaml') };
    };
    const none = await fixedBy();
    assert.equal(none.text, groups);
    assert.equal(
      none.out,
      `groups.yaml: 0 fixed, 2 left: ${unprobed} (2)
0 fixed, 2 left in 1 file.
Of these, 2 can be fixed in a way that is yours to choose:
  --choice ${unprobed}=1  Probe /health every 15 seconds
  --choice ${unprobed}=1  Probe /health over HTTP every 15 seconds
  --choice ${unprobed}=2  Say that a TCP connection is enough
`,
    );
    const first = await fixedBy(unprobed);
    assert.equal(first.code, 0);
    assert.equal(first.text.match(/HealthCheckPath: \/health/g)?.length, 2);
    assert.match(first.out, / {2}Queue {2}Probe \/health over HTTP every 15 seconds/);
    assert.equal((await fixedBy(`${unprobed}=1`)).text, first.text);
    const second = await fixedBy(`${unprobed}=2`);
    assert.deepEqual(second.text.match(/HealthCheck\w+: \S+/g), ['HealthCheckProtocol: TCP']);
    assert.equal((await fixedBy(`${unprobed}=tcp connection`)).text, second.text);
    assert.equal((await fixedBy(`${unprobed}=Say that a TCP connection is enough`)).text, second.text);
  });

  test('a choice that fits none or several writes nothing, and says what there is', async () => {
    const folder = folderOf({ 'groups.yaml': groups, 'wrong.yaml': wrong });
    const listed = `  --choice ${unprobed}=1  Probe /health every 15 seconds
  --choice ${unprobed}=1  Probe /health over HTTP every 15 seconds
  --choice ${unprobed}=2  Say that a TCP connection is enough
`;
    const refused = async (which: string) => {
      const { code, out, err } = await gatelint(folder, ['fix', '--choice', `${unprobed}=${which}`]);
      assert.deepEqual({ code, out }, { code: 2, out: '' });
      assert.equal(read(folder, 'wrong.yaml'), wrong, 'not by half');
      return err;
    };
    assert.equal(
      await refused('ask politely'),
      `error: no fix of ${unprobed} is "ask politely"; there are:\n${listed}`,
    );
    assert.equal(await refused('7'), `error: no fix of ${unprobed} is "7"; there are:\n${listed}`);
    assert.equal(await refused('a'), `error: more than one fix of ${unprobed} is called "a"; there are:\n${listed}`);
    const elsewhere = await gatelint(folder, ['fix', '--choice', 'alb-without-waf=7']);
    assert.equal(elsewhere.code, 1, 'there is nothing to choose for: that is no mistake');
    assert.equal(read(folder, 'wrong.yaml'), right);
  });

  test('wrong words, and what was meant', async () => {
    const folder = folderOf({ 'wrong.yaml': wrong });
    const said = async (...args: string[]) => {
      const { code, out, err } = await gatelint(folder, ['fix', ...args]);
      assert.deepEqual({ code, out }, { code: 2, out: '' }, args.join(' '));
      assert.equal(read(folder, 'wrong.yaml'), wrong);
      return err;
    };
    const guess = /There is no such rule\.\n\(Did you mean alb-without-waf\?\)\nRun gatelint rules/;
    assert.match(await said('--rule', 'alb-without-waff'), guess);
    assert.match(await said('--choice', 'alb-witout-waf=2'), guess);
    assert.match(
      await said('--rule', 'nonsense'),
      /There is no such rule\.\nRun gatelint rules to see all of them\.\n/,
    );
    assert.match(await said('--dryrun'), /unknown option '--dryrun'\n\(Did you mean --dry-run\?\)/);
    assert.match(await said('--fail-on', 'warnings'), /\(Did you mean warning\?\)/);
    assert.match(await said('--preset', 'recomended'), /\(Did you mean recommended\?\)/);
    assert.match(await said('--config', 'nowhere.yaml'), /^nowhere\.yaml: There is no such file/);
  });

  test('a file that is not there, or is no template', async () => {
    const folder = folderOf({ 'compose.yaml': 'services: {}\n', 'wrong.yaml': wrong });
    const { code, out, err } = await gatelint(folder, ['fix', 'nowhere.yaml', 'compose.yaml', 'wrong.yaml']);
    assert.equal(code, 2);
    assert.match(out, /^wrong\.yaml: 1 fixed/);
    assert.equal(
      err,
      `compose.yaml: this is no CloudFormation template and no Terraform; there was nothing to check in it.
nowhere.yaml: There is no such file or folder; check the path.
`,
    );
    assert.equal(read(folder, 'wrong.yaml'), right);
  });

  test('the exit code is about what is left', async () => {
    const code = async (...args: string[]) =>
      (await gatelint(folderOf({ 'groups.yaml': groups, 'wrong.yaml': wrong }), ['fix', ...args])).code;
    assert.equal(await code(), 1, 'warnings are left');
    assert.equal(await code('--fail-on', 'error'), 0);
    assert.equal(await code('--choice', unprobed, '--fail-on', 'hint'), 0);
  });
});
