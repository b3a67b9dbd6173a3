import type { Edit } from './edit.ts';
import type { Resource, RowName, Rows } from './schema.ts';
import type { View } from './value.ts';
import type { Verdict } from './verdict.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Each holds the ones before it; out of the box it is `recommended`. */
export type Preset = 'essential' | 'recommended' | 'strict';

/** Limits that AWS raises for an account on request. No template says them, so the user does. */
export interface Quotas {
  /** How long Regional and private REST APIs may wait for their integration; 29 unless raised. */
  readonly restTimeoutSeconds: number;
}

/**
 * `safe` may run unasked: it creates no resource, costs nothing, refuses no request that is served today,
 * widens no access, replaces nothing and has one right answer. Everything else is a `choice`.
 */
export type Applicability = 'safe' | 'choice';

export interface Fix {
  /** Several of one title are one fix to the user: the first that can be written in the file. */
  readonly title: string;
  readonly applicability: Applicability;
  readonly edits: readonly Edit[];
}

/**
 * A function where it is costly to say: it is asked only where the finding is said. No getter: V8 makes a class of each
 * object that is written with one, and what the getter knows stays with that until all of the heap was gone through.
 */
export type Said<T> = T | (() => T);

/** What a check says of one place; `when` decides whether it is said at all. */
export interface Finding {
  readonly when: Verdict;
  readonly at: Said<View>;
  readonly message: Said<string>;
  readonly severity?: Said<Severity>;
  readonly related?: Said<readonly View[]>;
  /**
   * Said of a branch also where that branch leaves a resource out on purpose. Without it nobody is blamed
   * in one branch for lacking what the other brings.
   */
  readonly evenIfLeftOut?: boolean;
  /** Asked for when somebody looks; the first is the preferred one. */
  readonly fixes?: () => readonly Fix[];
}

export interface RuleDocs {
  readonly title: string;
  readonly why: string;
  /** What is right although it looks like the opposite. */
  readonly quietWhen: readonly string[];
  readonly sources: readonly string[];
  /** What other linters call it, by the linter's name: for whoever comes from there. */
  readonly peers?: Readonly<Record<string, readonly string[]>>;
}

export interface Rule<N extends RowName = RowName> {
  readonly id: string;
  readonly resource: Resource<N>;
  readonly severity: Severity;
  /** The smallest preset that it is part of. */
  readonly preset: Preset;
  readonly docs: RuleDocs;
  /** None, one or several findings; several differ in `at`. */
  check(resource: Rows[N], quotas: Quotas): Finding | readonly Finding[];
}

export const defineRule = <const N extends RowName>(rule: Rule<N>): Rule<N> => rule;

/** A rule of any row type. */
export type AnyRule = Omit<Rule, 'resource' | 'check'> & {
  readonly resource: Resource;
  check(resource: never, quotas: Quotas): Finding | readonly Finding[];
};
