/*
 * Names of what the template has, as references to it. What fits the property stands first, in the form that its row
 * asks for; what does not fit is proposed only where any name may stand.
 */
import type { Form, Property, Resource } from '../../../rules/kit/index.ts';
import { model } from '../../../rules/model/index.ts';
import { type Source, type SourceResource, writtenOf } from '../../formats/format.ts';
import { isTerraform } from '../../formats/kind.ts';
import type { Document, SyntaxNode } from '../../formats/syntax/node.ts';
import type { Path } from '../path.ts';
import { commaBehind, isTemplateBefore, type Place } from './place.ts';
import { plainly, type Suggestion } from './suggestion.ts';

/** What a reference leads to. */
interface Target {
  readonly resource: SourceResource;
  readonly name: string;
  readonly row: Resource;
  readonly form: Form;
}

/** The property that a value is the value of. */
export interface KnownHere {
  readonly property: Property<unknown>;
  readonly form: Form;
  readonly called: string;
}

/** A reference as a whole value, to what the property wants. */
export function referenceSuggestions(
  source: Source,
  place: Place,
  { property, form: around, called }: KnownHere,
): readonly Suggestion[] {
  const isItem = place.path.at(-1)?.kind === 'entry';
  const write = isTerraform(place.document) ? inTerraform : inTemplate;
  const all = property.kind === 'refs' && !isItem ? [] : targetsOf(source, property);
  const targets = all.filter(({ form }) => isOfKind(form, around, called));
  return [
    ...targets.flatMap((target) => {
      const written = write(target, property, called);
      return written === undefined ? [] : reference(place, 'resource', target.resource.type, written);
    }),
    ...parametersFor(source, place, property, isItem),
  ];
}

/** Inside of `!Ref`, `!GetAtt`, `${…}`: a name, or a name with its attribute. */
export function nameSuggestions(
  source: Source,
  place: Place,
  property: Property<unknown> | undefined,
): readonly Suggestion[] {
  const call = callAt(place);
  if (!call) return [];
  if (call === 'Condition') return conditionNames(place);
  const fitting = property ? targetsOf(source, property) : [];
  const isFitting = (name: string): boolean => fitting.some((target) => target.name === name);
  const all = resourcesOf(source);
  const own = nameAround(place.path);
  const attributes = all.flatMap((resource) =>
    attributesOf(resource).map((attribute) => ({ resource, name: `${resource.name}.${attribute}` })),
  );
  const rank = (resource: SourceResource): number => (isFitting(resource.name) ? 2 : 4);
  const refs = all.filter(({ name }) => name !== own);
  const one = (resource: SourceResource, name = resource.name): Suggestion =>
    named(place, 'resource', name, resource.type, rank(resource));
  if (call === 'GetAtt')
    return attributes.filter((it) => it.resource.name !== own).map((it) => one(it.resource, it.name));
  const parameters = [...source.parameters.values()].map(({ name, type }) => named(place, 'parameter', name, type, 3));
  const pseudo = pseudoParameters.map((name) => named(place, 'parameter', name, 'of AWS', 5));
  const inText = call === 'Sub' ? attributes.map((it) => one(it.resource, it.name)) : [];
  return [...refs.map((resource) => one(resource)), ...inText, ...parameters, ...pseudo];
}

/** What may begin an expression of Terraform: variables, locals, and once something of it is typed, resources. */
export function terraformNames(source: Source, place: Place): readonly Suggestion[] {
  const own = nameAround(place.path);
  const parameters = [...source.parameters.values()].map(({ name, type }) => named(place, 'parameter', name, type, 3));
  if (!/\.|^aws/.test(place.word)) return parameters;
  const resources = resourcesOf(source)
    .filter((resource) => resource.name !== own && !hasInstances(resource))
    .flatMap((resource) =>
      attributesOf(resource).map((attribute) =>
        named(place, 'resource', `${resource.name}.${attribute}`, resource.type, 4),
      ),
    );
  return [...parameters, ...resources];
}

/** Of what a resource waits for. */
export const resourceNames = (source: Source, place: Place): readonly Suggestion[] =>
  resourcesOf(source)
    .filter(({ name }) => name !== nameAround(place.path))
    .map(({ name, type }) => named(place, 'resource', name, type, 2));

export const conditionNames = (place: Place): readonly Suggestion[] =>
  conditionsIn(place.document).map((name) => named(place, 'condition', name, 'condition', 2));

/** A name by itself: a text in JSON, in HCL and in YAML as it stands. */
function named(place: Place, kind: Suggestion['kind'], name: string, detail: string, rank: number): Suggestion {
  const { document, at, before, quote } = place;
  const isInText = isTemplateBefore(before + (quote ?? ''));
  const isText = document.language === 'json' && !isInText && (at === 'value' || !quote);
  const written = isText && isTerraform(document) && name.includes('.') && !isWaiting(place) ? `\${${name}}` : name;
  const text = isText ? `"${written}"${commaBehind(place)}` : written;
  return { kind, label: name, detail, text: plainly(text), rank };
}

