import type { Span } from '../../rules/kit/index.ts';
import { linksIn as inTemplate } from './cloudformation/links.ts';
import type { Files, Source } from './format.ts';
import { isTerraform } from './kind.ts';
import { linksIn as inModule } from './terraform/links.ts';

/** A path to another file that can be read. */
export interface FileLink {
  /** Absolute, with the quotes around it. */
  readonly span: Span;
  /** The file, as it is called where it is judged. */
  readonly file: string;
}

export const linksIn = ({ document, file }: Source, files: Files): readonly FileLink[] =>
  isTerraform(document) ? inModule(document, files, file) : inTemplate(document, { files, from: file });
