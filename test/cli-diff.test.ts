/* `gatelint diff`: what deploying a change does, between two files and since a commit. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { type Ended, folderOf, gatelint } from './command-line.ts';

const shop = `Parameters:
  Wait: { Type: Number, Default: 60 }
Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: [subnet-1, subnet-2]
      LoadBalancerAttributes:
        - { Key: idle_timeout.timeout_seconds, Value: !Ref Wait }
        - { Key: routing.http2.enabled, Value: true }
  App:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: vpc-1, Protocol: HTTP, Port: 8080 }
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Alb
      Port: 80
      Protocol: HTTP
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref App }]
  Doors:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }]
`;
const moved = shop.replace('Port: 8080', 'Port: 8081');
const patient = shop.replace('Value: !Ref Wait', 'Value: 120');
const open = shop.replace('10.0.0.0/8', '0.0.0.0/0');

const lb = (name: string, idle: number) =>
  `resource "aws_lb" "main" {\n  name         = "${name}"\n  idle_timeout = ${idle}\n}\n`;

/** A repository in which these files are committed. */
function repositoryOf(files: Readonly<Record<string, string>>): string {
  const folder = folderOf(files);
  git(folder, 'init', '--quiet');
  commit(folder);
  return folder;
}
function commit(folder: string): void {
  git(folder, 'add', '--all');
  git(
    folder,
    '-c',
    'user.name=T',
    '-c',
    'user.email=t@example.com',
    'commit',
    '--quiet',
    '--message=x',
    '--allow-empty',
  );
}
const git = (folder: string, ...args: readonly string[]): Buffer =>
  execFileSync('git', ['-c', 'core.autocrlf=false', ...args], { cwd: folder });
const write = (folder: string, name: string, text: string): void => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
};

const diff = (cwd: string, ...args: readonly string[]): Promise<Ended> => gatelint(cwd, ['diff', ...args]);

