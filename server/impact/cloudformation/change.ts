import type { Aws } from './aws.ts';
import type { Effects } from './effects.ts';
import type { Side } from './side.ts';
import type { Turned } from './turned.ts';

/** A change of a template, and what is found out about it. */
export interface Change {
  readonly before: Side;
  readonly after: Side;
  readonly turned: Turned;
  readonly aws: Aws;
  readonly effects: Effects;
}
