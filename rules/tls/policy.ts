import { type Fix, replace, show } from '../kit/index.ts';
import type { Listener } from '../model/elbv2.ts';
import { recommendedTlsPolicy } from '../model/tls-policies.ts';

interface Choice {
  readonly accepts: string;
  readonly policy: string;
}

const choices: readonly Choice[] = [
  { accepts: 'TLS 1.2 and 1.3 with AEAD ciphers', policy: recommendedTlsPolicy },
  { accepts: 'TLS 1.2 and 1.3, CBC ciphers too', policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
  { accepts: 'TLS 1.3 only', policy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' },
];

/** Who asked for FIPS 140 goes on asking for it. */
const fipsChoices: readonly Choice[] = [
  { accepts: 'TLS 1.2 and 1.3 with AEAD ciphers', policy: 'ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09' },
  { accepts: 'TLS 1.2 and 1.3, CBC ciphers too', policy: 'ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04' },
  { accepts: 'TLS 1.3 only', policy: 'ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04' },
];

export const policyFixes = ({ sslPolicy }: Listener): readonly Fix[] =>
  (show(sslPolicy).includes('FIPS') ? fipsChoices : choices).map(({ accepts, policy }) => ({
    title: `Accept ${accepts} (${policy})`,
    applicability: 'choice', // clients that know none of it are no longer served
    edits: [replace(sslPolicy, policy)],
  }));
