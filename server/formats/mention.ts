import type { Span } from '../../rules/kit/index.ts';

/** A place at which a name stands that the file gives to something, or uses. */
export interface Mention {
  /**
   * What the name is one of: names of another space are others. `value` is what can be referred to: resources and
   * parameters of a template, everything with an address in Terraform. An `input` or an `output` is that of a stack or a
   * module that is nested here, called `<what it is called here>.<name>`; the file's own are `parameter`s and `exit`s.
   */
  readonly space: 'value' | 'condition' | 'mapping' | 'exit' | 'input' | 'output';
  /** `Web`; in Terraform `aws_lb.web`, `var.port`. */
  readonly name: string;
  /** Of the name alone, or of its last word, relative to the item. */
  readonly span: Span;
  /** It stands where the thing is made. */
  readonly declares: boolean;
}
