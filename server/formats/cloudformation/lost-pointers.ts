/*
 * Descriptions of REST APIs whose `$ref`s lead nowhere: API Gateway makes the API without the model, with a warning that
 * a deployment does not show, or refuses it with `FailOnWarnings`. Source: "Errors and warnings from importing your API"
 * in the guide of API Gateway. HTTP APIs have no models, so that there is nothing to miss.
 */
import type { Severity } from '../../../rules/kit/index.ts';
import type { SourceProblem } from '../format.ts';
import { Kept } from '../syntax/kept.ts';
import { linesOf } from '../syntax/lines.ts';
import { type Document, type SyntaxNode, spanOf } from '../syntax/node.ts';
import { rootOf } from '../syntax/root.ts';
import { callOf } from './call.ts';
import { isFarAway } from './included.ts';
import type { Beside } from './lost-files.ts';
import { type LostPointer, lostPointersIn } from './pointers.ts';
import type { ReadResource } from './resource.ts';
import { child, keyText, type Member, textOf } from './template.ts';

interface Around {
  /** The members of `Globals`. */
  readonly globals: readonly Member[];
  /** Left out where no file is named. */
  readonly beside?: Beside;
}

const bodies: ReadonlyMap<string, string> = new Map([
  ['AWS::ApiGateway::RestApi', 'Body'],
  ['AWS::Serverless::Api', 'DefinitionBody'],
]);

const none: readonly SourceProblem[] = [];

/** Whether what `lostPointersAmong` says may be another with this resource. */
export const countsAmong = (one: ReadResource): boolean =>
  one.type === modelType || (bodies.has(one.type) && isDescribed(one));
/** Nobody knows which models the API has had before. */
const modelType = 'AWS::ApiGateway::Model';

/** Of a template in which nothing is but what is written. */
export function lostPointersAmong(
  resources: readonly ReadResource[],
  { globals, beside }: Around,
): readonly SourceProblem[] {
  let lost = none;
  for (const one of resources) {
    if (one.type === modelType) return none;
    if (!bodies.has(one.type)) continue;
    const more = beside ? [...lostIn(one), ...lostInFileOf(one, beside)] : lostIn(one);
    if (more.length > 0) lost = [...lost, ...more];
  }
  return lost.length > 0 && globals.some(({ name, value }) => name === 'Api' && mayHaveModels(value)) ? none : lost;
}

/** A resource stays the same as long as its text does: only a body that is typed in is looked through again. */
const known = new WeakMap<ReadResource, readonly SourceProblem[]>();

function lostIn(one: ReadResource): readonly SourceProblem[] {
  const before = known.get(one);
  if (before) return before;
  const api = apiIn(one);
  const { body } = api ?? {};
  const lost = body?.kind === 'map' && !body.tag ? lostPointersIn(body, body) : [];
  const problems = lost.map(
    ({ node, pointer, hint }): SourceProblem => ({
      item: one.item,
      span: spanOf(node),
      message: `${pointer} leads nowhere in this description; ${hint}`,
      severity: api?.severity ?? 'warning',
    }),
  );
  known.set(one, problems);
  return problems;
}

/** `DefinitionUri`, or a body that is taken in as a whole. */
function lostInFileOf(one: ReadResource, { files, from }: Beside): readonly SourceProblem[] {
  const api = apiIn(one);
  const named = api?.uri ?? includedAs(api?.body);
  const path = named && !named.tag ? textOf(named) : undefined;
  if (!api || !named || path === undefined || isFarAway(path)) return none;
  const found = files.read(from, path);
  if ('why' in found) return none;
  return lostInDocument(found.document).map(({ pointer, hint, line }) => ({
    item: one.item,
    span: spanOf(named),
    message: `${pointer} in line ${line} of ${path} leads nowhere in it; ${hint}`,
    severity: api.severity,
  }));
}

interface Api {
  readonly body: SyntaxNode | undefined;
  readonly uri: SyntaxNode | undefined;
  readonly severity: Severity;
}

/** Undefined where more may come into its description than is written. */
function apiIn({ type, written, sealed }: ReadResource): Api | undefined {
  const properties = child(written, 'Properties');
  if (sealed !== undefined || properties?.kind !== 'map' || mayHaveModels(properties)) return undefined;
  return {
    body: child(properties, bodies.get(type) ?? ''),
    uri: type === 'AWS::Serverless::Api' ? child(properties, 'DefinitionUri') : undefined,
    severity: textOf(child(properties, 'FailOnWarnings')) === 'true' ? 'error' : 'warning',
  };
}

function isDescribed(one: ReadResource): boolean {
  const { body, uri } = apiIn(one) ?? {};
  return body !== undefined || uri !== undefined;
}

/** Models of its own, those of another API, those that the API had before, or whatever a macro brings. */
const mayHaveModels = (node: SyntaxNode): boolean =>
  node.kind !== 'map' ||
  node.entries.some(({ key, value }) => {
    const word = keyText(key);
    if (word === 'Mode') return textOf(value) !== 'overwrite';
    return word === 'Models' || word === 'CloneFrom' || word === '<<' || word.startsWith('Fn::');
  });

function includedAs(body: SyntaxNode | undefined): SyntaxNode | undefined {
  const call = body && callOf(body);
  if (call?.name !== 'Fn::Transform' || textOf(child(call.argument, 'Name')) !== 'AWS::Include') return undefined;
  return child(child(call.argument, 'Parameters'), 'Location');
}

type LostInFile = LostPointer & { readonly line: number };
const knownOfFiles = new Kept<Document, readonly LostInFile[]>();

function lostInDocument(document: Document): readonly LostInFile[] {
  const before = knownOfFiles.get(document);
  if (before) return before;
  const root = rootOf(document);
  const lost = root
    ? document.items.flatMap(({ key, value }, index) => {
        const lineOf = (offset: number) => linesOf(document).positionAt((document.starts[index] ?? 0) + offset).line;
        const found = value && !(key && keyText(key).startsWith('x-')) ? lostPointersIn(value, root) : [];
        return found.map((one) => ({ ...one, line: lineOf(one.node.start) + 1 }));
      })
    : [];
  knownOfFiles.set(document, lost);
  return lost;
}
