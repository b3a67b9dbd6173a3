/* What is not written and holds all the same, behind the name of what it holds for: `idle timeout: 60 s`. */
import type { InlayHint, Range } from 'vscode-languageserver';
import type { Property, Span } from '../../rules/kit/index.ts';
import { Integration } from '../../rules/model/apigateway.ts';
import { Route } from '../../rules/model/routes.ts';
import type { Entry } from '../formats/format.ts';
import { answerTimeOf } from '../linter/answer-time.ts';
import { mattering } from '../linter/held.ts';
import { Look } from '../linter/look.ts';
import { anyWorld } from '../linter/world.ts';
import type { Template } from '../workspace/documents.ts';
import { amount, unitOf } from './amounts.ts';
import type { Client } from './client.ts';
import { keyOf } from './entry-key.ts';
import { shown } from './markdown.ts';
import { pathAt } from './path.ts';
import { aboutRow } from './row-hover.ts';
import { wordOf } from './value-here.ts';

/** A hint for what has its name at `key`. */
interface Hint {
  readonly key: Span;
  readonly label: string;
  readonly about: string;
}

/** Those in a part of the text. */
export function inlayHints(template: Template, range: Range, client: Client): InlayHint[] {
  const { analysis, lines } = template;
  const { source, graph } = analysis;
  const [from, to] = [lines.offsetAt(range.start), lines.offsetAt(range.end)];
  const look = new Look(graph, anyWorld);
  const hints = [...graph.model.values()].filter(isToldOf).flatMap(({ name }) =>
    graph.all(name).flatMap((entry) => {
      const key = entry.source === source ? keyOf(entry) : undefined;
      if (!key || key.end < from || key.start > to) return [];
      return [...defaultsOf(template, look, entry, key), ...answerTime(template, look, entry, key)];
    }),
  );
  return hints.map(({ key, label, about }) => ({
    position: lines.positionAt(behind(template, key)),
    label,
    tooltip: shown(about, client),
    paddingLeft: true,
  }));
}

const isToldOf = ({ name, properties }: Entry['type']): boolean =>
  name === Route.name || Object.values(properties).some(({ matters }) => matters !== undefined);

function defaultsOf({ analysis }: Template, look: Look, entry: Entry, key: Span): readonly Hint[] {
  const { type: row, form } = entry;
  return mattering(look, entry).flatMap((held) => {
    const { property, cell } = held;
    const called = wordOf(held);
    if (cell.state !== 'known' || called === undefined) return [];
    const label = `${property.matters}: ${inShort(property, cell.value)}`;
    return [{ key, label, about: aboutRow({ row, form, property, called, span: key }, analysis) }];
  });
}

/** `60 s`: without the signs of Markdown, which no hint shows. */
function inShort(property: Property<unknown>, value: unknown): string {
  if (typeof value !== 'number') return String(value);
  return `${amount(property, value)}${unitOf(property) === 'seconds' ? ' s' : ''}`;
}

function answerTime({ analysis }: Template, look: Look, entry: Entry, key: Span): readonly Hint[] {
  const found = answerTimeOf(look, entry);
  if (!found) return [];
  const { seconds, called, form } = found;
  const label = `answers within ${seconds} s${called ? `; ${called.name} may run ${called.seconds} s` : ''}`;
  const property = Integration.properties.timeoutSeconds;
  const word = property.spelling[form.dialect] ?? '';
  return [{ key, label, about: aboutRow({ row: Integration, form, property, called: word, span: key }, analysis) }];
}

/** What the name ends with: the colon behind a key of YAML, the brace that opens an object or a block. */
function behind({ analysis }: Template, key: Span): number {
  const { document } = analysis.source;
  const value = pathAt(document, key.start)?.value;
  if (document.language !== 'yaml' && value) return value.start + 1;
  const colon = document.text.indexOf(':', key.end);
  return colon < 0 ? key.end : colon + 1;
}
