/* A document as its parser leaves it: with what it takes to parse on after a change. */
import type { Dialect } from './dialect.ts';
import type { HclState } from './hcl.ts';
import type { State } from './json-items.ts';
import type { Document } from './node.ts';
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

export function documentOf(memory: Memory, dialect: Dialect, whole?: string): Document {
  const { items, starts, length } = memory.tiling;
  let text = whole;
  return {
    language: memory.language,
    dialect,
    items,
    starts,
    length,
    get text() {
      text ??= textOf(items);
      return text;
    },
    memory,
  };
}
