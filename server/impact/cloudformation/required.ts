/* What a change of a property, or of what stands beside the properties, requires. */
import type { SourceResource } from '../../formats/format.ts';
import type { Update } from '../impact.ts';
import type { Aws } from './aws.ts';
import { updateOfMade } from './sam.ts';

type Knows = Pick<Aws, 'updateOf'>;

/** Undefined where it is no property of what is deployed: SAM makes something else of it. */
export function updateOf({ type, made }: SourceResource, property: string, aws: Knows): Update | undefined {
  const update = updateOfProperty(type, property, aws);
  return made ? updateOfMade(type, property, update) : update;
}

/** Of what is written as it is deployed. */
export const updateOfProperty = (type: string, property: string, aws: Knows): Update =>
  isDecidedElsewhere(type, property) ? 'unknown' : aws.updateOf(type, property);

/** Whoever provides a custom resource decides what becomes of it, and a stack inside of another is one of its own. */
function isDecidedElsewhere(type: string, property: string): boolean {
  if (type === 'AWS::CloudFormation::Stack') return property === 'Parameters' || property === 'TemplateURL';
  return type === 'AWS::CloudFormation::CustomResource';
}

/** Undefined where it is compared elsewhere, or changes nothing. */
export const updateOfAttribute = (name: string): Update | undefined =>
  passed.has(name) ? undefined : (attributes[name] ?? 'unknown');

/** What connectors bring, they are looked at for where they are made something of. */
const passed: ReadonlySet<string> = new Set(['Type', 'Properties', 'DependsOn', 'Connectors']);

/**
 * What a change of each attribute does. Those that are updates a change set tells as such, though nothing is done but to
 * remember them; `DependsOn` is none of them.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html (Scope)
 */
const attributes: Readonly<Record<string, Update>> = {
  CreationPolicy: 'update',
  DeletionPolicy: 'update',
  Metadata: 'update',
  UpdatePolicy: 'update',
  UpdateReplacePolicy: 'update',
};
