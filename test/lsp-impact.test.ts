/* What deploying a change would do, as an editor is told: as a document, and above the resources. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { RequestType } from 'vscode-languageserver/node';
import { type EditorOnFolder, editorOnFolder } from './lsp-folder.ts';

interface Before {
  readonly uri: string;
  readonly files: readonly { readonly uri: string; readonly text: string | null }[];
  readonly called: string;
}
type Answer = { readonly markdown: string } | { readonly problem: string };
const impact = new RequestType<Before & { readonly linksFrom?: string }, Answer, void>('gatelint/impact');
interface Lens {
  readonly title: string;
  readonly range: { readonly start: { readonly line: number } };
}
const lenses = new RequestType<{ readonly uri: string }, readonly Lens[], void>('gatelint/impactLenses');

const shop = `Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Name: "a | \`b\`", Subnets: [subnet-1, subnet-2] }
  App:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: vpc-1, Protocol: HTTP, Port: 8080 }
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Alb, Port: 80, Protocol: HTTP, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref App }] }
`;

type Texts = Readonly<Record<string, string | null>>;

/** The file that is open, against what these files said. */
const before = ({ uriOf }: EditorOnFolder, file: string, texts: Texts, called = 'HEAD'): Before => ({
  uri: uriOf(file),
  files: Object.entries(texts).map(([name, text]) => ({ uri: uriOf(name), text })),
  called,
});

async function told(t: TestContext, files: Record<string, string>, file: string, texts: Texts): Promise<Answer> {
  const folder = await editorOnFolder(t, files, [file]);
  const linksFrom = folder.uriOf('x').slice(0, -2);
  return folder.editor.connection.sendRequest(impact, { ...before(folder, file, texts), linksFrom });
}
const markdown = (answer: Answer): string => ('markdown' in answer ? answer.markdown : assert.fail(answer.problem));
const problem = (answer: Answer): string => ('problem' in answer ? answer.problem : assert.fail(answer.markdown));

