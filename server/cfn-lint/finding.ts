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
  /** The keyword of its schema that speaks: `required`, `enum`; left out where none does, such as of what is not used. */
  readonly keyword?: string;
  /** What that keyword allows: the names of properties, values, or of a type that is not there those most like it. */
  readonly allowed?: readonly unknown[];
  /** The property that is not there, and of its schema what says what to write. */
  readonly missing?: Missing;
  /** It is said of one of several ways to write it, of which any would do. */
  readonly isOneOfSeveral?: boolean;
  /** The type that a value is to be of: `integer`. */
  readonly expected?: string;
}

/** In the words of JSON Schema. */
export interface Missing {
  readonly name: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
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

/** The logical id of the resource that a finding stands in. */
export function resourceOf({ path: [section, name] }: CfnLintFinding): string | undefined {
  return section === 'Resources' && typeof name === 'string' ? name : undefined;
}
