/*
 * `Fn::ImportValue` of what another template of the workspace exports. What it leads to is read there, and goes no
 * further: what that template imports itself is unknown in this one.
 */
import type { Place } from '../../../rules/kit/index.ts';
import type { Exporter, Expression, FarSpot, Files, Imported, Parameter, Source } from '../format.ts';
import { Kept } from '../syntax/kept.ts';
import type { Item, SyntaxNode } from '../syntax/node.ts';
import { type Call, callOf } from './call.ts';
import { expressionOf, type Scope } from './expression.ts';
import { textsOf } from './known-texts.ts';
import type { Around } from './nested.ts';

/** What stands behind a name that is imported; undefined where nobody knows it. */
export type ImportedBy = (name: Expression, call: Call, span: FarSpot) => Expression | undefined;

export const noNames: ReadonlySet<string> = new Set();

/** The names by which these items import something, as far as they are known. Most import nothing. */
export function importedNames(items: readonly Item[], scope: Scope): ReadonlySet<string> {
  const mentioning = items.filter(({ text }) => text.includes('ImportValue'));
  if (mentioning.length === 0) return noNames;
  const names = new Set<string>();
  const look = (node: SyntaxNode): void => {
    if (node.kind === 'scalar' && !node.tag) return; // most of them
    const call = callOf(node);
    if (call?.name === 'Fn::ImportValue') {
      const { argument } = call;
      const written = argument === node ? { ...argument, tag: undefined } : argument;
      for (const name of textsOf(expressionOf(written, scope), scope.parameters)) names.add(name);
    }
    if (node.kind === 'sequence') for (const item of node.items) look(item);
    if (node.kind === 'map') for (const { value } of node.entries) look(value);
  };
  for (const { value } of mentioning) if (value) look(value);
  return names;
}

/** Reads what a template exports. */
export type ReadExports = (exporter: Exporter, files: Files, around: Around) => Exports;
export interface Exports {
  readonly source: Source;
  /** By the logical ids of the outputs. */
  readonly outputs: ReadonlyMap<string, Imported>;
}

/** By the names of the exports; undefined where nobody exports any of them. */
export function readImports(
  names: ReadonlySet<string>,
  files: Files | undefined,
  /** The file, and those that it is nested in. */
  own: readonly string[],
  read: ReadExports,
): ReadonlyMap<string, Imported> | undefined {
  const [from] = own;
  if (!files?.exporter || from === undefined) return undefined;
  const imports = new Map<string, Imported>();
  for (const name of names) {
    const exporter = files.exporter(from, name);
    if (!exporter || own.includes(exporter.file)) continue;
    const output = exportsOf(exporter, files, read).outputs.get(exporter.output);
    if (output) imports.set(name, output);
  }
  return imports.size > 0 ? imports : undefined;
}

/** Whoever imports from a template sees the same one, as long as no file has changed. */
const known = new Kept<Files, Map<string, Exports & Pick<Exporter, 'given' | 'document'>>>();

function exportsOf(exporter: Exporter, files: Files, read: ReadExports): Exports {
  const { file, document, given } = exporter;
  const byFile = known.get(files) ?? new Map<string, Exports & Pick<Exporter, 'given' | 'document'>>();
  known.set(files, byFile);
  const before = byFile.get(file);
  if (before?.document === document && before.given === given) return before;
  const around: Around = {
    within: file,
    whose: file.slice(file.lastIndexOf('/') + 1),
    exists: undefined,
    arguments: new Map(),
    files: [],
    handsOn: () => true,
  };
  const exports = { ...read(exporter, { read: (from, path) => files.read(from, path) }, around), document, given };
  byFile.set(file, exports);
  return exports;
}

/** What names lead to in a template that has these parameters. */
export const importing =
  (imports: ReadonlyMap<string, Imported>, parameters: ReadonlyMap<string, Parameter>): ImportedBy =>
  (name, { written }, span) => {
    // What leads nowhere stays what it is without any other template.
    if (!textsOf(name, parameters).some((text) => imports.has(text))) return undefined;
    const late: Expression = { span, kind: 'unknown', why: `${written} is resolved at deployment` };
    return {
      span,
      kind: 'computed',
      name: written,
      args: [name],
      compute([known]) {
        const text = known?.kind === 'literal' ? String(known.value) : '';
        const there = imports.get(text);
        return there ? exportedAs(text, there, span, late) : late;
      },
    };
  };

/** Under another value of a parameter, or in another branch of a condition, the export may be called otherwise. */
function exportedAs(text: string, { source, name, value }: Imported, span: FarSpot, late: Expression): Expression {
  const { item = '', start, end } = value.span;
  const place: Place = { file: source.file, item, path: [], span: { start, end }, via: [] };
  const there: Expression = { ...value, span, from: { how: 'import', name: text, place } };
  if (name.kind === 'literal') return there;
  return {
    span,
    kind: 'computed',
    name: 'Export',
    args: [name],
    compute: ([called]) => (called?.kind === 'literal' && String(called.value) === text ? there : late),
  };
}
