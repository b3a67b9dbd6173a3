/*
 * Files that a template names by a path, and that cannot be read. Nothing is known of what they say, so this is told, be
 * it as a note: what is not there yet may be made before the deployment.
 */
import { isFilledIn } from '../filled-in.ts';
import type { Files, SourceProblem } from '../format.ts';
import { type SyntaxNode, spanOf } from '../syntax/node.ts';
import { isFarAway } from './included.ts';
import { child, type Member, type Template, textOf } from './template.ts';

/** The files beside a template, and its own. */
export interface Beside {
  readonly files: Files;
  readonly from: string;
}

/** The properties of resources that name a file which is read. */
export const locations: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
  ['AWS::Serverless::Api', 'DefinitionUri'],
  ['AWS::Serverless::HttpApi', 'DefinitionUri'],
]);

export function lostFilesIn(template: Template, { files, from }: Beside): readonly SourceProblem[] {
  const problems: SourceProblem[] = [];
  for (const { node, item, path } of filesNamedIn(template, locations)) {
    const found = files.read(from, path);
    if ('why' in found && found.severity !== undefined)
      problems.push({ item, span: spanOf(node), message: `${path} ${found.why}.`, severity: found.severity });
  }
  return problems;
}

interface Named {
  readonly node: SyntaxNode | undefined;
  readonly item: string;
}

/** Every path in it: at these properties of resources, by their types, and wherever `AWS::Include` stands. */
export const filesNamedIn = (template: Template, at: typeof locations) =>
  [...namedByResources(template, at), ...included(template)].flatMap(({ node, item }) => {
    const path = node && !node.tag ? textOf(node) : undefined;
    return !node || path === undefined || isFarAway(path) || isFilledIn(path) ? [] : [{ node, item, path }];
  });

function namedByResources({ sections }: Template, all: typeof locations): readonly Named[] {
  const at = (properties: SyntaxNode | undefined, type: string): SyntaxNode | undefined => {
    const word = all.get(type);
    return word === undefined ? undefined : child(properties, word);
  };
  const of = (name: string): readonly Member[] => sections.get(name) ?? [];
  return [
    ...of('Globals').map(({ name, value, item }) => ({ node: at(value, `AWS::Serverless::${name}`), item })),
    ...of('Resources').map(({ value, item }) => ({
      node: at(child(value, 'Properties'), textOf(child(value, 'Type')) ?? ''),
      item,
    })),
  ];
}

const macro = 'AWS::Include';

function included({ document, names }: Template): readonly Named[] {
  return document.items.flatMap(({ text, value }, index) =>
    value && text.includes(macro) ? includedIn(value).map((node) => ({ node, item: names[index] ?? '' })) : [],
  );
}

/** `{ Name: AWS::Include, Parameters: { Location: api.yaml } }`, wherever it stands. */
function includedIn(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.kind === 'sequence') return node.items.flatMap(includedIn);
  if (node.kind !== 'map') return [];
  const location = textOf(child(node, 'Name')) === macro ? child(child(node, 'Parameters'), 'Location') : undefined;
  return location ? [location] : node.entries.flatMap(({ value }) => includedIn(value));
}
