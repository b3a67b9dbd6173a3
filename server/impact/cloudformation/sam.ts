/* SAM is compared by what it becomes. Not all that a user can write of it is read; of that, nobody can tell. */
import { ReadResource } from '../../formats/cloudformation/resource.ts';
import { isOfSam } from '../../formats/cloudformation/sam/expand.ts';
import { child } from '../../formats/cloudformation/template.ts';
import { type SourceResource, type Spot, writtenOf } from '../../formats/format.ts';
import type { SyntaxNode } from '../../formats/syntax/node.ts';
import type { Update } from '../impact.ts';
import { isMap, isSame, type PlainMap } from './plain.ts';
import { attributesOf, isWrittenAlike, type Side } from './side.ts';
import { type Range, rangeOf, type TurnedGlobal } from './turned.ts';

type Words = Readonly<Record<string, Update>>;

/**
 * Properties of SAM that say in other words what a resource of that type, or the role of it, is updated by.
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html and
 * sam-resource-statemachine.html; what the properties that they lead to require stands in the list of AWS.
 */
const wordsOfSam: Readonly<Record<string, Words>> = {
  'AWS::Lambda::Function': {
    CodeUri: 'update',
    DeadLetterQueue: 'update',
    ImageUri: 'update',
    InlineCode: 'update',
    Policies: 'update',
    Tracing: 'update',
  },
  'AWS::StepFunctions::StateMachine': {
    Definition: 'update',
    DefinitionSubstitutions: 'update',
    DefinitionUri: 'update',
    Logging: 'update',
    Name: 'replace',
    Policies: 'update',
    Role: 'update',
    Tags: 'update',
    Tracing: 'update',
    Type: 'replace',
  },
};

/** Of a function, the words that it does not share with SAM are none of its own; a state machine has SAM's only. */
export function updateOfMade(type: string, property: string, update: Update): Update | undefined {
  if (type === 'AWS::StepFunctions::StateMachine') return wordsOfSam[type]?.[property];
  return update === 'unknown' ? wordsOfSam[type]?.[property] : update;
}

/** What SAM reads a resource by. An API of another version of OpenAPI has another body. */
const wordsOfApis: Readonly<Record<string, Words>> = { 'AWS::Serverless::Api': { OpenApiVersion: 'update' } };

/** Where that stands which changes what is made, on both sides. */
export interface Explained {
  readonly before: readonly Spot[];
  readonly after: readonly Spot[];
}

export interface Unexplained {
  readonly resource: SourceResource;
  readonly before: SourceResource;
  readonly property: string;
  /** Known of what stands beside the properties. */
  readonly effect: Update;
}

/** What is written otherwise, and changes nothing of what we know to be made of it. */
export function unexplainedIn(
  before: Side,
  after: Side,
  explained: Explained,
  globals: readonly TurnedGlobal[],
): readonly Unexplained[] {
  const were = writtenIn(before);
  return [...writtenIn(after)].flatMap(([name, resource]) => {
    const old = were.get(name);
    if (!old || old.type !== resource.type) return [];
    const found = (property: string, effect: Update): Unexplained => ({ resource, before: old, property, effect });
    const ofGlobals = globals
      .filter((one) => one.type === resource.type && !isExplained(one, explained))
      .map(({ property }) => found(property, wordsOfApis[resource.type]?.[property] ?? 'unknown'));
    if (isWrittenAlike(before, old, after, resource)) return ofGlobals;
    const [was, is] = [attributesOf(old, before), attributesOf(resource, after)];
    const isOpen = (words: string, key?: string): boolean =>
      !isExplained({ before: rangeIn(old, words, key), after: rangeIn(resource, words, key) }, explained);
    const properties = differing(was['Properties'], is['Properties']).filter((key) => isOpen('Properties', key));
    const beside = differing(was, is).filter((word) => word in attributes);
    return [
      ...ofGlobals,
      ...properties.map((property) => found(property, wordsOfApis[resource.type]?.[property] ?? 'unknown')),
      ...beside.map((word) => found(word, attributes[word] ?? 'unknown')),
      ...(differing(was, is).includes('Connectors') && isOpen('Connectors') ? [found('Connectors', 'unknown')] : []),
    ];
  });
}

/** What SAM hands on to what it makes; conditions are looked at there. */
const attributes: Readonly<Record<string, Update>> = {
  DeletionPolicy: 'update',
  IgnoreGlobals: 'unknown',
  Metadata: 'update',
  UpdateReplacePolicy: 'update',
};

/** Resources that SAM makes something of, and which others know nothing of. */
function writtenIn({ source }: Side): ReadonlyMap<string, SourceResource> {
  const written = new Map<string, SourceResource>();
  for (const one of source.resources) {
    const from = writtenOf(one);
    if (one.made && (isOfSam(from.type) || from instanceof ReadResource)) written.set(from.name, from);
  }
  return written;
}

const differing = (one: PlainMap[string] | undefined, other: PlainMap[string] | undefined): readonly string[] => {
  const [was, is] = [isMap(one) ? one : {}, isMap(other) ? other : {}];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((key) => !isSame(was[key], is[key]));
};

function rangeIn(resource: SourceResource, words: string, key: string | undefined): Range | undefined {
  const node: SyntaxNode | undefined = resource instanceof ReadResource ? resource.written : undefined;
  return key === undefined ? rangeOf(node, words, resource.item) : rangeOf(child(node, words), key, resource.item);
}

const isExplained = (
  { before, after }: { readonly before: Range | undefined; readonly after: Range | undefined },
  explained: Explained,
): boolean => isAmong(before, explained.before) || isAmong(after, explained.after);

const isAmong = (range: Range | undefined, spots: readonly Spot[]): boolean =>
  range !== undefined &&
  spots.some(({ item, start, end }) => item === range.item && start >= range.start && end <= range.end);
