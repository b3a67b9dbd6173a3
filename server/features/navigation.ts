/* Go to definition, references, and the other places of the name at the cursor. */
import { type DocumentHighlight, DocumentHighlightKind, type Location, type Position } from 'vscode-languageserver';
import type { Source } from '../formats/format.ts';
import { linesOf } from '../formats/syntax/lines.ts';
import type { Template } from '../workspace/documents.ts';
import { declarationsOf, type Named, nameAt, placesOf } from './names.ts';

export function definitionAt(template: Template, position: Position): Location[] {
  const name = at(template, position);
  return name ? declarationsOf(name).map(locationOf) : [];
}

export function referencesAt(template: Template, position: Position, withDeclaration: boolean): Location[] {
  const name = at(template, position);
  const places = name ? placesOf(name) : [];
  return places.filter(({ declares }) => withDeclaration || !declares).map(locationOf);
}

/** Those in this file. */
export function highlightsAt(template: Template, position: Position): DocumentHighlight[] {
  const name = at(template, position);
  const places = name ? placesOf(name).filter(({ source }) => source.file === template.analysis.source.file) : [];
  return places.map((place) => ({
    range: locationOf(place).range,
    kind: place.declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

const at = ({ analysis, lines }: Template, position: Position): Named | undefined =>
  nameAt(analysis.source, lines.offsetAt(position));

function locationOf({ source, span }: { readonly source: Source; readonly span: Named['span'] }): Location {
  const { positionAt } = linesOf(source.document);
  return { uri: source.file, range: { start: positionAt(span.start), end: positionAt(span.end) } };
}
