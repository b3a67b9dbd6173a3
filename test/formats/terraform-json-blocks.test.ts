/* What Terraform's JSON says, beside the same in HCL: blocks, references, suppressions, and who has written it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextEdit } from '../../server/formats/format.ts';
import { type Analysis, analyse, locate } from '../../server/linter/analysis.ts';
import { mendingsFor, silencesFor } from '../../server/linter/suppression-fixes.ts';

function look(file: 'main.tf' | 'main.tf.json', text: string): Analysis {
  const analysis = analyse(file, text);
  assert.ok(analysis);
  assert.deepEqual(
    analysis.source.problems.map(({ message }) => message),
    [],
  );
  return analysis;
}
const inJson = (module: unknown): Analysis => look('main.tf.json', JSON.stringify(module, null, 2));

const names = ({ source }: Analysis) => source.resources.map(({ name, type, item }) => ({ name, type, item }));
const said = ({ findings, undecided }: Analysis) => ({
  findings: findings.map(({ rule, resource, message, when }) => [rule, resource, message, when]),
  undecided: undecided().map(({ rule, resource, why }) => [rule, resource, why]),
});

const web = { internal: false, subnets: '${var.subnets}' };

test('an array may stand at each level: it is as if what stands in it stood there', () => {
  const plain = names(inJson({ resource: { aws_lb: { web } } }));
  assert.deepEqual(plain, [{ name: 'aws_lb.web', type: 'aws_lb', item: 'resource aws_lb.web' }]);
  for (const module of [
    [{ resource: { aws_lb: { web } } }],
    { resource: [{ aws_lb: { web } }] },
    { resource: { aws_lb: [{ web }] } },
    { resource: { aws_lb: { web: [web] } } },
    [{ resource: [{ aws_lb: [{ web: [web] }] }] }],
  ])
    assert.deepEqual(names(inJson(module)), plain, JSON.stringify(module));
});

test('what stands together in an array is as many resources; each is told at its own place', () => {
  const text = '{ "resource": [{ "aws_lb": { "a": {}, "b": {} } }, { "aws_alb": { "c": {} } }] }';
  const { source } = look('main.tf.json', text);
  assert.deepEqual(
    source.resources.map(({ name, type, item, key }) => {
      const { start, end } = locate(source, { item, span: key });
      return [name, type, text.slice(start, end)];
    }),
    [
      ['aws_lb.a', 'aws_lb', '"a"'],
      ['aws_lb.b', 'aws_lb', '"b"'],
      ['aws_alb.c', 'aws_lb', '"c"'],
    ],
  );
});

/** The same module twice; what is said of it is the same. */
function twins(hcl: string, json: unknown): void {
  const expected = said(look('main.tf', hcl));
  assert.ok(expected.findings.length + expected.undecided.length > 0, 'nothing is said of it');
  assert.deepEqual(said(inJson(json)), expected);
}

test('an object is a block, and a list of objects is several', () => {
  const listener = (actions: unknown) => ({
    resource: {
      aws_lb: { web },
      aws_lb_listener: { http: { load_balancer_arn: '${aws_lb.web.arn}', port: 80, default_action: actions } },
    },
    variable: { subnets: {} },
  });
  const hcl = (...actions: readonly string[]) => `
    resource "aws_lb" "web" {
      internal = false
      subnets  = var.subnets
    }
    resource "aws_lb_listener" "http" {
      load_balancer_arn = aws_lb.web.arn
      port = 80
      ${actions.map((action) => `default_action {\n${action}\n}`).join('\n')}
    }
    variable "subnets" {}`;
  const redirect = { type: 'redirect', redirect: { status_code: 'HTTP_301', protocol: 'HTTP' } };
  const redirectInHcl = 'type = "redirect"\nredirect {\nstatus_code = "HTTP_301"\nprotocol = "HTTP"\n}';
  const forward = { type: 'forward', target_group_arn: 'arn' };
  twins(hcl(redirectInHcl), listener(redirect));
  twins(hcl(redirectInHcl), listener([redirect]));
  twins(hcl(redirectInHcl), listener([{ ...redirect, redirect: [redirect.redirect] }]));
  twins(hcl(redirectInHcl, 'type = "forward"\ntarget_group_arn = "arn"'), listener([redirect, forward]));
});

