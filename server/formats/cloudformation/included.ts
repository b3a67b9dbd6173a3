/* Files that a template takes in: descriptions of APIs, and whatever `AWS::Include` names. */
import type { Expression, Files, Spot } from '../format.ts';
import { rootOf } from '../syntax/root.ts';
import { expressionOf, type Scope } from './expression.ts';

/** What stands in the file at that location, as if it stood at `span`; undefined where it is no file beside this one. */
export type Include = (location: string, span: Spot, scope: Scope) => Expression | undefined;

export const inclusions =
  (files: Files, from: string): Include =>
  (location, span, scope) => {
    // A file that takes in itself ends here: what it takes in is not looked for.
    const { include: _, ...inside } = scope;
    if (isFarAway(location)) return undefined;
    const found = files.read(from, location);
    if ('why' in found) return { span, kind: 'unknown', why: `${location} ${found.why}` };
    const root = rootOf(found.document);
    if (!root) return { span, kind: 'unknown', why: `nothing that can be read stands in ${location}` };
    const anchors = new Map(found.document.items.flatMap((item) => [...(item.anchors ?? [])]));
    const via = { how: 'file', name: location } as const;
    return expressionOf(root, { ...inside, anchors, from: { span, via, depth: 0 } });
  };

/** `https://…`, `s3://…`: a file of the workspace has no scheme. */
export const isFarAway = (location: string): boolean => /^[a-z][a-z0-9+.-]+:/i.test(location);

/** Whether a text may name other files. */
export const inclusionWords = ['AWS::Include', 'DefinitionUri'] as const;
