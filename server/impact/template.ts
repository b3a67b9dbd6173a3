/*
 * What deploying a changed template of CloudFormation, or of SAM, does: what is written is compared, a resource that is
 * replaced changes what refers to it, and what cannot be told is unknown. In: two sources. Out: their impact. What an
 * update of a property requires, and what a policy allows, `aws.ts` knows.
 */
import { MadeResource } from '../formats/cloudformation/sam/made.ts';
import type { Source, SourceResource, Spot } from '../formats/format.ts';
import type { Aws, Update } from './aws.ts';
import type { Effect, Impact, Reason, ResourceImpact } from './impact.ts';
import { loopsOfUnknown } from './loops.ts';
import { type Mentioned, mentions } from './mentioned.ts';
import { isSame } from './plain.ts';
import { unexplainedIn, updateOfMade } from './sam.ts';
import {
  attributesOf,
  isWrittenAlike,
  itemOf,
  mayMention,
  propertiesOf,
  type Side,
  sideOf,
  spotOf,
  spotsOf,
} from './side.ts';
import { type Turned, turnedWords, wordOf } from './turned.ts';

export function impactOfTemplate(before: Source, after: Source, aws: Aws): Impact {
  const change = new Change(sideOf(before), sideOf(after), turnedWords(before, after), aws);
  change.compare();
  change.readTurnedWords();
  change.replaceThoseWhoRefer();
  const resources = [...change.impacts(), ...loopsOfUnknown(before, after)];
  return { resources, opened: aws.widened(change.touched()) };
}

/** What becomes of one resource, as far as it is known. */
interface Found {
  readonly before: SourceResource | undefined;
  readonly after: SourceResource | undefined;
  /** Of all of it: it comes, it goes, it cannot be read. */
  whole: Effect | undefined;
  readonly reasons: Reason[];
}

/** From the mildest to the worst. */
const ranks: readonly Effect[] = ['update', 'unknown', 'may-replace', 'replace', 'create', 'delete', 'orphan'];

const worstOf = (effects: readonly Effect[]): Effect | undefined =>
  effects.toSorted((one, other) => ranks.indexOf(other) - ranks.indexOf(one))[0];

const effectOf = ({ whole, reasons }: Found): Effect | undefined =>
  whole ?? worstOf(reasons.map(({ effect }) => effect));

/** A comparison while it is made. */
class Change {
  readonly #before: Side;
  readonly #after: Side;
  readonly #turned: Turned;
  readonly #aws: Aws;
  readonly #found = new Map<string, Found>();
  /** Where that stands which is otherwise in what SAM makes. */
  readonly #explained = { before: [] as Spot[], after: [] as Spot[] };

  constructor(before: Side, after: Side, turned: Turned, aws: Aws) {
    this.#before = before;
    this.#after = after;
    this.#turned = turned;
    this.#aws = aws;
  }

  compare(): void {
    const [before, after] = [this.#before, this.#after];
    for (const [name, one] of after.resources) {
      const old = before.resources.get(name);
      if (old) this.#compareOne(old, one);
      else this.#comes(one);
    }
    for (const [name, one] of before.resources) if (!after.resources.has(name)) this.#goes(one);
    for (const { resource, before: old, property, effect } of unexplainedIn(
      before,
      after,
      this.#explained,
      this.#turned.globals,
    )) {
      const { name } = resource;
      this.#note(before.resources.get(name) ?? old, after.resources.get(name) ?? resource, { property, effect });
    }
  }

  #comes(one: SourceResource): void {
    this.#explained.after.push(...(one.made ? spotsOf(one) : []));
    this.#at(undefined, one).whole = this.#before.isReadWhole ? 'create' : 'unknown';
  }

  #goes(one: SourceResource): void {
    this.#explained.before.push(...(one.made ? spotsOf(one) : []));
    // Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
    const policy = attributesOf(one, this.#before)['DeletionPolicy'];
    const isKept = policy === 'Retain' || policy === 'RetainExceptOnCreate';
    this.#at(one, undefined).whole = this.#after.isReadWhole ? (isKept ? 'orphan' : 'delete') : 'unknown';
  }

