/** What other tools put something else for: `${self:custom.api}`, `{{ api }}`, `%API%`, `__API__`. */
export const isFilledIn = (path: string): boolean => /[${}<>%*?|]|^$|__/.test(path);