describe('what is told', { concurrency: 2 }, () => {
  test('two templates: by resource, the worst first, with what is written before and after', async () => {
    const after = moved
      .replace('Value: !Ref Wait', 'Value: 120')
      .replace('10.0.0.0/8', '0.0.0.0/0')
      .concat(
        '  Logs: { Type: AWS::Logs::LogGroup }\n  Odd: { Type: Custom::Odd, Properties: { ServiceToken: x, A: 1 } }\n',
      );
    const before = `${shop}  Old: { Type: AWS::Logs::LogGroup }\n  Kept: { Type: AWS::Logs::LogGroup, DeletionPolicy: Retain }\n`;
    const folder = folderOf({ 'old.yaml': before, 'new.yaml': after });
    assert.deepEqual(await diff(folder, 'old.yaml', 'new.yaml'), {
      code: 1,
      out: `new.yaml: replaces App, deletes Old, leaves behind Kept, updates in place,
creates 2 resources, opens a security group

Replaced – a new one is made, and the one that is there is deleted
  App  AWS::ElasticLoadBalancingV2::TargetGroup  new.yaml:11
    Port: 8080 → 8081

Deleted – what is there is gone
  Old  AWS::Logs::LogGroup  old.yaml:26

Left behind – no longer managed here; what is there stays, and goes on costing
  Kept  AWS::Logs::LogGroup  old.yaml:27

Updated in place – it stays the same resource
  Alb  AWS::ElasticLoadBalancingV2::LoadBalancer  new.yaml:4
    LoadBalancerAttributes[idle_timeout.timeout_seconds].Value: !Ref Wait → 120
  Web  AWS::ElasticLoadBalancingV2::Listener  new.yaml:14
    DefaultActions: because App is replaced
  Doors  AWS::EC2::SecurityGroup  new.yaml:21
    SecurityGroupIngress[0].CidrIp: 10.0.0.0/8 → 0.0.0.0/0

Created – it was not there
  Logs  AWS::Logs::LogGroup  new.yaml:26
  Odd  Custom::Odd  new.yaml:27

Opened – let in, or allowed, that was not before
  Doors: lets in everybody (0.0.0.0/0) on TCP 443

1 replaced, 1 deleted, 1 left behind, 3 updated in place, 2 created, 1 opened.
`,
      err: '',
    });
  });

  test('a type that AWS does not publish is unknown, never nothing', async () => {
    const odd = (size: number) =>
      `Resources:\n  Odd: { Type: Custom::Odd, Properties: { ServiceToken: x, Size: ${size} } }\n`;
    const { code, out } = await diff(folderOf({ 'a.yaml': odd(1), 'b.yaml': odd(2) }), 'a.yaml', 'b.yaml');
    assert.equal(code, 0);
    assert.match(
      out,
      /^b\.yaml: impact unknown\n\nImpact unknown – .*\n {2}Odd {2}Custom::Odd {2}b\.yaml:2\n {4}Size: 1 → 2$/m,
    );
    assert.match(out, /\n1 unknown\.\n$/);
  });

  test('what reads another default says that it does', async () => {
    const folder = folderOf({ 'a.yaml': shop, 'b.yaml': shop.replace('Default: 60', 'Default: 90') });
    const { out } = await diff(folder, 'a.yaml', 'b.yaml');
    assert.match(out, / {4}LoadBalancerAttributes: reads something that changes$/m);
  });

  test('layout and comments change nothing', async () => {
    const folder = folderOf({
      'a.yaml': shop,
      'b.yaml': shop.replaceAll('\n', '\r\n').replace('Port: 80\r', 'Port: "80" # same\r'),
    });
    const { code, out } = await diff(folder, 'a.yaml', 'b.yaml');
    assert.deepEqual({ code, out }, { code: 0, out: 'Deploying this changes nothing that is there.\n' });
  });

  test('folders of modules of Terraform, with the modules that they call', async () => {
    const call = 'module "edge" {\n  source = "./edge"\n}\n';
    const folder = folderOf({
      'a/main.tf': call,
      'a/edge/lb.tf': lb('shop', 60),
      'b/main.tf': call,
      'b/edge/lb.tf': lb('store', 90),
    });
    const { code, out, err } = await diff(folder, 'a', 'b');
    assert.deepEqual({ code, err }, { code: 1, err: '' });
    assert.match(out, /^b: replaces module\.edge\.aws_lb\.main$/m);
    assert.match(out, /^ {2}module\.edge\.aws_lb\.main {2}aws_lb {2}b\/edge\/lb\.tf:1$/m);
    assert.match(out, /^ {4}name: shop → store {2}\(replaces it\)\n {4}idle_timeout: 60 → 90$/m);
    assert.equal(out.match(/module\.edge/g)?.length, 2, 'the module that is called is not told by itself');
  });

  test('a plan of Terraform', async () => {
    const plan = JSON.stringify({
      format_version: '1.2',
      resource_changes: [
        {
          address: 'aws_lb.main',
          mode: 'managed',
          type: 'aws_lb',
          change: { actions: ['delete', 'create'], before: {}, after: {}, replace_paths: [['internal']] },
        },
      ],
    });
    const { code, out, err } = await diff(folderOf({ 'plan.json': plan }), 'plan.json');
    assert.deepEqual({ code, err }, { code: 1, err: '' });
    assert.match(out, /^plan\.json: replaces aws_lb\.main$/m);
    assert.match(out, /^ {2}aws_lb\.main {2}aws_lb\n {4}internal$/m);
  });

  test('colors where they are asked for', async () => {
    const folder = folderOf({ 'a.yaml': shop, 'b.yaml': moved });
    const { out } = await diff(folder, 'a.yaml', 'b.yaml', '--color');
    assert.match(out, /\x1b\[31mReplaced\x1b\[39m/);
  });
});

describe('since a commit', { concurrency: 2 }, () => {
  test('a file against the last one, or against another one', async () => {
    const folder = repositoryOf({ 'infra/shop.yaml': shop });
    write(folder, 'infra/shop.yaml', moved);
    commit(folder);
    write(folder, 'infra/shop.yaml', moved.replace('HTTP }', 'HTTP, Name: x }').replace('Port: 8081', 'Port: 8082'));
    const first = await diff(join(folder, 'infra'), 'shop.yaml');
    assert.match(first.out, /^ {4}Port: 8081 → 8082$/m);
    const second = await diff(folder, 'infra/shop.yaml', '--base', 'HEAD~1');
    assert.match(second.out, /^ {4}Port: 8080 → 8082$/m);
  });

  test('all of a folder: what is new, what is gone, and what stays as it is in no word', async () => {
    const folder = repositoryOf({
      'same.yaml': shop,
      'gone.yaml': shop,
      'shop.yaml': shop,
      'net/main.tf': lb('a', 60),
    });
    rmSync(join(folder, 'gone.yaml'));
    write(folder, 'shop.yaml', patient);
    write(folder, 'new.yaml', shop);
    write(folder, 'net/more.tf', 'resource "aws_lb" "more" {}\n');
    const { code, out, err } = await diff(folder);
    assert.deepEqual({ code, err }, { code: 1, err: '' });
    assert.match(out, /^net: creates 1 resource$/m);
    assert.match(out, /^new\.yaml \(new\): creates 4 resources/m);
    assert.match(out, /^shop\.yaml: updates in place$/m);
    assert.match(out, /^HEAD:gone\.yaml \(no longer there\): deletes 4 resources$/m);
    assert.match(out, /^ {2}Alb {2}AWS::ElasticLoadBalancingV2::LoadBalancer {2}HEAD:gone\.yaml:4$/m);
    assert.doesNotMatch(out, /same\.yaml/);
  });

  test('a file that nobody has committed is new as a whole, and it says so', async () => {
    const folder = repositoryOf({ 'other.yaml': shop });
    write(folder, 'fresh.yaml', shop);
    const { code, out, err } = await diff(folder, 'fresh.yaml', '--fail-on', 'replace');
    assert.equal(code, 0);
    assert.equal(err, 'fresh.yaml: nothing of it is in HEAD, so all of it is new.\n');
    assert.match(out, /^fresh\.yaml \(new\): creates 4 resources/m);
  });

  test('names with blanks, quotes, dashes and letters of all kinds', async () => {
    const names = ['-p.yaml', 'a b.yaml', 'Größe "x".yaml', '*.yaml', ':(top)x.yaml', "it's.yaml"];
    const folder = repositoryOf(Object.fromEntries(names.map((name) => [`d/${name}`, shop])));
    for (const name of names) write(folder, `d/${name}`, patient);
    for (const name of names) {
      const { code, out, err } = await diff(folder, '--', `d/${name}`);
      assert.deepEqual({ code, err }, { code: 0, err: '' }, name);
      assert.ok(out.startsWith(`d/${name}: updates in place\n`), out);
    }
  });

  test('a link is the file that it leads to', async () => {
    const folder = repositoryOf({ 'real/shop.yaml': shop });
    symlinkSync('real', join(folder, 'link'), 'junction');
    write(folder, 'real/shop.yaml', moved);
    const { out } = await diff(join(folder, 'link'), 'shop.yaml');
    assert.match(out, /^ {4}Port: 8080 → 8081$/m);
  });

  test('what a template names, and what gives it values, is read from the commit as well', async () => {
    const given = (port: number) =>
      `version = 0.1\n[default.deploy.parameters]\nparameter_overrides = "Port=${port}"\n`;
    const template = shop
      .replace('Parameters:', 'Parameters:\n  Port: { Type: Number }')
      .replace('Port: 8080', 'Port: !Ref Port');
    const folder = repositoryOf({ 'shop.yaml': template, 'samconfig.toml': given(8080), 'net/main.tf': lb('a', 60) });
    write(folder, 'shop.yaml', `${template}# a comment\n`);
    assert.match((await diff(folder)).out, /changes nothing/);
  });

  test('as JSON, in the shape that is published', async () => {
    const folder = repositoryOf({ 'shop.yaml': `${shop}  Old: { Type: AWS::Logs::LogGroup }\n` });
    write(folder, 'shop.yaml', moved.replace('10.0.0.0/8', '0.0.0.0/0'));
    const { code, out } = await diff(folder, '--format', 'json');
    assert.equal(code, 1);
    const output: unknown = JSON.parse(out);
    const schema = fileURLToPath(new URL('../schema/gatelint-diff.schema.json', import.meta.url));
    const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
    const isValid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
    assert.ok(isValid(output), JSON.stringify(isValid.errors));
    assert.match(out, /"before": "HEAD:shop\.yaml"/);
    assert.match(out, /"summary": "replaces App, deletes Old, updates in place, opens a security group"/);
    assert.match(out, /"path": "Port",\s+"before": "8080",\s+"after": "8081"/);
    assert.match(out, /"because": "App"/);
  });
});

describe('exit codes', { concurrency: 2 }, () => {
  const exit = async (before: string, after: string, ...args: readonly string[]): Promise<number | null> =>
    (await diff(folderOf({ 'a.yaml': before, 'b.yaml': after }), 'a.yaml', 'b.yaml', ...args)).code;

  test('0: updates and what is new; 1: replaced, deleted, opened', async () => {
    assert.equal(await exit(shop, patient), 0);
    assert.equal(await exit(shop, `${shop}  Logs: { Type: AWS::Logs::LogGroup }\n`), 0);
    assert.equal(await exit(shop, moved), 1);
    assert.equal(await exit(shop, open), 1);
  });

  test('--fail-on chooses', async () => {
    assert.equal(await exit(shop, moved, '--fail-on', 'open'), 0);
    assert.equal(await exit(shop, open, '--fail-on', 'replace'), 0);
    assert.equal(await exit(shop, moved, '--fail-on', 'none'), 0);
    assert.equal(await exit(shop, open, '--fail-on', 'replace,open'), 1);
    const odd = (size: number) =>
      `Resources:\n  Odd: { Type: Custom::Odd, Properties: { ServiceToken: x, Size: ${size} } }\n`;
    assert.equal(await exit(odd(1), odd(2)), 0);
    assert.equal(await exit(odd(1), odd(2), '--fail-on', 'unknown'), 1);
  });
});

describe('2: what cannot be compared says why', { concurrency: 2 }, () => {
  const says = async (ended: Promise<Ended>, words: RegExp): Promise<void> => {
    const { code, out, err } = await ended;
    assert.equal(code, 2, out + err);
    assert.match(out + err, words);
  };

  test('a side that cannot be read whole: its impact is unknown, not nothing', async () => {
    const folder = repositoryOf({ 'shop.yaml': shop.replace('App:', 'App: "') });
    write(folder, 'shop.yaml', shop);
    await says(
      diff(folder, 'shop.yaml'),
      /^shop\.yaml: impact unknown\n {2}HEAD:shop\.yaml:\d+:\d+ cannot be read whole: /m,
    );
  });

  test('a file outside of a repository, a commit that is not there, nothing committed yet', async () => {
    const outside = folderOf({ 'shop.yaml': shop });
    await says(diff(outside, 'shop.yaml'), /^shop\.yaml: it stands in no git repository; name what to compare it with/);
    const inside = repositoryOf({ 'shop.yaml': shop });
    await says(diff(inside, '--base', 'nowhere'), /there is no commit "nowhere" in its git repository/);
    await says(diff(inside, '--base', '--all'), /there is no commit "--all"/);
    git(outside, 'init', '--quiet');
    await says(diff(outside, 'shop.yaml'), /^shop\.yaml: nothing is committed yet in its git repository\.$/m);
  });

  test('no git', async () => {
    const folder = repositoryOf({ 'shop.yaml': shop });
    const ended = gatelint(folder, ['diff'], { env: { PATH: join(folder, 'nothing'), Path: join(folder, 'nothing') } });
    await says(ended, /git is not installed, or not on the PATH; name two files or folders/);
  });

  test('a file that is nowhere, one that is no template, a template and a module, wrong options', async () => {
    const folder = repositoryOf({ 'shop.yaml': shop, 'main.tf': lb('a', 60), 'notes.yaml': 'a: 1\n' });
    await says(
      diff(folder, 'shpo.yaml'),
      /^shpo\.yaml: there is no such file or folder, and there was none in HEAD\.$/m,
    );
    await says(diff(folder, 'shop.yaml', 'shpo.yaml'), /^shpo\.yaml: there is no such file or folder\.$/m);
    await says(diff(folder, 'notes.yaml'), /there is no CloudFormation template and no Terraform to compare/);
    await says(
      diff(folder, 'shop.yaml', 'main.tf'),
      /One is a template of CloudFormation, the other a module of Terraform/,
    );
    await says(diff(folder, 'shop.yaml', 'main.tf', '--base', 'HEAD'), /leave out one of the two, or --base/);
    await says(diff(folder, '--fail-on', 'everything'), /Allowed are none, or some of replace, open, unknown/);
  });

  test('a plan that is none, and a state', async () => {
    const folder = folderOf({
      'state.json': '{"values": {}, "planned_values": {}}',
      'half.json': '{"resource_changes": [',
    });
    await says(diff(folder, 'state.json'), /^state\.json: This is a state, not a plan/);
    await says(diff(folder, 'half.json'), /^half\.json: This is no JSON/);
  });
});
