/* The twins of cases in HCL are what another program makes of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Analysis, analyse } from '../server/linter/analysis.ts';
import { caseFiles } from './cases.ts';
import { corpusFiles, corpusTest } from './corpus.ts';
import { parse } from './hashicorp.ts';
import { hclTwin, jsonOfHcl } from './hcl-twin.ts';
import { isList, type Json } from './twin.ts';

const module = `
resource "aws_lb" "web" {
  name            = "a-\${var.x}\\n\\"q\\" $\${b}"
  internal        = var.a ? "x" : (1)
  idle_timeout    = 5
  subnets         = ["a", var.b, { c = d.e }]
  tags            = { a = 1, (var.k) = 2, "q r" = f(x, "y") }
  security_groups = [for s in var.x : s.id if s]
  nothing         = null
  text            = <<-EOT
    line \${a}
      "two" \\n
  EOT
  access_logs {
    bucket = jsonencode({ a = [1] })
  }
  subnet_mapping {}
  subnet_mapping {
    subnet_id = aws_subnet.a[0].id
  }
  dynamic "subnet_mapping" {
    for_each = var.l
    content {
      subnet_id = subnet_mapping.value
    }
  }
  depends_on = [aws_x.y]
}
locals {
  a = 1
}
locals { b = 2 }
variable "v" {
  type = list(string)
}
`;

test('a twin is what hcl2json makes of the module', async () => {
  assert.deepEqual(jsonOfHcl(module), bare(await parse('main.tf', module)));
});

test('so are the twins of all cases', async () => {
  const cases = caseFiles().flatMap((file) => file.cases.filter(({ format }) => format === 'hcl'));
  for (const { title, text } of cases) assert.deepEqual(jsonOfHcl(text), bare(await parse('main.tf', text)), title);
});

corpusTest('of every file of Terraform in the corpus, the rules say what they say of its twin', () => {
  const files = (['real', 'labelled', 'robust'] as const).flatMap((folder) => corpusFiles(folder, ['.tf']));
  let read = 0;
  for (const { name, text } of files) {
    const hcl = look('main.tf', text);
    if (hcl.source.problems.length > 0) continue;
    const json = look('main.tf.json', hclTwin(text));
    assert.deepEqual(json.source.problems, [], name);
    assert.deepEqual(said(json), said(hcl), name);
    read++;
  }
  assert.ok(read > 250, `only ${read} files`);
});

function look(file: string, text: string): Analysis {
  const analysis = analyse(file, text);
  assert.ok(analysis);
  return analysis;
}

/** In JSON, resources of one type stand together: the order is another. */
const said = ({ findings, undecided, crashes }: Analysis): readonly string[] =>
  [
    ...findings.map(({ rule, resource, message, when, at }) => [rule, resource, message, when, at.path]),
    ...undecided().map(({ rule, resource, why, at }) => [rule, resource, why, at.path]),
    ...crashes.map(({ rule, resource, error }) => [rule, resource, String(error)]),
  ]
    .map((one) => JSON.stringify(one))
    .sort();

const ofNames: ReadonlySet<string> = new Set(['depends_on', 'ignore_changes', 'replace_triggered_by', 'provider']);

/** hcl2json makes expressions of names as well, which Terraform refuses: `depends_on = ["${aws_lb.web}"]`. */
function bare(json: Json): Json {
  const named = (one: Json): Json =>
    isList(one) ? one.map(named) : typeof one === 'string' ? one.replace(/^\$\{(.*)\}$/s, '$1') : one;
  if (isList(json)) return json.map(bare);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => {
      if (key === 'variable') return [key, variables(bare(value), named)];
      return [key, ofNames.has(key) ? named(value) : bare(value)];
    }),
  );
}

function variables(json: Json, named: (one: Json) => Json): Json {
  if (isList(json)) return json.map((one) => variables(one, named));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, key === 'type' ? named(value) : variables(value, named)]),
  );
}
