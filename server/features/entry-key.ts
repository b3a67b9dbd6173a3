import type { Span } from '../../rules/kit/index.ts';
import type { Entry, FarSpot } from '../formats/format.ts';
import { locate } from '../linter/locate.ts';

/** Where a row is named, absolute; undefined where it is written in a file that is taken in. */
export function keyOf({ source, resource, key }: Entry): Span | undefined {
  const { file = source.file, item = resource.item, start, end }: FarSpot = key;
  return file === source.file ? locate(source, { item, span: { start, end } }) : undefined;
}
