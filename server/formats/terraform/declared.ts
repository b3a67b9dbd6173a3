import type { Declared } from '../declared.ts';
import { type Document, spanOf } from '../syntax/node.ts';
import { blocksIn } from './file.ts';

/** All blocks; of `locals`, each that is in one. */
export const declaredIn = (document: Document): readonly Declared[] =>
  document.items.flatMap((item, index) => {
    const base = document.starts[index] ?? 0;
    const at = (start: number, end: number) => ({ start: base + start, end: base + end });
    return blocksIn(item, document.language).flatMap(({ kind, labels, key, node, text }): readonly Declared[] => {
      if (kind === 'locals')
        return node.entries.flatMap((entry) => {
          if (entry.key.kind !== 'scalar') return [];
          const { start, end } = entry.key;
          const span = at(start, Math.max(end, spanOf(entry.value).end));
          return [{ section: kind, name: String(entry.key.value), type: undefined, span, key: at(start, end) }];
        });
      // A block begins at its type, for which there is no node.
      const start = document.language === 'hcl' ? text.lastIndexOf(kind, key.start) : key.start;
      return [
        {
          section: kind,
          name: labels.at(-1) ?? kind,
          type: labels.length > 1 ? labels[0] : undefined,
          span: at(start, node.end),
          key: at(key.start, key.end),
        },
      ];
    });
  });
