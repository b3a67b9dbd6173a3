import type { Inputs } from '../inputs.ts';
import type { Command } from '../usage.ts';

/** A program of others, pinned. */
export interface Installable {
  readonly name: string;
  readonly version: string;
  /** Where the program stands below the folder that it was installed into. */
  readonly program: string;
  /** Run one after the other in that folder. Only the ordinary clients of the registries are used. */
  readonly install: readonly Command[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly minutes: number;
}

/** Another linter, as this bench has it. */
export interface Peer extends Installable {
  /** How the program is asked to check what the inputs name so; undefined where it cannot read that. */
  readonly check: (program: string, input: InputName, inputs: Inputs) => Command | undefined;
  readonly exits: readonly number[];
  /** What it prints when it has found something: a run that fails at once would look fast. */
  readonly finds: RegExp;
  /** By how much Gatelint should be cheaper, in CPU time. */
  readonly goals?: Readonly<Record<InputName, number>>;
  /** Another language than ours, so that the figures stand side by side but are not compared. */
  readonly readsOnly?: string;
  readonly remark?: string;
}

export type InputName = 'n500' | '200x50';
