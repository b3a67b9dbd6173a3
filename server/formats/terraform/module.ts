/* A module: what the files of one folder say together, with what it is given by whoever calls it. */
import type { Expression, Files, Owner, Parameter } from '../format.ts';
import type { MapNode, SyntaxNode } from '../syntax/node.ts';
import { rootOf } from '../syntax/root.ts';
import { knownIn } from './conditions.ts';
import { expressionOf } from './expression.ts';
import { type Block, entryOf, type File } from './file.ts';
import { scopeOf, writtenAt } from './overrides.ts';
import { plainOf } from './plain.ts';
import { policyDocument } from './policy-document.ts';
import { type Module, type Scope, spotOf, type Written } from './scope.ts';
import { asType, type Valued } from './tfvars.ts';
import { wordsOf } from './words.ts';

/** How a module is called; nothing where it is looked at by itself. */
export interface Given {
  readonly within: string;
  /** By the names of its variables. */
  readonly arguments: ReadonlyMap<string, Written>;
}

export function moduleOf(
  files: readonly File[],
  { within, arguments: handed }: Given,
  owner: Owner,
  valued: Valued,
  others: Files | undefined,
): Module {
  const parameters = new Map<string, Parameter>();
  const values = new Map<string, Written>();
  const policies = new Map<string, Written & { readonly node: MapNode }>();
  const [root] = files;
  const module: Module = {
    parameters,
    values,
    policies,
    within,
    fileAt: (path, span) => {
      const found = root && others?.read(root.file, path);
      const content = found && 'document' in found ? rootOf(found.document) : undefined;
      return content && plainOf(content, { span, from: { how: 'file', name: path } });
    },
  };
  for (const { file, blocks } of files)
    for (const block of blocks) {
      const scope: Scope = { module, item: block.item, file, text: block.text, owner };
      if (block.kind === 'locals') addLocals(block, scope, parameters, values);
      else if (block.kind === 'variable') {
        const { address } = block;
        if (parameters.has(address)) continue;
        const argument = handed.get(address);
        const given = argument ? undefined : valued.get(address);
        const value = argument ?? (given && { node: given.node, scope });
        if (value) values.set(address, { ...value, node: asType(value.node, typeIn(block)) });
        parameters.set(address, variableOf(block, scope, argument, given));
      } else if (block.kind === 'data' && block.labels[0] === policyDocument)
        policies.set(block.address, { node: block.node, scope });
    }
  return module;
}

function variableOf(
  { address, node, key, item }: Block,
  scope: Scope,
  argument: Written | undefined,
  given: { readonly node: SyntaxNode; readonly by: string } | undefined,
): Parameter {
  const written = writtenAt(node, 'default', scope);
  const type = typeIn({ node });
  return {
    name: address,
    type,
    item,
    key,
    default: written && read(written),
    // It stands where the variable does, as far as places go: the file that gives it is none of the module's.
    given: given && { value: plainOf(asType(given.node, type), { span: spotOf(key, scope) }), by: given.by },
    ...(argument && { argument: read(argument) }),
    knownIn: (world) => knownIn(world, { name: address, written: written?.node, scope }),
  };
}

function typeIn({ node }: Pick<Block, 'node'>): string {
  const type = entryOf(node, 'type');
  return type ? wordsOf(type).replaceAll('"', '') : 'any';
}

const read = ({ node, scope }: Written): Expression => expressionOf(node, scope);

/** Of thousands of locals, most are none that a rule asks for. */
function addLocals(
  { node, item }: Block,
  scope: Scope,
  parameters: Map<string, Parameter>,
  values: Map<string, Written>,
): void {
  for (const entry of node.entries) {
    const { key, value } = entry;
    if (key.kind !== 'scalar') continue;
    const name = `local.${key.value}`;
    if (parameters.has(name)) continue;
    let made: Expression | undefined;
    const written: Written = { node: value, scope: scopeOf(entry, node, scope) };
    values.set(name, written);
    parameters.set(name, {
      name,
      type: 'any',
      item,
      key,
      default: undefined,
      given: undefined,
      get value() {
        made ??= read(written);
        return made;
      },
    });
  }
}
