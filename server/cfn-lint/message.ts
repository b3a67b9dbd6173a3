/* What the thread that runs cfn-lint and the one that asks it say to one another. */
import type { CfnLintFinding, CfnLintOptions } from './finding.ts';

export interface Start {
  /** Where the bundle is: a folder, or in a browser its address. */
  readonly home: string;
  /** Where the memory of an engine may be kept, for the next start: on Node a folder. */
  readonly storage?: string;
  /** One byte: 2 ends the run that goes on. Where threads cannot share memory, none does. */
  readonly interrupt?: SharedArrayBuffer;
}

/** A template, and where it stands. */
export interface Job {
  readonly text: string;
  readonly options?: CfnLintOptions;
  /** A folder of this machine. What configs in there name is found, and they are obeyed: see `file`. */
  readonly folder?: string;
  /** Its path in that folder, with `/`: the `.cfnlintrc` that is nearest to it counts. */
  readonly file?: string;
  /** Where there is no folder: what the `.cfnlintrc` says that counts. */
  readonly config?: string;
  /** Whether the user trusts the folder: rules that it brings are programs. */
  readonly trusted?: boolean;
}

export interface Order extends Job {
  readonly id: number;
}

/** What is wrong in a `.cfnlintrc`, whose path in the folder is `file`; without one it stands in the template. */
export interface WrongConfig {
  readonly message: string;
  readonly file?: string;
}

export type Answer =
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'linted'; readonly id: number; readonly findings: readonly CfnLintFinding[] }
  | { readonly kind: 'misconfigured'; readonly id: number; readonly wrong: WrongConfig }
  /** cfn-lint itself has failed, in its own words. */
  | { readonly kind: 'failed'; readonly id: number; readonly why: string };
