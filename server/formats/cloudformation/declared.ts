import type { Declared } from '../declared.ts';
import { type Document, spanOf } from '../syntax/node.ts';
import { child, readTemplate, textOf } from './template.ts';

/** The members of all sections. */
export function declaredIn(document: Document): readonly Declared[] {
  const { sections, items } = readTemplate(document);
  return [...sections].flatMap(([section, members]) =>
    members.map(({ name, key, value, item }) => {
      const base = document.starts[items.get(item) ?? 0] ?? 0;
      return {
        section,
        name,
        type: textOf(child(value, 'Type')),
        span: { start: base + key.start, end: base + Math.max(key.end, spanOf(value).end) },
        key: { start: base + key.start, end: base + key.end },
      };
    }),
  );
}
