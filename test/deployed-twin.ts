/* The twin of a template of SAM: what it deploys, as CloudFormation in JSON. */
import type { Source } from '../server/formats/format.ts';
import type { Analysis } from '../server/linter/analysis.ts';
import type { Report } from '../server/linter/judge.ts';
import { membersOf, templateOf } from './nodes.ts';
import { serialised } from './serialise.ts';
import { isList, type Json } from './twin.ts';

const SAM = 'AWS::Serverless-2016-10-31';

/** Nobody sees in it what it was made of: what is said of it stands in what was made. */
export function deployedTwin(source: Source): string {
  const { Globals: _, Transform = [], Resources, Conditions, ...rest } = templateOf(source);
  const { resources, conditions } = serialised(source, new Set(Object.keys(membersOf(Conditions))));
  const macros = (isList(Transform) ? Transform : [Transform]).filter((macro) => macro !== SAM);
  const macro = membersOf(Resources)['Fn::Transform'];
  const twin: Json = {
    ...rest,
    ...(macros.length > 0 && { Transform: macros }),
    Conditions: { ...membersOf(Conditions), ...conditions },
    Resources: { ...resources, ...(macro !== undefined && { 'Fn::Transform': macro }) },
  };
  return `${JSON.stringify(renamed(twin, calledIn(source)), null, 2)}\n`;
}

/** The names of made resources, by what the user says for them: `Shop.Stage`. */
const calledIn = ({ resources }: Source): ReadonlyMap<string, string> =>
  new Map(resources.flatMap(({ name, made }) => (made?.called === undefined ? [] : [[made.called, name] as const])));

/** `!Ref Shop.Stage` → `!Ref ShopProdStage`, and the same in the holes of texts. */
function renamed(json: Json, called: ReadonlyMap<string, string>): Json {
  if (typeof json === 'string')
    return json.replaceAll(/\$\{([\w.]+)\}/g, (hole, words: string) => {
      const name = called.get(words);
      return name === undefined ? hole : `\${${name}}`;
    });
  if (json === null || typeof json !== 'object') return json;
  if (isList(json)) return json.map((item) => renamed(item, called));
  const { Ref: words, 'Fn::GetAtt': attribute } = json;
  const name = called.get(isList(attribute) ? attribute.join('.') : String(words ?? attribute));
  if (name !== undefined) return { Ref: name };
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, renamed(value, called)]));
}

/**
 * What is said of a template of SAM, or of its twin, in the order of the alphabet. Several resources may stand at one place
 * of `sam`, and there a thing is said once: of two stages of one name that have their settings from `Globals`, of the first.
 */
export function saidOnce({ findings, undecided, graph }: Analysis, sam: Analysis): readonly string[] {
  const isShared = ({ rule, message }: Report) =>
    sam.findings.some((one) => one.rule === rule && one.message === message && one.at.item.startsWith('Globals'));
  const said = findings.map((report) => {
    const { rule, row, resource, severity, when = 'always', message, assumes, at, related } = report;
    const of = isShared(report) ? [] : [resource, graph.entry(at.row ?? row)?.name];
    const beside = related.map((one) => one.message);
    return [rule, ...of, at.path.join('.'), severity, when, message, ...assumes, ...beside].join(' · ');
  });
  // The reasons may differ: what is known of SAM only has no words in CloudFormation.
  const open = undecided().map(({ rule, at }) => [rule, at.path.join('.'), 'undecided'].join(' · '));
  return [...new Set([...said, ...open])].sort();
}
