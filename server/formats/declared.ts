import type { Span } from '../../rules/kit/index.ts';
import { declaredIn as inTemplate } from './cloudformation/declared.ts';
import { isTerraform } from './kind.ts';
import type { Document } from './syntax/node.ts';
import { declaredIn as inModule } from './terraform/declared.ts';

/** Something with a name of its own: a resource, a parameter, an output. Spans are absolute. */
export interface Declared {
  /** What its author calls the things of its kind: `Parameters`, `variable`. */
  readonly section: string;
  readonly name: string;
  /** What it is, where that is said: `AWS::SNS::Topic`, `String`. */
  readonly type: string | undefined;
  /** All of it. */
  readonly span: Span;
  /** Its name. */
  readonly key: Span;
}

/** All that a file declares, in the order of the text. */
export const declaredIn = (document: Document): readonly Declared[] =>
  isTerraform(document) ? inModule(document) : inTemplate(document);
