import { isList, isMap, type Plain } from './plain.ts';

/** A name that a value depends on: of a resource or parameter, of a condition, of a mapping. */
export interface Mentioned {
  readonly space: 'value' | 'condition' | 'mapping';
  /** All that is written: `Shop.Stage`, which SAM makes, and `Shop.Arn`. */
  readonly words: string;
}

/** Of a mapping whose name is put together. */
export const anyMapping = '*';

/** Every name that a value of a template depends on, however deep it stands in functions. */
export function* mentionedIn(value: Plain): Generator<Mentioned> {
  if (isList(value)) for (const item of value) yield* mentionedIn(item);
  if (!isMap(value)) return;
  const [only, another] = Object.entries(value);
  if (only && another === undefined) yield* mentionedBy(...only);
  for (const inside of Object.values(value)) yield* mentionedIn(inside);
}

function* mentionedBy(name: string, argument: Plain): Generator<Mentioned> {
  const [first, second] = isList(argument) ? argument : [argument];
  if (typeof first !== 'string') {
    if (name === 'Fn::FindInMap') yield { space: 'mapping', words: anyMapping };
    return;
  }
  switch (name) {
    case 'Ref':
      yield { space: 'value', words: first };
      return;
    case 'Fn::GetAtt':
      yield { space: 'value', words: typeof second === 'string' ? `${first}.${second}` : first };
      return;
    case 'Fn::Sub':
      for (const [, words = ''] of first.matchAll(/\$\{\s*([^!}\s][^}]*?)\s*\}/g))
        if (!isMap(second) || !Object.hasOwn(second, words)) yield { space: 'value', words };
      return;
    case 'Fn::If':
    case 'Condition':
      yield { space: 'condition', words: first };
      return;
    case 'Fn::FindInMap':
      yield { space: 'mapping', words: first };
  }
}
