import type { Documented } from './documented.ts';
import { document, plain, table } from './markdown.ts';

/** What a rule is called elsewhere: a row per linter. */
export function peersOf(peers: Readonly<Record<string, readonly string[]>>): string {
  const rows = Object.entries(peers).map(([linter, ids]) => [linter, named(linter, ids).map(code).join(', ')]);
  return table(['Linter', 'There'], rows);
}

/** For who comes from another linter: its ids, and the rules that speak of the same. */
export function peersPage(rules: readonly Documented[]): string {
  const linters = new Map<string, Map<string, string[]>>();
  for (const { id, rule } of rules)
    for (const [linter, ids] of Object.entries(rule.docs.peers ?? {}))
      for (const name of named(linter, ids)) {
        const ours = linters.get(linter) ?? new Map<string, string[]>();
        ours.set(name, [...(ours.get(name) ?? []), id]);
        linters.set(linter, ours);
      }
  return document([
    '# Coming from another linter',
    'What other linters call it, and the rules here that speak of the same. They may judge it in another way: the page of the ' +
      'rule says when it is quiet.',
    ...[...linters]
      .sort(([one], [other]) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1))
      .flatMap(([linter, ours]) => [`## ${linter}`, table(['There', 'Here'], [...ours].sort(byName).map(line))]),
  ]);
}

const line = ([name, ids]: readonly [string, readonly string[]]): readonly string[] => [
  code(name),
  ids.map((id) => `[${id}](rules/${id}.md)`).join(', '),
];

/** `CKV_AWS_2` before `CKV_AWS_103`. */
const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one.localeCompare(other, 'en', { numeric: true });

/** KICS has the same name in several languages, which we keep apart by a letter before it. */
const languages: Readonly<Record<string, string>> = { c: 'CloudFormation', t: 'Terraform', a: 'Ansible' };

function named(linter: string, ids: readonly string[]): readonly string[] {
  if (linter !== 'KICS') return ids;
  const byQuery = new Map<string, string[]>();
  for (const id of ids) {
    const [, letter = '', query = id] = /^(\w):(.*)$/.exec(id) ?? [];
    byQuery.set(query, [...(byQuery.get(query) ?? []), languages[letter] ?? letter]);
  }
  return [...byQuery].map(([query, where]) => `${query} (${where.join(', ')})`);
}

/** `name (where)`, with the name as code. */
function code(name: string): string {
  const [, id = name, rest = ''] = /^(\S+)( \(.*\))?$/.exec(name) ?? [];
  return `\`${id}\`${plain(rest)}`;
}
