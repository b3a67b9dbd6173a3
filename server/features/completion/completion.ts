/* What may stand where the user types in a template. Where nobody can be sure, nothing is proposed. */
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  type Position,
} from 'vscode-languageserver';
import type { Source } from '../../formats/format.ts';
import { isTerraform } from '../../formats/kind.ts';
import { typeOf } from '../../formats/terraform/names.ts';
import type { Analysis } from '../../linter/analysis.ts';
import type { Template } from '../../workspace/documents.ts';
import type { Client } from '../client.ts';
import { aboutFeatures } from '../feature-hover.ts';
import { featuresAt } from '../features-at.ts';
import { rangeOf } from '../findings.ts';
import { shown } from '../markdown.ts';
import { type Path, under } from '../path.ts';
import { aboutRow } from '../row-hover.ts';
import { rowAt } from '../rows.ts';
import { keysBelow, type OfferedKey } from './keys.ts';
import { attributesTyped, conditionNames, nameSuggestions, resourceNames, terraformNames } from './names.ts';
import { type Place, placeAt } from './place.ts';
import { propertySuggestions } from './properties.ts';
import { type KnownHere, referenceSuggestions } from './references.ts';
import { isOfSam, samKeysAt, samType, samValuesAt } from './sam-keys.ts';
import { snippetSuggestions } from './snippets.ts';
import { besideItem, escaped, type Suggestion } from './suggestion.ts';
import { attributeWords, wordSuggestions, wordsOf } from './values.ts';

export function completionAt(template: Template, position: Position, client: Client): CompletionItem[] {
  const { source } = template.analysis;
  const place = placeAt(source.document, template.lines.offsetAt(position));
  if (!place) return [];
  const seen = new Set<string>();
  return suggestionsAt(template.analysis, place)
    .filter(({ label }) => !seen.has(label) && seen.add(label))
    .flatMap((one, index) => itemOf(template, place, one, index, client) ?? []);
}

export function suggestionsAt(analysis: Analysis, place: Place): readonly Suggestion[] {
  const suggestions =
    place.at === 'key'
      ? keysAt(analysis, place)
      : place.at === 'value'
        ? valuesAt(analysis, place)
        : insideAt(analysis, place);
  return [...suggestions].sort((one, other) => one.rank - other.rank);
}

function keysAt(analysis: Analysis, place: Place): readonly Suggestion[] {
  const { path, document } = place;
  const [top, ...more] = path;
  const isHcl = document.language === 'hcl';
  const home = isTerraform(document) ? 'resource' : 'Resources';
  if (isHcl ? !top : top?.kind === 'key' && top.name === home && more.length === 0)
    return snippetSuggestions(place, undefined, []);
  // In JSON of Terraform, below a type.
  if (!isHcl && home === 'resource' && top?.kind === 'key' && top.name === home && more.length === 1)
    return snippetSuggestions(place, undefined, more);
  const at = resourceOf(path);
  return at ? keysIn(analysis, place, at) : [];
}

interface ResourceHere {
  readonly type: string;
  /** Below the properties. */
  readonly path: Path;
  /** The properties themselves, and the path below them. */
  readonly whole: Path;
}

/** Undefined where the place is not below the properties of a resource, or of all resources of SAM of a type. */
function resourceOf(path: Path): ResourceHere | undefined {
  const [top, named, properties] = path;
  if (top?.kind === 'key' && top.name === 'Globals')
    return { type: samType(named), path: path.slice(2), whole: path.slice(1) };
  if (top?.kind !== 'key' || named?.kind !== 'key' || properties?.kind !== 'key') return undefined;
  const places = { path: path.slice(3), whole: path.slice(2) };
  if (top.name === 'resource') return { type: typeOf(named.name), ...places };
  if (top.name !== 'Resources' || properties.name !== 'Properties') return undefined;
  const type = under(named.node, 'Type');
  return type?.kind === 'scalar' && typeof type.value === 'string' ? { type: type.value, ...places } : undefined;
}

function keysIn(analysis: Analysis, place: Place, at: ResourceHere): readonly Suggestion[] {
  const { type, path } = at;
  return [
    ...propertySuggestions(place, offeredAt(analysis, place.path, at), (key) => aboutKey(analysis, key, at)),
    ...snippetSuggestions(place, type, path),
  ];
}

/** What the model knows of the resource, or of what SAM makes of it. */
const offeredAt = (analysis: Analysis, way: Path, { type, path }: ResourceHere): readonly OfferedKey[] =>
  isOfSam(type) ? samKeysAt(analysis, way) : keysBelow(type, path);

/** As the hover says it, of a property that is not written yet. */
function aboutKey(
  analysis: Analysis,
  { key, known, about }: OfferedKey,
  { type, path }: ResourceHere,
): string | undefined {
  const features = aboutFeatures(featuresAt({ type, path: [...path, { kind: 'key', name: key, node: undefined }] }));
  const told = known ? aboutRow({ ...known, called: key, span: nowhere }, analysis) : about;
  return [...(told === undefined ? [] : [told]), ...features].join('\n\n---\n\n') || undefined;
}
const nowhere = { start: 0, end: 0 };

