/*
 * Files of parameters. Sources: `aws cloudformation deploy help` on --parameter-overrides; the template configuration file
 * of CodePipeline; the stack deployment file of Git sync, https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/git-sync-concepts-terms.html
 */
import { type Data, isList, isTable, type Table, type Wrong } from './data.ts';
import type { Values } from './overrides.ts';

export interface ParametersFile {
  readonly values: Values;
  /** The template that it is about, from the top of the repository, where it says so. */
  readonly template: string | undefined;
}

export function parametersFile(data: Data): ParametersFile | Wrong {
  if (isList(data)) return fromList(data);
  if (!isTable(data)) return shapeless;
  const template = data.get('template-file-path');
  if (typeof template === 'string') return { values: valuesIn(data.get('parameters') ?? none), template };
  const parameters = data.get('Parameters');
  if (isList(parameters)) return fromList(parameters);
  return isTable(parameters) ? { values: valuesIn(parameters), template: undefined } : shapeless;
}

const shapeless: Wrong = {
  problem: 'It says nothing of parameters: neither as a list of ParameterKey and ParameterValue, nor under Parameters.',
};

function fromList(list: readonly Data[]): ParametersFile | Wrong {
  const pairs = list.map(pairOf);
  if (!pairs.every((pair) => pair !== undefined))
    return { problem: 'It is a list of something else than ParameterKey and ParameterValue, or "Name=value".' };
  return { values: new Map(pairs), template: undefined };
}

function pairOf(item: Data): readonly [name: string, value: string | undefined] | undefined {
  if (typeof item === 'string') {
    const at = item.indexOf('=');
    return at > 0 ? [item.slice(0, at), item.slice(at + 1)] : undefined;
  }
  const name = isTable(item) ? item.get('ParameterKey') : undefined;
  // `UsePreviousValue`: the one that the stack has.
  return isTable(item) && typeof name === 'string' ? [name, textOf(item.get('ParameterValue'))] : undefined;
}

const valuesIn = (table: Data): Values =>
  new Map(isTable(table) ? [...table].map(([name, value]) => [name, textOf(value)]) : []);

/** Functions of CodePipeline and the like are known at deployment only. */
const textOf = (value: Data): string | undefined => {
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
};

const none: Table = new Map();
