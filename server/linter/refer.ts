/*
 * Which row a reference leads to, however it is spelled: Ref, GetAtt, a hole in a Sub or Join, an ARN
 * put together as text, an alias or version that stands for its function.
 */
import type { Resource } from '../../rules/kit/index.ts';
import { type Entry, type Expression, namesOf, type Source } from '../formats/format.ts';
import type { Look } from './look.ts';
import { type Base, handedOn, MOST_HANDS, resolve, textOf } from './resolve.ts';
import { standingOf } from './standing.ts';

export type Target =
  | { readonly to: Entry }
  /** It certainly leads to nothing that is a row of these types. */
  | { readonly to: 'elsewhere' }
  | { readonly to: 'unknown'; readonly why: string };

const elsewhere: Target = { to: 'elsewhere' };

/** `named`: the property of the target whose text alone names it here. */
export function targetOf(
  look: Look,
  base: Base,
  types: readonly Resource[],
  node: Expression,
  named: string | undefined,
): Target {
  if (node.kind === 'reference') return direct(look, base, types, node);
  if (node.kind === 'literal') return byArn(look, base, types, [node]) ?? byName(look, base, types, node, named);
  if (node.kind !== 'template') return outside('it points outside of what can be seen');
  const parts = node.parts.map((part) => {
    const found = resolve(look, base, part);
    return found.state === 'settled' ? found.node : part;
  });
  const targets: Target[] = [];
  for (const part of parts) if (part.kind === 'reference') targets.push(direct(look, base, types, part));
  const hit = targets.find((target) => typeof target.to === 'object');
  if (hit) return hit;
  const byItsArn = byArn(look, base, types, parts);
  if (byItsArn) return byItsArn;
  if (goesOnBehindAnArn(parts)) return outside('it is written as text');
  const unreadable = targets.find((target) => target.to === 'unknown');
  if (unreadable) return unreadable;
  const hole = parts.find((part) => !['literal', 'reference'].includes(part.kind) && !isPseudo(part));
  if (hole) return outside('part of it is resolved at deployment');
  return targets.length > 0 ? elsewhere : byName(look, base, types, node, named);
}

/** What is a part of something has an ARN that goes on behind that: `${aws_api_gateway_rest_api.shop.arn}/stages/prod`. */
const goesOnBehindAnArn = ([first, more]: readonly Expression[]): boolean =>
  more !== undefined && first?.kind === 'reference' && first.attribute.toLowerCase() === 'arn';

/** By its name alone, where that is enough; a qualifier may follow it: `orders:live`. */
function byName(
  look: Look,
  base: Base,
  types: readonly Resource[],
  node: Expression,
  named: string | undefined,
): Target {
  if (named === undefined) return asText(types);
  const piece = node.kind === 'literal' ? String(node.value).replace(/^.*:function:|:.*$/g, '') : node;
  for (const candidate of types.flatMap((type) => look.all(type.name))) {
    const fits = fit(look, base, candidate, named, piece);
    if (fits === 'yes') return { to: candidate };
    if (fits === 'unknown') return outside(`it may be ${candidate.name}`);
  }
  return elsewhere;
}

/** Where an ARN is put together of names, text that is none is something else; other ARNs nobody can compare. */
const asText = (types: readonly Resource[]): Target =>
  types.every(({ arn }) => arn !== undefined) ? elsewhere : outside('it is written as text');

const outside = (why: string): Target => ({ to: 'unknown', why });
const isPseudo = (node: Expression) => node.kind === 'parameter' && node.name.startsWith('AWS::');

type Reference = Expression & { readonly kind: 'reference' };

function direct(look: Look, base: Base, types: readonly Resource[], node: Reference, hands = 0): Target {
  const { graph } = look;
  const { to: name, in: owner } = node;
  const called = graph.called(owner?.source ?? base.entry.source, name);
  look.reads(called);
  // The first one where a name is there twice.
  const [resource] = called;
  if (!resource) return outside(`${name} is not in this ${base.entry.source.module ? 'module' : 'template'}`);
  for (const type of types) {
    const entry = graph.entryOf(resource, type);
    if (!entry) continue;
    // Which of several it is, what it says may decide.
    look.reads(types.length === 1 ? standingOf(entry) : resource.content);
    return { to: entry };
  }
  look.reads(resource.content);
  for (const type of graph.model.values()) {
    const stand = type.standsFor === undefined ? undefined : graph.entryOf(resource, type);
    if (!stand || type.standsFor === undefined) continue;
    const [target] = look.targets(stand, type.standsFor);
    if (typeof target === 'object' && types.includes(target.type)) return { to: target };
    if (target === 'unknown') return outside(`${name} stands for something unknown`);
  }
  const found = hands < MOST_HANDS ? handedOn(look, base, node) : undefined;
  if (found?.state === 'settled' && found.node.kind === 'reference')
    return direct(look, base, types, found.node, hands + 1);
  if (found) return outside(`${name} hands on what it is given`);
  return handsOn(resource.type) ? outside(`${name} may hand on anything`) : elsewhere;
}

