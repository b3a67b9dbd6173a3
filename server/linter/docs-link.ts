const pages = 'https://github.com/gatelint/gatelint/blob/main/docs';

/** The page of a rule: why it speaks, what is right although it looks wrong, and examples. */
export const pageOf = (rule: string): string => `${pages}/rules/${rule}.md`;

/** Where is told what suppressions are, and what is said of them. */
export const pageOfRemark = (remark: string): string => `${pages}/suppressions.md#${remark}`;

/** The page of a feature: what it is, its limits, and what the other service does instead. */
export const pageOfFeature = (feature: string): string => `${pages}/features/${feature}.md`;
