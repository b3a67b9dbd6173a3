import type { Place, Span } from '../../rules/kit/index.ts';
import type { Source } from '../formats/format.ts';

/** The absolute span that a place is shown at, as the text stands now. */
export function locate(source: Source, { item, span, mark = span }: Pick<Place, 'item' | 'span' | 'mark'>): Span {
  const base = source.document.starts[source.items.get(item) ?? 0] ?? 0;
  return { start: base + mark.start, end: base + mark.end };
}

/** The source of a file, among those that were read together. */
export const sourceOf = (source: Source, sources: readonly Source[], file: string): Source =>
  file === source.file ? source : (sources.find((one) => one.file === file) ?? source);
