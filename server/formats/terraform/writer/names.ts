/* What new resources and variables are called, as people who write Terraform would. */
import type { AddEdit, Edit, Handle, ParameterEdit } from '../../../../rules/kit/index.ts';
import type { Source } from '../../format.ts';
import { decline } from '../../spell.ts';
import { snake } from './quote.ts';
import { filesOf } from './spot.ts';

/** Of a resource, what stands before its name, and what it is called after. */
export interface Naming {
  readonly type: string;
  readonly near: string;
}

/** By the edit that brings it, its address: `aws_lb_listener.https`, `var.certificate_arn`. Unique in the module. */
export function namesOf(
  source: Source,
  edits: readonly Edit[],
  namingOf: (edit: AddEdit) => Naming,
  standing: ReadonlyMap<ParameterEdit, string>,
): ReadonlyMap<Handle, string> {
  const names = new Map<Handle, string>();
  const everywhere = filesOf(source).flatMap(({ resources }) => resources);
  const isTaken = (address: string): boolean =>
    source.parameters.has(address) ||
    everywhere.some(({ name }) => name === address) ||
    [...names.values()].includes(address);
  for (const edit of edits) {
    if (edit.op !== 'add' && edit.op !== 'parameter') continue;
    if (names.has(edit)) decline('one edit stands twice');
    const there = edit.op === 'parameter' ? standing.get(edit) : undefined;
    names.set(
      edit,
      there ?? unused(edit.op === 'add' ? addressFor(edit, namingOf(edit)) : `var.${snake(edit.name)}`, isTaken),
    );
  }
  return names;
}

/**
 * `https` beside `http`, `main_https` beside `main`. Words that its type ends in are not said again: the certificate of
 * `aws_lb_listener.main` is `aws_acm_certificate.main`.
 */
function addressFor({ called }: AddEdit, { type, near }: Naming): string {
  const words = snake(called)
    .split('_')
    .filter((word) => word !== '');
  const said = type.split('_');
  while (words.length > 0 && words.at(-1) === said.at(-1)) {
    words.pop();
    said.pop();
  }
  const [first = ''] = words;
  const begun = near.split('_');
  if (first !== '' && first.startsWith(begun.at(-1) ?? '')) begun.pop();
  return `${type}.${[...begun, ...words].join('_')}`;
}

function unused(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  for (let n = 2; isTaken(name); n++) name = `${wanted}_${n}`;
  return name;
}
