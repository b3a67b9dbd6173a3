/*
 * A value that a module is handed is changed where it is handed in: at the argument of that one call, or where the
 * argument has it from. Nothing but names may stand between that and the property.
 */
import type { Place } from '../../../../rules/kit/index.ts';
import type { Entry as Row, Source } from '../../format.ts';
import { decline, type Plain, type Tree } from '../../spell.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { isBeside, sourceOf } from '../modules.ts';
import { wordsOf } from '../words.ts';
import type { Changes } from './changes.ts';
import { setOrigin, usesOf } from './origin.ts';
import { type Body, bodyOf, filesOf, find, isBody, keyText, type Spot, spotAt, whereOf } from './spot.ts';
import { fileOf } from './value.ts';

/** `source`: the file that the finding stands in. `changesIn`: what becomes of a file. */
export function setArgument(
  changesIn: (file: Source) => Changes,
  source: Source,
  row: Row,
  target: Place,
  tree: Tree,
): void {
  if (tree.kind !== 'scalar' || target.missing) decline('it is no plain value');
  const { call, variable, argument, rest } = wayOut(source, row, target);
  const type = call.inside.parameters.get(variable)?.type;
  const written: Tree = { kind: 'scalar', value: inType(tree.value, type, argument?.node) };
  const [from] = rest;
  if (!argument)
    changesIn(call.file).put(call.body, { kind: 'map', entries: new Map([[wordOf(variable), written]]) }, call.item);
  else if (from) {
    if (!isName(argument.node, from.name)) decline(`${from.name} is a part of something else`);
    setOrigin(changesIn, source, { ...target, via: rest }, written);
  } else if (argument.node.kind === 'scalar') changesIn(fileOf(target, source)).set(argument, written, target.item);
  else decline('it is computed');
}

/** A call of a module, and the module that it calls. */
interface Call {
  readonly file: Source;
  readonly item: string;
  readonly body: Body;
  readonly inside: Source;
}

/** What a value is handed in as. */
interface Handed {
  readonly call: Call;
  /** `var.timeout` */
  readonly variable: string;
  /** Undefined where the call leaves it to its default. */
  readonly argument: Spot | undefined;
  /** Where the argument has it from, in the module that calls. */
  readonly rest: Place['via'];
}

/** From the property, name by name, to the call in the module of `source`. */
function wayOut(source: Source, row: Row, target: Place): Handed {
  const { via: all } = target;
  const calls = callsTo(source, row.source);
  const placeOf = (from: number): Place => all.slice(from).find(({ how }) => how === 'argument')?.place ?? target;
  let at = propertyAt(row, placeOf(0));
  for (const [index, { how, name, place }] of all.entries()) {
    const call = calls.at(-1) ?? decline('it is written elsewhere');
    const { inside } = call;
    if (!isName(at.node, name)) decline(`${name} is a part of something else`);
    // A validation of it is a use, too.
    if (usesOf(inside, name) !== 1) decline(`something else uses ${name}, too`);
    if (how === 'local' && place) {
      at = spotAt(fileOf(place, inside), place);
      continue;
    }
    if (how === 'default') {
      // In the workspace, the default itself is what is wrong, and that is said there.
      if (isBeside(sourceOf(call.body))) decline('it is written elsewhere');
      return { call, variable: name, argument: undefined, rest: [] };
    }
    if (how !== 'argument') decline('it is written elsewhere');
    at = argumentAt(call, name, placeOf(index + 1));
    calls.pop();
    if (calls.length === 0) return { call, variable: name, argument: at, rest: all.slice(index + 1) };
  }
  return decline('it is written elsewhere');
}

/** The property, where all of its value is an expression that is written there. */
function propertyAt(row: Row, place: Place): Spot {
  const { at, isThere } = find(fileOf(place, row.source), row, { ...place, via: [] });
  return isThere && at.entry ? at : decline('it is a part of something else');
}

/** The argument itself: what is handed in may stand in what the call is there for each of. */
function argumentAt({ file }: Call, name: string, place: Place): Spot {
  const spot = spotAt(fileOf(place, file), place);
  const { up, entry } = spot;
  const isArgument = up && isBody(up) && !up.up && entry && keyText(entry) === wordOf(name);
  return isArgument ? spot : decline('it is written in another place');
}

/** The calls on the way into a module, from the outermost on. */
function callsTo(source: Source, { module, within = '' }: Source): Call[] {
  const calls: Call[] = [];
  let around = source;
  for (const label of within.split('.')) {
    const address = `module.${label}`;
    const inside = around.stacks.get(address)?.source ?? decline('nobody calls it');
    calls.push({ ...callIn(around, address), inside });
    around = inside;
  }
  return around.module === module ? calls : decline('nobody calls it');
}

function callIn(source: Source, address: string): Omit<Call, 'inside'> {
  for (const file of filesOf(source)) {
    const resource = file.resources.find(({ name }) => name === address);
    if (resource) return { file, item: resource.item, body: bodyOf(file, whereOf(resource)) };
  }
  return decline('nobody calls it');
}

const wordOf = (variable: string): string => variable.slice('var.'.length);

/** `"${var.port}"` is what stands in it. */
function isName(node: SyntaxNode, name: string): boolean {
  if (node.kind !== 'template') return node.kind === 'traversal' && wordsOf(node) === name;
  const [only, another] = node.parts;
  return only !== undefined && !another && isName(only, name);
}

/** A value in the type of its variable. A number may be written for a text, where one is written now. */
function inType(value: Plain, type = 'any', now?: SyntaxNode): Plain {
  if (type === 'any') return value;
  if (type === 'string') return now?.kind === 'scalar' && typeof now.value === 'number' ? value : String(value);
  if (type === 'number' && !Number.isNaN(Number(value))) return Number(value);
  if (type === 'bool' && (String(value) === 'true' || String(value) === 'false')) return String(value) === 'true';
  return decline(`its type is ${type}`);
}
