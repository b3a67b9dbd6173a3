/*
 * What it takes to tell impacts, beside the two texts: what AWS says of its resource types, and what a policy allows. A
 * bundle of its own, which is loaded when somebody first asks; so it keeps nothing that others would have to share.
 */
import type { Update } from '../impact.ts';
import { widened } from './permissions.ts';
import { spelledOut } from './spelled-out.ts';
import { types, words } from './updates.ts';

export interface Aws {
  /** Unknown are types that AWS does not publish, and properties that a type does not have. */
  updateOf(type: string, property: string): Update;
  widened: typeof widened;
}

export function openAws(): Aws {
  const known = spelledOut(words).split(/\s/);
  const lines = linesByType();
  const opened = new Map<string, Updates>();
  const updatesOf = (type: string): Updates | undefined => {
    const line = lines.get(type);
    const updates = opened.get(type) ?? (line === undefined ? undefined : read(line, known));
    if (updates) opened.set(type, updates);
    return updates;
  };
  return {
    updateOf(type, property) {
      const updates = updatesOf(type);
      // `Fn::Transform` and `Fn::ForEach` bring properties that nobody can see.
      if (!updates || property.startsWith('Fn::')) return 'unknown';
      return updates.said.get(property) ?? (updates.isWhole ? 'unknown' : 'update');
    },
    widened,
  };
}

interface Updates {
  readonly said: ReadonlyMap<string, Update>;
  /** Whether there are no other properties. */
  readonly isWhole: boolean;
}

/** `AWS::Lambda::Function` → `Function! 1c 2-`. */
function linesByType(): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  let service = '';
  for (const line of spelledOut(types).split('\n')) {
    if (!line.startsWith(' ')) service = line;
    else lines.set(`${service}::${line.slice(1).split(/[! ]/, 1)[0]}`, line);
  }
  return lines;
}

const effects: Readonly<Record<string, Update>> = { '-': 'update', '?': 'may-replace' };

function read(line: string, known: readonly string[]): Updates {
  const [type = '', ...properties] = line.slice(1).split(' ');
  const said = properties.map((written): [string, Update] => {
    const word = written.replace(/[-?]$/, '');
    const name = /^[0-9a-z]/.test(word) ? (known[Number.parseInt(word, 36)] ?? '') : word;
    return [name, effects[written.slice(word.length)] ?? 'replace'];
  });
  return { said: new Map(said), isWhole: type.endsWith('!') };
}
