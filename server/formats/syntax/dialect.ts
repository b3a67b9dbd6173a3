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
  /** Sections of sections, whose children are items: a dialect that has them is one of JSON, in which texts are templates. */
  readonly groups?: ReadonlySet<string>;
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

/** What stands at the top of a file of Terraform or OpenTofu, and how many labels it has. */
const blocks: ReadonlyMap<string, number> = new Map([
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
]);

const withLabels = (least: number): ReadonlySet<string> =>
  new Set([...blocks].flatMap(([type, labels]) => (labels >= least ? [type] : [])));

/** In their own language. */
export const terraform: Dialect = { sections: new Set(), topLevel: new Set(), attributes: new Set(), blocks };

/** What their variables are given: attributes, and no block. */
export const terraformValues: Dialect = { ...terraform };

/** In JSON, where each label is a key: `{ "resource": { "aws_lb": { "web": { … } } } }`. */
export const terraformJson: Dialect = {
  sections: withLabels(1),
  groups: withLabels(2),
  topLevel: new Set(blocks.keys()),
  attributes: new Set(),
};
