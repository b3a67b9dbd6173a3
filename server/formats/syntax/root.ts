import type { Document, Entry, SyntaxNode } from './node.ts';

/** The map that a document is. Its spans say nothing: they are those of its items. */
export function rootOf({ items }: Document): SyntaxNode | undefined {
  const entries: Entry[] = [];
  const bySection = new Map<string, Entry[]>();
  for (const { kind, section, key, value } of items) {
    if (kind === 'entry' && !key && value?.kind === 'map') return value; // all of it in brackets
    if (kind === 'section' && key) {
      const members: Entry[] = [];
      bySection.set(section === undefined ? String(key.value) : `${section}.${key.value}`, members);
      const around = section === undefined ? entries : bySection.get(section);
      around?.push({ key, value: mapOf(members) });
    } else if (kind === 'entry' && key && value) entries.push({ key, value });
    else if (kind === 'member' && key && value) bySection.get(section ?? '')?.push({ key, value });
  }
  return entries.length > 0 ? mapOf(entries) : undefined;
}

const mapOf = (entries: readonly Entry[]): SyntaxNode => ({ kind: 'map', entries, flow: false, start: 0, end: 0 });
