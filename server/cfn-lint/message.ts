/* What the thread that runs cfn-lint and the one that asks it say to one another. */
import type { CfnLintFinding, CfnLintOptions } from './finding.ts';

export interface Start {
  /** The folder of the bundle. */
  readonly home: string;
  /** A file with the memory of another engine, where there is one. */
  readonly snapshot?: string;
  /** The folder that it takes for its own: the `.cfnlintrc` there is obeyed, and what that names is found. */
  readonly folder?: string;
  /** One byte: 2 ends the run that goes on. */
  readonly interrupt: SharedArrayBuffer;
}

export interface Order {
  readonly id: number;
  readonly text: string;
  readonly options: CfnLintOptions;
}

export type Answer =
  | { readonly kind: 'ready'; readonly version: string }
  /** `why`: cfn-lint itself has failed, in its own words. */
  | {
      readonly kind: 'linted';
      readonly id: number;
      readonly findings: readonly CfnLintFinding[];
      readonly why?: string;
    };
