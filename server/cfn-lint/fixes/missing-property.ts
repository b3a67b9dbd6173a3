/* A property that has to be there: it is written with a value of its type, which somebody has yet to replace. */
import type { Plain, Tree } from '../../formats/spell.ts';
import type { Missing } from '../finding.ts';
import { resourceOf } from '../finding.ts';
import { type CfnLintFix, type Here, type Mend, ownWords } from './fix.ts';
import { putBelow } from './put-below.ts';

export const missingProperty: Mend = (here) => {
  const { missing } = here.finding;
  if (!missing) return [];
  ownWords(here);
  const value = wantedValue(missing);
  return value ? [added(here, [[missing.name, value]])] : [];
};

/** W2533 names them in its message: both are texts. */
export const missingForZip: Mend = (here) => {
  const listed = /^Properties \[(.*?)\] missing/.exec(here.finding.message)?.[1] ?? '';
  const names = [...listed.matchAll(/'(\w+)'/g)].map(([, name = '']) => name);
  const { spot } = here;
  // It stands at the property that says that it is a .zip file, beside which they belong.
  const beside = spot.entry && here.finding.path.length > 3 && spot.up ? { ...here, spot: spot.up } : here;
  return names.length === 0
    ? []
    : [
        added(
          beside,
          names.map((name) => [name, placeholderText(name)]),
        ),
      ];
};

/** E3660: an API needs a name where no document gives it one; its logical id is one. */
export const missingApiName: Mend = (here) => {
  const name = resourceOf(here.finding);
  return name === undefined ? [] : [added(here, [['Name', { value: name, isPlaceholder: true }]])];
};

interface Value {
  readonly value: Plain | 'list' | 'map';
  readonly isPlaceholder: boolean;
}

const placeholderText = (name: string): Value => ({ value: `<${name}>`, isPlaceholder: true });

function added({ source, spot, rest }: Here, properties: readonly (readonly [string, Value])[]): CfnLintFix {
  const [[name, { value }] = ['', placeholderText('')], another] = properties;
  const all: Tree = { kind: 'map', entries: new Map(properties.map(([key, one]) => [key, treeOf(one.value)])) };
  const keys = rest.map(String);
  const names = properties.map(([key]) => key).join(' and ');
  const open = properties.find(([, { isPlaceholder }]) => isPlaceholder)?.[1].value;
  return {
    title: `Add ${names}`,
    // One may be there with nothing in it.
    edits: another ? putBelow(source, spot, keys, all) : putBelow(source, spot, [...keys, name], treeOf(value)),
    isPreferred: true,
    ...(open !== undefined && { placeholder: textOf(open) }),
  };
}

const treeOf = (value: Value['value']): Tree =>
  value === 'list'
    ? { kind: 'list', items: [] }
    : value === 'map'
      ? { kind: 'map', entries: new Map() }
      : { kind: 'scalar', value };

const textOf = (value: Value['value']): string => (value === 'list' ? '[]' : value === 'map' ? '{}' : String(value));

function wantedValue(missing: Missing): Value | undefined {
  const { name, type, enum: words = [] } = missing;
  const fixed = [missing.const, missing.default, words.length === 1 ? words[0] : undefined].find(isPlain);
  if (fixed !== undefined) return { value: fixed, isPlaceholder: false };
  const [word] = words;
  if (isPlain(word)) return { value: word, isPlaceholder: true };
  const types = typeof type === 'string' ? [type] : (type ?? []);
  // Where JSON may be written as a text or as it is, people write it as it is.
  const [preferred] = types.includes('object') ? ['object'] : types;
  return preferred === undefined ? undefined : byType(preferred, name);
}

function byType(type: string, name: string): Value | undefined {
  switch (type) {
    case 'string':
      return placeholderText(name);
    case 'integer':
    case 'number':
      return { value: 0, isPlaceholder: true };
    case 'boolean':
      return { value: false, isPlaceholder: true };
    case 'array':
      return { value: 'list', isPlaceholder: true };
    case 'object':
      return { value: 'map', isPlaceholder: true };
    default:
      return undefined;
  }
}

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
