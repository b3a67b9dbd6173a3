/* A body that the user wrote, with what SAM adds to it. */
import type { Expression, Property } from '../../format.ts';
import { type Auth, defaultSecurity } from './auth.ts';
import { at, list, map } from './build.ts';
import { withGlobals } from './globals.ts';
import type { Sam } from './sam.ts';

/** `made` comes into `written`; an operation that says nothing of who may call it asks what the API asks by default. */
export function withDefaults(sam: Sam, written: Expression, made: Expression, auth: Auth): Expression {
  const merged = withGlobals(made, written);
  const security = defaultSecurity(sam, auth);
  const paths = at(merged, 'paths');
  if (!security || !paths || paths.value.kind !== 'map' || merged.kind !== 'map') return merged;
  const guarded = [...paths.value.entries].map(([path, property]) => [path, withSecurity(property, security)] as const);
  const value = map(paths.value.span, guarded, paths.value.open);
  return map(merged.span, [...merged.entries, ['paths', { key: paths.key, value }]], merged.open);
}

const operations: ReadonlySet<string> = new Set([
  'get',
  'put',
  'post',
  'delete',
  'head',
  'patch',
  'x-amazon-apigateway-any-method',
]);

function withSecurity({ key, value }: Property, security: Property): Property {
  if (value.kind !== 'map') return { key, value };
  const guarded = [...value.entries].map(([method, operation]) => {
    const { value: node } = operation;
    if (!operations.has(method) || node.kind !== 'map') return [method, operation] as const;
    const own = node.entries.get('security')?.value;
    // `security: [{ NONE: [] }]` is how a body says that SAM shall add nothing.
    const isNone = own?.kind === 'list' && own.items.some((one) => at(one, 'NONE'));
    if (own && !isNone) return [method, operation] as const;
    const said = isNone ? list(own.span, []) : security;
    return [
      method,
      { key: operation.key, value: map(node.span, [...node.entries, ['security', said]], node.open) },
    ] as const;
  });
  return { key, value: map(value.span, guarded, value.open) };
}
