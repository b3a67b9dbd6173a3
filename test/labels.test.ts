/*
 * Fixtures of other linters with those linters' own verdicts. Where we answer differently, `labels.md` says why: a
 * row for each, with what decides it. `node --import tsx test/labels.test.ts --write` writes the table anew and keeps
 * the reasons.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rules } from '../rules/index.ts';
import { analyse } from '../server/linter/analysis.ts';
import { corpusFile, corpusIndex, corpusIsThere, corpusTest } from './corpus.ts';

const table = fileURLToPath(new URL('labels.md', import.meta.url));

/** One verdict of a peer: of a resource, or of the whole file. */
interface Label {
  readonly file: string;
  readonly repo: string;
  readonly format: string;
  readonly peer_rule: string;
  readonly peer_name: string | null;
  readonly resource: string | null;
  readonly expect: 'fail' | 'pass';
}

type Answer = 'a finding' | 'undecided' | 'silent';

/** A label and what we say. `why` and `source` are written by hand. */
interface Row {
  readonly peer: string;
  readonly of: string;
  readonly label: Label['expect'];
  readonly answer: Answer;
  readonly why: string;
  readonly source: string;
}

/** The name under which the rules' docs list the ids of a repository's linter. */
const peers: Readonly<Record<string, string>> = {
  'DataDog/datadog-iac-scanner': 'KICS',
  'aquasecurity/trivy-checks': 'Trivy',
  'aws-cloudformation/aws-guard-rules-registry': 'CloudFormation Guard',
  'aws-cloudformation/cfn-lint': 'cfn-lint',
  'awslabs/serverless-rules': 'Serverless Rules',
  'bridgecrewio/checkov': 'Checkov',
  'cdklabs/cdk-nag': 'cdk-nag',
  'fugue/regula': 'Regula',
  'stelligent/cfn_nag': 'cfn_nag',
};

/** Ours that answer what the peer's rule asks. KICS files its rules under ids, and ours list them by name. */
function rulesFor({ repo, peer_rule, peer_name }: Label): readonly string[] {
  const peer = peers[repo] ?? repo;
  const wanted = peer === 'KICS' ? (peer_name ?? '').replace(/^kics:/, 'c:') : peer_rule;
  const isIt = (id: string) => id.toLowerCase() === wanted.toLowerCase();
  return rules.filter(({ docs }) => docs.peers?.[peer]?.some(isIt)).map(({ id }) => id);
}

function answerTo(label: Label, ours: readonly string[]): Answer | undefined {
  const analysis = analyse(label.file, corpusFile(label.file));
  if (!analysis) return undefined;
  const { resources } = analysis.source;
  // What SAM makes is said of what it is made of.
  const writtenAs = new Map(resources.map(({ name, made }) => [name, made?.from.name ?? name]));
  const concerns = (said: { readonly rule: string; readonly resource: string }) =>
    ours.includes(said.rule) &&
    (label.resource === null || said.resource === label.resource || writtenAs.get(said.resource) === label.resource);
  const names = new Map(resources.map(({ item, name }) => [item, name]));
  const isRelated = analysis.findings.some(
    ({ rule, related }) => ours.includes(rule) && related.some(({ place }) => names.get(place.item) === label.resource),
  );
  if (isRelated || analysis.findings.some(concerns)) return 'a finding';
  return analysis.undecided().some(concerns) ? 'undecided' : 'silent';
}

interface Agreement {
  readonly rows: readonly Row[];
  /** By peer: labels that concern our rules, and those where we agree. */
  readonly counts: ReadonlyMap<string, readonly [all: number, agreed: number]>;
}

function compare(): Agreement {
  const rows: Row[] = [];
  const counts = new Map<string, [number, number]>();
  for (const label of corpusIndex<Label>('labelled')) {
    const ours = rulesFor(label);
    if (ours.length === 0 || !/^(cfn|sam|tf$)/.test(label.format)) continue;
    const answer = answerTo(label, ours);
    if (answer === undefined) continue;
    const peer = peers[label.repo] ?? label.repo;
    const count = counts.get(peer) ?? [0, 0];
    counts.set(peer, count);
    count[0]++;
    if ((answer === 'a finding') === (label.expect === 'fail')) count[1]++;
    else {
      const id = peer === 'KICS' ? (label.peer_name ?? '').replace(/^kics:/, '') : label.peer_rule;
      const of = `${label.file.replace(`labelled/${label.repo}/`, '')}${label.resource === null ? '' : ` · ${label.resource}`}`;
      rows.push({ peer: `${peer} ${id}`, of, label: label.expect, answer, why: '', source: '' });
    }
  }
  const order = (row: Row) => `${row.peer} ${row.of}`;
  return { rows: rows.sort((one, other) => (order(one) < order(other) ? -1 : 1)), counts };
}

const cells = ({ peer, of, label, answer, why, source }: Row) => [peer, of, label, answer, why, source];
const line = (row: Row) => `| ${cells(row).join(' | ')} |`;
const key = ({ peer, of, label, answer }: Row) => [peer, of, label, answer].join(' | ');

function page({ rows, counts }: Agreement): string {
  const agreed = [...counts].sort().map(([peer, [all, same]]) => `| ${peer} | ${all} | ${same} |`);
  return `# Where other linters' fixtures and we differ

Written by \`test/labels.test.ts\`; the last two columns by hand. A row is a mistake of ours where its reason begins with
"Ours to mend"; one without a source counts as such.

| peer | labels about our rules | agreed |
|---|---|---|
${agreed.join('\n')}

| peer's rule | fixture | its label | our answer | why | what decides it |
|---|---|---|---|---|---|
${rows.map(line).join('\n')}
`;
}

function written(): readonly Row[] {
  return readFileSync(table, 'utf8')
    .split('\n')
    .map((text) => text.split('|').map((cell) => cell.trim()))
    .flatMap(([, peer = '', of = '', label, answer, why = '', source = '']): Row[] =>
      (label === 'fail' || label === 'pass') && isAnswer(answer) ? [{ peer, of, label, answer, why, source }] : [],
    );
}
const isAnswer = (text: string | undefined): text is Answer =>
  text === 'a finding' || text === 'undecided' || text === 'silent';

function withReasons(agreement: Agreement): Agreement {
  const reasons = new Map(written().map((row) => [key(row), row]));
  const rows = agreement.rows.map((row) => ({ ...row, ...reasons.get(key(row)) }));
  return { ...agreement, rows };
}

if (process.argv.includes('--write')) {
  assert.ok(corpusIsThere, 'the corpus is not there');
  writeFileSync(table, page(withReasons(compare())));
} else {
  corpusTest("every label of another linter is answered alike, or the table says why it isn't", () => {
    assert.equal(page(withReasons(compare())), readFileSync(table, 'utf8'));
  });

  corpusTest('every difference has its reason, and names what decides it', () => {
    assert.deepEqual(
      written()
        .filter(({ why, source }) => why === '' || source === '')
        .map(key),
      [],
    );
  });
}
