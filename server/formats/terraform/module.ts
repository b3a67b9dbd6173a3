/* A module: what the files of one folder say together, with what it is given by whoever calls it. */
import type { Files } from '../format.ts';
import { rootOf } from '../syntax/root.ts';
import type { Declarations } from './declarations.ts';
import { fileAt, type Stands } from './paths.ts';
import { plainOf } from './plain.ts';
import type { Module } from './scope.ts';

export const moduleOf = (
  { parameters, values, repeated, policies }: Declarations,
  within: string,
  stands: Stands,
  others: Files | undefined,
): Module => ({
  parameters,
  values,
  repeated,
  policies,
  within,
  fileAt: (path, span) => {
    const found = others && fileAt(path, stands, others);
    const content = found && 'document' in found ? rootOf(found.document) : undefined;
    return content && plainOf(content, { span, from: { how: 'file', name: path.path } });
  },
});