/** Types whose attributes can be what another stack, a script or a macro made of them. */
const handsOn = (type: string) =>
  !/^(AWS::|aws_)/.test(type) ||
  /^(AWS::(CloudFormation|Serverless|SSM|ServiceCatalog|SecretsManager)::|aws_(cloudformation|ssm|secretsmanager|servicecatalog)_)/.test(
    type,
  );

/** `…:function:orders/invocations`, `…/restapis/${Api}/stages/prod`. Undefined where it is no such text. */
function byArn(look: Look, base: Base, types: readonly Resource[], parts: readonly Expression[]): Target | undefined {
  // Holes become \0<index>\0, which no ARN contains.
  const text = parts.map((part, i) => (part.kind === 'literal' ? String(part.value) : `\0${i}\0`)).join('');
  for (const type of types)
    for (const arn of new Set(type.forms.map((form) => form.arn ?? type.arn))) {
      const pattern = arn === undefined ? undefined : arnPattern(arn);
      const match = pattern?.regex.exec(text);
      if (!pattern || !match) continue;
      const pieces = pattern.names.map((name, i) => {
        const piece = match[i + 1] ?? '';
        const hole = /^\0(\d+)\0$/.exec(piece);
        return { name, piece: hole ? parts[Number(hole[1])] : piece.includes('\0') ? undefined : piece };
      });
      let open: string | undefined;
      for (const candidate of look.all(type.name)) {
        if ((candidate.form.arn ?? type.arn) !== arn) continue;
        const fits = pieces.map(({ name, piece }) => fit(look, base, candidate, name, piece));
        if (!fits.includes('no') && !fits.includes('unknown')) return { to: candidate };
        if (!fits.includes('no')) open = candidate.name;
      }
      return open === undefined ? elsewhere : outside(`it may be ${open}`);
    }
  return undefined;
}

type Fit = 'yes' | 'no' | 'unknown';

/** Whether this piece of an ARN can be the candidate's `name`: a relation, or its own name. */
function fit(look: Look, base: Base, candidate: Entry, name: string, piece: Expression | string | undefined): Fit {
  if (piece === undefined) return 'unknown';
  look.reads(candidate.resource.content);
  const row = candidate.type.properties[name];
  if (row?.kind === 'ref') {
    if (typeof piece === 'string' || piece.kind !== 'reference') return 'unknown';
    const wanted = direct(look, base, look.graph.rowsAt(row), piece).to;
    const [actual] = look.targets(candidate, name);
    if (wanted === 'unknown' || actual === 'unknown') return 'unknown';
    return wanted === actual ? 'yes' : 'no';
  }
  if (typeof piece !== 'string' && piece.kind === 'reference')
    return direct(look, base, [candidate.type], piece).to === candidate ? 'yes' : 'no';
  const spelling = row?.spelling[candidate.form.dialect];
  const written =
    spelling !== undefined && candidate.body?.kind === 'map' ? candidate.body.entries.get(spelling)?.value : undefined;
  // Left out, AWS makes up a name that nobody can have written.
  if (!written) return candidate.body === undefined || candidate.body.kind === 'map' ? 'no' : 'unknown';
  if (typeof piece !== 'string' && piece.kind === 'parameter') {
    const isSame = written.kind === 'parameter' && written.name === piece.name;
    return isSame && namesOf(ownerOf(piece, base)) === namesOf(ownerOf(written, { entry: candidate }))
      ? 'yes'
      : 'unknown';
  }
  const found = resolve(look, { ...base, entry: candidate }, written);
  const text = found.state === 'settled' ? textOf(look, base, found.node) : undefined;
  const wanted = typeof piece === 'string' ? piece : textOf(look, base, piece)?.value;
  if (text === undefined || wanted === undefined) return 'unknown';
  return text.value === wanted ? 'yes' : 'no';
}

/** Parameters of one name in two templates are two. */
const ownerOf = ({ in: owner }: Expression & { readonly kind: 'parameter' }, { entry }: Pick<Base, 'entry'>): Source =>
  owner?.source ?? entry.source;

interface ArnPattern {
  readonly names: readonly string[];
  readonly regex: RegExp;
}
const patterns = new Map<string, ArnPattern>();

/** From behind the last pseudo parameter on, which everybody spells in their own way or fills in. */
function arnPattern(arn: string): ArnPattern {
  let pattern = patterns.get(arn);
  if (!pattern) {
    const tail = arn.split(/\$\{AWS::\w+\}/).at(-1) ?? '';
    const names = [...tail.matchAll(/\$\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
    const regex = new RegExp(tail.replaceAll('/', '\\/').replaceAll(/\$\{\w+\}/g, '([^/:]+)'));
    pattern = { names, regex };
    patterns.set(arn, pattern);
  }
  return pattern;
}
