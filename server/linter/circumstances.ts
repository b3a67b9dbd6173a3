import type { Report } from './judge.ts';
import { listed } from './listed.ts';

/** What a finding holds under, each in a few words: `when HasCert is false`, `assuming Stage's default`. */
export function circumstancesOf({ when, assumes }: Pick<Report, 'when' | 'assumes'>): readonly string[] {
  const [parameter, ...others] = assumes;
  const circumstances = when === undefined ? [] : [when];
  if (parameter === undefined) return circumstances;
  const defaults = others.length === 0 ? `${parameter}'s default` : `the defaults of ${listed(assumes)}`;
  return [...circumstances, `assuming ${defaults}`];
}

/** The message with its circumstances: `Web serves plain HTTP; redirect it to HTTPS (when HasCert is false).` */
export function messageOf(report: Pick<Report, 'message' | 'when' | 'assumes'>): string {
  const circumstances = circumstancesOf(report);
  if (circumstances.length === 0) return report.message;
  return `${report.message.replace(/\.$/, '')} (${circumstances.join(', ')}).`;
}
