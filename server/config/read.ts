import { nearest, type Span } from '../../rules/kit/index.ts';
import { listed } from '../linter/listed.ts';
import { type Config, description, type Shape } from './description.ts';
import { type ConfigProblem, type Node, treeOf } from './tree.ts';

/** What is left of a text once all that is wrong is taken out of it, and what was wrong where. */
export interface ReadConfig {
  readonly config: Config;
  /** In the order of the text. */
  readonly problems: readonly ConfigProblem[];
  /** The files that it names. Whether they are there, is for others to see. */
  readonly named: readonly NamedFile[];
}

export interface NamedFile {
  readonly span: Span;
  readonly name: string;
  readonly gives: 'parameters' | 'variables';
}

export function readConfig(text: string): ReadConfig {
  const { root, problems } = treeOf(text);
  const found = [...problems];
  const named: NamedFile[] = [];
  const said =
    root &&
    readShape(description, root, {
      called: 'A config',
      tell: (problem) => found.push(problem),
      names: (file) => named.push(file),
    });
  return {
    // `readShape` makes of a shape what `Said` says of it: TypeScript cannot follow it down the recursion.
    config: (said ?? {}) as Config,
    problems: found.sort((one, other) => one.span.start - other.span.start),
    named,
  };
}

interface Reading {
  /** How a message calls what is read. */
  readonly called: string;
  readonly tell: (problem: ConfigProblem) => void;
  readonly names: (file: NamedFile) => void;
}

/** Undefined where nothing is said, or nothing that counts: then it was told. */
function readShape(shape: Shape, node: Node, reading: Reading): unknown {
  const { called, tell, names } = reading;
  const wrong = (message: string): undefined => void tell({ span: node, message });
  const value = node.kind === 'scalar' ? node.value : undefined;
  switch (shape.kind) {
    case 'word': {
      const words = Object.keys(shape.words);
      if (typeof value === 'string' && words.includes(value)) return value;
      if (value === null || value === undefined) return wrong(`${called} is ${listed(words, 'or')}.`);
      return wrong(`"${value}" is no ${shape.noun}${advice(String(value), words, `use ${listed(words, 'or')}`)}`);
    }
    case 'flag':
      return typeof value === 'boolean' ? value : wrong(`${called} is true or false.`);
    case 'amount': {
      const { least, most } = shape;
      const fits = typeof value === 'number' && least <= value && value <= most;
      return fits ? value : wrong(`${called} is a number from ${least} to ${most}.`);
    }
    case 'pattern':
      return typeof value === 'string' && value !== '' ? value : wrong(`${called} holds path patterns, each a text.`);
    case 'file':
      if (typeof value !== 'string' || value === '') return wrong(`${called} holds the paths of files, each a text.`);
      names({ span: node, name: value, gives: shape.gives });
      return value;
    case 'name':
      return typeof value === 'string' && value !== '' ? value : wrong(`${called} is the name of an ${shape.noun}.`);
    case 'list':
      if (value === null) return undefined;
      if (node.kind !== 'list') return wrong(`${called} is a list; begin each line with "- ".`);
      return node.items.map((item) => readShape(shape.of, item, reading)).filter((item) => item !== undefined);
    case 'keys':
      if (value === null) return undefined;
      if (node.kind !== 'map') return wrong(`${called} has a key and a value on each line.`);
      return readKeys(shape, node, reading);
  }
}

type Keys = Extract<Shape, { readonly kind: 'keys' }>;

function readKeys({ keys, noun }: Keys, node: Node & { readonly kind: 'map' }, reading: Reading): unknown {
  const { tell } = reading;
  const said: Record<string, unknown> = {};
  const names = Object.keys(keys);
  for (const { key, value } of node.entries) {
    const known = Object.hasOwn(keys, key.text) ? keys[key.text] : undefined;
    if (known) {
      const read = readShape(known.shape, value, { ...reading, called: key.text });
      if (read !== undefined) said[key.text] = read;
    } else {
      // The names of all rules are more than a message can hold.
      const otherwise = names.length > MOST_NAMES ? undefined : `use ${listed(names, 'or')}`;
      tell({ span: key, message: `"${key.text}" is no ${noun}${advice(key.text, names, otherwise)}` });
    }
  }
  const missing = names.find((name) => keys[name]?.required && said[name] === undefined);
  if (missing === undefined) return said;
  // What was wrong with it has been told.
  if (!node.entries.some(({ key }) => key.text === missing)) {
    const { start = node.start, end = node.end } = node.entries[0]?.key ?? {};
    tell({ span: { start, end }, message: `${missing} is missing; without it, this is about nothing.` });
  }
  return undefined;
}

const MOST_NAMES = 9;

/** The end of the sentence: what was probably meant, or else what there is. */
function advice(word: string, words: readonly string[], otherwise: string | undefined): string {
  const meant = nearest(word, words);
  if (meant !== undefined) return `. Did you mean "${meant}"?`;
  return otherwise === undefined ? '.' : `; ${otherwise}.`;
}
