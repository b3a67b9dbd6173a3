/*
 * Another name for what is called something at the cursor: a logical id, a label of Terraform, a condition. All places of it
 * change together, or none does.
 */
import { LSPErrorCodes, type Position, type Range, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit } from '../formats/format.ts';
import { mentionsIn } from '../formats/mentions.ts';
import type { Template } from '../workspace/documents.ts';
import type { Client } from './client.ts';
import { rangeOf } from './findings.ts';
import { type Named, nameAt, placesOf } from './names.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** What can be renamed there, and what it is called; null where nothing has a name. */
export function renameable(template: Template, position: Position): { range: Range; placeholder: string } | null {
  const name = nameIn(template, position);
  if (!name) return null;
  const why = whyNot(name);
  if (why !== undefined) throw refused(why);
  return { range: rangeOf(template, name.span), placeholder: lastWord(name) };
}

export function renamed(template: Template, position: Position, newName: string, client: Client): WorkspaceEdit | null {
  const name = nameIn(template, position);
  const why = name && (whyNot(name) ?? wrongName(name, newName));
  if (why !== undefined) throw refused(why);
  return name ? workspaceEdit(template, renames(name, newName), client) : null;
}

/** What changes in this file, and in others of its module. */
export const renames = (name: Named, newName: string): readonly TextEdit[] =>
  placesOf(name).map(({ source, span }) => ({
    ...span,
    newText: newName,
    ...(source.file !== name.source.file && { file: source.file }),
  }));

const nameIn = ({ analysis, lines }: Template, position: Position): Named | undefined =>
  nameAt(analysis.source, lines.offsetAt(position));

/** Why nobody can rename it for sure. */
export function whyNot(name: Named): string | undefined {
  const { source } = name;
  const word = lastWord(name);
  if (source.readOnly !== undefined) return `${word} cannot be renamed here: ${source.readOnly}.`;
  if (name.space !== 'value' && name.space !== 'condition' && name.space !== 'mapping')
    return `${word} is known to other files by this name; rename it where it is declared, and in each of them.`;
  const declared = placesOf(name).filter(({ declares }) => declares);
  if (declared.length === 0) return `${word} is not declared in this ${source.module ? 'module' : 'file'}.`;
  if (source.opaque !== undefined) return `${word} may be named by what cannot be read here: ${source.opaque}.`;
  const given = source.parameters.get(name.name)?.given;
  if (given) return `${given.by} gives ${word} a value by this name.`;
  const made = madeOf(name);
  return made && `What is made of ${word} is referred to as ${made}; that name would have to change with it.`;
}

/** What SAM makes of a resource is called after it, and some refer to it by that name: `OrdersRole`. */
function madeOf({ source, name, space }: Named): string | undefined {
  if (space !== 'value' || !source.resources.some(({ made }) => made?.from.name === name)) return undefined;
  const { document } = source;
  const named = document.items.flatMap((item) => mentionsIn(item, document)).filter((one) => one.space === space);
  const declared = new Set(named.flatMap((one) => (one.declares ? one.name : [])));
  return named.find((one) => one.name.startsWith(name) && !declared.has(one.name))?.name;
}

function wrongName(name: Named, newName: string): string | undefined {
  const isModule = name.source.module !== undefined;
  if (!(isModule ? /^[\p{L}_][\p{L}\p{N}_-]*$/u : /^[A-Za-z0-9]+$/).test(newName))
    return isModule
      ? 'A name in Terraform begins with a letter, and has letters, digits, underscores and dashes.'
      : 'A logical id has letters and digits only.';
  const other = { ...name, name: name.name.slice(0, name.name.length - lastWord(name).length) + newName };
  const isTaken = newName !== lastWord(name) && placesOf(other).length > 0;
  return isTaken ? `${other.name} is there already.` : undefined;
}

/** The part of an address that is the user's own. */
const lastWord = ({ source, name }: Named): string => (source.module ? name.slice(name.lastIndexOf('.') + 1) : name);

const refused = (why: string): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestFailed, why);
