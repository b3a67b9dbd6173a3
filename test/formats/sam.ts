/* Templates of SAM in tests: what they deploy, and what is said of them. */
import assert from 'node:assert/strict';
import { meant } from '../../server/formats/cloudformation/sam/build.ts';
import { type Expression, isReadWhole, type SourceResource } from '../../server/formats/format.ts';
import { type Analysis, analyse, locate } from '../../server/linter/analysis.ts';
import { strict } from '../cases.ts';

const preamble = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Tier: { Type: String, Default: gold }
  Late: { Type: String }
  MyDomainName: { Type: String }
Conditions:
  IsGold: !Equals [!Ref Tier, gold]
  IsSilver: !Equals [!Ref Tier, silver]
`;

export function analysed(template: string): Analysis {
  const analysis = analysedAsItIs(template);
  assert.ok(isReadWhole(analysis.source));
  return analysis;
}

/** Whatever is wrong with the text. */
export function analysedAsItIs(template: string): Analysis {
  const analysis = analyse('template.yaml', preamble + template, strict);
  assert.ok(analysis);
  return analysis;
}

export const resourcesOf = (template: string): readonly SourceResource[] => analysed(template).source.resources;

/** Those of types that begin like that: `Stage ShopProdStage`. */
export const deployed = (template: string, service: string): readonly string[] =>
  resourcesOf(template)
    .filter(({ type }) => type.startsWith(service))
    .map(({ type, name }) => `${type.split('::').at(-1)} ${name}`);

export const permissions = (template: string): readonly string[] =>
  resourcesOf(template).flatMap(({ type, name }) => (type === 'AWS::Lambda::Permission' ? [name] : []));

export function resource(template: string, wanted: string): SourceResource {
  const found = resourcesOf(template).find(({ name }) => name === wanted);
  assert.ok(found, `there is no ${wanted}`);
  return found;
}

/** What stands in a resource, at the keys. */
export function read(template: string, name: string, ...keys: readonly string[]): unknown {
  let node: unknown = plain(resource(template, name).body);
  for (const key of keys) node = node instanceof Map ? node.get(key) : undefined;
  return plainObject(node);
}

/** Maps stay maps until the end, so that keys such as `$default` can be followed. */
function plain(written: Expression | undefined): unknown {
  const node = written && meant(written);
  switch (node?.kind) {
    case undefined:
    case 'nothing':
      return undefined;
    case 'literal':
      return node.value;
    case 'map': {
      const entries = new Map([...node.entries].map(([key, { value }]) => [key, plain(value)]));
      return node.open === undefined ? entries : entries.set('…', node.open);
    }
    case 'list':
      return [...node.items.map(plain), ...(node.open === undefined ? [] : [`… ${node.open}`])];
    case 'choice':
      return new Map([[`if ${node.when.is ? '' : 'not '}${node.when.name}`, plain(node.yes)]]);
    case 'reference':
      return `${node.to}.${node.attribute}`;
    case 'parameter':
      return `<${node.name}>`;
    case 'template':
      return node.parts.map(plain).join('');
    case 'computed':
      return `<${node.name}>`;
    case 'unknown':
      return `? ${node.why}`;
  }
}

function plainObject(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plainObject);
  if (!(node instanceof Map)) return node;
  return Object.fromEntries([...node].map(([key, value]) => [key, plainObject(value)]));
}

/** What a rule says: `line: "marked" message`, as lines are counted below the preamble. */
export function said(rule: string, template: string): readonly string[] {
  const { findings, source } = analysed(template);
  const { text } = source.document;
  return findings
    .filter((report) => report.rule === rule)
    .map(({ at, message, when }) => {
      const { start, end } = locate(source, at);
      const line = text.slice(preamble.length, start).split('\n').length;
      return `${line}: "${text.slice(start, end)}" ${message}${when === undefined ? '' : ` [when ${when}]`}`;
    });
}

/** A function with the events, and what else there is. */
export const withEvents = (events: readonly string[], others = '', properties = ''): string => `Resources:
  Orders:
    Type: AWS::Serverless::Function
    ${properties}
    Properties:
      Events:
${events.map((event) => `        ${event}\n`).join('')}${others}`;
