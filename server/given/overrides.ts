/* `parameter_overrides`, in all the ways in which `sam deploy` takes it. Source: samcli/cli/types.py of aws-sam-cli 1.170. */
import { type Data, isList, isTable, type Wrong } from './data.ts';

/** By the name of the parameter; undefined where it is given something that cannot be read from here. */
export type Values = ReadonlyMap<string, string | undefined>;

export function overridesIn(said: Data): { readonly values: Values } | Wrong {
  const values = new Map<string, string | undefined>();
  for (const one of flat(said)) {
    const wrong = typeof one === 'string' ? readWords(one, values) : readTable(one, values);
    if (wrong) return wrong;
  }
  return { values };
}

function readWords(words: string, values: Map<string, string | undefined>): Wrong | undefined {
  if (words.startsWith('file://')) return { problem: included(words) };
  const pairs = [words.matchAll(longForm), ` ${words}`.matchAll(shortForm)].map((found) => [...found]);
  const [found = []] = pairs.filter(({ length }) => length > 0);
  for (const [, name = '', value = ''] of found) values.set(unquoted(name), unquoted(value));
  if (found.length > 0 || words.trim() === '') return undefined;
  return { problem: `"${words}" in parameter_overrides gives nothing; write Name=value.` };
}

function readTable(table: Data, values: Map<string, string | undefined>): Wrong | undefined {
  if (table === null || table === undefined) return undefined;
  if (!isTable(table)) return { problem: 'parameter_overrides is a text, a list, or a table.' };
  for (const [name, value] of table) {
    if (name === '$include') return { problem: included('$include') };
    values.set(unquoted(name), textOf(value));
  }
  return undefined;
}

const included = (how: string): string =>
  `parameter_overrides takes others from a file by ${how}, which is not followed; name that file in gatelint.yaml.`;

const value = String.raw`("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?:\\.|[^ "\\])+)`;
const longForm = new RegExp(`ParameterKey=([A-Za-z0-9"']+),ParameterValue=${value}`, 'gs');
const shortForm = new RegExp(` ([A-Za-z0-9"']+)=${value}`, 'gs');

/** Without the quotes around it, and without the backslashes before blanks and quotes. */
const unquoted = (text: string): string =>
  text
    .replace(/^(["'])(.*)\1$/s, '$2')
    .replaceAll('\\ ', ' ')
    .replaceAll('\\"', '"')
    .replaceAll("\\'", "'");

/** As Python writes it: `True`. */
function textOf(value: Data): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return '';
  if (isList(value)) {
    const texts = value.filter((one) => one !== null && one !== '').map(textOf);
    return texts.includes(undefined) ? undefined : texts.map((text = '') => text.trim()).join(',');
  }
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? unquoted(value) : undefined;
}

/** What stands in lists in lists; each list once, or a few lines of aliases could be read for ever. */
function flat(said: Data, seen = new Set<Data>()): readonly Data[] {
  if (!isList(said)) return [said];
  if (seen.has(said)) return [];
  seen.add(said);
  return said.flatMap((one) => flat(one, seen));
}
