/*
 * Which attribute of a load balancer, target group or listener stands at a place: in CloudFormation the entry of a list,
 * known by its key; in Terraform an argument.
 */
import type { Step } from '../../rules/kit/index.ts';
import { type AttributeFacts, attributeLists } from '../../rules/model/attributes.ts';
import { stepsOf } from '../formats/spelling.ts';
import type { SyntaxNode } from '../formats/syntax/node.ts';
import { type Path, under } from './path.ts';
import type { ResourceAt } from './resource-at.ts';

export interface AttributeHere {
  /** As it is called there: `idle_timeout.timeout_seconds`, `idle_timeout`. */
  readonly called: string;
  readonly facts: AttributeFacts;
  /** What has it: `load balancer`. */
  readonly of: string;
  /** AWS's page. */
  readonly doc: string;
  /** The type of the resource in Terraform. */
  readonly tf?: string;
  /** The value, if the offset is on it. */
  readonly said?: string;
}

/** Undefined where AWS knows no such attribute, as far as we know. */
export const attributeAt = (at: Omit<ResourceAt, 'span'>): AttributeHere | undefined =>
  at.type.startsWith('AWS::ElasticLoadBalancingV2::') ? entryAt(at) : argumentAt(at);

function entryAt({ path, on }: Omit<ResourceAt, 'span'>): AttributeHere | undefined {
  const [list, entry, at] = path;
  const known = list?.kind === 'key' ? lists.get(list.name) : undefined;
  if (!known || entry?.kind !== 'entry') return undefined;
  const called = textAt(entry.node, 'Key');
  const facts = called === undefined ? undefined : known.table.get(called);
  if (called === undefined || !facts) return undefined;
  const isOnValue = at?.kind === 'key' && at.name === 'Value' && on?.kind === 'scalar';
  const { of, doc } = known;
  return { called, facts, of, doc: facts.doc ?? doc, ...(isOnValue && { said: String(on.value) }) };
}

type List = (typeof attributeLists)[keyof typeof attributeLists];
const lists: ReadonlyMap<string, List> = new Map(Object.entries(attributeLists));

function argumentAt({ type, path, on }: Omit<ResourceAt, 'span'>): AttributeHere | undefined {
  const last = path.at(-1);
  const found = last?.kind === 'key' ? byArgument.get(`${type} ${last.name}`) : undefined;
  const one = found?.find(({ steps }) => isAt(steps, path));
  if (!one) return undefined;
  const { facts, list } = one;
  const called = one.steps.map(({ key }) => key).join('.');
  const said = on?.kind === 'scalar' && on.value !== null ? { said: String(on.value) } : {};
  return { called, facts, of: list.of, doc: facts.doc ?? list.doc, tf: type, ...said };
}

interface Argument {
  readonly steps: readonly Step[];
  readonly facts: AttributeFacts;
  readonly list: List;
}
/** By the type of the resource and the last key: `aws_lb idle_timeout`. */
const byArgument = new Map<string, Argument[]>();
for (const list of Object.values(attributeLists))
  for (const facts of list.table.values()) {
    const steps = facts.tf === undefined ? [] : stepsOf(facts.tf);
    const name = `${list.tf} ${steps.at(-1)?.key}`;
    if (steps.length > 0) byArgument.set(name, [...(byArgument.get(name) ?? []), { steps, facts, list }]);
  }

/** Whether the steps lead there. Terraform's JSON may have a list where there is one block. */
function isAt(steps: readonly Step[], path: Path): boolean {
  const keys: { name: string; node: SyntaxNode | undefined }[] = [];
  for (const at of path) {
    const around = keys.at(-1);
    if (at.kind === 'key') keys.push({ name: at.name, node: at.node });
    else if (around) around.node = at.node;
  }
  return (
    keys.length === steps.length &&
    steps.every(({ key, pick }, i) => keys[i]?.name === key && (!pick || textAt(keys[i]?.node, pick[0]) === pick[1]))
  );
}

function textAt(node: SyntaxNode | undefined, key: string): string | undefined {
  const found = under(node, key);
  return found?.kind === 'scalar' ? String(found.value) : undefined;
}