/** `depends_on` takes addresses as they are. */
const isWaiting = ({ path }: Place): boolean => {
  const key = path[3];
  return key?.kind === 'key' && key.name === 'depends_on';
};

/** A reference as YAML or HCL has it, in the language of the file. */
function reference(place: Place, kind: Suggestion['kind'], type: string, written: string): readonly Suggestion[] {
  const { document, quote } = place;
  const isJson = document.language === 'json';
  // In quotes, nothing is a reference; those of JSON go with it.
  if (quote && !isJson) return [];
  const text = isJson ? asJson(place, written) : written;
  const comma = isJson ? commaBehind(place) : '';
  return [
    {
      kind,
      label: isTerraform(document) ? written : text,
      detail: type,
      text: plainly(text + comma),
      rank: kind === 'parameter' ? 3 : 2,
    },
  ];
}

/** `!Ref Web` as JSON has it. */
function asJson({ document }: Place, written: string): string {
  if (isTerraform(document)) return written.startsWith('"') ? written : `"\${${written}}"`;
  const [, call = '', argument = ''] = /^!(\w+) (.*)$/.exec(written) ?? [];
  if (call === 'Ref') return `{ "Ref": "${argument}" }`;
  if (call === 'Sub') return `{ "Fn::Sub": "${argument}" }`;
  const parts = argument.split('.').map((part) => `"${part}"`);
  return `{ "Fn::GetAtt": [${parts.join(', ')}] }`;
}

/** Of the two kinds of APIs, each is named by a key of its own, but in a mapping of a domain. */
function isOfKind({ dialect }: Form, around: Form, called: string): boolean {
  if (called === 'RestApiId' || called === 'rest_api_id') return !dialect.endsWith('V2');
  const isMapping = /ApiMapping$|_api_mapping$/.test(around.type);
  return isMapping || (called !== 'ApiId' && called !== 'api_id') || dialect.endsWith('V2');
}

function targetsOf(source: Source, { to = [] }: Property<unknown>): readonly Target[] {
  const rows = model.filter(
    ({ name, standsFor, properties }) =>
      to.includes(name) || (standsFor !== undefined && properties[standsFor]?.to?.some((one) => to.includes(one))),
  );
  return resourcesOf(source, true).flatMap((resource) => {
    const { name } = writtenOf(resource);
    for (const row of rows) {
      const form = row.forms.find((one) => one.type === resource.type && one.at === undefined && !one.where);
      if (form) return [{ resource, name, row, form }];
    }
    return [];
  });
}

/** API Gateway calls a function by an address of its own. */
const invocations = (name: string): string =>
  `!Sub arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${name}.Arn}/invocations`;
const invoked = (name: string): string => `${name}.invoke_arn`;

/** By the key: where what is written is not what names the target as a whole. */
const writtenAs: ReadonlyMap<string, (name: string) => string> = new Map([
  ['Uri', invocations],
  ['AuthorizerUri', invocations],
  ['uri', invoked],
  ['integration_uri', invoked],
  ['authorizer_uri', invoked],
  ['Target', (name: string) => `!Sub integrations/\${${name}}`],
  ['target', (name: string) => `"integrations/\${${name}.id}"`],
]);
/** The origin of a distribution is a host, not a resource. */
const hostOf = {
  DomainName: (name: string) => `!GetAtt ${name}.DNSName`,
  domain_name: (name: string) => `${name}.dns_name`,
};

function inTemplate({ name, row, form }: Target, property: Property<unknown>, called: string): string | undefined {
  if (property.arn !== undefined) return `!Sub ${property.arn.replace(/\$\{[a-z]\w*\}/, `\${${name}}`)}`;
  const other = called === 'DomainName' && row.name === 'LoadBalancer' ? hostOf.DomainName : writtenAs.get(called);
  if (other) return other(name);
  const [attribute] = form.dialect === 'rootResource' ? ['RootResourceId'] : row.identity;
  if (attribute === undefined) return undefined;
  return attribute === 'Ref' ? `!Ref ${name}` : `!GetAtt ${name}.${attribute}`;
}

function inTerraform({ resource, name, row, form }: Target, property: Property<unknown>, called: string) {
  // A web ACL that is named after something else is a custom of ours.
  if (hasInstances(resource) || (property.named !== undefined && called === 'name')) return undefined;
  if (property.arn !== undefined) return `"\${${name}.execution_arn}/*"`;
  const other = called === 'domain_name' && row.name === 'LoadBalancer' ? hostOf.domain_name : writtenAs.get(called);
  if (other) return other(name);
  const [attribute] = form.identity ?? row.identity;
  return attribute === undefined ? undefined : `${name}.${attribute}`;
}

/** Which one of several is meant, nobody can tell. */
function hasInstances({ body }: SourceResource): boolean {
  return body?.kind === 'map' && (body.entries.has('count') || body.entries.has('for_each'));
}

