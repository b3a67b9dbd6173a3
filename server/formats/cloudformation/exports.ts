/* What a template hands out: its outputs, and the names under which it exports them. */
import type { Expression, Given, Source } from '../format.ts';
import type { Document } from '../syntax/node.ts';
import { expressionOf, type Scope } from './expression.ts';
import { shapeOf, textsOf } from './known-texts.ts';
import { child, readTemplate } from './template.ts';
import { wordsOf } from './words.ts';

/** An output, as it is read in another template. */
export interface Output {
  readonly name: string;
  readonly value: Expression;
  /** The name that it is exported under. */
  readonly exported: Expression | undefined;
}

export function outputsOf(source: Source, scope: Scope): readonly Output[] {
  return (readTemplate(source.document).sections.get('Outputs') ?? []).flatMap(({ name, value, item }) => {
    const inside = { ...scope, item, file: source.file, owner: { source } };
    const written = child(value, 'Value');
    const exported = child(child(value, 'Export'), 'Name');
    return written
      ? [{ name, value: expressionOf(written, inside), exported: exported && expressionOf(exported, inside) }]
      : [];
  });
}

/** A name under which a template exports something, without reading more of it than that takes. */
export interface ExportedName {
  /** The logical id of the output. */
  readonly output: string;
  /** What it may be, as far as its parts are known. */
  readonly texts: readonly string[];
  /** Nothing in it is left to a deployment. */
  readonly isCertain: boolean;
  /** What it looks like, where only a deployment knows it. */
  readonly shape: RegExp | undefined;
}

export function exportedNames(document: Document, given: Given): readonly ExportedName[] {
  const template = readTemplate(document);
  const scope = wordsOf(template, given);
  return (template.sections.get('Outputs') ?? []).flatMap(({ name: output, value }) => {
    const written = child(child(value, 'Export'), 'Name');
    if (!written) return [];
    const name = expressionOf(written, scope);
    const texts = textsOf(name, scope.parameters);
    const shape = shapeOf(name, scope.parameters);
    return [{ output, texts, isCertain: name.kind === 'literal', shape }];
  });
}
