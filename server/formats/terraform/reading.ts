/* What is kept of a module that has been read, to read only a part of it again. */

import type { Severity } from '../../../rules/kit/index.ts';
import type { Expression, GivenVariables, Nested, Owner, Source, SourceProblem, SourceResource } from '../format.ts';
import type { LeavesByName } from '../leaves.ts';
import { Kept } from '../syntax/kept.ts';
import type { Declarations, Surroundings } from './declarations.ts';
import type { Ends } from './ends.ts';
import type { Block, File } from './file.ts';
import type { Around, Call } from './modules.ts';
import type { Module } from './scope.ts';

/** A module, as it is now. */
export interface Reading extends Nested {
  files: readonly File[];
  /** One for each of the files, in their order; always the same objects. */
  readonly sources: readonly Source[];
  readonly names: Declarations;
  readonly module: Module;
  readonly owner: Owner;
  readonly valued: GivenVariables;
  /** Of a module that is called. */
  around: Around | undefined;
  calls: readonly Called[];
  /** What it hands out, by name. */
  readonly outputs: Map<string, Expression>;
  readonly leaves: LeavesByName;
  ends: Ends;
  /** Why there may be other files that cannot be seen. */
  readonly unseen: string | undefined;
}

/** A call of a module, and that module; or why it cannot be read. */
export interface Called {
  readonly call: Call;
  /** The text of the item that the call stands in. */
  readonly text: string;
  readonly inside: Reading | Unread;
  /** What is to be said of its source, in the module that is looked at. */
  readonly complaint?: Complaint;
}

export type Complaint = Pick<Required<SourceProblem>, 'message' | 'severity'>;

export interface Unread {
  readonly why: string;
  /** How many modules there are around the one that it leads back to, and which it stands in. */
  readonly leadsBackTo?: number;
  /** What is to be said of the source that leads there. */
  readonly toName?: { readonly why: string; readonly severity: Severity };
}

export const callOf = (
  block: Block,
  { exists }: Pick<SourceResource, 'exists'>,
  file: File,
  { module, owner }: Pick<Reading, 'module' | 'owner'>,
): Pick<Called, 'call' | 'text'> => ({
  call: { block, scope: { module, item: block.item, file: file.file, text: block.text, owner }, exists },
  text: block.text,
});

export const surroundings = ({
  module,
  owner,
  around,
  valued,
}: Pick<Reading, 'module' | 'owner' | 'around' | 'valued'>): Surroundings => ({
  module,
  owner,
  handed: around?.arguments ?? nothing,
  valued,
});

const nothing: Around['arguments'] = new Map();

const readings = new Kept<Source, Reading>();

/** By any of its sources. */
export const keep = (reading: Reading): void => {
  for (const source of reading.sources) readings.set(source, reading);
};

export const readingOf = (source: Source): Reading | undefined => readings.get(source);
