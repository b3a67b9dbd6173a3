import type { Form } from '../../rules/kit/index.ts';
import type { Entry } from '../formats/format.ts';
import type { Thing } from './fates.ts';

/** That a row is there, and under what: a thing to be read. Parts of a resource are there by what that says. */
export const standingOf = ({ type, form, resource }: Entry): Thing => {
  let isWhole = wholes.get(form);
  if (isWhole === undefined) {
    const isOne = type.forms.every((other) => other === form || other.type !== form.type);
    isWhole = isOne && form.at === undefined && form.where === undefined;
    wholes.set(form, isWhole);
  }
  return isWhole ? resource.standing : resource.content;
};

const wholes = new WeakMap<Form, boolean>();
