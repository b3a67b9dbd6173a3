/* What is proposed at a place, before the protocol has its words for it. */
export interface Suggestion {
  readonly kind: 'property' | 'value' | 'resource' | 'parameter' | 'condition' | 'snippet';
  readonly label: string;
  /** What stands beside the label. */
  readonly detail?: string | undefined;
  /** What is told of it, in Markdown; made when somebody looks. */
  readonly about?: (() => string | undefined) | undefined;
  readonly text: Text;
  /** Groups stand in the order of these. */
  readonly rank: number;
}

/**
 * Lines relative to the place, indented by `\t` for a unit, in YAML also from the dash on, and with holes `$1`, `$2`, `${1:like this}`, `$0`; a dollar that
 * is meant is `\$`. Whoever knows no snippets gets `plain`, if there is one, else nothing.
 */
export interface Text {
  readonly snippet: string;
  readonly plain: string | undefined;
}

/** Begins a line that is an item of YAML beside the one that the place is in. */
export const besideItem = '\v';

/** The same for everybody. */
export const plainly = (text: string): Text => ({ snippet: escaped(text), plain: text });

/** A text in which nothing is a hole. */
export const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** Stands for a key that nobody knows. */
export const anyKey = '…';

/** With a hole for such a key; without holes, nobody can write it. */
export const keyed = (text: string): Text =>
  text.includes(anyKey) ? { snippet: escaped(text).replaceAll(anyKey, '${1:key}'), plain: undefined } : plainly(text);
