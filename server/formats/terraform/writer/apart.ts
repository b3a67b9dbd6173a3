/* Lists that Terraform keeps in resources of their own: a new item of one is a new resource that says what it is for. */
import type { AddEdit, Edit, Resource } from '../../../../rules/kit/index.ts';
import { model } from '../../../../rules/model/index.ts';
import type { Entry as Row } from '../../format.ts';
import { decline } from '../../spell.ts';
import { type Apart, apartOf, stepsOf } from '../../spelling.ts';
import { addressOf, homeBeside } from './instance.ts';
import type { Written } from './print.ts';
import { bodyOf, childrenOf, whereOf } from './spot.ts';
import { formOf, propertyAt, rowOf, takenOver, wholeOf } from './value.ts';

/** A new resource of the kind that the list stands in, and the row that it is for. */
export interface AddApart {
  readonly edit: AddEdit;
  readonly for: Row;
  /** The relation by which it says so. */
  readonly by: string;
}

/** Undefined where an edit is about something else. */
export function addedApart(edit: Edit, entryOf: (row: string) => Row | undefined): AddApart | undefined {
  if (edit.op !== 'append') return undefined;
  const { target, content } = edit;
  const row = rowOf(target.row, { entryOf });
  const apart = apartOf(propertyAt(row, target.path).spelling[row.form.dialect]);
  if (!apart || typeof content !== 'object' || content === null) return undefined;
  const add: AddEdit = {
    op: 'add',
    handle: 'resource',
    type: typeOf(apart),
    near: { file: target.file, item: row.resource.item, row: row.id, path: [], span: row.resource.key, via: [] },
    called: '',
    content,
  };
  return { edit: add, for: row, by: apart.by };
}

const typeOf = ({ from, steps }: Apart): Resource =>
  (steps.length === 0 ? model.find(({ name }) => name === from) : undefined) ??
  decline('only whole resources can be added');

/** The attributes by which it says what it is for: one, or one for each piece of a name. */
export function relation({ edit, for: row, by }: AddApart): readonly (readonly [key: string, value: Written])[] {
  const spelling = edit.type.properties[by]?.spelling[formOf(edit.type).dialect] ?? decline('it has no word for that');
  const { source, resource, form } = row;
  const body = bodyOf(source, whereOf(resource));
  const address = addressOf(row, homeBeside(body));
  const expression = (text: string): Written => ({ kind: 'expression', lines: [{ text }] });
  if (!spelling.startsWith('=')) {
    const [step, more] = stepsOf(spelling);
    return step && !more
      ? [[step.key, expression(`${address}.${wholeOf(row.type, form)}`)]]
      : decline('it is no attribute');
  }
  const keys = [...spelling.matchAll(/\$\{(\w+)\}/g)].flatMap(([, key]) => key ?? []);
  return keys.map((key) => {
    // What the other one is a part of, it says already; its own name comes last.
    const said = childrenOf(body).find(({ entry }) => entry?.key.kind === 'scalar' && entry.key.value === key);
    const canSaySo = key !== keys.at(-1) && said?.node.kind === 'traversal';
    return [key, canSaySo ? takenOver(source, said) : expression(`${address}.${key}`)];
  });
}