test('dynamic blocks, in whichever way they are written', () => {
  const hcl = `
    resource "aws_lb" "web" {
      dynamic "access_logs" {
        for_each = var.logs ? [1] : []
        content {
          bucket = "logs"
          enabled = true
        }
      }
    }
    variable "logs" {}`;
  const logs = { for_each: '${var.logs ? [1] : []}', content: { bucket: 'logs', enabled: true } };
  for (const dynamic of [{ access_logs: logs }, [{ access_logs: logs }], { access_logs: [logs] }])
    twins(hcl, { resource: { aws_lb: { web: { dynamic } } }, variable: { logs: {} } });
});

test('what a dynamic block goes over is a list, be it one of objects', () => {
  const over = (list: unknown) =>
    inJson({
      resource: { aws_lb: { web: { dynamic: { access_logs: { for_each: list, content: { enabled: false } } } } } },
    });
  const rule = 'alb-access-logs-disabled';
  const about = ({ undecided }: Analysis) => undecided().filter((one) => one.rule === rule).length;
  assert.equal(about(over([{ a: 1 }])), 0);
  assert.equal(about(over([{ a: 1 }, { a: 2 }])), 1);
});

test('depends_on and its like name resources as they are; elsewhere, such a text is a text', () => {
  const { source } = inJson({
    resource: { aws_lb: { web: { depends_on: ['module.net', 'data.aws_vpc.main', 'aws_x.y[0]'], name: 'aws_lb.no' } } },
  });
  const [lb] = source.resources;
  assert.deepEqual([...(lb?.needs ?? [])].sort(), ['aws_x.y', 'data.aws_vpc.main', 'module.net']);
});

test('an entry with the key // is a comment, wherever it stands', () => {
  const comment = { '//': { by: 'hand' } };
  const text = { '//': 'a tool', resource: { ...comment, aws_lb: { ...comment, web: { ...comment, ...web } } } };
  assert.deepEqual(names(inJson(text)), names(inJson({ resource: { aws_lb: { web } } })));
});

const rule = 'alb-drop-invalid-headers-off';

test('a comment in the body of a resource silences a rule in all of it', () => {
  const { findings, suppressed, remarks } = inJson({
    resource: { aws_lb: { web: { '//': `gatelint-ignore ${rule} -- "legacy" clients`, ...web } } },
  });
  assert.deepEqual(
    suppressed.map(({ report, by }) => [report.rule, by.reason]),
    [[rule, '"legacy" clients']],
  );
  assert.ok(!findings.some((one) => one.rule === rule));
  assert.deepEqual(remarks, []);
});

test('a comment in a block of it silences a rule there; in no block, nothing', () => {
  const logs = { bucket: 'logs', enabled: false };
  const off = 'alb-access-logs-disabled';
  const of = (body: object, comment?: string) =>
    inJson({ ...(comment !== undefined && { '//': comment }), resource: { aws_lb: { web: { ...web, ...body } } } });
  const silences = { '//': `gatelint-ignore ${off} -- a test` };
  assert.ok(of({ access_logs: logs }).findings.some((one) => one.rule === off));
  assert.ok(of({ access_logs: { ...silences, ...logs } }).suppressed.some(({ report }) => report.rule === off));
  assert.deepEqual(
    of({}, `gatelint-ignore ${rule} -- a test`).remarks.map(({ message }) => message),
    ['This stands in the body of no block, and silences nothing; move it into one.'],
  );
});

test('a comment in one of several blocks is silent about the others', () => {
  const text = JSON.stringify({
    resource: { aws_lb: { web: { subnet_mapping: [{ a: 1 }, { '//': 'gatelint-ignore a -- b', c: 2 }] } } },
  });
  const [suppression] = look('main.tf.json', text).source.suppressions;
  assert.ok(suppression);
  const { start, end } = suppression.covers;
  assert.equal(text.slice(start, end), '{"//":"gatelint-ignore a -- b","c":2}');
});

