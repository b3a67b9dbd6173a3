/* What is written of all rules at once. */
import { pageOf } from '../../server/linter/docs-link.ts';
import { type Documented, type Fixable, presets, subject } from './documented.ts';
import { bullets, document, origin, originOfFeatures, table } from './markdown.ts';

const fixes: Readonly<Record<Fixable, string>> = { safe: 'safe', choice: 'choice', no: '' };

/** One line per rule. `folder` is where the pages are, seen from the table. */
export function rulesTable(rules: readonly Documented[], folder: string): string {
  const rows = rules.map(({ id, rule: { docs, severity, preset }, fixable }) => [
    `[${id}](${folder}${id}.md)`,
    docs.title,
    severity,
    preset,
    fixes[fixable],
  ]);
  return table(['Rule', 'What it finds', 'Severity', 'Preset', 'Fix'], rows);
}

export function rulesOverview(rules: readonly Documented[]): string {
  const folders = [...new Set(rules.map(({ folder }) => folder))];
  return document([
    '# Rules',
    'The severity is the usual one: a rule says less where less is at stake, such as behind an internal load balancer, ' +
      'and one step less where a finding holds in one branch of a condition only. ' +
      'A rule that cannot know says nothing: `gatelint check --undecided` lists those places.',
    'Each preset holds the ones before it:',
    bullets(Object.entries(presets).map(([preset, when]) => `\`${preset}\`: ${when}`)),
    'A `safe` fix costs nothing, refuses nobody, replaces nothing and has one right answer; it may run on save. Every other is ' +
      'your `choice`.',
    'What other linters call these: [Coming from another linter](../peers.md).',
    ...folders.flatMap((folder) => [
      `## ${subject(folder)}`,
      rulesTable(
        rules.filter((one) => one.folder === folder),
        '',
      ),
    ]),
  ]);
}

/** What programs read about the rules; `gatelint rules` prints it. */
export function rulesJson(rules: readonly Documented[]): string {
  const facts = rules.map(({ id, rule: { docs, severity, preset }, formats, fixable }) => ({
    id,
    title: docs.title,
    severity,
    preset,
    formats,
    fixable,
    peers: docs.peers ?? {},
    docs: pageOf(id),
  }));
  return `${JSON.stringify(facts, null, 2)}\n`;
}

/** The list that the hovers take the features from. */
export function featureIndex(ids: readonly string[]): string {
  return [
    `// ${originOfFeatures}`,
    ...[
      "import type { Feature } from '../kit/index.ts';",
      ...ids.map((id) => `import ${inCamelCase(id)} from './${id}.ts';`),
    ],
    '',
    'export const features: readonly Feature[] = [',
    ...ids.map((id) => `  ${inCamelCase(id)},`),
    '];',
    '',
  ].join('\n');
}

/** The list that the program takes its rules from. */
export function ruleIndex(rules: readonly Documented[]): string {
  const imports = [
    { from: './kit/index.ts', what: 'type { AnyRule }' },
    ...rules.map(({ folder, id }) => ({ from: `./${folder}/${id}.ts`, what: inCamelCase(id) })),
  ].sort((one, other) => (one.from < other.from ? -1 : 1));
  return [
    `// ${origin}`,
    ...imports.map(({ from, what }) => `import ${what} from '${from}';`),
    '',
    'export const rules: readonly AnyRule[] = [',
    ...rules.map(({ id }) => `  ${inCamelCase(id)},`),
    '];',
    '',
  ].join('\n');
}

const inCamelCase = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
