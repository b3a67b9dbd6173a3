const pages = 'https://github.com/gatelint/gatelint/blob/main/docs/rules';

/** The page of a rule: why it speaks, what is right although it looks wrong, and examples. */
export const pageOf = (rule: string): string => `${pages}/${rule}.md`;
