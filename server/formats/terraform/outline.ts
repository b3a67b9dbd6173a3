/* What is asked of the files of modules before any of them is read: which modules they call, and what can be given to them. */
import { parseFile } from '../kind.ts';
import { blocksIn } from './file.ts';
import { sourceOf } from './modules.ts';
import { typeWritten } from './parameters.ts';

export interface Outline {
  /** The folders of the modules that it calls and that lie beside it, as it names them: `../network`. */
  readonly calls: readonly string[];
  /** The types of its variables, by their names; undefined: none is written. */
  readonly variables: ReadonlyMap<string, string | undefined>;
}

const nothing: Outline = { calls: [], variables: new Map() };

/** Never throws. */
export function outlineOf(file: string, text: string): Outline {
  if (!/\b(?:module|variable)\b/.test(text)) return nothing;
  const document = parseFile(file, text);
  const calls: string[] = [];
  const variables = new Map<string, string | undefined>();
  for (const block of document.items.flatMap((item) => blocksIn(item, document.language))) {
    const [name] = block.labels;
    const source = block.kind === 'module' ? sourceOf(block) : undefined;
    if (source?.kind === 'scalar' && /^\.\.?(?:\/|$)/.test(String(source.value))) calls.push(String(source.value));
    if (block.kind === 'variable' && name !== undefined) variables.set(name, typeWritten(block));
  }
  return { calls, variables };
}
