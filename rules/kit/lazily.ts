/** What `work` makes: made once, when somebody first asks for it. For what message, places and fixes of one finding share. */
export function lazily<T>(work: () => T): () => T {
  let made: { readonly is: T } | undefined;
  return () => {
    made ??= { is: work() };
    return made.is;
  };
}
