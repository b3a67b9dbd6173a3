import type { Report } from './lint.ts';

/** What a finding holds under, each in a few words: `when HasCert is false`, `assuming Stage's default`. */
export function circumstancesOf({ when, assumes }: Pick<Report, 'when' | 'assumes'>): readonly string[] {
  const [parameter, ...others] = assumes;
  const [last, ...before] = [...assumes].reverse();
  return [
    ...(when === undefined ? [] : [when]),
    ...(parameter !== undefined && others.length === 0 ? [`assuming ${parameter}'s default`] : []),
    ...(others.length > 0 ? [`assuming the defaults of ${before.reverse().join(', ')} and ${last}`] : []),
  ];
}

/** The message with its circumstances: `Web serves plain HTTP; redirect it to HTTPS (when HasCert is false).` */
export function messageOf(report: Pick<Report, 'message' | 'when' | 'assumes'>): string {
  const circumstances = circumstancesOf(report);
  if (circumstances.length === 0) return report.message;
  return `${report.message.replace(/\.$/, '')} (${circumstances.join(', ')}).`;
}
