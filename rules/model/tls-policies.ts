/*
 * The TLS policies of listeners. A name that is not here is not judged: AWS adds some every year. As of November 2026.
 * Versions: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html and its page
 * for Network Load Balancers, which alone has 2015-05; TLS-1-0-2015-04 is in older guides and in the CDK only.
 * Recommended: https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17
 */
export interface TlsPolicy {
  /** `outdated` lets clients use a version of TLS that RFC 8996 has withdrawn. */
  readonly standing: 'outdated' | 'accepted' | 'recommended';
  /** The oldest version of TLS that a client may use. */
  readonly oldest: '1.0' | '1.1' | '1.2' | '1.3';
}

/**
 * The policies with ciphers that give every connection a key of its own; those of RFC 9151 are left open. Their ciphers:
 * the tables "Ciphers by policy" of the page above. All that is TLS 1.3, or begins with ECDHE, has forward secrecy.
 */
const someHaveNone = /-(2015-05|2016-08|TLS-1-.*|TLS13-1-[01]-.*|TLS13-1-2-Ext[12]-.*)$/;

const named = (policy: TlsPolicy, ...names: readonly string[]): readonly (readonly [string, TlsPolicy])[] =>
  names.map((name) => [`ELBSecurityPolicy-${name}`, policy]);

/** By name. `PQ` in a name promises post-quantum key exchange, not a modern version. */
export const tlsPolicies: ReadonlyMap<string, TlsPolicy> = new Map([
  ...named(
    { standing: 'outdated', oldest: '1.0' },
    '2015-05',
    '2016-08',
    'FS-2018-06',
    'TLS-1-0-2015-04',
    'TLS13-1-0-2021-06',
    'TLS13-1-0-FIPS-2023-04',
    'TLS13-1-0-FIPS-PQ-2025-09',
    'TLS13-1-0-PQ-2025-09',
  ),
  ...named(
    { standing: 'outdated', oldest: '1.1' },
    'FS-1-1-2019-08',
    'TLS-1-1-2017-01',
    'TLS13-1-1-2021-06',
    'TLS13-1-1-FIPS-2023-04',
  ),
  ...named(
    { standing: 'accepted', oldest: '1.2' },
    'FS-1-2-2019-08',
    'FS-1-2-Res-2019-08',
    'FS-1-2-Res-2020-10',
    'TLS-1-2-2017-01',
    'TLS-1-2-Ext-2018-06',
    'TLS13-1-2-2021-06',
    'TLS13-1-2-Ext0-FIPS-2023-04',
    'TLS13-1-2-Ext0-FIPS-PQ-2025-09',
    'TLS13-1-2-Ext0-RFC9151-FIPS-2023-07',
    'TLS13-1-2-Ext1-2021-06',
    'TLS13-1-2-Ext1-FIPS-2023-04',
    'TLS13-1-2-Ext1-FIPS-PQ-2025-09',
    'TLS13-1-2-Ext1-PQ-2025-09',
    'TLS13-1-2-Ext2-2021-06',
    'TLS13-1-2-Ext2-FIPS-2023-04',
    'TLS13-1-2-Ext2-FIPS-PQ-2025-09',
    'TLS13-1-2-Ext2-PQ-2025-09',
    'TLS13-1-2-FIPS-2023-04',
    'TLS13-1-2-FIPS-PQ-2025-09',
    'TLS13-1-2-PQ-2025-09',
    'TLS13-1-2-RFC9151-FIPS-2023-07',
    'TLS13-1-2-RFC9151-INTEROP1-FIPS-2023-07',
    'TLS13-1-2-RFC9151-INTEROP2-FIPS-2023-07',
    'TLS13-1-2-RFC9151-INTEROP3-FIPS-2023-07',
    'TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07',
  ),
  ...named({ standing: 'accepted', oldest: '1.3' }, 'TLS13-1-3-RFC9151-FIPS-2023-07'),
  ...named(
    { standing: 'recommended', oldest: '1.2' },
    'TLS13-1-2-Res-2021-06',
    'TLS13-1-2-Res-FIPS-2023-04',
    'TLS13-1-2-Res-FIPS-PQ-2025-09',
    'TLS13-1-2-Res-PQ-2025-09',
  ),
  ...named(
    { standing: 'recommended', oldest: '1.3' },
    'TLS13-1-3-2021-06',
    'TLS13-1-3-FIPS-2023-04',
    'TLS13-1-3-FIPS-PQ-2025-09',
    'TLS13-1-3-PQ-2025-09',
  ),
]);

/** AWS's own advice, and what the console sets. */
export const recommendedTlsPolicy = 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09';

/** What a policy lets clients do, in a sentence or two; by name. */
export const tlsPolicyMeanings: Readonly<Record<string, string>> = Object.fromEntries(
  [...tlsPolicies].map(([name, policy]) => [name, meaningOf(name, policy)]),
);

function meaningOf(name: string, { standing, oldest }: TlsPolicy): string {
  const newest = name.includes('TLS13') ? '1.3' : '1.2';
  const isOfRfc9151 = name.includes('RFC9151');
  const facts = [
    oldest === newest ? `TLS ${oldest} only` : `TLS ${oldest} to ${newest}`,
    !isOfRfc9151 && (someHaveNone.test(name) ? 'forward secrecy with some ciphers only' : 'forward secrecy'),
    isOfRfc9151 && 'algorithms of RFC 9151 (CNSA)',
    name.includes('FIPS') && 'cryptography validated under FIPS 140',
    name.includes('PQ') && 'key exchange that is safe from quantum computers, with clients that know it',
  ];
  const verdicts = {
    outdated: 'Outdated: RFC 8996 has withdrawn TLS 1.0 and 1.1.',
    accepted: 'Not outdated, though not on the list that AWS Security Hub recommends (ELB.17).',
    recommended:
      name === recommendedTlsPolicy
        ? 'The one that AWS recommends, and its console sets.'
        : 'On the list that AWS Security Hub recommends (ELB.17).',
  };
  return `${facts.filter(Boolean).join('; ')}. ${verdicts[standing]}`;
}
