import type { Expression } from '../formats/format.ts';

/** One of Terraform; there may be others of its kind beside it. */
export const isBlock = (node: Expression): boolean => node.kind === 'map' && node.isBlock === true;

/** What stands alone where there could be several. */
export const asList = (node: Expression): Expression => ({ span: node.span, kind: 'list', items: [node] });