test('a comment of another kind is none of JSON, and heard nevertheless: above a section, for all that stands in it', () => {
  const text = JSON.stringify({ resource: { aws_lb: { web }, aws_x: { y: {} } }, output: {} }, null, 2);
  const above = (key: string) => {
    const lines = text.replace(new RegExp(`^( *)(?="${key}")`, 'm'), `$1// gatelint-ignore ${rule} -- a test\n$1`);
    return analyse('main.tf.json', lines)?.suppressed.length;
  };
  assert.deepEqual(['resource', 'aws_lb', 'web', 'aws_x', 'output'].map(above), [1, 1, 1, 0, 0]);
});

test('what CDKTF has synthesised is not for people to change', () => {
  const metadata = { path: 'shop/web', uniqueId: 'web' };
  const { source } = inJson({ resource: { aws_lb: { web: { '//': { metadata }, ...web } } } });
  assert.equal(source.readOnly, 'CDKTF has synthesised it: change the app instead');
  for (const comment of [undefined, 'shop/web', { metadata: { path: 'shop/web' } }])
    assert.equal(inJson({ resource: { aws_lb: { web: { '//': comment, ...web } } } }).source.readOnly, undefined);
});

/** What an editor offers about the first finding of the rule, applied. */
function suppressed(text: string): string | undefined {
  const analysis = look('main.tf.json', text);
  const finding = analysis.findings.find((one) => one.rule === rule);
  assert.ok(finding);
  const [fix, another] = silencesFor(analysis, finding);
  assert.equal(another, undefined);
  return fix && edited(text, fix.edits);
}

const edited = (text: string, edits: readonly TextEdit[]): string =>
  edits.reduceRight((rest, { start, end, newText }) => rest.slice(0, start) + newText + rest.slice(end), text);

test('a finding is silenced by an entry, written as the first of its resource in the way of the file', () => {
  const said = `gatelint-ignore ${rule} -- reason`;
  for (const [body, after] of [
    [{ internal: true }, { '//': said, internal: true }],
    [[{ internal: '${var.x}' }], [{ '//': said, internal: '${var.x}' }]],
    [{ '//': 'gatelint-ignore a -- b' }, { '//': `gatelint-ignore a, ${rule} -- b` }],
    // An entry is there already that is somebody else's; and nobody can tell two resources of one name.
    [{ '//': 'managed' }, undefined],
    [[{}, {}], undefined],
  ])
    for (const indent of [0, 2, '\t']) {
      const of = (web: unknown) => JSON.stringify({ resource: { aws_lb: { web } } }, null, indent);
      assert.equal(suppressed(of(body)), after && of(after));
    }
  const empty = suppressed('{"resource":{"aws_lb":{"web":{}}}}');
  assert.equal(empty, `{"resource":{"aws_lb":{"web":{ "//": "${said}" }}}}`);
  assert.equal(look('main.tf.json', empty).suppressed.length, 1);
});

test('a suppression that silences nothing can go, with its comma', () => {
  const off = 'alb-access-logs-disabled';
  const logs = { bucket: 'b', enabled: true };
  const of = (body: object) => JSON.stringify({ resource: { aws_lb: { web: body } } }, null, 2);
  const mended = (body: object) => {
    const text = of(body);
    const analysis = look('main.tf.json', text);
    const [remark] = analysis.remarks;
    assert.ok(remark);
    return mendingsFor(analysis, remark).map(({ title, edits }) => [title, edited(text, edits)]);
  };
  const idle = { '//': `gatelint-ignore ${off} -- a test` };
  const removed = (body: object) => [['Remove the suppression', of(body)]];
  assert.deepEqual(mended({ ...idle, access_logs: logs }), removed({ access_logs: logs }));
  assert.deepEqual(mended({ access_logs: logs, ...idle }), removed({ access_logs: logs }));
  assert.deepEqual(mended({ access_logs: { ...logs, ...idle } }), removed({ access_logs: logs }));
  assert.deepEqual(mended({ '//': `gatelint-ignore ${off}, ${rule} -- a test`, access_logs: logs }), [
    [`Take ${off} off the list`, of({ '//': `gatelint-ignore ${rule} -- a test`, access_logs: logs })],
  ]);
  assert.deepEqual(mended({ '//': `gatelint-ignore ${rule}`, access_logs: logs }), [
    ['Give a reason', of({ '//': `gatelint-ignore ${rule} -- reason`, access_logs: logs })],
  ]);
});
