/* Where a template names another file. */
import type { FileLink } from '../links.ts';
import type { Document } from '../syntax/node.ts';
import { type Beside, filesNamedIn, locations } from './lost-files.ts';
import { readTemplate } from './template.ts';

/**
 * Besides what is read, what `aws cloudformation package` uploads. Source:
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
const uploaded: ReadonlyMap<string, string> = new Map([
  ...locations,
  ['AWS::ApiGateway::RestApi', 'BodyS3Location'],
  ['AWS::ApiGatewayV2::Api', 'BodyS3Location'],
  ['AWS::Serverless::StateMachine', 'DefinitionUri'],
]);

export function linksIn(document: Document, { files, from }: Beside): readonly FileLink[] {
  const template = readTemplate(document);
  return filesNamedIn(template, uploaded).flatMap(({ node, item, path }) => {
    const found = files.read(from, path);
    if ('why' in found) return [];
    const base = document.starts[template.items.get(item) ?? 0] ?? 0;
    return [{ span: { start: base + node.start, end: base + node.end }, file: found.file }];
  });
}
