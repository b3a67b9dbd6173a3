/* What leaves a template, and what may come into being beside it: ends that cannot be seen from here. */
import type { Expression, Leaf, Leaves, Opening, SourceResource } from '../format.ts';

/** Resources that hand what they are given to another stack, to a script, or to whoever asks for it by name. */
export function leavesOf(resource: SourceResource): readonly Leaf[] {
  const { type, name } = resource;
  if (type === 'AWS::CloudFormation::Stack' || type === 'AWS::Serverless::Application')
    return leavesIn(property(resource.body, 'Parameters'), `nested stack ${name}`);
  if (type === 'AWS::SSM::Parameter')
    return leavesIn(property(resource.body, 'Value'), `parameter store entry ${name}`);
  if (type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::')) {
    if (resource.body?.kind !== 'map') return [];
    // The function behind the custom resource is called by CloudFormation, not handed to it.
    const handed = [...resource.body.entries].filter(([key]) => key !== 'ServiceToken');
    return handed.flatMap(([, { value }]) => leavesIn(value, `custom resource ${name}`));
  }
  return [];
}

const property = (node: Expression | undefined, key: string) =>
  node?.kind === 'map' ? node.entries.get(key)?.value : undefined;

/** Every reference that is a whole value somewhere in it. */
export function leavesIn(node: Expression | undefined, how: string): readonly Leaf[] {
  switch (node?.kind) {
    case 'reference':
      return [{ to: node.to, attribute: node.attribute, how }];
    case 'choice':
      return [...leavesIn(node.yes, how), ...leavesIn(node.no, how)];
    case 'list':
      return node.items.flatMap((item) => leavesIn(item, how));
    case 'map':
      return [...node.entries.values()].flatMap(({ value }) => leavesIn(value, how));
    default:
      return [];
  }
}

export function openingOf({ type, name }: SourceResource): readonly Opening[] {
  if (type.endsWith('::MODULE')) return [{ why: `module ${name} brings resources of its own`, creates: undefined }];
  if (type === 'AWS::FMS::Policy')
    return [
      { why: `Firewall Manager policy ${name} may associate a web ACL`, creates: ['AWS::WAFv2::WebACLAssociation'] },
    ];
  return [];
}

export class LeavesByName implements Leaves {
  readonly #byName = new Map<string, readonly Leaf[]>();

  constructor(leaves: readonly Leaf[]) {
    this.replace(leaves);
  }

  of(name: string): readonly Leaf[] {
    const known = this.#byName.get(name);
    if (known) return known;
    const none: readonly Leaf[] = [];
    this.#byName.set(name, none);
    return none;
  }

  /** The lists that gave way to others. */
  replace(leaves: readonly Leaf[]): readonly object[] {
    const now = new Map<string, Leaf[]>();
    for (const leaf of leaves) {
      const list = now.get(leaf.to);
      if (list) list.push(leaf);
      else now.set(leaf.to, [leaf]);
    }
    const gaveWay: object[] = [];
    for (const name of new Set([...this.#byName.keys(), ...now.keys()])) {
      const [before, after] = [this.#byName.get(name), now.get(name) ?? []];
      if (before?.length === after.length && before.every((one, i) => isSame(one, after[i]))) continue;
      if (before) gaveWay.push(before);
      if (after.length === 0) this.#byName.delete(name);
      else this.#byName.set(name, after);
    }
    return gaveWay;
  }
}

const isSame = (one: Leaf, other: Leaf | undefined): boolean =>
  one.to === other?.to && one.attribute === other.attribute && one.how === other.how;
