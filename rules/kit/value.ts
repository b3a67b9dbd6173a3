/** A stretch of the user's text, relative to its item. Offsets are UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
