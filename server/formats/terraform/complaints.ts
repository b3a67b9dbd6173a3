/* What is wrong in a module beside its text: sources that lead nowhere or back, and locals that are made of themselves. */
import { isFilledIn } from '../filled-in.ts';
import type { SourceProblem } from '../format.ts';
import { wayAround } from './circles.ts';
import type { Declarations } from './declarations.ts';
import { type File, problemsOfItems } from './file.ts';
import { isBeside, placeOf, sourceOf } from './modules.ts';
import type { Called, Complaint, Reading } from './reading.ts';

/** All that is wrong in a file. */
export const problemsIn = (
  file: File,
  { calls, names }: Pick<Reading, 'calls' | 'names'>,
): readonly SourceProblem[] => [
  ...problemsOfItems(file),
  ...(file.overridden?.strays ?? []),
  ...names.circles.flatMap((circle) => refused(circle, file)),
  ...calls.flatMap(({ call, complaint }) =>
    complaint && call.scope.file === file.file ? [{ ...placeOf(call), ...complaint }] : [],
  ),
];

/** Told once, at the first of them. */
function refused(circle: Declarations['circles'][number], { file }: File): readonly SourceProblem[] {
  const [first] = circle;
  if (first?.file !== file) return [];
  const { name, item, key } = first;
  const message =
    circle.length === 1
      ? `${name} is made of itself, which Terraform refuses; give it a value of its own.`
      : `${name} is made of itself (${shortened(wayAround(circle)).join(' → ')}), which Terraform refuses; give one of them a value of its own.`;
  return [{ item, span: { start: key.start, end: key.end }, message, severity: 'error' }];
}

const mostNames = 6;

/** Without most of what is between the ends, where that is long. */
const shortened = (names: readonly string[]): readonly string[] =>
  names.length <= mostNames
    ? names
    : [...names.slice(0, mostNames - 3), `${names.length - mostNames + 1} more`, ...names.slice(-2)];

/** Of a call in the module that is looked at: other modules tell by themselves. */
export function complaintOf(called: Pick<Called, 'call' | 'inside'>): Complaint | undefined {
  const back = wayBack(called);
  if (back !== undefined)
    return {
      message: `This module calls itself: ${back} leads back to it, which Terraform refuses; correct the source, or remove the call.`,
      severity: 'error',
    };
  const source = sourceOf(called.call.block);
  if (!('why' in called.inside) || !called.inside.toName || source?.kind !== 'scalar' || !isBeside(source))
    return undefined;
  const path = String(source.value);
  const { why, severity } = called.inside.toName;
  return isFilledIn(path) ? undefined : { message: `${path} ${why}.`, severity };
}

/** The calls from the outermost module back to it: `module.web.module.shop`. */
function wayBack({ call, inside }: Pick<Called, 'call' | 'inside'>): string | undefined {
  const { address } = call.block;
  if ('why' in inside) return inside.leadsBackTo === 0 ? address : undefined;
  for (const further of inside.calls) {
    const back = wayBack(further);
    if (back !== undefined) return `${address}.${back}`;
  }
  return undefined;
}