/** What is known to name a resource as a whole, but for itself. */
function attributesOf({ type }: SourceResource): readonly string[] {
  const names = model.flatMap((row) =>
    row.forms
      .filter((form) => form.type === type && form.at === undefined && !form.where)
      .flatMap((form) => {
        if (form.dialect === 'rootResource') return ['RootResourceId'];
        if (row.name === 'ApiResource' && form.identity) return form.identity;
        const isTwin = form.dialect === 'cfnV2';
        return (form.identity ?? row.identity).filter((one) => one !== 'Ref' && isOf(one, type, isTwin));
      }),
  );
  return [...new Set(names)];
}

/** Of twins, each has its own attribute: `RestApiId` and `ApiId`. */
const isOf = (attribute: string, type: string, isTwin: boolean): boolean => {
  if (!type.startsWith('AWS::ApiGateway')) return true;
  if (
    attribute === 'RestApiId' ||
    attribute === 'ResourceId' ||
    attribute === 'RootResourceId' ||
    attribute === 'DeploymentId'
  )
    return !isTwin && (attribute !== 'ResourceId' || type === 'AWS::ApiGateway::Resource');
  return attribute !== 'ApiId' && attribute !== 'RouteId' ? true : isTwin;
};

/** As they are written; with `made`, what a macro makes of them under the same name stands for them. */
function resourcesOf(source: Source, made = false): readonly SourceResource[] {
  const all = (source.module?.sources ?? [source]).flatMap(({ resources }) => resources);
  if (made) return all.filter(({ name, made: by }) => !by || (by.from.name === name && by.called === undefined));
  const seen = new Set<string>();
  return all.map(writtenOf).filter(({ name }) => !seen.has(name) && seen.add(name));
}

function parametersFor(
  source: Source,
  place: Place,
  { kind, to = [] }: Property<unknown>,
  isItem: boolean,
): readonly Suggestion[] {
  const isOfModule = isTerraform(place.document);
  const types: readonly string[] =
    kind === 'number'
      ? ['Number', 'String']
      : kind === 'text' || kind === 'flag'
        ? ['String']
        : idsOf(to).map((id) => (kind === 'ref' || isItem ? id : `List<${id}>`));
  return [...source.parameters.values()]
    .filter(({ type }) => isOfModule || types.includes(type))
    .flatMap(({ name, type }) => reference(place, 'parameter', type, isOfModule ? name : `!Ref ${name}`));
}

/** What parameters are declared as that name one of these. */
const idsOf = (rows: readonly string[]): readonly string[] =>
  rows.map((row) => (row === 'Subnet' ? 'AWS::EC2::Subnet::Id' : row === 'Vpc' ? 'AWS::EC2::VPC::Id' : 'String'));

/** The resource that the place is in. */
function nameAround([top, first, second]: Path): string | undefined {
  if (top?.kind !== 'key' || first?.kind !== 'key') return undefined;
  if (top.name === 'Resources') return first.name;
  return second?.kind === 'key' ? `${first.name}.${second.name}` : undefined;
}

/** Of the section that declares them, be it one item or an item each. */
function conditionsIn({ items }: Document): readonly string[] {
  return items.flatMap(({ section, key, value }) => {
    if (section === 'Conditions' && key) return [String(key.value)];
    const entries = section === undefined && key?.value === 'Conditions' && value?.kind === 'map' ? value.entries : [];
    return entries.flatMap((entry) => (entry.key.kind === 'scalar' ? [String(entry.key.value)] : []));
  });
}

const pseudoParameters = [
  'AWS::AccountId',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackName',
  'AWS::StackId',
  'AWS::URLSuffix',
  'AWS::NoValue',
];

type Call = 'Ref' | 'GetAtt' | 'Sub' | 'Condition';

/** Which function's name is typed. */
function callAt({ path, before, quote, document }: Place): Call | undefined {
  const node = path.at(-1)?.node;
  if (!node) return undefined;
  const isInText = isTemplateBefore(before + (quote ?? ''));
  const name = functionOf(node);
  if (name === 'Sub') return isInText ? 'Sub' : undefined;
  if (name === 'If') return /(?:!If \[|\bFn::If"?: \[)\s*$/.test(before) ? 'Condition' : undefined;
  if (name === 'GetAtt' && (node.kind === 'sequence' || document.language === 'json')) return undefined;
  return name;
}

function functionOf(node: SyntaxNode): Call | 'If' | undefined {
  const [only] = node.kind === 'map' ? node.entries : [];
  const key = only?.key.kind === 'scalar' ? String(only.key.value) : undefined;
  const called = node.tag?.name.slice(1) ?? key?.replace('Fn::', '');
  return called === 'Ref' || called === 'GetAtt' || called === 'Sub' || called === 'Condition' || called === 'If'
    ? called
    : undefined;
}
