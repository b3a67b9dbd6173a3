/* What variables of Terraform are given by the files that gatelint.yaml names, as an editor meets it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { only } from './lsp-client.ts';
import { editorIn } from './lsp-folder.ts';

const main = `variable "timeout" {
  type    = number
  default = 5
}

resource "aws_lb_target_group" "orders" {
  port     = 80
  protocol = "HTTP"
  vpc_id   = "vpc-1"

  health_check {
    interval = 10
    timeout  = var.timeout
  }
}
`;

test('a root module is judged by what varFiles name, as it is now, and until another module calls it', async (t) => {
  const { editor, uriOf, write } = await editorIn(
    t,
    {
      '.git/HEAD': '',
      'gatelint.yaml': 'varFiles: [env/prod.values]\n',
      'env/prod.values': 'timeout = 30\n',
      'orders/main.tf': main,
      'shop/main.tf': '# nothing yet\n',
    },
    only('health-check-timeout-not-below-interval'),
  );
  const uri = uriOf('orders/main.tf');
  await editor.open(uri, main, 'terraform');
  const says = async () => (await editor.diagnostics(uri)).map(({ message }) => /\d+ s/.exec(String(message))?.[0]);
  const [finding] = await editor.diagnostics(uri);
  assert.deepEqual(
    finding?.relatedInformation?.map(({ message }) => message),
    ['var.timeout is given by env/prod.values'],
  );
  assert.deepEqual(editor.statuses.at(-1)?.parametersFrom, ['env/prod.values']);

  await editor.replace(uri, 'default = 5', 'default = 6');
  assert.deepEqual(await says(), ['30 s'], 'while its text changes');
  write('env/prod.values', 'timeout = 40\n');
  await editor.watched(uriOf('env/prod.values'));
  assert.deepEqual(await says(), ['40 s']);

  write('shop/main.tf', 'module "orders" {\n  source = "../orders"\n}\n');
  await editor.watched(uriOf('shop/main.tf'));
  assert.deepEqual(await says(), [], 'the call says nothing of it');
  write('shop/main.tf', '# nothing any more\n');
  await editor.watched(uriOf('shop/main.tf'));
  assert.deepEqual(await says(), ['40 s']);

  write('env/prod.values', 'timeout = \n');
  await editor.watched(uriOf('env/prod.values'));
  assert.deepEqual(await says(), [], 'Terraform takes nothing of what it cannot read');
  await editor.open(uriOf('gatelint.yaml'), 'varFiles: [env/prod.values]\n', 'yaml');
  const [problem] = await editor.diagnostics(uriOf('gatelint.yaml'));
  assert.match(String(problem?.message), /^env\/prod\.values: Line 1: /);
});
