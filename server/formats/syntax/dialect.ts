/** What the parsers know of a kind of document. */
export interface Dialect {
  /** Sections whose children are items of their own. */
  readonly sections: ReadonlySet<string>;
  /** Every key that may stand at the top. */
  readonly topLevel: ReadonlySet<string>;
  /** Keys inside a member, which are no members themselves however they are indented. */
  readonly attributes: ReadonlySet<string>;
}

export const cloudFormation: Dialect = {
  sections: new Set(['Resources']),
  topLevel: new Set([
    'AWSTemplateFormatVersion',
    'Description',
    'Metadata',
    'Parameters',
    'Rules',
    'Mappings',
    'Conditions',
    'Transform',
    'Resources',
    'Outputs',
    'Hooks',
    'Globals',
  ]),
  attributes: new Set([
    'Type',
    'Properties',
    'Condition',
    'DependsOn',
    'Metadata',
    'CreationPolicy',
    'DeletionPolicy',
    'UpdatePolicy',
    'UpdateReplacePolicy',
  ]),
};
