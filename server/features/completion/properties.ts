/* Properties that are not written yet, as they begin in the language of the file. */
import { type Dialect, defaultOf, type Property } from '../../../rules/kit/index.ts';
import { model } from '../../../rules/model/index.ts';
import { listed } from '../../linter/listed.ts';
import { amount, inUnit, unitOf, written } from '../amounts.ts';
import { type Path, under } from '../path.ts';
import type { OfferedKey } from './keys.ts';
import { commaBehind, type Place } from './place.ts';
import { escaped, plainly, type Suggestion, type Text } from './suggestion.ts';

export function propertySuggestions(
  place: Place,
  offered: readonly OfferedKey[],
  about: (key: OfferedKey) => string | undefined,
): readonly Suggestion[] {
  const type = actionAt(place.path);
  return offered
    .filter((one) => !place.there.includes(one.key) || isRepeated(place, one))
    .filter(({ known }) => type === undefined || !known || isOfAction(known.property, type))
    .flatMap((one) => {
      const text = textOf(place, one);
      if (!text) return [];
      const { key } = one;
      return [{ kind: 'property', label: key, detail: detailOf(one), about: () => about(one), text, rank: 0 } as const];
    });
}

/** In HCL, as many blocks of a kind as there are entries. */
const isRepeated = ({ document }: Place, one: OfferedKey): boolean =>
  document.language === 'hcl' && one.known?.property.kind === 'list' && isBlockKey(one);

/**
 * Of an action with this type: the configuration of another one does not belong to it. The names are those of the rows'
 * properties.
 */
function isOfAction(property: Property<unknown>, type: string): boolean {
  const words = [property.spelling.cfn, property.spelling.tf];
  const owner = configurations.find(({ keys }) => keys.some((key) => words.includes(key)))?.type;
  return owner === undefined || owner === type;
}
const configurations = [
  { type: 'forward', keys: ['TargetGroupArn', 'ForwardConfig'] },
  { type: 'redirect', keys: ['RedirectConfig'] },
  { type: 'fixed-response', keys: ['FixedResponseConfig'] },
];

/** The type of the action that the keys stand in, where it says one. */
function actionAt(path: Path): string | undefined {
  const list = path.findLast(({ kind }) => kind === 'key');
  const isAction = list?.kind === 'key' && /^(?:DefaultActions|Actions|default_action|action)$/.test(list.name);
  const node = path.at(-1)?.node;
  const type = under(node, 'Type') ?? under(node, 'type');
  return isAction && type?.kind === 'scalar' && typeof type.value === 'string' ? type.value : undefined;
}

/** As maps of AWS's provider are, but for those that are the value of an attribute. */
const attributes: ReadonlySet<string> = new Set(['request_parameters', 'triggers', 'variables', 'body', 'policy']);
const isBlockKey = ({ key, holds, known }: OfferedKey): boolean =>
  holds !== 'value' && known?.property.kind !== 'texts' && known?.property.kind !== 'refs' && !attributes.has(key);

/** Undefined where it cannot be what stands there already. */
function textOf(place: Place, one: OfferedKey): Text | undefined {
  const { key, holds } = one;
  const { document, sign } = place;
  if (document.language === 'hcl') {
    const wanted = isBlockKey(one) ? '{' : '=';
    if (sign !== undefined) return sign === wanted ? { snippet: key, plain: key } : undefined;
    return inHcl(one);
  }
  if (document.language === 'json') {
    const quoted = `"${key}"`;
    if (sign !== undefined) return { snippet: quoted, plain: quoted };
    const comma = commaBehind(place);
    const opened = {
      value: '$0',
      map: '{\n\t$0\n}',
      list: '[$0]',
      nothing: '{}',
    }[holds];
    const plain = { value: undefined, map: '{}', list: '[]', nothing: '{}' }[holds];
    return {
      snippet: `${escaped(quoted)}: ${opened}${comma}`,
      plain: plain === undefined ? `${quoted}: ` : `${quoted}: ${plain}${comma}`,
    };
  }
  if (sign !== undefined) return { snippet: key, plain: key };
  const isFlow = isInFlow(place);
  const closed = { value: ' ', map: ' { $0 }', list: ' [$0]', nothing: ' {}' }[holds];
  const opened = { value: ' ', map: '\n\t$0', list: `\n${place.dash}- $0`, nothing: ' {}' }[holds];
  return {
    snippet: `${escaped(key)}:${isFlow ? closed : opened}`,
    plain: `${key}:${holds === 'value' ? ' ' : holds === 'nothing' ? ' {}' : ''}`,
  };
}

/** A map in braces has its entries on the line, or at least no lines below them. */
function isInFlow({ path }: Place): boolean {
  return path.some(({ node }) => (node?.kind === 'map' || node?.kind === 'sequence') && node.flow);
}

function inHcl(one: OfferedKey): Text {
  const { key, holds, known } = one;
  if (isBlockKey(one))
    return holds === 'nothing'
      ? { snippet: `${key} {}`, plain: `${key} {}` }
      : { snippet: `${key} {\n\t$0\n}`, plain: `${key} {}` };
  if (known?.property.kind === 'texts' || known?.property.kind === 'refs')
    return { snippet: `${key} = [$0]`, plain: `${key} = ` };
  if (holds === 'map' && !['body', 'policy'].includes(key))
    return { snippet: `${key} = {\n\t$0\n}`, plain: `${key} = ` };
  return plainly(`${key} = `);
}

/** `number · default 60 seconds · 1 to 4,000 seconds` */
export function detailOf({ known, holds, detail }: OfferedKey): string {
  if (!known) return detail ?? { value: 'text', list: 'list', map: 'settings', nothing: 'settings' }[holds];
  const { property, form } = known;
  const { range } = property;
  const byDefault = defaultOf(property, form.dialect);
  return [
    kindOf(property, form.dialect),
    ...(byDefault === undefined ? [] : [`default ${plain(written(property, form.dialect, byDefault))}`]),
    ...(range ? [inUnit(property, range.map((one) => amount(property, one)).join(' to '))] : []),
  ].join(' · ');
}

const plain = (markdown: string): string => markdown.replaceAll('`', '');

function kindOf(property: Property<unknown>, dialect: Dialect): string {
  const { kind, oneOf, to = [], words } = property;
  if (kind === 'flag' || Object.keys(words?.[dialect] ?? {}).includes('true')) return 'true or false';
  if (kind === 'ref' || kind === 'refs') {
    const nouns = model.filter(({ name }) => to.includes(name)).map(({ noun }) => noun);
    return kind === 'ref' ? `a ${listed(nouns).replace(/ and /, ' or a ')}` : `${listed(nouns)}s`;
  }
  if (kind === 'list' && property.spelling[dialect]?.endsWith('[]')) return 'text';
  if (kind === 'number') return property.range ? 'number' : (unitOf(property) ?? 'number');
  if (kind === 'text') return oneOf && oneOf.length < 4 ? oneOf.join(', ') : 'text';
  return { nested: 'settings', list: 'list', texts: 'list of texts' }[kind as 'nested' | 'list' | 'texts'];
}