function valuesAt(analysis: Analysis, place: Place): readonly Suggestion[] {
  const { source } = analysis;
  const { path, quote } = place;
  const beside = besideProperties(source, place);
  if (beside) return beside;
  const at = resourceOf(path);
  if (!at) return [];
  const attributes = attributeWords(at.type, at.whole);
  if (attributes) return wordSuggestions(place, attributes);
  const keys = place.mayBecomeKey ? keysIn(analysis, place, at) : [];
  // A value that begins on a line of its own is the item of a list, or nothing that is known yet.
  if (place.mayBecomeKey && path.at(-1)?.kind !== 'entry') return keys;
  const own = isOfSam(at.type) ? samValuesAt(place.document, path) : undefined;
  if (own) return wordSuggestions(place, own);
  const here = propertyAt(analysis, place, at);
  if (!here) return [...keys, ...(isTerraformAt(place) && !quote ? terraformNames(source, place) : [])];
  const { form } = here;
  const property = oneOf(here);
  if (property.kind === 'nested' || property.kind === 'list') return keys;
  return [
    ...keys,
    ...wordSuggestions(place, wordsOf(property, form.dialect, form.type)),
    ...referenceSuggestions(source, place, { ...here, property }),
    ...(isTerraformAt(place) && !quote ? attributesTyped(source, place) : []),
  ];
}

/** What the value there is the value of. */
function propertyAt(analysis: Analysis, { document, offset, path }: Place, at: ResourceHere): KnownHere | undefined {
  const row = rowAt(document, offset + 1);
  if (row?.property) return { property: row.property, form: row.form, called: row.called };
  if (!isOfSam(at.type)) return undefined;
  const last = path.findLastIndex(({ kind }) => kind === 'key');
  const key = path[last];
  const around = path.slice(0, last);
  const offered = offeredAt(analysis, around, { ...at, path: around.slice(3) });
  const found = offered.find((one) => key?.kind === 'key' && one.key === key.name);
  return found?.known && { ...found.known, called: found.key };
}

/** Where the dialect has one thing in the place of a list: what there is one of. */
function oneOf({ property, form }: KnownHere): KnownHere['property'] {
  const isOne = property.kind === 'list' && property.spelling[form.dialect]?.endsWith('[]') === true;
  const [only, another] = Object.values(property.shape ?? {});
  return isOne && only && !another ? only : property;
}

const isTerraformAt = ({ document }: Place): boolean => isTerraform(document);

/** Names that stand beside the properties: undefined where the place is none of those. */
function besideProperties(source: Source, place: Place): readonly Suggestion[] | undefined {
  const [top, , key, ...below] = place.path;
  if (top?.kind !== 'key') return undefined;
  if (top.name === 'Resources' && key?.kind === 'key') {
    const isOne = below.length === 0 || (key.name === 'DependsOn' && below.length === 1);
    if (key.name === 'DependsOn' || key.name === 'Condition')
      return !isOne ? [] : key.name === 'Condition' ? conditionNames(place) : resourceNames(source, place);
  }
  const [first, item] = below;
  const isWaiting = top.name === 'resource' && first?.kind === 'key' && first.name === 'depends_on';
  return isWaiting ? (item?.kind === 'entry' ? resourceNames(source, place) : []) : undefined;
}

function insideAt({ source }: Analysis, place: Place): readonly Suggestion[] {
  const { document, offset, path } = place;
  const [top] = path;
  if (isTerraformAt(place)) return top?.kind === 'key' && top.name === 'resource' ? terraformNames(source, place) : [];
  const row = rowAt(document, offset + 1);
  return nameSuggestions(source, place, row?.property && { property: row.property, called: row.called });
}

const kinds: Readonly<Record<Suggestion['kind'], CompletionItemKind>> = {
  property: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  resource: CompletionItemKind.Reference,
  parameter: CompletionItemKind.Variable,
  condition: CompletionItemKind.Constant,
  snippet: CompletionItemKind.Snippet,
};

/** Undefined where the editor cannot take it. */
function itemOf(
  template: Template,
  place: Place,
  { kind, label, detail, about, text, rank }: Suggestion,
  index: number,
  client: Client,
): CompletionItem | undefined {
  const { snippet, plain } = text;
  const hasHoles = plain === undefined || snippet !== escaped(plain);
  const isLong = snippet.includes('\n');
  const isSnippet = hasHoles && client.knowsSnippets && (!isLong || client.keepsIndentation);
  const chosen = isSnippet ? snippet : plain;
  if (chosen === undefined) return undefined;
  const documentation = about?.();
  const comma = place.comma === undefined ? undefined : { start: place.comma, end: place.comma };
  const isQuoted = place.quote && place.document.language === 'json' && place.at !== 'inside';
  return {
    label,
    kind: kinds[kind],
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation: shown(documentation, client) }),
    textEdit: { range: rangeOf(template, place.span), newText: laidOut(chosen, place) + place.closing },
    ...(comma !== undefined && { additionalTextEdits: [{ range: rangeOf(template, comma), newText: ',' }] }),
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    // The lines bring the blanks that they begin with.
    ...(isSnippet && isLong && { insertTextMode: InsertTextMode.asIs }),
    ...(isQuoted && { filterText: `"${label}"` }),
    sortText: `${rank}${String(index).padStart(3, '0')}`,
  };
}

function laidOut(text: string, { lead, unit, eol, before }: Place): string {
  return text
    .split('\n')
    .map((line, i) => {
      const inner = line.replace(/^[\t ]+/, (blanks) => blanks.replaceAll('\t', unit));
      if (inner.startsWith(besideItem)) return before + inner.slice(besideItem.length);
      return i === 0 || line === '' ? inner : lead + inner;
    })
    .join(eol);
}
