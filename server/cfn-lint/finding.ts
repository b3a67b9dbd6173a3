/* What cfn-lint says, in the shape that `glue.py` writes it. */

export interface CfnLintFinding {
  /** `E3002`. */
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'informational';
  readonly message: string;
  /** Counted from 1, and columns in code points, as Python counts. The end is exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** What its rule is about. */
  readonly about: string;
  /** Empty where it names none. */
  readonly link: string;
  /** Keys and indices, from the document down. */
  readonly path: readonly (string | number)[];
}

/** Options of its configuration, in its own words: https://github.com/aws-cloudformation/cfn-lint#parameters. */
export interface CfnLintOptions {
  readonly regions?: readonly string[];
  readonly ignore_checks?: readonly string[];
  readonly include_checks?: readonly string[];
  readonly mandatory_checks?: readonly string[];
  readonly include_experimental?: boolean;
  readonly configure_rules?: Readonly<Record<string, unknown>>;
  /** The path of a `.cfnlintrc` inside of the engine. */
  readonly config_file?: string;
}
