/** What the parsers know of a kind of document. */
export interface Dialect {
  /** Sections whose children are items of their own. */
  readonly sections: ReadonlySet<string>;
  /** Every key that may stand at the top. */
  readonly topLevel: ReadonlySet<string>;
  /** Keys inside a member, which are no members themselves however they are indented. */
  readonly attributes: ReadonlySet<string>;
  /** What stands at the top of HCL, and with how many labels: a dialect that has blocks is one of HCL. */
  readonly blocks?: ReadonlyMap<string, number>;
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

/** Terraform and OpenTofu, in their own language. */
export const terraform: Dialect = {
  sections: new Set(),
  topLevel: new Set(),
  attributes: new Set(),
  blocks: new Map([
    ['resource', 2],
    ['data', 2],
    ['ephemeral', 2],
    ['action', 2],
    ['module', 1],
    ['variable', 1],
    ['output', 1],
    ['provider', 1],
    ['check', 1],
    ['locals', 0],
    ['terraform', 0],
    ['moved', 0],
    ['import', 0],
    ['removed', 0],
  ]),
};
