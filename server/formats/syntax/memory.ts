/* A document as its parser leaves it: with what it takes to parse on after a change. */
import type { Dialect } from './dialect.ts';
import type { HclState } from './hcl.ts';
import type { State } from './json-items.ts';
import type { Document, Item, MadeOf } from './node.ts';
import { type Tiling, textOf } from './tiling.ts';
import type { YamlState } from './yaml.ts';

export type Memory = YamlMemory | JsonMemory | HclMemory;

interface YamlMemory {
  readonly language: 'yaml';
  readonly tiling: Tiling<YamlState>;
}

interface HclMemory {
  readonly language: 'hcl';
  readonly tiling: Tiling<HclState>;
}

export interface JsonMemory {
  readonly language: 'json';
  /** What the document shows: one of the two below. */
  readonly tiling: Tiling<State>;
  /** Read with the layout believed. */
  readonly layout: Tiling<State>;
  /** Where the layout and the brackets disagree, and these might be right: read with the brackets believed. */
  readonly brackets: Tiling<State> | undefined;
}

export const documentOf = (memory: Memory, dialect: Dialect, whole?: string): Document =>
  new ParsedDocument(memory, dialect, whole, undefined);

/** The same after an edit of another. */
export const editedDocument = (memory: Memory, dialect: Dialect, madeOf: MadeOf): Document =>
  new ParsedDocument(memory, dialect, undefined, madeOf);

/**
 * A class, because V8 keeps the getter of an object literal, and with it all of a tree that nobody needs any more, until
 * it next collects the old generation.
 */
class ParsedDocument implements Document {
  readonly language: Document['language'];
  readonly dialect: Dialect;
  readonly items: readonly Item[];
  readonly length: number;
  readonly memory: Memory;
  readonly madeOf: MadeOf | undefined;
  #text: string | undefined;

  constructor(memory: Memory, dialect: Dialect, whole: string | undefined, madeOf: MadeOf | undefined) {
    this.language = memory.language;
    this.dialect = dialect;
    this.items = memory.tiling.items;
    this.length = memory.tiling.length;
    this.memory = memory;
    this.madeOf = madeOf;
    this.#text = whole;
  }

  /** Made when it is first asked for: within a word, hardly anybody does. */
  get starts(): readonly number[] {
    return this.memory.tiling.starts.all;
  }

  get text(): string {
    this.#text ??= textOf(this.items);
    return this.#text;
  }
}
