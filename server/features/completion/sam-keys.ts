/*
 * What may be said of a resource of SAM, and of its events, in `Resources` and in `Globals`. Properties are those that
 * the rows of the model have once SAM is done: a specimen that has one of everything is expanded, and asked where it
 * says what. So nothing of it hangs on what stands in the template already.
 */
import type { Document, SyntaxNode } from '../../formats/syntax/node.ts';
import { type Analysis, analyse } from '../../linter/analysis.ts';
import { type Saying, sayingsIn } from '../made-rows.ts';
import { type Path, under, type Waypoint } from '../path.ts';
import { eachOnce, keysOfMade, type OfferedKey } from './keys.ts';
import { anyName, authorizers, notInGlobals, type SamWord, samWords } from './sam-words.ts';
import type { Word } from './values.ts';

const prefix = 'AWS::Serverless::';
export const isOfSam = (type: string): boolean => type.startsWith(prefix);
/** The type of those that a member of `Globals` speaks of. */
export const samType = (member: Waypoint | undefined): string => prefix + nameOf(member);

const specimen = `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      EndpointConfiguration: { Type: REGIONAL }
      Domain: { DomainName: a.example.com, CertificateArn: a }
      Auth: { UsagePlan: { CreateUsagePlan: PER_API }, Authorizers: { ${anyName}: { FunctionArn: a } } }
  HttpApi:
    Type: AWS::Serverless::HttpApi
    Properties:
      Domain: { DomainName: b.example.com, CertificateArn: b }
      Auth: { Authorizers: { ${anyName}: { FunctionArn: a } } }
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Api: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /, Method: get } }
        HttpApi: { Type: HttpApi, Properties: { ApiId: !Ref HttpApi, Path: /, Method: get } }
  StateMachine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Events:
        Api: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /all, Method: get } }
        HttpApi: { Type: HttpApi, Properties: { ApiId: !Ref HttpApi, Path: /all, Method: get } }
`;

let said: readonly Saying[] | undefined;

/** Made once, when somebody first asks. */
function sayings(): readonly Saying[] {
  const analysis = said ? undefined : analyse('specimen.yaml', specimen);
  said ??= analysis ? Object.keys(samWords).flatMap((name) => sayingsIn(analysis, name)) : [];
  return said;
}

/** The keys that may stand in the map at the end of the path, which begins at the document. */
export function samKeysAt(analysis: Analysis, path: Path): readonly OfferedKey[] {
  const [top, member] = path;
  if (isKey(top, 'Globals') && !member) return offered(samWords).filter(({ key }) => !notInGlobals.has(key));
  const way = wayIn(path);
  if (!way) return keysAsWritten(analysis, path);
  if (isNaming(way)) return [];
  const known = isOfBody(way) ? keysAsWritten(analysis, path) : keysOfMade(sayings(), way);
  const all = eachOnce([...offered(samWordAt(path)?.keys ?? {}), ...known]);
  return isKey(top, 'Globals') && path.length === 2
    ? all.filter(({ key }) => !notInGlobals.has(`${nameOf(member)}.${key}`))
    : all;
}

/** The words that SAM itself has for the value at the end of the path; undefined where it has none. */
export function samValuesAt(document: Document, path: Path): readonly Word[] | undefined {
  const words = samWordAt(path)?.words;
  const kinds = (wayIn(path) ?? []).map(nameOf);
  const kind = ['HttpApi', 'Api'].find((name) => kinds.includes(name)) ?? '';
  return words?.flatMap((word): readonly Word[] =>
    word === authorizers
      ? authorizersIn(document, kind).map((name) => ({ word: name, detail: 'authorizer' }))
      : [{ word, isBare: word === 'true' || word === 'false' }],
  );
}

/** What the template calls the authorizers of its APIs of a kind. */
function authorizersIn({ items }: Document, kind: string): readonly string[] {
  return items.flatMap(({ section, key, value }) => {
    const name = key ? String(key.value) : '';
    const members = section === undefined && value?.kind === 'map' ? value.entries : [];
    const inMembers = members.flatMap((entry) =>
      entry.key.kind === 'scalar' ? namedIn(kind, name, String(entry.key.value), entry.value) : [],
    );
    return value && section !== undefined ? namedIn(kind, section, name, value) : inMembers;
  });
}

