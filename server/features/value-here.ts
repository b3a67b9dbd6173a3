/*
 * What holds at a place, where the text alone does not say it: behind a parameter or a function, in `Globals`, or because
 * nothing is written and AWS takes its default.
 */
import { type Cell, defaultOf, type Span, type Step, type Via } from '../../rules/kit/index.ts';
import { type Entry, writtenOf } from '../formats/format.ts';
import { stepsOf } from '../formats/spelling.ts';
import type { Analysis } from '../linter/analysis.ts';
import { type Held, heldBy } from '../linter/held.ts';
import { locate } from '../linter/locate.ts';
import { written } from './amounts.ts';
import { escaped } from './markdown.ts';
import { pathAt } from './path.ts';
import type { RowHere } from './rows.ts';

/** Of a property that is written: what its value is, if that is not what stands there. */
export function valueHere(analysis: Analysis, { row, property, form, span, value }: RowHere): string | undefined {
  if (!property || !value) return undefined;
  const found = entriesAt(analysis, span)
    .filter(({ type }) => type === row)
    .flatMap((entry) => heldBy(analysis.graph, entry))
    .find((one) => one.property === property && isIn(placeOf(analysis, one.cell), value));
  if (!found) return undefined;
  const { cell } = found;
  if (cell.state === 'unknown') return `Here: not known before deployment, as ${escaped(cell.why)}`;
  if (cell.state !== 'known' || cell.place.via.length === 0) return undefined;
  return `Here: ${[written(property, form.dialect, cell.value), ...shortened(cell.place.via.flatMap(wayOf))].join(', ')}`;
}

/** Of a resource: what holds although it does not say so itself. */
export function heldElsewhere(analysis: Analysis, { span }: RowHere): string | undefined {
  const lines = entriesAt(analysis, span).flatMap((entry) =>
    heldBy(analysis.graph, entry).flatMap((held): readonly string[] => {
      const { cell, property } = held;
      const from = cell.state === 'known' ? whoSays(analysis, held, cell) : undefined;
      const called = wordOf(held);
      if (cell.state !== 'known' || from === undefined || called === undefined) return [];
      return [`- \`${called}\`: ${written(property, entry.form.dialect, cell.value)}, ${from}`];
    }),
  );
  const distinct = [...new Set(lines)];
  return distinct.length > 0 ? `What holds, although it is not written here:\n\n${distinct.join('\n')}` : undefined;
}

/** Who says it, if the resource itself does not. */
function whoSays(analysis: Analysis, { entry, property }: Held, cell: KnownCell): string | undefined {
  if (!cell.given) {
    const isProviders = defaultOf(property, entry.form.dialect) !== property.default;
    // The provider fills a block that is there; without one, nobody says what AWS takes.
    if (isProviders && (cell.place.missing?.steps.length ?? 0) > 1) return undefined;
    return isProviders ? "the provider's default" : "AWS's default";
  }
  // What SAM makes of one resource may be said in `Globals`, or in another one.
  const { source } = analysis;
  const { made } = entry.resource;
  if (!made || cell.place.file !== source.file || cell.place.item === made.from.item) return undefined;
  const way = pathAt(source.document, placeOf(analysis, cell).start)?.path ?? [];
  const keys = way.flatMap((step) => (step.kind === 'key' ? step.name : []));
  return keys.length > 0 ? `from ${escaped(keys.join('.'))}` : undefined;
}

type KnownCell = Cell<unknown> & { readonly state: 'known' };

const mostSteps = 6;

/** Without most of what is between the ends, where that is long. */
const shortened = (way: readonly string[]): readonly string[] =>
  way.length <= mostSteps
    ? way
    : [...way.slice(0, mostSteps - 2), `… (${way.length - mostSteps + 1} more)`, ...way.slice(-1)];

/** What a value is behind. */
function wayOf({ how, name, by }: Via): readonly string[] {
  const said = {
    default: `assumed from the default of ${name}`,
    given: by === undefined ? `given to ${name}` : `given to ${name} by ${by}`,
    computed: `computed by ${name}`,
    alias: `from the anchor ${name}`,
    argument: `from the argument ${name}`,
    output: `from the output ${name}`,
    import: `imported as ${name}`,
    file: `from ${name}`,
    local: `from ${name}`,
    loop: undefined,
  }[how];
  return said === undefined ? [] : [escaped(said)];
}

/** How the user would write it; undefined where there are no words for it. */
export function wordOf({ entry, path }: Held): string | undefined {
  const { form, resource, keys, type } = entry;
  let shape = type.properties;
  const steps: Step[] = [];
  for (const name of path) {
    if (typeof name === 'number') return undefined;
    const spelling = shape[name]?.spelling[form.dialect];
    if (spelling === undefined || /^[<=]/.test(spelling)) return undefined;
    steps.push(...stepsOf(spelling));
    shape = shape[name]?.shape ?? {};
  }
  const picked = steps.findLast(({ pick }) => pick)?.pick?.[1];
  if (picked !== undefined) return picked;
  const own = steps.map(({ key }) => key);
  if (!resource.made) return own.join('.');
  const words = resource.made.wordsFor(['Properties', ...keys, ...own]);
  return words?.slice(words.indexOf('Properties') + 1).join('.');
}

/** The rows that the resource around a place is, holds, or becomes. */
function entriesAt({ source, graph }: Analysis, { start }: Span): readonly Entry[] {
  const begins = (resource: Entry['resource']): number => {
    const { item, key } = writtenOf(resource);
    return locate(source, { item, span: key }).start;
  };
  const before = source.resources.filter((resource) => begins(resource) <= start);
  const last = Math.max(...before.map(begins));
  const here = before.filter((resource) => begins(resource) === last);
  return here.flatMap((resource) => [...graph.model.keys()].flatMap((type) => graph.rowsOf(type).of(resource)));
}

const placeOf = ({ source }: Analysis, { place }: Cell<unknown>): Span =>
  locate(source, { ...place, mark: place.span });

const isIn = (one: Span, whole: Span): boolean => whole.start <= one.start && one.end <= whole.end;
