/* The words that options take, and what was probably meant by others. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { rules } from '../../rules/index.ts';
import { nearest, type Severity } from '../../rules/kit/index.ts';
import { remarkKinds } from '../linter/suppressions.ts';

export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Of what is said in templates: by rules, and of suppressions. */
const ids = [...rules.map(({ id }) => id), ...Object.keys(remarkKinds)];

/** An option that takes one of these words. */
export const oneOf = (flags: string, about: string, words: readonly string[]): Option =>
  new Option(flags, about).choices(words).argParser((word: string) => {
    if (words.includes(word)) return word;
    throw new InvalidArgumentError(`Allowed choices are ${words.join(', ')}.${meant(word, words)}`);
  });

/** The id of a rule, as it was written. */
export function ruleId(word: string): string {
  if (ids.includes(word)) return word;
  throw new InvalidArgumentError(`There is no such rule.${meant(word, ids)}\nRun gatelint rules to see all of them.`);
}

/** For options that may come several times. */
export const several =
  <T>(read: (word: string) => T) =>
  (word: string, before: readonly T[] = []): readonly T[] => [...before, read(word)];

/** As Commander guesses commands and options. */
function meant(word: string, words: readonly string[]): string {
  const guess = nearest(word, words);
  return guess === undefined ? '' : `\n(Did you mean ${guess}?)`;
}

export const withColors = (command: Command): Command =>
  command.option('--color', 'print colors (the default on a terminal)').option('--no-color', 'print no colors');