function namedIn(kind: string, section: string, name: string, value: SyntaxNode): readonly string[] {
  const type = under(value, 'Type');
  const isOfKind = section === 'Globals' ? name === kind : type?.kind === 'scalar' && type.value === prefix + kind;
  const auth = under(section === 'Globals' ? value : under(value, 'Properties'), 'Auth');
  const named = isOfKind ? under(auth, 'Authorizers') : undefined;
  return named?.kind === 'map'
    ? named.entries.flatMap(({ key }) => (key.kind === 'scalar' ? [String(key.value)] : []))
    : [];
}

/** What SAM says itself of what stands at the end of the path. */
function samWordAt(path: Path): SamWord | undefined {
  const [resources, kind, , ...below] = wayIn(path) ?? [];
  if (!resources || kind?.kind !== 'key') return undefined;
  let word = samWords[kind.name];
  for (const step of below) word = step.kind === 'key' ? word?.keys?.[step.name] : undefined;
  return word;
}

const offered = (words: Readonly<Record<string, SamWord>>): readonly OfferedKey[] =>
  Object.entries(words).map(
    ([key, { about, holds, words: said }]): OfferedKey => ({
      key,
      known: undefined,
      holds: holds ?? 'value',
      about,
      ...(said && {
        detail: said[0] === 'true' ? 'true or false' : said.filter((one) => one !== authorizers).join(', '),
      }),
    }),
  );

/** Of what is written, what becomes of it: in bodies, and of what the specimen has none. */
function keysAsWritten(analysis: Analysis, path: Path): readonly OfferedKey[] {
  const [, named] = path;
  return named?.kind === 'key' ? keysOfMade(sayingsIn(analysis, named.name), path) : [];
}

/**
 * The path as the specimen has it, where the user's own names have others. Undefined where there is none of that kind;
 * a kind is called like its member of `Globals`.
 */
function wayIn(path: Path): Path | undefined {
  const [top, named, ...rest] = path;
  const type = under(named?.node, 'Type');
  const kind = isKey(top, 'Globals')
    ? nameOf(named)
    : type?.kind === 'scalar' && isOfSam(String(type.value))
      ? String(type.value).slice(prefix.length)
      : '';
  if (!Object.hasOwn(samWords, kind)) return undefined;
  const below = isKey(top, 'Globals') ? [step('Properties'), ...rest] : rest;
  return [step('Resources'), step(kind), ...below.map((waypoint, i) => called(waypoint, below.slice(0, i)))];
}

/** Events are called by their type, authorizers all the same. */
function called(waypoint: Waypoint, above: Path): Waypoint {
  if (waypoint.kind !== 'key') return waypoint;
  if (isEvents(above)) {
    const type = under(waypoint.node, 'Type');
    const name = type?.kind === 'scalar' ? String(type.value) : '';
    return step(name === 'Api' || name === 'HttpApi' ? name : anyName, waypoint.node);
  }
  return isAuthorizers(above) ? step(anyName, waypoint.node) : waypoint;
}

const isEvents = (below: Path): boolean => below.length === 2 && isKey(below[1], 'Events');
const isAuthorizers = (below: Path): boolean =>
  below.length === 3 && isKey(below[1], 'Auth') && isKey(below[2], 'Authorizers');
/** Where the user makes names. */
const isNaming = (way: Path): boolean => isEvents(way.slice(2)) || isAuthorizers(way.slice(2));
const isOfBody = (way: Path): boolean => isKey(way[3], 'DefinitionBody');

const step = (name: string, node?: Waypoint['node']): Waypoint => ({ kind: 'key', name, node });
const nameOf = (waypoint: Waypoint | undefined): string => (waypoint?.kind === 'key' ? waypoint.name : '');
const isKey = (waypoint: Waypoint | undefined, name: string): boolean => nameOf(waypoint) === name;
