import type { AnyRule } from '../../rules/kit/index.ts';
import type { Case, Fixed, Marker } from '../../test/cases.ts';
import { changes } from './diff.ts';
import { type Documented, type Fixable, offered, presets } from './documented.ts';
import { bullets, document, fence, folded, plain, table } from './markdown.ts';
import { peersOf } from './peers.ts';

/**
 * The page of one rule: all that its file and its cases say, in the words of a reader. What one has to know comes
 * first; the cases, which are tests as well, follow folded.
 */
export function page({ rule, cases, fixable }: Documented): string {
  const { title, why, quietWhen, sources, peers = {} } = rule.docs;
  const [example, ...more] = cases.filter(finds);
  return document([
    `# ${rule.id}`,
    `**${title}.**`,
    facts(rule, fixable),
    '## Why',
    why.trim(),
    ...(quietWhen.length > 0 ? ['## What it leaves alone', bullets(quietWhen)] : []),
    ...(example ? ['## Example', `${example.title}:`, ...shown(example, rule)] : []),
    '## Turn it off',
    'In `gatelint.yaml`, for the project; or give it another severity there (`error`, `warning`, `information`, `hint`):',
    fence('yaml', `rules:\n  ${rule.id}: off`),
    'In the file, for one line, or for all that stands below a key:',
    fence('yaml', `# gatelint-ignore ${rule.id} -- why it is right here`),
    'There are [more ways](../suppressions.md), also for JSON.',
    ...(Object.keys(peers).length > 0 ? ['## Known elsewhere as', peersOf(peers)] : []),
    ...(sources.length > 0 ? ['## Sources', bullets(sources.map((source) => `<${source}>`))] : []),
    ...chapter('## More that it finds', more, rule),
    ...chapter('## What it cannot decide', cases.filter(isUndecided), rule),
    ...chapter('## What is right', cases.filter(isQuiet), rule),
  ]);
}

const finds = ({ expected }: Case): boolean => expected.some(({ sign }) => sign === '^');
const isQuiet = ({ expected }: Case): boolean => expected.length === 0;
const isUndecided = (one: Case): boolean => !finds(one) && !isQuiet(one);

const fixWords: Readonly<Record<Fixable, string>> = {
  safe: 'a quick fix; what is safe can be applied on save, and by `gatelint fix`',
  choice: 'a quick fix, to be chosen',
  no: 'none',
};

function facts({ severity, preset, resource }: AnyRule, fixable: Fixable): string {
  const types = [...new Set(resource.forms.map(({ type }) => `\`${type}\``))];
  return table(
    ['', ''],
    [
      ['Severity', severity],
      ['Preset', `${preset}: ${presets[preset]}`],
      ['Looks at', types.join(', ')],
      ['Fix', fixWords[fixable]],
    ],
  );
}

/** Cases that share a title share the fold. */
function chapter(heading: string, cases: readonly Case[], rule: AnyRule): readonly string[] {
  if (cases.length === 0) return [];
  const titles = [...new Set(cases.map(({ title }) => title))];
  const alike = (title: string) => cases.filter((one) => one.title === title);
  return [
    heading,
    ...titles.map((title) =>
      folded(
        underHeading(title),
        alike(title).flatMap((one) => shown(one, rule)),
      ),
    ),
  ];
}

/** What the heading says already: `Quiet: the timeout is below` → `The timeout is below`. */
function underHeading(title: string): string {
  const rest = title.replace(/^(Quiet|Undecided): /, '');
  return rest.slice(0, 1).toUpperCase() + rest.slice(1);
}

/** A case without its markers, what is said of it, and what each fix changes. */
function shown(one: Case, rule: AnyRule): readonly string[] {
  const { format, text, expected, fixed, config } = one;
  return [
    ...(config === undefined ? [] : ['With this `gatelint.yaml`:', fence('yaml', config)]),
    fence(format, text),
    ...(expected.length > 0 ? [bullets(expected.map((marker) => remark(marker, text)))] : []),
    ...fixed.flatMap((after) => [
      `The fix “${plain(fixTitle(after, one, rule))}”:`,
      fence('diff', changes(text, after.text)),
    ]),
  ];
}

function remark({ line, start, end, sign, message }: Marker, text: string): string {
  const spot =
    text
      .split('\n')
      [line - 1]?.slice(start - 1, end - 1)
      .trim() ?? '';
  const where = spot === '' ? `line ${line}` : `\`${spot}\` in line ${line}`;
  if (sign === '?') return `not decided because of ${where}: ${plain(message)}`;
  const notes = [...message.matchAll(NOTE)].map(([, note = '']) => plain(inWords(note)));
  const said = plain(message.replace(NOTE, ''));
  return `${where}: ${said}${notes.length > 0 ? ` *(${notes.join('; ')})*` : ''}`;
}

/** What a marker says behind the message: see `suffix` of the case runner. */
const NOTE = / \[(when [^\]]+|assumes [^\]]+|see [^\]]+|error|warning|information|hint)\]/g;

function inWords(note: string): string {
  const [, when, severity] = /^(when .+), (\w+)$/.exec(note) ?? [];
  if (when !== undefined && severity !== undefined) return `${severity} ${when}`;
  return note.replace(/^assumes /, 'assuming the default of ').replace(/^see /, 'shown beside it: ');
}

/** A fix without a name in the cases is the first one of the first finding. */
function fixTitle({ title }: Fixed, example: Case, rule: AnyRule): string {
  if (title !== undefined) return title;
  const [first] = offered(rule, example);
  if (!first) throw new Error(`${rule.id}: a case shows a fix that is not offered`);
  return first.title;
}
