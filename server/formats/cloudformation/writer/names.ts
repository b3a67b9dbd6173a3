import type { AddEdit, Edit, Handle, ParameterEdit } from '../../../../rules/kit/index.ts';
import type { Source } from '../../format.ts';
import { decline } from '../../spell.ts';

/** What the resources and parameters that the edits bring are called: unique in the template and among each other. */
export function namesOf(
  source: Source,
  edits: readonly Edit[],
  nearOf: (edit: AddEdit) => string,
  standing: ReadonlyMap<ParameterEdit, string>,
): ReadonlyMap<Handle, string> {
  const names = new Map<Handle, string>();
  // Logical ids of resources and parameters share one space.
  const isTaken = (name: string): boolean =>
    source.parameters.has(name) ||
    source.resources.some((resource) => resource.name === name) ||
    [...names.values()].includes(name);
  for (const edit of edits) {
    if (edit.op !== 'add' && edit.op !== 'parameter') continue;
    if (names.has(edit)) decline('one edit stands twice');
    const there = edit.op === 'parameter' ? standing.get(edit) : undefined;
    const name = there ?? unused(edit.op === 'add' ? logicalId(nearOf(edit)) + edit.called : edit.name, isTaken);
    names.set(edit, name);
  }
  return names;
}

/** CloudFormation takes letters and digits only; whatever else stands there is half typed. */
export const logicalId = (name: string): string =>
  /^[A-Za-z0-9]+$/.test(name) ? name : decline(`${name} is no name of a resource`);

function unused(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  for (let n = 2; isTaken(name); n++) name = `${wanted}${n}`;
  return name;
}