  #compareOne(old: SourceResource, one: SourceResource): void {
    const [before, after] = [this.#before, this.#after];
    if (this.#turned.macros || (after.source.opaque !== undefined && before.source.document !== after.source.document))
      this.#at(old, one).whole = 'unknown';
    else if (this.#isMadeAlike(old, one)) return;
    else if (isUnreadable(before, old) || isUnreadable(after, one)) this.#at(old, one).whole = 'unknown';
    else if (old.type !== one.type) this.#note(old, one, { property: 'Type', effect: 'replace' });
    else {
      this.#compareProperties(old, one);
      if (one instanceof MadeResource) this.#compareConditions(old, one);
      else this.#compareAttributes(old, one);
    }
  }

  #isMadeAlike(old: SourceResource, one: SourceResource): boolean {
    const isAlike = (a: SourceResource, b: SourceResource): boolean => isWrittenAlike(this.#before, a, this.#after, b);
    if (!(one instanceof MadeResource)) return !(old instanceof MadeResource) && isAlike(old, one);
    const { words, globals } = this.#turned;
    if (!(old instanceof MadeResource) || words.size > 0 || globals.length > 0) return false;
    const [of, another] = [old.parts, one.parts];
    return (
      of !== undefined && of.length === another?.length && of.every((part, i) => isAlike(part, another[i] ?? part))
    );
  }

  #compareProperties(old: SourceResource, one: SourceResource): void {
    const [was, is] = [propertiesOf(old, this.#before), propertiesOf(one, this.#after)];
    for (const property of new Set([...Object.keys(was), ...Object.keys(is)])) {
      if (isSame(was[property], is[property])) continue;
      const effect = this.#updateOf(one, property);
      if (effect === undefined) continue;
      this.#note(old, one, { property, effect });
      if (!one.made) continue;
      this.#explained.before.push(...spotsOf(old, property));
      this.#explained.after.push(...spotsOf(one, property));
    }
  }

  #compareAttributes(old: SourceResource, one: SourceResource): void {
    const [was, is] = [attributesOf(old, this.#before), attributesOf(one, this.#after)];
    for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const effect = attributes[name] ?? 'unknown';
      if (!passed.has(name) && !isSame(was[name], is[name])) this.#note(old, one, { property: name, effect });
    }
  }

  #compareConditions(old: SourceResource, one: SourceResource): void {
    const isSameWhen = old.exists?.condition.key === one.exists?.condition.key && old.exists?.is === one.exists?.is;
    if (!isSameWhen) this.#note(old, one, { property: 'Condition', effect: 'unknown' });
  }

  /** A parameter has another default, a condition or a mapping says something else. */
  readTurnedWords(): void {
    const { words } = this.#turned;
    if (words.size === 0) return;
    for (const [name, one] of this.#after.resources) {
      const old = this.#before.resources.get(name);
      if (!old || this.#found.get(name)?.whole !== undefined) continue;
      const when = one instanceof MadeResource ? one.exists?.name : attributesOf(one, this.#after)['Condition'];
      if (words.has(`condition:${when}`)) this.#note(old, one, { property: 'Condition', effect: 'unknown' });
      this.#mentioning(
        one,
        (mentioned) => words.has(wordOf(mentioned)),
        (property, effect) => {
          // A deployment may have given it a value before, and then nothing changes.
          this.#note(old, one, { property, effect: effect === 'replace' ? 'may-replace' : effect });
        },
      );
    }
  }

  /** What is replaced has another name and address, which is another value for whoever refers to it. */
  replaceThoseWhoRefer(): void {
    const queue = [...this.#found].flatMap(([name, found]) => (isReplaced(effectOf(found)) ? [name] : []));
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const found = this.#found.get(name);
      const cause = found && effectOf(found);
      const refers = referringTo(name, found?.after?.made?.called);
      const mayRefer = this.#mayReferTo(found?.after, name);
      for (const [other, one] of this.#after.resources) {
        const old = this.#before.resources.get(other);
        if (!old || other === name || !mayRefer(one)) continue;
        const was = this.#effectOn(other);
        this.#mentioning(one, refers, (property, effect) => {
          const isPerhaps = cause === 'may-replace' && effect === 'replace';
          this.#note(old, one, { property, effect: isPerhaps ? 'may-replace' : effect, because: name });
        });
        const now = this.#effectOn(other);
        if (isReplaced(now) && was !== now) queue.push(other);
      }
    }
  }

  /** Told by the text, which is cheap: who refers to something says its name, or that of what it is made of. */
  #mayReferTo(replaced: SourceResource | undefined, name: string): (one: SourceResource) => boolean {
    const made = replaced?.made;
    const word = made?.name ?? name;
    const { document, items } = this.#after.source;
    const globals = document.items[items.get('Globals') ?? -1];
    // What events imply, nobody names; and what `Globals` says, all of its type say.
    const isSaidElsewhere = made && (made.from.name !== word || globals?.text.includes(word) === true);
    return (one) =>
      isSaidElsewhere === true ||
      (made !== undefined && one.made?.from === made.from) ||
      mayMention(one, this.#after, word);
  }

  #effectOn(name: string): Effect | undefined {
    const found = this.#found.get(name);
    return found && effectOf(found);
  }

