/* Edits that no rule asks for, at every property of the model that a template can have: what a writer must bear. */
import {
  add,
  type Cell,
  cell,
  type Edit,
  type List,
  moved,
  type Place,
  type Property,
  parameter,
  type Shape,
  type Value,
  type View,
} from '../rules/kit/index.ts';
import { Listener, LoadBalancer, TargetGroup } from '../rules/model/elbv2.ts';
import type { Entry } from '../server/formats/format.ts';
import type { Analysis } from '../server/linter/analysis.ts';
import type { Graph } from '../server/linter/graph.ts';
import { Look } from '../server/linter/look.ts';
import { anyWorld } from '../server/linter/world.ts';

/** What is asked, and how to see that it was done. */
export interface Wish {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Where the value is to be read afterwards, and as what; undefined: it is to be gone. */
  readonly row: string;
  readonly path: Place['path'];
  readonly value: unknown;
}

const awkward = ['plain', '443', 'yes', `it's: #1 "of" 2`, '- a', 'ünï 🚀', '', '{{a}}, [b]', 'a\tb', '2012-10-17'];

export function wishesOf(analysis: Analysis): readonly Wish[] {
  const { graph } = analysis;
  const wishes: Wish[] = [];
  const look = new Look(graph, anyWorld);
  for (const type of graph.model.values())
    for (const entry of graph.all(type.name)) {
      if (entry.resource.sealed !== undefined) continue;
      const view = look.view(entry);
      const all: Edit[] = [];
      walk(type.properties, view, [], (row, place, state) => {
        const n = wishes.length;
        const value = sentinel(row, n);
        // What stands apart, as in Terraform, is a row of its own.
        const at = { row: place.row ?? entry.id, path: place.path };
        const said = `${entry.name}.${place.path.join('.')}`;
        if (value !== undefined && !(state.state === 'unknown')) {
          const edit: Edit = { op: 'replace', target: place, content: value };
          wishes.push({ name: `replace ${said} (${state.state})`, edits: [edit], ...at, value });
          if (!place.path.some((name) => typeof name === 'number')) all.push(edit);
        }
        if (row.kind === 'texts' && state.state !== 'unknown' && (state.state !== 'known' || place.via.length === 0))
          wishes.push({
            name: `append ${said}`,
            edits: [{ op: 'append', target: place, content: `new-${n}` }],
            ...at,
            value: `new-${n}`,
          });
        if (state.state === 'known' && !place.missing)
          wishes.push({ name: `remove ${said}`, edits: [{ op: 'remove', target: place }], ...at, value: undefined });
      });
      if (all.length > 1)
        wishes.push({ name: `replace all of ${entry.name}`, edits: all, row: entry.id, path: [], value: 'all' });
    }
  return wishes;
}

type Seen = (row: Property<unknown>, place: Place, state: Cell<unknown>) => void;

function walk(shape: Shape, view: View, path: readonly (string | number)[], see: Seen): void {
  for (const [name, row] of Object.entries(shape)) {
    if (row.kind === 'pointing' || row.kind === 'ref' || row.kind === 'waits') continue;
    // Views have a getter for each property of their shape.
    const value = (view as unknown as Record<string, View>)[name];
    if (!value) continue;
    const state = value[cell];
    if (row.kind === 'nested') {
      see(row, state.place, state);
      walk(row.shape ?? {}, value, [...path, name], see);
    } else if (row.kind === 'list') {
      see(row, state.place, state);
      const items = state.state === 'known' && Array.isArray(state.value) ? (state.value as View[]) : [];
      for (const item of items) {
        if (item[cell].state !== 'known' || !row.shape) continue;
        see({ ...row, kind: 'nested' }, item[cell].place, item[cell]);
        walk(row.shape, item, [...path, name], see);
      }
    } else see(row, state.place, state);
  }
}

function sentinel(row: Property<unknown>, n: number): string | number | boolean | undefined {
  if (row.kind === 'text') return awkward[n % awkward.length];
  if (row.kind === 'number') return (n % 50) + 7;
  return row.kind === 'flag' ? n % 2 === 0 : undefined;
}

/** What stands at a place afterwards: a value, the last item of a list, or undefined for nothing. */
export function readBack(graph: Graph, entry: Entry, path: Place['path']): unknown {
  let at: View = new Look(graph, anyWorld).view(entry);
  for (const name of path) {
    const state: Cell<unknown> = at[cell];
    const next: View | undefined =
      typeof name === 'number'
        ? state.state === 'known' && Array.isArray(state.value)
          ? (state.value as View[])[name]
          : undefined
        : (at as unknown as Record<string, View>)[name];
    if (!next) return undefined;
    at = next;
  }
  const state = at[cell];
  if (state.state !== 'known') return state.state === 'absent' ? undefined : 'unknown';
  if (!state.given) return undefined;
  if (!Array.isArray(state.value)) return state.value;
  const last = (state.value as View[]).at(-1)?.[cell];
  return last?.state === 'known' ? last.value : undefined;
}

/** New resources and parameters beside every listener and target group, with the listener's actions. */
export function additionsTo({ graph }: Analysis): readonly (readonly Edit[])[] {
  const look = new Look(graph, anyWorld);
  return graph.all('Listener').map((entry) => {
    // The view of a row has the shape of its type.
    const listener = look.view(entry) as unknown as Listener;
    const certificate = parameter('CertificateArn', { about: 'Certificate: of "the" domain', like: /x^/ });
    const beside = { near: listener, called: 'Https' };
    const group = add(
      TargetGroup,
      { near: listener, called: 'Group' },
      { protocol: 'HTTP', healthCheckPath: '/up', matcher: '200' },
    );
    const actions: List<Value<unknown>> = listener.defaultActions;
    const canMove =
      actions[cell].state === 'known' && actions[cell].place.via.length === 0 && !actions[cell].place.missing;
    const https = add(Listener, beside, {
      port: 443,
      certificates: [{ arn: certificate }],
      ...(canMove && { defaultActions: moved(listener.defaultActions) }),
    });
    const balancer = add(LoadBalancer, { near: listener, called: 'Https' }, {});
    return [certificate, group, https, balancer];
  });
}
