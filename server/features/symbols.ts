/* The outline: what a request goes through, as a tree; and whatever else is there. */
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import type { Span } from '../../rules/kit/index.ts';
import { type Declared, declaredIn } from '../formats/declared.ts';
import { type Entry, type Expression, writtenOf } from '../formats/format.ts';
import { isTerraform } from '../formats/kind.ts';
import type { Analysis } from '../linter/analysis.ts';
import type { Checks } from '../linter/lint.ts';
import { locate } from '../linter/locate.ts';
import { Look } from '../linter/look.ts';
import { Remembered } from '../linter/remembered.ts';
import { type Step, stepsIn, type WaysOf } from '../linter/request-paths.ts';
import { anyWorld } from '../linter/world.ts';
import type { Template } from '../workspace/documents.ts';
import { keyOf } from './entry-key.ts';
import { rangeOf } from './findings.ts';
import { pathAt } from './path.ts';
import { requestNameOf } from './symbol-names.ts';

export function symbolsOf(template: Template): DocumentSymbol[] {
  const { source, graph } = template.analysis;
  const look = new Look(graph, anyWorld);
  const own = source.module?.sources ?? [source];
  const { ways, names } = knownOf(template.analysis);
  const steps = stepsIn(look, ways, (entry) => own.includes(entry.source), placeOf);
  const nameOf = (entry: Entry) => names.recall(look, entry.id, () => requestNameOf(look, entry));
  const declared = new Declarations(declaredIn(source.document));

  const symbols = new Map<Step, DocumentSymbol>();
  for (const step of steps) {
    const [first] = step.rows;
    const key = keyOf(first);
    if (first.source !== source || !key) continue;
    const one = symbolAt(template, step, key, declared, nameOf(first));
    const targets = targetsOf(template, first);
    if (targets.length > 0) one.children = targets;
    symbols.set(step, one);
  }
  const paths: DocumentSymbol[] = [];
  const others: DocumentSymbol[] = [];
  for (const [step, symbol] of symbols) {
    const above = aboveOf(step, symbols);
    const isOfPath = step.isOnPath || step.parent !== undefined;
    (above ? childrenOf(above) : isOfPath ? paths : others).push(symbol);
  }
  for (const one of declared.left('Resources', 'resource')) others.push(declaredSymbol(template, one));
  const together = !isTerraform(source.document);
  return [
    ...paths,
    ...under(paths.length > 0 ? 'Other' : 'Resources', others, false),
    ...sections.flatMap(([section, title]) => {
      const members = declared.left(section).map((one) => declaredSymbol(template, one));
      return under(title, members, together);
    }),
  ];
}

/** From one outline to the next: where relations lead to, and what requests call it. */
interface Known {
  readonly ways: Remembered<WaysOf>;
  readonly names: Remembered<string | undefined>;
}
const kept = new WeakMap<Checks, Known>();

function knownOf({ checks }: Pick<Analysis, 'checks'>): Known {
  const known = kept.get(checks) ?? { ways: new Remembered(), names: new Remembered() };
  if (!checks.mayChange || kept.has(checks)) return known;
  kept.set(checks, known);
  checks.keep(known.ways);
  checks.keep(known.names);
  return known;
}

/** What is neither a resource nor of interest here is left out: `Metadata`, `terraform`. */
const sections = [
  ['Globals', 'Globals'],
  ['Parameters', 'Parameters'],
  ['Mappings', 'Mappings'],
  ['Conditions', 'Conditions'],
  ['Rules', 'Rules'],
  ['Outputs', 'Outputs'],
  ['data', 'Data'],
  ['module', 'Modules'],
  ['variable', 'Variables'],
  ['locals', 'Locals'],
  ['output', 'Outputs'],
  ['provider', 'Providers'],
] as const;

const kinds: Readonly<Record<string, SymbolKind>> = {
  LoadBalancer: SymbolKind.Module,
  Api: SymbolKind.Module,
  Listener: SymbolKind.Interface,
  Stage: SymbolKind.Interface,
  ListenerRule: SymbolKind.Method,
  Route: SymbolKind.Method,
  ApiResource: SymbolKind.Namespace,
  Integration: SymbolKind.Event,
  TargetGroup: SymbolKind.Array,
  LambdaFunction: SymbolKind.Function,
  Parameters: SymbolKind.Variable,
  variable: SymbolKind.Variable,
  locals: SymbolKind.Variable,
  Conditions: SymbolKind.Boolean,
  Outputs: SymbolKind.Property,
  output: SymbolKind.Property,
  module: SymbolKind.Package,
};

/** What several rows share that are written there. An API that only events speak of stands at the first of them. */
function placeOf(entry: Entry): string {
  const { resource, source } = entry;
  const { start, end } = keyOf(entry) ?? { start: resource.id, end: '' };
  return `${source.file} ${start} ${end} ${isImplied(entry) ? resource.made?.name : ''}`;
}