describe('as a document', { concurrency: 2 }, () => {
  test('an open plan of Terraform says itself what it does', async (t) => {
    const plan = {
      format_version: '1.2',
      resource_changes: [
        {
          address: 'aws_lb_target_group.app',
          type: 'aws_lb_target_group',
          mode: 'managed',
          change: { actions: ['delete', 'create'], before: {}, after: {}, replace_paths: [['port']] },
        },
      ],
    };
    const text = markdown(await told(t, { 'plan.json': JSON.stringify(plan) }, 'plan.json', {}));
    assert.match(
      text,
      /^# What would applying plan\.json change\?\n\nTerraform plans: replaces aws\\_lb\\_target\\_group\.app\.\n/,
    );
    assert.match(text, /^\*Told by Terraform, in its plan\.\*$/m);
    const broken = await told(t, { 'plan.json': '{"resource_changes": [' }, 'plan.json', {});
    assert.equal(problem(broken), 'This is no JSON.');
  });

  test('what becomes of each resource, what is written before and after, with links to the lines', async (t) => {
    const after = shop.replace('8080', '8081').concat('  Logs: { Type: AWS::Logs::LogGroup }\n');
    const was = shop.concat('  Old: { Type: AWS::Logs::LogGroup }\n');
    const text = markdown(
      await told(t, { 'a (b)/shop 1.yaml': after }, 'a (b)/shop 1.yaml', { 'a (b)/shop 1.yaml': was }),
    );
    assert.equal(
      text,
      `# What would deploying shop 1.yaml change?

Compared with **HEAD**: replaces App, deletes Old, updates in place, creates 1 resource.

## Replaced

*A new one is made, and the one that is there is deleted.*

**[App](/a%20%28b%29/shop%201.yaml#L5)** \`AWS::ElasticLoadBalancingV2::TargetGroup\`

| Changed | Before | After |
| :-- | :-- | :-- |
| \`Port\` | \`8080\` | \`8081\` |

## Deleted

*What is there is gone.*

- **Old (line 11 in HEAD)** \`AWS::Logs::LogGroup\`

## Updated in place

*It stays the same resource.*

**[Web](/a%20%28b%29/shop%201.yaml#L8)** \`AWS::ElasticLoadBalancingV2::Listener\`

- \`DefaultActions\` *because App is replaced*

## Created

*It was not there.*

- **[Logs](/a%20%28b%29/shop%201.yaml#L11)** \`AWS::Logs::LogGroup\`

---

*Told by Gatelint from both texts alone; AWS was not asked. What they do not tell is called unknown.*
`,
    );
  });

  test('bars and backticks of the user stay in their cell', async (t) => {
    const text = markdown(
      await told(t, { 'shop.yaml': shop }, 'shop.yaml', { 'shop.yaml': shop.replace('a | `b`', 'x') }),
    );
    assert.match(text, /^\| `Name` \| `x` \| `` a \\\| `b` `` \|$/m);
  });

  test('what was not committed is new as a whole, and what did not change is told so', async (t) => {
    const fresh = markdown(await told(t, { 'shop.yaml': shop }, 'shop.yaml', { 'shop.yaml': null }));
    assert.match(fresh, /^Nothing of it is in HEAD, so all of it is new\.$/m);
    assert.match(fresh, /creates 3 resources/);
    const same = markdown(await told(t, { 'shop.yaml': shop }, 'shop.yaml', { 'shop.yaml': `# a comment\n${shop}` }));
    assert.match(same, /^Compared with \*\*HEAD\*\*: nothing that is deployed\.$/m);
  });

  test('text that was typed and not saved counts', async (t) => {
    const folder = await editorOnFolder(t, { 'shop.yaml': shop }, ['shop.yaml']);
    await folder.editor.replace(folder.uriOf('shop.yaml'), '8080', '8081');
    const asked = before(folder, 'shop.yaml', { 'shop.yaml': shop });
    assert.match(markdown(await folder.editor.connection.sendRequest(impact, asked)), /^\*\*App \(line 5\)\*\*/m);
  });

  test('in a module of Terraform, the other files are as they were, too', async (t) => {
    const lb = 'resource "aws_lb" "main" {\n  name = var.name\n}\n';
    const name = (text: string) => `variable "name" {\n  default = "${text}"\n}\n`;
    const files = { 'main.tf': lb, 'names.tf': name('new'), 'more.tf': 'resource "aws_lb" "more" {}\n' };
    const text = markdown(
      await told(t, files, 'main.tf', {
        'names.tf': name('old'),
        'more.tf': null,
        'gone.tf': 'resource "aws_lb" "gone" {}\n',
      }),
    );
    assert.match(text, /deletes aws\\_lb\.gone, may replace aws\\_lb\.main, creates 1 resource\./);
    assert.match(text, /\[aws\\_lb\.more\]\(\/more\.tf#L1\)/);
    assert.match(text, /aws\\_lb\.gone \(line 1 in HEAD\)/);
  });

  test('why there is none: a side that cannot be read, and what is no template', async (t) => {
    assert.match(
      problem(await told(t, { 'shop.yaml': shop }, 'shop.yaml', { 'shop.yaml': `${shop}  Half: { Type: "` })),
      /^HEAD: shop\.yaml cannot be read whole \(line 11\): /,
    );
    assert.match(
      problem(await told(t, { 'shop.yaml': `${shop}  Half: { Type: "` }, 'shop.yaml', {})),
      /^shop\.yaml cannot be read whole .* Mend that first\.$/,
    );
    assert.match(
      problem(await told(t, { 'shop.yaml': shop }, 'shop.yaml', { 'shop.yaml': 'a: 1' })),
      /^HEAD: it was no CloudFormation template\.$/,
    );
    assert.match(
      problem(await told(t, { 'a.yaml': 'a: 1' }, 'a.yaml', {})),
      /^This file is no CloudFormation template/,
    );
  });
});

describe('above the resources', () => {
  test('what becomes of each, as it is typed, once the editor has said what it was', async (t) => {
    const folder = await editorOnFolder(t, { 'shop.yaml': shop }, ['shop.yaml']);
    const uri = folder.uriOf('shop.yaml');
    const { connection } = folder.editor;
    const shown = async (): Promise<readonly string[]> =>
      (await connection.sendRequest(lenses, { uri })).map(({ title, range }) => `${range.start.line + 1}: ${title}`);
    assert.deepEqual(await shown(), [], 'nobody has said what it was');
    await connection.sendNotification('gatelint/before', before(folder, 'shop.yaml', { 'shop.yaml': shop }));
    assert.deepEqual(await shown(), []);
    await folder.editor.replace(uri, '8080', '8081');
    assert.deepEqual(await shown(), ['5: Replaced on deployment', '8: Updated in place on deployment']);
    await folder.editor.replace(uri, '8081', '8080');
    assert.deepEqual(await shown(), []);
    await connection.sendNotification('gatelint/before', before(folder, 'shop.yaml', {}));
    await folder.editor.replace(uri, '8080', '8082');
    assert.deepEqual(await shown(), []);
  });
});
