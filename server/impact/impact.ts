/*
 * What deploying a change does to what is there already, told from two texts alone: which resources are updated,
 * replaced, created or deleted, and what is let in or allowed that was not before. What cannot be told is `unknown`.
 */
import type { FarSpot, Source } from '../formats/format.ts';
import { isTerraform } from '../formats/kind.ts';
import type { Aws } from './cloudformation/aws.ts';
import { impactOfTemplate } from './cloudformation/impact.ts';
import { updateOfProperty } from './cloudformation/required.ts';
import { updateOfArgument } from './terraform/arguments.ts';
import { impactOfTerraform } from './terraform/impact.ts';

/** What an update of a property requires. */
export type Update = 'update' | 'unknown' | 'may-replace' | 'replace';

/** What becomes of a deployed resource. `orphan`: the stack lets go of it, and it stays. */
export type Effect = Update | 'create' | 'delete' | 'orphan';

export interface Reason {
  readonly property: string;
  readonly effect: Effect;
  /** The resource whose replacement causes it. */
  readonly because?: string;
}

export interface ResourceImpact {
  /** Logical id, or address in Terraform. */
  readonly name: string;
  readonly type: string;
  readonly effect: Effect;
  readonly reasons: readonly Reason[];
  /** Where its name stands; undefined where it is not there, or nobody wrote it. */
  readonly before: FarSpot | undefined;
  readonly after: FarSpot | undefined;
  /** What else its author has said of it: that it is not to be destroyed, or only when the new one is there. */
  readonly note?: string;
}

/** What is let in, or allowed, that was not before. */
export interface Opening {
  readonly kind: 'security-group' | 'permissions';
  /** The resource that says so. */
  readonly name: string;
  readonly words: string;
}

export interface Impact {
  /** Those on which a deployment has an effect, in the order of the text after the change; what is gone stands last. */
  readonly resources: readonly ResourceImpact[];
  readonly opened: readonly Opening[];
}

/** Both are sources of one language, read whole or not: what cannot be read is unknown. Does not throw. */
export type ImpactOf = (before: Source, after: Source) => Impact;

/** What it takes to tell impacts: read when somebody first asks for one, because a server starts without. */
export async function loadImpact(): Promise<ImpactOf> {
  const aws = await loadAws();
  return (before, after) =>
    isTerraform(after.document) ? impactOfTerraform(before, after) : impactOfTemplate(before, after, aws);
}

/** Undefined where that is not known: the same words for types as the text has, be it that SAM makes something of it. */
export type UpdateOf = (type: string, property: string) => Exclude<Update, 'unknown'> | undefined;

/** What a change of a property, or of an argument of Terraform, does to what is deployed. */
export async function loadUpdates(): Promise<UpdateOf> {
  const aws = await loadAws();
  return (type, property) => {
    const update = type.startsWith('AWS::') ? updateOfProperty(type, property, aws) : updateOfArgument(type, property);
    return update === 'unknown' ? undefined : update;
  };
}

let loaded: Promise<Aws> | undefined;

function loadAws(): Promise<Aws> {
  loaded ??= import('./cloudformation/aws.ts').then(({ openAws }) => openAws());
  return loaded;
}

/** For the title of a fix: the worst first. */
export function inWords({ resources, opened }: Impact): string {
  const names = (effect: Effect): readonly string[] =>
    resources.filter((one) => one.effect === effect).map(({ name }) => name);
  const opens = (kind: Opening['kind']): number =>
    new Set(opened.filter((one) => one.kind === kind).map(({ name }) => name)).size;
  const said = [
    withNames('replaces', names('replace')),
    withNames('deletes', names('delete')),
    withNames('leaves behind', names('orphan')),
    withNames('may replace', names('may-replace')),
    names('unknown').length > 0 ? 'impact unknown' : '',
    names('update').length > 0 ? 'updates in place' : '',
    counted('creates', names('create').length, 'resource'),
    counted('opens', opens('security-group'), 'security group', 'a'),
    opens('permissions') > 0 ? 'allows more' : '',
  ].filter((words) => words !== '');
  return said.length === 0 ? 'changes nothing that is deployed' : said.join(', ');
}

function withNames(verb: string, names: readonly string[]): string {
  if (names.length > 2) return `${verb} ${names.length} resources`;
  return names.length === 0 ? '' : `${verb} ${names.join(' and ')}`;
}

const counted = (verb: string, count: number, what: string, one = '1'): string =>
  count === 0 ? '' : count === 1 ? `${verb} ${one} ${what}` : `${verb} ${count} ${what}s`;
