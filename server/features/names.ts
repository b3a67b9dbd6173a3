/*
 * Where the name at a place is declared, and where else it stands: in the file, in the other files of the module, and in
 * the template or module around it or nested in it.
 */
import type { Span } from '../../rules/kit/index.ts';
import type { Source } from '../formats/format.ts';
import { type Mention, mentionsIn } from '../formats/mentions.ts';
import { lastAtOrBefore } from '../formats/syntax/lines.ts';
import { touches } from './path.ts';

/** A mention where it stands. */
export interface Named extends Omit<Mention, 'span'> {
  readonly source: Source;
  /** Absolute. */
  readonly span: Span;
}

/** The name at an offset; of two that touch there, the one that begins there. */
export function nameAt(source: Source, offset: number): Named | undefined {
  const { items, starts } = source.document;
  const index = lastAtOrBefore(starts, offset);
  // Behind the last letter of an item stands the next one.
  const near = [index, index - 1].flatMap((at) => (items[at] ? namesIn(source, at) : []));
  return near.filter(({ span }) => touches(span, offset)).toSorted((a, b) => b.span.start - a.span.start)[0];
}

/** All places of a name, in the order of files and text: where it is declared, where it is used, here and around. */
export function placesOf(name: Named): readonly Named[] {
  return [...sameNames(name), ...inside(name).flatMap(sameNames)];
}

/** Where it is declared; in a nested template or module, what is declared there. */
export function declarationsOf(name: Named): readonly Named[] {
  const isNested = name.space === 'input' || name.space === 'output';
  return isNested ? inside(name) : sameNames(name).filter(({ declares }) => declares);
}

/** The same name of the same space, in all files that share their names. */
function sameNames({ source, space, name }: Pick<Named, 'source' | 'space' | 'name'>): readonly Named[] {
  const sources = source.module?.sources ?? [source];
  return sources.flatMap((one) =>
    one.document.items
      .flatMap((_, index) => namesIn(one, index))
      .filter((other) => other.space === space && other.name === name),
  );
}

/** Where something nested declares its input or its output. */
function inside({ space, name, source }: Named): readonly Named[] {
  if (space !== 'input' && space !== 'output') return [];
  const dot = name.indexOf('.');
  const word = name.slice(dot + 1);
  const stack = `${source.module ? 'module.' : ''}${name.slice(0, dot)}`;
  const child = source.stacks.get(stack)?.source;
  if (!child) return [];
  const own = child.module ? `var.${word}` : word;
  const called =
    space === 'input' ? ({ space: 'value', name: own } as const) : ({ space: 'exit', name: word } as const);
  return sameNames({ ...called, source: child }).filter(({ declares }) => declares);
}

function namesIn(source: Source, index: number): readonly Named[] {
  const { items, starts } = source.document;
  const item = items[index];
  const base = starts[index] ?? 0;
  if (!item) return [];
  return mentionsIn(item, source.document).map(({ span, ...mention }) => ({
    ...mention,
    source,
    span: { start: base + span.start, end: base + span.end },
  }));
}
