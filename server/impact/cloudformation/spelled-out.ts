import { parts, signs } from './updates.ts';

/** A text of the generated table, with the parts of names for which signs stand in it. */
export function spelledOut(text: string): string {
  const all = parts.split(/\s/);
  return text.replace(/~(\w)/g, (_, sign: string) => all[signs.indexOf(sign)] ?? '');
}