  /** The properties in which something is mentioned, and what a change of them requires. */
  #mentioning(
    one: SourceResource,
    isIt: (mentioned: Mentioned) => boolean,
    note: (property: string, effect: Update) => void,
  ): void {
    for (const [property, value] of Object.entries(propertiesOf(one, this.#after))) {
      const effect = this.#updateOf(one, property);
      if (effect !== undefined && mentions(value, isIt)) note(property, effect);
    }
  }

  /** Undefined where it is no property of what is deployed: SAM makes something else of it. */
  #updateOf({ type, made }: SourceResource, property: string): Update | undefined {
    const update = updateOfProperty(type, property, this.#aws);
    return made ? updateOfMade(type, property, update) : update;
  }

  #at(before: SourceResource | undefined, after: SourceResource | undefined): Found {
    const name = (after ?? before)?.name ?? '';
    const found = this.#found.get(name) ?? { before, after, whole: undefined, reasons: [] };
    this.#found.set(name, found);
    return found;
  }

  #note(before: SourceResource, after: SourceResource, reason: Reason): void {
    const { reasons } = this.#at(before, after);
    const isKnown = reasons.some(
      ({ property, effect, because }) =>
        property === reason.property &&
        effect === reason.effect &&
        (because === undefined || because === reason.because),
    );
    if (!isKnown) reasons.push(reason);
  }

  impacts(): readonly ResourceImpact[] {
    const order = new Map([...this.#after.resources.keys()].map((name, index) => [name, index]));
    const last = order.size;
    return [...this.#found]
      .toSorted(([one], [other]) => (order.get(one) ?? last) - (order.get(other) ?? last))
      .flatMap(([name, found]) => {
        const effect = effectOf(found);
        const { type } = found.after ?? found.before ?? { type: '' };
        if (effect === undefined) return [];
        return { name, type, effect, reasons: found.reasons, before: spotOf(found.before), after: spotOf(found.after) };
      });
  }

  /** What is otherwise in itself, on both sides. */
  touched(): Parameters<Aws['widened']>[0] {
    return [...this.#found].flatMap(([name, { before, after, whole, reasons }]) => {
      if (whole === undefined && reasons.every(({ because }) => because !== undefined)) return [];
      const { type } = after ?? before ?? { type: '' };
      return {
        name,
        type,
        before: before && propertiesOf(before, this.#before),
        after: after && propertiesOf(after, this.#after),
      };
    });
  }
}

/**
 * What a change of each attribute does. Those that are updates a change set tells as such, though nothing is done but to
 * remember them; `DependsOn` is none of them.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html (Scope)
 */
const attributes: Readonly<Record<string, Update>> = {
  CreationPolicy: 'update',
  DeletionPolicy: 'update',
  Metadata: 'update',
  UpdatePolicy: 'update',
  UpdateReplacePolicy: 'update',
};

/** What connectors bring, they are looked at for where they are made something of. */
const passed: ReadonlySet<string> = new Set(['Type', 'Properties', 'DependsOn', 'Connectors']);

/** Of what is written as it is deployed. */
export const updateOfProperty = (type: string, property: string, aws: Pick<Aws, 'updateOf'>): Update =>
  isDecidedElsewhere(type, property) ? 'unknown' : aws.updateOf(type, property);

/** Whoever provides a custom resource decides what becomes of it, and a stack inside of another is one of its own. */
function isDecidedElsewhere(type: string, property: string): boolean {
  if (type === 'AWS::CloudFormation::Stack') return property === 'Parameters' || property === 'TemplateURL';
  return type === 'AWS::CloudFormation::CustomResource';
}

const isReplaced = (effect: Effect | undefined): boolean => effect === 'replace' || effect === 'may-replace';

const isUnreadable = (side: Side, resource: SourceResource): boolean =>
  (itemOf(side, resource)?.problems.length ?? 0) > 0;

/** By its name, or by what SAM calls it: `Shop.Stage`. In a loop a name is put together of its variable. */
function referringTo(name: string, called: string | undefined): (mentioned: Mentioned) => boolean {
  return ({ space, words }) => {
    if (space !== 'value') return false;
    const [first = ''] = words.split('.');
    return first === name || (called !== undefined && words.startsWith(called)) || /[$&]\{/.test(first);
  };
}
