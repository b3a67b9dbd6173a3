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
  const id = `ApiGatewayDomainNameV2${wordOf(at(domain, 'DomainName')?.value)}`;
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
  const written = at(domain, 'DomainName');
  const text = textOf(written?.value, sam.parameters);
  const id = `ApiGatewayDomainName${text === undefined ? wordOf(written?.value) : hashOf(text)}`;
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
export function basePathsOf(domain: Expression): readonly string[] {
  const said = at(domain, 'BasePath')?.value;
  const written = said && meant(said);
  const paths = written?.kind === 'list' ? written.items : [written];
  const known = paths.map(literalIn).filter((path) => path !== '');
  return known.length > 0 ? known : [''];
}

/** What tells one domain from another, as a piece of a logical id. The translator takes a hash of it. */
export function wordOf(domain: Expression | undefined): string {
  switch (domain?.kind) {
    case 'literal':
      return String(domain.value).replaceAll(/[^a-zA-Z0-9]/g, '');
    case 'parameter':
      return domain.name.replaceAll(':', '');
    case 'reference':
      return `${domain.to}${domain.attribute}`;
    case 'template':
      return domain.parts.map(wordOf).join('');
    default:
      return '';
  }
}
