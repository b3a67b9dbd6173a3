/* What is said of a file that a template names and that cannot be read. */
import type { Folder, OtherFile } from '../formats/format.ts';

/** Whoever makes it before the deployment does nothing wrong, so that it is no more than worth a note. */
export const lost = (why: string): OtherFile => ({ why, severity: 'information' });

/** What only the editor can read is not there until it was asked for. */
export const missing = (path: string): OtherFile =>
  isUri(path)
    ? notSeen
    : lost('is not there, seen from this file; correct the path, or make the file before this is checked');

/** The same of a folder that holds a module. */
export const missingFolder = (path: string): Folder =>
  isUri(path)
    ? { why: 'it is not there' }
    : {
        why: 'it is not there',
        toName: {
          why: 'is not there, seen from this file; correct the path, or make the folder before this is checked',
          severity: 'information',
        },
      };

/** What lies in no folder that the user works in. Of a text that is no file, nobody knows where it lies. */
export const unreached = (template: string): OtherFile => (isUri(template) ? notSeen : outside);

export const unreachedFolder = (file: string): Folder => ({
  why: 'it stands outside of the workspace',
  ...(!isUri(file) && { toName: outside }),
});

const outside = {
  why: 'lies outside of the workspace and is not read; work in a folder that holds both, if it should be checked',
  severity: 'hint',
} as const;

const notSeen: OtherFile = { why: 'cannot be seen from here' };

/** A drive has one letter. */
const isUri = (path: string): boolean => /^[a-z][a-z0-9+.-]+:/i.test(path);
