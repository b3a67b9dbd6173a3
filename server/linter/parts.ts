/*
 * Rows that stand inside a resource: the integration of a method, the operations of an OpenAPI body.
 * What a condition chooses or nobody can read is an open end, never a guess; what it decides to be or not to be, is a
 * row under it.
 */
import { type Entry, type Expression, type FarSpot, opened, type Truth } from '../formats/format.ts';
import { leadsThrough } from '../formats/spelling.ts';

interface Rows {
  readonly entries: readonly Entry[];
  /** Why there may be more rows than these. */
  readonly open: readonly string[];
}

/** The rows that `whole` holds by its form: itself, nothing, or its parts. */
export function partsOf(whole: Entry): Rows {
  const { form, name } = whole;
  if (form.where !== undefined) {
    const there = child(whole.body, form.where);
    if (!there || there.kind === 'nothing') return { entries: [], open: [] };
    if (there.kind === 'choice' || there.kind === 'unknown')
      return { entries: [], open: [`${form.where} of ${name} cannot be read`] };
  }
  if (form.at === undefined) return { entries: [whole], open: [] };
  const entries: Entry[] = [];
  const open: string[] = [];
  const unreadable = (path: readonly string[]) => open.push(`${path.join('.')} of ${name} cannot be read`);
  const all = form.at.split('.');
  const [first = ''] = all;
  const walk = (
    written: Expression | undefined,
    key: FarSpot,
    steps: readonly string[],
    path: readonly string[],
    exists: readonly Truth[],
  ): void => {
    const node = written && opened(written);
    // `parameters` beside `get`: a list or a text holds no rows.
    if (!node || node.kind === 'nothing' || node.kind === 'literal' || node.kind === 'list') return;
    if (node.kind === 'choice') {
      const { when, yes, no } = node;
      if (yes.kind === 'nothing') walk(no, key, steps, path, [...exists, opposite(when)]);
      if (no.kind === 'nothing') walk(yes, key, steps, path, [...exists, when]);
      if (yes.kind === 'nothing' || no.kind === 'nothing') return;
    }
    const here = node.kind === 'map' ? dereferenced(node, child(whole.body, first)) : node;
    const [step, ...rest] = steps;
    if (step === undefined) {
      // A condition may choose what stands in it: that is asked when it is read.
      const id = `${whole.id} ${path.join('.')}`;
      entries.push({ ...whole, id, name: partName(path) ?? name, key, exists, body: here, keys: path });
    } else if (here.kind !== 'map') unreadable(path);
    else {
      if (here.open !== undefined) unreadable(path);
      for (const [word, entry] of here.entries)
        if (leadsThrough(step, word)) walk(entry.value, entry.key, rest, [...path, word], exists);
    }
  };
  walk(whole.body, whole.key, all, [], whole.exists);
  return { entries, open };
}

/** Where `truth` does not hold. */
const opposite = ({ condition, is, name }: Truth): Truth => ({ condition, is: !is, name: `not ${name}` });

/** `{ $ref: '#/components/x/y' }` → what stands there in the same body. */
function dereferenced(node: Expression & { kind: 'map' }, body: Expression | undefined): Expression {
  const target = node.entries.get('$ref')?.value;
  if (target?.kind !== 'literal') return node;
  const pointer = String(target.value);
  if (!pointer.startsWith('#/')) return { span: node.span, kind: 'unknown', why: `${pointer} stands in another file` };
  let at = body;
  for (const step of pointer.slice(2).split('/')) at = child(at, step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return at ?? { span: node.span, kind: 'unknown', why: `${pointer} is not there` };
}

function child(around: Expression | undefined, key: string): Expression | undefined {
  const node = around && opened(around);
  return node?.kind === 'map' ? node.entries.get(key)?.value : undefined;
}

/** `Body.paths./orders.get.x-amazon-apigateway-integration` → `GET /orders`; a security scheme has a name of its own. */
function partName(path: readonly string[]): string | undefined {
  const [body, paths, route, method] = path;
  if (path.at(-2) === 'securitySchemes' || path.at(-2) === 'securityDefinitions') return path.at(-1);
  if (body?.toLowerCase() !== 'body' || paths !== 'paths' || route === undefined || method === undefined)
    return undefined;
  return `${method === 'x-amazon-apigateway-any-method' ? 'ANY' : method.toUpperCase()} ${route}`;
}
