/* What deploying a change does, for people at a terminal, in 80 columns. */
import pc from 'picocolors';
import type { Change } from '../impact/changes.ts';
import type { Effect } from '../impact/impact.ts';
import type { Place, Report, Told, ToldReason } from '../impact/report.ts';
import { harmless } from './width.ts';

/** Two states of what is deployed as one. */
export interface Comparison {
  /** As the user reads them; undefined where there is none on that side. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** In front of the names of files as they were, where those are now others of the same name: `HEAD:`. */
  readonly was: string;
  /** Why nothing can be told, in one sentence. */
  readonly why?: string;
  readonly report: Report;
}

/** Empty where nothing that is deployed changes. */
export function impactText({ before, after, was, why, report }: Comparison, color: boolean): string {
  const paint = painter(color);
  const title = paint.bold(harmless(after ?? before ?? ''));
  if (why !== undefined) return `${title}: ${paint.unknown('impact unknown')}\n  ${harmless(why)}\n\n`;
  if (report.groups.length + report.opened.length === 0) return '';
  const side = before === undefined ? ' (new)' : after === undefined ? ' (no longer there)' : '';
  const lines = [
    ...wrapped(`${title}${side}: `, `${report.words}`, ''),
    ...report.groups.flatMap((group) => [
      '',
      `${paint[group.effect](group.title)} ${paint.dim(`– ${group.about}`)}`,
      ...group.resources.flatMap((one) => resourceLines(one, was, paint)),
    ]),
    ...(report.opened.length === 0
      ? []
      : ['', `${paint.replace('Opened')} ${paint.dim('– let in, or allowed, that was not before')}`]),
    ...report.opened.flatMap(({ name, words }) =>
      wrapped(`  ${paint.bold(harmless(name))}: `, harmless(words), '    '),
    ),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** The last line. */
export function impactSummary(comparisons: readonly Comparison[]): string {
  const changing = comparisons.filter(({ why, report }) => why !== undefined || report.groups.length > 0);
  if (changing.length === 0) return 'Deploying this changes nothing that is there.\n';
  const count = (...effects: readonly Effect[]): number =>
    comparisons
      .flatMap(({ report }) => report.groups)
      .reduce((sum, { effect, resources }) => sum + (effects.includes(effect) ? resources.length : 0), 0);
  const opened = comparisons.reduce((sum, { report }) => sum + report.opened.length, 0);
  const said = [
    [count('replace'), 'replaced'],
    [count('delete'), 'deleted'],
    [count('orphan'), 'left behind'],
    [count('may-replace'), 'perhaps replaced'],
    [count('unknown') + comparisons.filter(({ why }) => why !== undefined).length, 'unknown'],
    [count('update'), 'updated in place'],
    [count('create'), 'created'],
    [opened, 'opened'],
  ] as const;
  return `${said.flatMap(([number, words]) => (number > 0 ? [`${number} ${words}`] : [])).join(', ')}.\n`;
}

function resourceLines({ name, type, at, isGone, note, reasons }: Told, was: string, paint: Paint): readonly string[] {
  const place = at ? `${isGone ? was : ''}${address(at)}` : '';
  const parts = [harmless(name), harmless(type), place];
  const isShort = `  ${parts.join('  ')}`.length <= columns;
  const first = `  ${paint.bold(parts[0] ?? '')}  ${paint.dim(parts[1] ?? '')}`;
  return [
    isShort ? `${first}  ${paint.dim(place)}`.trimEnd() : first.trimEnd(),
    ...(isShort || place === '' ? [] : [paint.dim(`    ${place}`)]),
    ...(note === undefined ? [] : wrapped('    ', harmless(note), '    ')),
    ...reasons.flatMap((reason) => reasonLines(reason, paint)),
  ];
}

/** Of a property of which much changes, not all is shown. */
const mostChanges = 6;

function reasonLines({ property, changes, words }: ToldReason, paint: Paint): readonly string[] {
  const said = words.join(', ');
  if (changes.length === 0) return [`    ${harmless(property)}${said === '' ? '' : paint.dim(`: ${harmless(said)}`)}`];
  const shown = changes.slice(0, mostChanges);
  const more = changes.length - shown.length;
  return [
    ...shown.flatMap((change, index) => changeLines(change, index === 0 ? said : '', paint)),
    ...(more > 0 ? [paint.dim(`    … and ${more} more in ${harmless(property)}`)] : []),
  ];
}

function changeLines({ path, before, after }: Change, said: string, paint: Paint): readonly string[] {
  const [was, is] = [before, after].map((text) => harmless(text ?? ''));
  const plain = [before === undefined ? 'added' : was, after === undefined ? 'removed' : is].join(
    before === undefined || after === undefined ? ' ' : ' → ',
  );
  const painted =
    before === undefined
      ? `${paint.dim('added')} ${paint.create(is ?? '')}`
      : after === undefined
        ? `${paint.delete(was ?? '')} ${paint.dim('removed')}`
        : `${paint.delete(was ?? '')} → ${paint.create(is ?? '')}`;
  const [start, end] = [`    ${harmless(path)}: `, said === '' ? '' : paint.dim(`  (${harmless(said)})`)];
  const isShort = start.length + plain.length + (said === '' ? 0 : said.length + 4) <= columns;
  return isShort ? [start + painted + end] : [start.trimEnd() + end, `      ${painted}`];
}

const columns = 80;

/** Words that do not fit go on below, behind `indent`. */
function wrapped(start: string, words: string, indent: string): readonly string[] {
  const lines: string[] = [];
  const widthOf = (text: string): number => text.replace(/\x1b\[\d+m/g, '').length;
  let line = start;
  for (const word of words.split(' ')) {
    const isFull = widthOf(line) + word.length > columns && line.trim() !== '';
    if (isFull) lines.push(line.trimEnd());
    line = isFull ? `${indent}${word} ` : `${line}${word} `;
  }
  return [...lines, line.trimEnd()];
}

const address = ({ file, range }: Place): string => `${harmless(file)}:${range.start.line + 1}`;

type Brush = (text: string) => string;
type Paint = Readonly<Record<Effect | 'bold' | 'dim', Brush>>;

function painter(color: boolean): Paint {
  const { red, yellow, green, cyan, bold, dim } = pc.createColors(color);
  return {
    replace: red,
    delete: red,
    orphan: red,
    'may-replace': yellow,
    unknown: yellow,
    update: cyan,
    create: green,
    bold,
    dim,
  };
}
