/* HashiCorp's own parser of HCL. Its types would bring every word of the browser into all files, so they are said here. */
import { createRequire } from 'node:module';
import type { JsonMap } from './twin.ts';

/** What it makes of a file: blocks by type and labels, expressions as text. Rejects where it cannot be read. */
export type Parse = (file: string, text: string) => Promise<JsonMap>;

// What the package exports, its documentation says.
export const { parse } = createRequire(import.meta.url)('@cdktf/hcl2json') as { readonly parse: Parse };
