/* Whoever writes fixes of a source: that knows its language. */
import type { ParameterEdit, Place } from '../../rules/kit/index.ts';
import { render as renderCloudFormation } from './cloudformation/writer/render.ts';
import {
  silencings as silencingsInTemplate,
  withdrawal as withdrawalInTemplate,
} from './cloudformation/writer/suppress.ts';
import type { Parameter, Render, Silencing, Source, TextEdit } from './format.ts';
import { parameterType } from './spelling.ts';
import type { RuleWord, Suppression } from './suppression.ts';
import { render as renderTerraform } from './terraform/writer/render.ts';
import { silencings as silencingsInHcl } from './terraform/writer/suppress.ts';
import { silencings as silencingsInJson, withdrawal as withdrawalInJson } from './terraform/writer/suppress-json.ts';
import { mayServe as mayServeInTerraform } from './terraform/writer/variables.ts';

export const render: Render = (source, ...rest) =>
  (source.module ? renderTerraform : renderCloudFormation)(source, ...rest);

/** The narrowest first; none where nothing may be written. What is said of `spoken` stands at `place`. Does not throw. */
export function silencings(source: Source, rule: string, place: Place, spoken: string): readonly Silencing[] {
  if (source.document.language === 'hcl') return silencingsInHcl(source, rule, place, spoken);
  return (source.module ? silencingsInJson : silencingsInTemplate)(source, rule, place, spoken);
}

/** Takes these rules out of a suppression; all of it, where none is left. Undefined where that cannot be done surely. */
export const withdrawal = (
  source: Source,
  suppression: Suppression,
  gone: readonly RuleWord[],
): readonly TextEdit[] | undefined =>
  (suppression.form === 'entry' ? withdrawalInJson : withdrawalInTemplate)(source, suppression, gone);

/** Whether a parameter that is there may be given what a fix wants of a new one. */
export function mayServe(source: Source, parameter: Parameter, wanted: ParameterEdit): boolean {
  if (source.module) return mayServeInTerraform(parameter, wanted);
  return parameter.type === parameterType(wanted) && (wanted.like?.test(parameter.name) ?? true);
}

/** What a parameter is called there. */
export const wordForParameter = ({ module }: Source): string => (module ? 'variable' : 'parameter');
