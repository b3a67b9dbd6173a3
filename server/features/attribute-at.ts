/* Which attribute of a load balancer, target group or listener stands at a place: the entry of a list, known by its key. */
import { type AttributeFacts, attributeLists } from '../../rules/model/attributes.ts';
import { type Path, under } from './path.ts';
import type { ResourceAt } from './resource-at.ts';

export interface AttributeHere {
  readonly key: string;
  readonly facts: AttributeFacts;
  /** What has it: `load balancer`. */
  readonly of: string;
  /** AWS's page. */
  readonly doc: string;
  /** The value, if the offset is on it. */
  readonly said?: string;
}

/** Undefined where AWS knows no such key, as far as we know. */
export function attributeAt({ type, path, on }: Omit<ResourceAt, 'span'>): AttributeHere | undefined {
  const [list, entry, at] = path;
  const known =
    type.startsWith('AWS::ElasticLoadBalancingV2::') && list?.kind === 'key' ? lists.get(list.name) : undefined;
  if (!known || entry?.kind !== 'entry') return undefined;
  const key = textAt(entry, 'Key');
  const facts = key === undefined ? undefined : known.table.get(key);
  if (key === undefined || !facts) return undefined;
  const isOnValue = at?.kind === 'key' && at.name === 'Value' && on?.kind === 'scalar';
  return { key, facts, of: known.of, doc: facts.doc ?? known.doc, ...(isOnValue && { said: String(on.value) }) };
}

const lists: ReadonlyMap<string, (typeof attributeLists)[keyof typeof attributeLists]> = new Map(
  Object.entries(attributeLists),
);

function textAt({ node }: Path[number], key: string): string | undefined {
  const found = under(node, key);
  return found?.kind === 'scalar' ? String(found.value) : undefined;
}
