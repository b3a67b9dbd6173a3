/*
 * References as whole values: to what the property wants, in the form that its row asks for, and to parameters of a
 * type that fits.
 */
import type { Form, Property, Resource } from '../../../rules/kit/index.ts';
import { model } from '../../../rules/model/index.ts';
import { type Source, type SourceResource, writtenOf } from '../../formats/format.ts';
import { isTerraform } from '../../formats/kind.ts';
import { commaBehind, type Place } from './place.ts';
import { hasInstances, instancesOf, isByKey, nameAround, sourcesOf } from './resources.ts';
import { keyed, type Suggestion } from './suggestion.ts';

/** The property that a value is the value of. */
export interface KnownHere {
  readonly property: Property<unknown>;
  readonly form: Form;
  readonly called: string;
}

/** What a reference leads to. */
interface Target {
  readonly resource: SourceResource;
  /** Of one instance, where there are several: `aws_lb.main[0]`. */
  readonly name: string;
  readonly row: Resource;
  readonly form: Form;
}

export function referenceSuggestions(source: Source, place: Place, here: KnownHere): readonly Suggestion[] {
  const { property, called } = here;
  const isItem = place.path.at(-1)?.kind === 'entry';
  const isWholeList = property.kind === 'refs' && !isItem;
  const write = isTerraform(place.document) ? (isWholeList ? allInTerraform : inTerraform) : inTemplate;
  const targets = isWholeList && !isTerraform(place.document) ? [] : targetsOf(source, place, here, isWholeList);
  return [
    ...targets.flatMap((target) => {
      const written = write(target, property, called);
      return written === undefined ? [] : reference(place, 'resource', target.form.type, written);
    }),
    ...parametersFor(source, place, property, isItem),
  ];
}

/** The names of what the property wants. */
export const fittingNames = (source: Source, here: Pick<KnownHere, 'property' | 'called'>): ReadonlySet<string> =>
  new Set(wantedBy(source, here).map(({ name }) => name));

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
      text: keyed(text + comma),
      rank: kind === 'parameter' ? 3 : 2,
    },
  ];
}

/** `!Ref Web` as JSON has it. */
function asJson({ document }: Place, written: string): string {
  if (isTerraform(document)) return JSON.stringify(written.startsWith('"') ? written.slice(1, -1) : `\${${written}}`);
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

/** In Terraform, each instance is one; `asOne` keeps together those that there are several of, and nothing else. */
function targetsOf(source: Source, place: Place, here: KnownHere, asOne: boolean): readonly Target[] {
  const fitting = wantedBy(source, here).filter((target) => isOfKind(target.form, here.form, here.called));
  if (asOne) return fitting.filter(({ resource }) => hasInstances(resource));
  if (!isTerraform(place.document)) return fitting;
  const around = nameAround(place.path);
  return fitting.flatMap((target) =>
    instancesOf(source, target.resource, around, place.word).map((index) => ({ ...target, name: target.name + index })),
  );
}

/** What the model reads as text, though it names a resource. */
const named: ReadonlyMap<string, readonly string[]> = new Map([
  ['CertificateArn', ['Certificate']],
  ['certificate_arn', ['Certificate']],
]);

/** What a macro makes under the name of what the user wrote stands for that. */
function wantedBy(source: Source, { property, called }: Pick<KnownHere, 'property' | 'called'>): readonly Target[] {
  const { to = named.get(called) ?? [] } = property;
  const rows = model.filter(
    ({ name, standsFor, properties }) =>
      to.includes(name) || (standsFor !== undefined && properties[standsFor]?.to?.some((one) => to.includes(one))),
  );
  const resources = sourcesOf(source)
    .flatMap((one) => one.resources)
    .filter(({ name, made }) => !made || (made.from.name === name && made.called === undefined));
  return resources.flatMap((resource) => {
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

function inTerraform({ name, row, form }: Target, property: Property<unknown>, called: string): string | undefined {
  // A web ACL that is named after something else is a custom of ours.
  if (property.named !== undefined && called === 'name') return undefined;
  if (property.arn !== undefined) return `"\${${name}.execution_arn}/*"`;
  const other = called === 'domain_name' && row.name === 'LoadBalancer' ? hostOf.domain_name : writtenAs.get(called);
  if (other) return other(name);
  const [attribute] = form.identity ?? row.identity;
  return attribute === undefined ? undefined : `${name}.${attribute}`;
}

/** A list of all that there are several of. */
function allInTerraform({ name, row, form, resource }: Target): string | undefined {
  const [attribute] = form.identity ?? row.identity;
  const all = isByKey(resource) ? `values(${name})` : name;
  return attribute === undefined ? undefined : `${all}[*].${attribute}`;
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
