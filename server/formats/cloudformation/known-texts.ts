/* Which texts an expression may come to, by what is known of its parts before deployment. */
import type { Expression, Parameter } from '../format.ts';

type Parameters = ReadonlyMap<string, Parameter>;

/** More than that are nobody's names. */
const mostTexts = 16;

/** Whatever conditions and given values decide: all of them. None where a part of it is known to nobody. */
export function textsOf(node: Expression, parameters: Parameters | undefined): readonly string[] {
  switch (node.kind) {
    case 'literal':
      return [String(node.value)];
    case 'choice':
      return [...textsOf(node.yes, parameters), ...textsOf(node.no, parameters)];
    case 'parameter':
      return valuesOf(node, parameters).flatMap((value) => textsOf(value, parameters));
    case 'template': {
      let texts = [''];
      for (const part of node.parts) {
        const ends = textsOf(part, parameters);
        texts = texts.flatMap((text) => ends.map((end) => text + end)).slice(0, mostTexts);
      }
      return texts;
    }
    default:
      return [];
  }
}

/** All texts that it may come to whatever a deployment says; undefined where those are the ones of `textsOf`. */
export function shapeOf(node: Expression, parameters: Parameters | undefined): RegExp | undefined {
  if (textsOf(node, parameters).length > 0) return undefined;
  const parts = node.kind === 'template' ? node.parts : [node];
  const pieces = parts.map((part) => textsOf(part, parameters).map(escaped).join('|'));
  return new RegExp(`^${pieces.map((piece) => (piece === '' ? '.*' : `(?:${piece})`)).join('')}$`, 's');
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** What a stack around it hands in is known where it is written there. */
function valuesOf(
  { name, in: owner }: Expression & { readonly kind: 'parameter' },
  parameters: Parameters | undefined,
): readonly Expression[] {
  const parameter = (owner ? owner.source?.parameters : parameters)?.get(name);
  if (!parameter) return [];
  if (parameter.argument) return [parameter.argument];
  return [parameter.given?.value ?? [], parameter.default ?? []].flat();
}
