/* `Domain` of an API of SAM: the custom domain name, and what puts the API under it. */
import type { Expression, Spot } from '../../format.ts';
import { at, list, literal, map, mapIn, meant, reference } from './build.ts';
import { hashOf } from './logical-id.ts';
import { type Facts, MadeResource } from './made.ts';
import { factsOf, type Sam } from './sam.ts';
import { isFalse, literalIn, textOf, value, type Written } from './written.ts';

/** Of an HTTP or WebSocket API. Two APIs at one domain share it: it has one name. */
export function madeOfDomain(sam: Sam, api: Written): readonly MadeResource[] {
  const { name, key } = api;
  const domain = mapIn(value(api, 'Domain'));
  if (!domain) return [];
  const { span } = domain;
  const id = idOf(sam, api, 'ApiGatewayDomainNameV2', domain);
  sam.refer(`${name}.DomainName`, id);
  const facts = factsOf(api, id, 'AWS::ApiGatewayV2::DomainName', { called: `${name}.DomainName` });
  const made = new MadeResource({ ...facts, made: { ...facts.made, wordsFor: wordsOf(api) } }, () =>
    map(span, [
      ['DomainName', at(domain, 'DomainName')],
      ['DomainNameConfigurations', list(span, [configurationOf(domain, span)])],
      ['MutualTlsAuthentication', at(domain, 'MutualTlsAuthentication')],
    ]),
  );
  return [
    made,
    ...basePathsOf(domain).map((path) => {
      const mapping = `${name}${path.replaceAll(/[-_/]+/g, '')}ApiMapping`;
      const needs = [id, name];
      return new MadeResource(factsOf(api, mapping, 'AWS::ApiGatewayV2::ApiMapping', { needs }), () =>
        map(span, [
          ['DomainName', reference(key, id)],
          ['ApiId', reference(key, name)],
          ['ApiMappingKey', path === '' ? undefined : literal(span, path)],
        ]),
      );
    }),
  ];
}

/** Of a REST API. Private domains are of a type of their own, for which nobody needs to look. */
export function madeOfRestDomain(sam: Sam, api: Written): readonly MadeResource[] {
  const { name, key } = api;
  const domain = mapIn(value(api, 'Domain'));
  const isPrivate = textOf(at(domain, 'EndpointConfiguration')?.value, sam.parameters) === 'PRIVATE';
  if (!domain || isPrivate) return [];
  const { span } = domain;
  const called = `${name}.DomainName`;
  const id = idOf(sam, api, 'ApiGatewayDomainName', domain);
  sam.refer(called, id);
  const facts = factsOf(api, id, 'AWS::ApiGateway::DomainName', { called });
  const type = at(domain, 'EndpointConfiguration') ?? { key: span, value: literal(span, 'REGIONAL') };
  const types = map(span, [['Types', list(span, [type.value])]]);
  return [
    new MadeResource({ ...facts, made: { ...facts.made, wordsFor: wordsOfRest(api) } }, () =>
      map(span, [
        ...ofRestDomain.map((word) => [word, at(domain, word)] as const),
        ['EndpointConfiguration', { key: type.key, value: types }],
      ]),
    ),
    ...basePathsOf(domain).map((path) => {
      // Only letters and digits are left of it, unless the user wants it as it is.
      const word = path.replaceAll(/[^\p{L}\p{N}]+/gu, '');
      const asItIs = isFalse(at(domain, 'NormalizeBasePath')?.value);
      const mapping = `${name}${word}BasePathMapping`;
      return new MadeResource(factsOf(api, mapping, 'AWS::ApiGateway::BasePathMapping', { needs: [id, name] }), () =>
        map(span, [
          ['DomainName', reference(key, id)],
          ['RestApiId', reference(key, name)],
          ['BasePath', path === '' ? undefined : literal(span, asItIs ? path : word)],
        ]),
      );
    }),
  ];
}

const ofRestDomain = ['CertificateArn', 'DomainName', 'MutualTlsAuthentication', 'SecurityPolicy'];

const wordsOfRest =
  ({ home }: Written): Facts['made']['wordsFor'] =>
  ([, word = '', ...rest]) =>
    home && ofRestDomain.includes(word) ? [...home, 'Domain', word, ...rest] : undefined;

const configurationOf = (domain: Expression, span: Spot): Expression =>
  map(span, [
    ['EndpointType', at(domain, 'EndpointConfiguration') ?? literal(span, 'REGIONAL')],
    ...ofConfiguration.map((word) => [word, at(domain, word)] as const),
  ]);

const ofConfiguration = ['CertificateArn', 'OwnershipVerificationCertificateArn', 'SecurityPolicy'];

function wordsOf({ home }: Written): Facts['made']['wordsFor'] {
  return ([, word = '', ...rest]) => {
    if (!home) return undefined;
    if (word === 'DomainName' || word === 'MutualTlsAuthentication') return [...home, 'Domain', word, ...rest];
    const [, setting = ''] = rest;
    return word === 'DomainNameConfigurations' && ofConfiguration.includes(setting)
      ? [...home, 'Domain', ...rest.slice(1)]
      : undefined;
  };
}

/** The paths below the domain that lead to the API; one that is empty where it has the domain for itself. */
function basePathsOf(domain: Expression): readonly string[] {
  const said = at(domain, 'BasePath')?.value;
  const written = said && meant(said);
  const paths = written?.kind === 'list' ? written.items : [written];
  const known = paths.map(literalIn).filter((path) => path !== '');
  return known.length > 0 ? known : [''];
}

/** With a hash of the domain. One that nobody can tell from others is called by its API: it is not shared, then. */
function idOf({ parameters }: Sam, { name }: Written, prefix: string, domain: Expression): string {
  const written = at(domain, 'DomainName')?.value;
  const hashed = written && hashedText(meant(written), parameters);
  return `${prefix}${hashed === undefined ? name : hashOf(hashed)}`;
}

/** The text, or the function as it stands in JSON. */
function hashedText(domain: Expression, parameters: Sam['parameters']): string | undefined {
  const text = textOf(domain, parameters);
  if (text !== undefined) return text;
  if (domain.kind === 'parameter') return JSON.stringify({ Ref: domain.name });
  if (domain.kind !== 'template') return undefined;
  const parts = domain.parts.map(
    (part) => textOf(part, parameters) ?? (part.kind === 'parameter' ? `\${${part.name}}` : undefined),
  );
  return parts.includes(undefined) ? undefined : JSON.stringify({ 'Fn::Sub': parts.join('') });
}
