/* Where new variables go, and which of those that are there may serve as well. */
import type { ParameterEdit } from '../../../../rules/kit/index.ts';
import type { Parameter, Source, TextEdit } from '../../format.ts';
import { decline } from '../../spell.ts';
import { lineEnd } from '../../syntax/lines.ts';
import { filesOf } from './spot.ts';
import type { Style } from './style.ts';
import { tailOf } from './text.ts';

/** Where people look for them: in `variables.tf`, if there is one, or in `variables.tf.json`. */
export function variablesFile(source: Source): Source {
  const files = filesOf(source).filter(({ file }) => /(?:^|[\\/])variables\.(?:tf|tofu)(?:\.json)?$/.test(file));
  return files.find(({ document }) => document.language === source.document.language) ?? files[0] ?? source;
}

/** Behind the last variable, or else at the end of the file. */
export function addVariables(source: Source, variables: readonly string[], { eol }: Style): TextEdit {
  const { items, starts, text } = source.document;
  if (items.some(({ problems }) => problems.length > 0)) return decline('where something ends is not certain');
  const last = items.findLastIndex(({ section }) => section === 'variable');
  const between = eol + eol;
  const all = variables.join(between);
  const value = items[last]?.value;
  if (value) {
    const end = (starts[last] ?? 0) + value.end;
    tailOf(text, end);
    const at = lineEnd(text, end);
    return { start: at, end: at, newText: between + all };
  }
  const end = text.trimEnd().length;
  const isEmpty = text.slice(0, end).replace(/^\uFEFF/, '') === '';
  return isEmpty ? { start: end, end, newText: all + eol } : { start: end, end, newText: between + all };
}

/** Whether a variable may be given what is wanted: text, under a name that says so. */
export function mayServe(
  { name, type, default: otherwise }: Parameter,
  { like, names }: Pick<ParameterEdit, 'like' | 'names'>,
): boolean {
  const [kind, word = ''] = name.split('.');
  const isText = type === 'string' || (type === 'any' && (!otherwise || otherwise.kind === 'literal'));
  const sounds = like ?? (names === 'subnet' ? /subnet/i : /^/);
  return kind === 'var' && isText && sounds.test(word.replaceAll('_', ''));
}
