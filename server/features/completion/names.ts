/*
 * Names of what the template has, inside of functions and expressions. What fits the property stands first; what does
 * not fit is proposed only where any name may stand. Attributes come with the name that they are of: the one that names
 * it, and behind its dot all of them.
 */
import type { Source } from '../../formats/format.ts';
import { isTerraform } from '../../formats/kind.ts';
import { mentionsIn } from '../../formats/mentions.ts';
import type { SyntaxNode } from '../../formats/syntax/node.ts';
import { under } from '../path.ts';
import { commaBehind, isStandIn, isTemplateBefore, type Place } from './place.ts';
import { fittingNames } from './references.ts';
import { instancesOf, moduleOutputsOf, nameAround, type Referable, referablesOf } from './resources.ts';
import { keyed, type Suggestion } from './suggestion.ts';

/** Inside of `!Ref`, `!GetAtt`, `${…}`: a name, or a name with its attribute. */
export function nameSuggestions(
  source: Source,
  place: Place,
  here: Parameters<typeof fittingNames>[1] | undefined,
): readonly Suggestion[] {
  const call = callAt(place);
  if (!call) return [];
  if (call.name === 'Condition') return conditionNames(place);
  const own = nameAround(place.path);
  const all = referablesOf(source);
  const fitting: ReadonlySet<string> = here ? fittingNames(source, here) : new Set();
  const one = ({ name, resource }: Referable, text = name): Suggestion =>
    named(place, 'resource', text, resource.type, fitting.has(name) ? 2 : 4);
  const others = all.filter(({ name }) => name !== own);
  const withAttributes = (some: readonly Referable[]) =>
    some.flatMap((it) => attributesBehind(it.name, it, place).map((attribute) => one(it, `${it.name}.${attribute}`)));
  if (call.of !== undefined)
    return all.filter(({ name }) => name === call.of).flatMap((it) => it.attributes.map((text) => one(it, text)));
  if (call.name === 'GetAtt')
    return call.isPiece
      ? others.filter(({ attributes }) => attributes.length > 0).map((it) => one(it))
      : withAttributes(others);
  const parameters = parameterNames(source, place);
  const pseudo = pseudoParameters.map((name) => named(place, 'parameter', name, 'of AWS', 5));
  return [
    ...others.flatMap((it) => [one(it), ...it.parts.map((part) => one(it, part))]),
    ...(call.name === 'Sub' ? withAttributes(all) : []),
    ...parameters,
    ...pseudo,
  ];
}

/** All of them, once its name stands there with a dot; else the one that names it. */
const attributesBehind = (name: string, { attributes }: Referable, { word }: Place): readonly string[] =>
  word.startsWith(`${name}.`) ? attributes : attributes.slice(0, 1);

/** What may begin an expression of Terraform: variables, locals, and once something of it is typed, the rest. */
export function terraformNames(source: Source, place: Place): readonly Suggestion[] {
  const typed = attributesTyped(source, place);
  if (typed.length > 0) return typed;
  const parameters = parameterNames(source, place);
  if (!/\.|^aws|^mod/.test(place.word)) return parameters;
  return [
    ...parameters,
    ...moduleOutputsOf(source).map((name) => named(place, 'resource', name, 'module', 4)),
    ...attributesInTerraform(source, place, () => true),
  ];
}

/** Behind `aws_lb.main.`: whatever it hands out. */
export const attributesTyped = (source: Source, place: Place): readonly Suggestion[] =>
  attributesInTerraform(
    source,
    place,
    (name) => place.word.startsWith(`${name}.`) || place.word.startsWith(`${name}[`),
  );

function attributesInTerraform(source: Source, place: Place, isWanted: (name: string) => boolean) {
  const own = nameAround(place.path);
  return referablesOf(source)
    .filter(({ name }) => name !== own && isWanted(name))
    .flatMap((it) =>
      instancesOf(source, it.resource, own, place.word).flatMap((index) => {
        const name = it.name + index;
        return attributesBehind(name, it, place).map((attribute) =>
          named(place, 'resource', `${name}.${attribute}`, it.resource.type, 4),
        );
      }),
    );
}

/** Of what a resource waits for. */
export const resourceNames = (source: Source, place: Place): readonly Suggestion[] =>
  referablesOf(source)
    .filter(({ name }) => name !== nameAround(place.path))
    .map(({ name, resource }) => named(place, 'resource', name, resource.type, 2));

const parameterNames = (source: Source, place: Place): readonly Suggestion[] =>
  [...source.parameters.values()].map(({ name, type }) => named(place, 'parameter', name, type, 3));

export const conditionNames = (place: Place): readonly Suggestion[] =>
  place.document.items
    .flatMap((item) => mentionsIn(item, place.document))
    .filter(({ space, declares }) => space === 'condition' && declares)
    .map(({ name }) => named(place, 'condition', name, 'condition', 2));

/** A name by itself: a text in JSON, in HCL and in YAML as it stands. */
function named(place: Place, kind: Suggestion['kind'], name: string, detail: string, rank: number): Suggestion {
  const { document, at, before, quote } = place;
  const isInText = isTemplateBefore(before + (quote ?? ''));
  const isText = document.language === 'json' && !isInText && (at === 'value' || !quote);
  const written = isText && isTerraform(document) && name.includes('.') && !isWaiting(place) ? `\${${name}}` : name;
  const text = isText ? JSON.stringify(written) + commaBehind(place) : written;
  return { kind, label: name, detail, text: keyed(text), rank };
}

/** `depends_on` takes addresses as they are. */
const isWaiting = ({ path }: Place): boolean => {
  const key = path[3];
  return key?.kind === 'key' && key.name === 'depends_on';
};

const pseudoParameters = [
  'AWS::AccountId',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackName',
  'AWS::StackId',
  'AWS::URLSuffix',
  'AWS::NoValue',
];

/** Which function's name is typed. */
interface Call {
  readonly name: 'Ref' | 'GetAtt' | 'Sub' | 'Condition';
  /** One of two pieces: `[Web, DNSName]`. */
  readonly isPiece?: boolean;
  /** The name before that. */
  readonly of?: string;
}

function callAt({ path, before, quote }: Place): Call | undefined {
  const node = path.at(-1)?.node;
  const name = node && functionOf(node);
  if (!node || !name) return undefined;
  if (name === 'Sub') return isTemplateBefore(before + (quote ?? '')) ? { name } : undefined;
  if (name === 'If') return /(?:!If \[|\bFn::If"?: \[)\s*$/.test(before) ? { name: 'Condition' } : undefined;
  const pieces = node.kind === 'sequence' ? node : under(node, 'Fn::GetAtt');
  if (name !== 'GetAtt' || pieces?.kind !== 'sequence') return { name };
  const [first] = pieces.items;
  if (isStandIn(first)) return { name, isPiece: true };
  return isStandIn(pieces.items[1]) && first?.kind === 'scalar' ? { name, of: String(first.value) } : undefined;
}

function functionOf(node: SyntaxNode): Call['name'] | 'If' | undefined {
  const [only] = node.kind === 'map' ? node.entries : [];
  const key = only?.key.kind === 'scalar' ? String(only.key.value) : undefined;
  const called = node.tag?.name.slice(1) ?? key?.replace('Fn::', '');
  return called === 'Ref' || called === 'GetAtt' || called === 'Sub' || called === 'Condition' || called === 'If'
    ? called
    : undefined;
}
