import type { AnyRule, Preset } from '../../rules/kit/index.ts';
import { render } from '../../server/formats/writer.ts';
import { analyse } from '../../server/linter/analysis.ts';
import { fixesOf, type RenderedFix } from '../../server/linter/fixes.ts';
import { type Case, type CaseFile, fileIn } from '../../test/cases.ts';

/** A rule with what is known of it from the files that it stands in. */
export interface Documented extends CaseFile {
  readonly rule: AnyRule;
  /** What its cases are written in. */
  readonly formats: readonly string[];
  readonly fixable: Fixable;
}

/** The best that can be had: a fix that may run unasked, one that has to be chosen, none. */
export type Fixable = 'safe' | 'choice' | 'no';

export function documented(file: CaseFile, rule: AnyRule): Documented {
  const formats = [...new Set(file.cases.map(languageOf))].sort();
  return { ...file, rule, formats, fixable: fixable(file.cases.flatMap((one) => offered(rule, one))) };
}

function languageOf({ format, text }: Case): string {
  if (format === 'hcl') return 'Terraform';
  return text.includes('AWS::Serverless') ? 'SAM' : 'CloudFormation';
}

function fixable(fixes: readonly RenderedFix[]): Fixable {
  if (fixes.some(({ applicability }) => applicability === 'safe')) return 'safe';
  return fixes.length > 0 ? 'choice' : 'no';
}

/** Not `fixesFor`: it knows the rules that are listed already, and the list is written by the same run. */
export function offered(
  rule: AnyRule,
  { text, settings, format }: Pick<Case, 'text' | 'settings' | 'format'>,
): readonly RenderedFix[] {
  const analysis = analyse(fileIn(format), text, settings, [rule]);
  return analysis?.findings.flatMap((report) => fixesOf(analysis, rule, report, render)) ?? [];
}

export const presets: Readonly<Record<Preset, string>> = {
  essential: 'on in every preset',
  recommended: 'on out of the box',
  strict: 'off out of the box',
};

/** The folders of rules, as a reader would call them. */
const subjects: Readonly<Record<string, string>> = {
  tls: 'TLS',
  waf: 'WAF',
  auth: 'Authorization',
  health: 'Health checks',
};

export const subject = (folder: string): string =>
  subjects[folder] ?? folder.slice(0, 1).toUpperCase() + folder.slice(1);
