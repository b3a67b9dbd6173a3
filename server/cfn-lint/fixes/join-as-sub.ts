/* I1022: an Fn::Join with nothing between its parts reads better as one text. */
import { type Call, callOf } from '../../formats/cloudformation/call.ts';
import { textOf } from '../../formats/cloudformation/template.ts';
import type { Spot } from '../../formats/layout/spot.ts';
import type { Written } from '../../formats/layout/written.ts';
import { decline } from '../../formats/spell.ts';
import type { SyntaxNode } from '../../formats/syntax/node.ts';
import { type Here, type Mend, spotOf } from './fix.ts';
import { replaced } from './replaced.ts';

export const joinAsSub: Mend = (here) => {
  const { source, finding } = here;
  const [section] = finding.path;
  // Elsewhere not every function may stand.
  if (section !== 'Resources' && section !== 'Outputs') return [];
  const join = joinAround(spotOf(here));
  const argument = callOf(join.node)?.argument;
  const parts = argument?.kind === 'sequence' ? argument.items[1] : undefined;
  if (parts?.kind !== 'sequence' || parts.tag) return [];
  const pieces = parts.items.map((part) => pieceOf(here, part));
  const text = pieces.map(({ text: one }) => one).join('');
  // A `$` at the end of one part and a `{` at the begin of the next would read as a variable.
  const isSplit = pieces.some(
    ({ isLiteral, text: one }, i) => isLiteral && one.endsWith('$') && pieces[i + 1]?.text.startsWith('{'),
  );
  if (isSplit || !text.includes('${') || /[\r\n]/.test(text) || text.length > longest) return [];
  const value: Written = { kind: 'call', name: 'Fn::Sub', argument: text };
  return [{ title: 'Write it as Fn::Sub', edits: replaced(source, join, value), isPreferred: true }];
};

/** What would stand on one line, and no longer be read by anybody. */
const longest = 250;

/** The finding stands at the delimiter. */
function joinAround(delimiter: Spot): Spot {
  const list = delimiter.up;
  const call = list?.node.tag ? list : list?.up;
  return call && callOf(call.node)?.name === 'Fn::Join' ? call : decline('it is no Fn::Join');
}

interface Piece {
  readonly text: string;
  readonly isLiteral: boolean;
}

function pieceOf({ source }: Here, part: SyntaxNode): Piece {
  const call = callOf(part);
  return call ? { text: calledText(source, call), isLiteral: false } : { text: literal(part), isLiteral: true };
}

function calledText(source: Here['source'], call: Call): string {
  const { argument } = call;
  if (call.name === 'Ref') return hole(source, textOf(argument));
  if (call.name === 'Fn::GetAtt') return hole(source, attributeOf(argument));
  if (call.name === 'Fn::Sub' && argument.kind === 'scalar') return textOf(argument) ?? decline('it is no text');
  return decline('it is another function');
}

/** How a number or a flag becomes text is for CloudFormation to know. */
const literal = (part: SyntaxNode): string =>
  part.kind === 'scalar' && typeof part.value === 'string'
    ? part.value.replaceAll('${', '${!')
    : decline('it is no text');

const attributeOf = (argument: SyntaxNode): string | undefined =>
  argument.kind === 'sequence'
    ? argument.items.map((item) => (callOf(item) ? decline('its name is computed') : textOf(item))).join('.')
    : textOf(argument);

function hole({ parameters }: Here['source'], name: string | undefined): string {
  if (name === undefined || !/^[A-Za-z0-9:.]+$/.test(name)) return decline('it has no name');
  if (/List/.test(parameters.get(name)?.type ?? '')) return decline('a list is no text');
  return `\${${name}}`;
}