/** Nobody wrote it: it comes of events that name no API. */
const isImplied = ({ keys, resource: { made } }: Entry): boolean =>
  keys.length === 0 && made !== undefined && made.name !== made.from.name;

/** The nearest of those before it that stands in this file. */
function aboveOf({ parent }: Step, symbols: ReadonlyMap<Step, DocumentSymbol>): DocumentSymbol | undefined {
  for (let at = parent; at; at = at.parent) {
    const symbol = symbols.get(at);
    if (symbol) return symbol;
  }
  return undefined;
}

function childrenOf(symbol: DocumentSymbol): DocumentSymbol[] {
  symbol.children ??= [];
  return symbol.children;
}

function symbolAt(
  template: Template,
  { rows }: Step,
  key: Span,
  declared: Declarations,
  requestName: string | undefined,
): DocumentSymbol {
  const [entry] = rows;
  const { resource, type } = entry;
  const { source } = template.analysis;
  const called = calledOf(entry);
  const whole = entry.keys.length > 0 || isImplied(entry) ? undefined : declared.take(key);
  const around = whole ? undefined : pathAt(source.document, key.start);
  const owner = around?.path[1];
  // Editors search in names, not in details: who looks for the logical id finds it.
  const name = [requestName ?? called, ...(whole && requestName !== undefined ? [called] : [])];
  const detail = whole
    ? writtenOf(resource).type
    : isImplied(entry)
      ? `${type.noun} of events that name none`
      : `${type.noun} of ${owner?.kind === 'key' ? owner.name : writtenOf(resource).name}`;
  const span = whole?.span ?? { start: key.start, end: Math.max(key.end, around?.value?.end ?? 0) };
  return symbol(template, {
    name: [...new Set(name)].join(' · '),
    detail,
    kind: kinds[type.name] ?? SymbolKind.Object,
    span,
    key,
  });
}

/** In Terraform without its type. */
const calledOf = ({ name, form }: Entry): string =>
  form.dialect.startsWith('tf') ? name.slice(name.lastIndexOf('.') + 1) : name;

const declaredSymbol = (template: Template, { name, type, section, span, key }: Declared): DocumentSymbol =>
  symbol(template, { name, detail: type, kind: kinds[section] ?? SymbolKind.Object, span, key });

interface Shown {
  readonly name: string;
  readonly detail: string | undefined;
  readonly kind: SymbolKind;
  readonly span: Span;
  readonly key: Span;
}

const symbol = (template: Template, { name, detail, kind, span, key }: Shown): DocumentSymbol => ({
  // An editor takes no symbol without a name, such as a key that is yet to be typed.
  name: name === '' ? '(no name)' : name,
  ...(detail !== undefined && { detail }),
  kind,
  range: rangeOf(template, span),
  selectionRange: rangeOf(template, key),
});

/** Under a title that stands at the first of them, or at all of them where nothing else stands between. */
function under(name: string, children: DocumentSymbol[], together: boolean): DocumentSymbol[] {
  const [first, last] = [children[0], children.at(-1)];
  if (!first || !last) return [];
  const { selectionRange } = first;
  const range = together ? { start: first.range.start, end: last.range.end } : first.range;
  return [{ name, kind: SymbolKind.Namespace, range, selectionRange, children }];
}

/** Those that a target group of CloudFormation names by text: instances and addresses. */
function targetsOf(template: Template, { type, source, resource, body }: Entry): DocumentSymbol[] {
  const targets = type.name === 'TargetGroup' ? at(body, 'Targets') : undefined;
  if (targets?.kind !== 'list') return [];
  return targets.items.flatMap((target) => {
    const [id, port] = [at(target, 'Id'), at(target, 'Port')];
    const { file = source.file, item = resource.item, start, end } = target.span;
    if (id?.kind !== 'literal' || file !== source.file) return [];
    const name = port?.kind === 'literal' ? `${id.value}:${port.value}` : String(id.value);
    const span = locate(source, { item, span: { start, end } });
    return [symbol(template, { name, detail: 'target', kind: SymbolKind.Field, span, key: span })];
  });
}

const at = (node: Expression | undefined, key: string): Expression | undefined =>
  node?.kind === 'map' ? node.entries.get(key)?.value : undefined;

/** What a file declares, each to be taken once. */
class Declarations {
  readonly #byStart: Map<number, Declared>;

  constructor(all: readonly Declared[]) {
    this.#byStart = new Map(all.map((one) => [one.key.start, one]));
  }

  take({ start }: Span): Declared | undefined {
    const one = this.#byStart.get(start);
    this.#byStart.delete(start);
    return one;
  }

  /** Of these sections, those that nobody has taken. */
  left(...of: readonly string[]): readonly Declared[] {
    return [...this.#byStart.values()].filter(({ section }) => of.includes(section));
  }
}
