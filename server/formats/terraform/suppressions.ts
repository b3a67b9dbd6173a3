/* What a file of Terraform says in comments about findings that its author does not want to hear. */
import { inComment, type Suppression, suppressionWord } from '../suppression.ts';
import { commentsWith } from '../syntax/comments.ts';
import type { Document } from '../syntax/node.ts';
import { contains } from '../syntax/slice.ts';

/** In the order of the text. */
export const suppressionsIn = (document: Document): readonly Suppression[] =>
  contains(document, 'gatelint') ? commentsWith(suppressionWord, document).map((one) => inComment(document, one)) : [];
