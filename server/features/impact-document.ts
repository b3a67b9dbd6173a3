/* What deploying a change would do, as a document to read. */
import type { Change } from '../impact/changes.ts';
import type { Group, Place, Report, Told, ToldReason } from '../impact/report.ts';
import { nameOf } from '../workspace/paths.ts';
import { escaped, paragraphs } from './markdown.ts';

interface Compared {
  readonly uri: string;
  readonly report: Report;
  /** Nothing of it was there before. */
  readonly isNew: boolean;
  /** What the earlier state is called. */
  readonly called: string;
  readonly linksFrom?: string;
}

export function impactDocument({ uri, report, isNew, called, linksFrom }: Compared): string {
  const { words, groups, opened } = report;
  const nothing = groups.length + opened.length === 0;
  return `${paragraphs(
    `# What would deploying ${escaped(fileName(uri))} change?`,
    `Compared with **${escaped(called)}**: ${nothing ? 'nothing that is deployed.' : `${escaped(words)}.`}`,
    isNew && !nothing && `Nothing of it is in ${escaped(called)}, so all of it is new.`,
    ...contents(report, { called, linksFrom }),
    '*Told by Gatelint from both texts alone; AWS was not asked. What they do not tell is called unknown.*',
  )}\n`;
}

/** Of a plan: no text says more than it does. */
export function planDocument(uri: string, report: Report): string {
  return `${paragraphs(
    `# What would applying ${escaped(fileName(uri))} change?`,
    `Terraform plans: ${report.groups.length + report.opened.length === 0 ? 'nothing.' : `${escaped(report.words)}.`}`,
    ...contents(report, { called: 'the plan', linksFrom: undefined }),
    '*Told by Terraform, in its plan.*',
  )}\n`;
}

const fileName = (uri: string): string => decodeURIComponent(nameOf(uri));

function contents({ groups, opened }: Report, paper: Paper): readonly (string | false)[] {
  return [
    ...groups.map((group) => groupSection(group, paper)),
    opened.length > 0 &&
      paragraphs(
        '## Opened',
        '*Let in, or allowed, that was not before.*',
        opened.map((one) => `- ${linked(one.name, one.at, false, paper)}: ${escaped(one.words)}`).join('\n'),
      ),
    '---',
  ];
}

interface Paper {
  readonly called: string;
  readonly linksFrom: string | undefined;
}

function groupSection({ title, about, resources }: Group, paper: Paper): string {
  const heading = paragraphs(`## ${title}`, `*${capitalised(about)}.*`);
  const isList = resources.every(({ reasons }) => reasons.length === 0);
  return isList
    ? paragraphs(heading, resources.map((one) => `- ${resourceLine(one, paper)}`).join('\n'))
    : paragraphs(heading, ...resources.map((one) => resourceSection(one, paper)));
}

const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const resourceLine = (one: Told, paper: Paper): string =>
  `**${linked(one.name, one.at, one.isGone, paper)}** \`${one.type}\`${one.note === undefined ? '' : ` – ${escaped(one.note)}`}`;

function resourceSection(one: Told, paper: Paper): string {
  const rows = one.reasons.flatMap(reasonRows);
  // Of what only refers to something else, nothing is written otherwise.
  const others = one.reasons.filter(({ changes }) => changes.length === 0);
  return paragraphs(
    resourceLine(one, paper),
    rows.length > 0 && ['| Changed | Before | After |', '| :-- | :-- | :-- |', ...rows].join('\n'),
    others.map(({ property, words }) => `- ${code(property)}${said(words)}`).join('\n'),
  );
}

const said = (words: readonly string[]): string => (words.length === 0 ? '' : ` *${escaped(words.join(', '))}*`);

/** Of a property of which much changes, not all is shown. */
const mostChanges = 12;

function reasonRows({ changes, words }: ToldReason): readonly string[] {
  const more = changes.length - mostChanges;
  return [
    ...changes.slice(0, mostChanges).map((change, index) => changeRow(change, index === 0 ? said(words) : '')),
    ...(more > 0 ? [`| … and ${more} more | | |`] : []),
  ];
}

const changeRow = ({ path, before, after }: Change, said: string): string =>
  `| ${code(path)}${said} | ${before === undefined ? '–' : code(before)} | ${after === undefined ? '–' : code(after)} |`;

/** In a table, a bar ends a cell even in code; more backticks than there are inside make a fence. */
function code(text: string): string {
  const fence = '`'.repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)));
  const inside = text.replaceAll('|', '\\|');
  return fence.length > 1 ? `${fence} ${inside} ${fence}` : `${fence}${inside}${fence}`;
}

function linked(name: string, at: Place | undefined, isGone: boolean, { called, linksFrom }: Paper): string {
  const text = escaped(name);
  if (!at) return text;
  const line = at.range.start.line + 1;
  if (isGone) return `${text} (line ${line} in ${escaped(called)})`;
  const target = linksFrom === undefined ? undefined : fromFolder(linksFrom, at.file);
  return target === undefined ? `${text} (line ${line})` : `[${text}](${target}#L${line})`;
}

/** `/infra/shop.yaml`, `/../other/shop.yaml`; undefined for what lies elsewhere. */
function fromFolder(folder: string, uri: string): string | undefined {
  const top = folder.replace(/\/$/, '').split('/');
  const way = uri.split('/');
  const same = top.findIndex((step, index) => step !== way[index]);
  const shared = same < 0 ? top.length : same;
  // `file:`, an empty name and the host are of no folder.
  if (shared < 3) return undefined;
  const path = ['', ...top.slice(shared).map(() => '..'), ...way.slice(shared)].join('/');
  return path.replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'));
}
