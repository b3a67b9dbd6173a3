import { isList, isMap, type Plain } from './plain.ts';

/** A name that a value depends on: of a resource or parameter, of a condition, of a mapping. */
export interface Mentioned {
  readonly space: 'value' | 'condition' | 'mapping';
  /** All that is written: `Shop.Stage`, which SAM makes, and `Shop.Arn`. */
  readonly words: string;
}

/** Of a mapping whose name is put together. */
export const anyMapping = '*';

/** Whether a value depends on such a name, however deep it stands in functions. */
export function mentions(value: Plain, isIt: (mentioned: Mentioned) => boolean): boolean {
  if (isList(value)) return value.some((item) => mentions(item, isIt));
  if (!isMap(value)) return false;
  const entries = Object.entries(value);
  const [only, another] = entries;
  if (only && another === undefined && mentionedBy(...only).some(isIt)) return true;
  return entries.some(([, inside]) => mentions(inside, isIt));
}

const none: readonly Mentioned[] = [];

function mentionedBy(name: string, argument: Plain): readonly Mentioned[] {
  if (name !== 'Ref' && name !== 'Condition' && !name.startsWith('Fn::')) return none;
  const [first, second] = isList(argument) ? argument : [argument];
  if (typeof first !== 'string') return name === 'Fn::FindInMap' ? [{ space: 'mapping', words: anyMapping }] : none;
  switch (name) {
    case 'Ref':
      return [{ space: 'value', words: first }];
    case 'Fn::GetAtt':
      return [{ space: 'value', words: typeof second === 'string' ? `${first}.${second}` : first }];
    case 'Fn::Sub':
      return [...first.matchAll(/\$\{\s*([^!}\s][^}]*?)\s*\}/g)]
        .map(([, words = '']): Mentioned => ({ space: 'value', words }))
        .filter(({ words }) => !isMap(second) || !Object.hasOwn(second, words));
    case 'Fn::If':
    case 'Condition':
      return [{ space: 'condition', words: first }];
    case 'Fn::FindInMap':
      return [{ space: 'mapping', words: first }];
    default:
      return none;
  }
}
