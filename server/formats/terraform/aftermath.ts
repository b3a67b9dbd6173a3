/* What else is to be read again when a module has changed in one place: in its other files, and in the modules it calls. */
import { isSameTruth } from '../alike.ts';
import type { Exchanged, Opening, Reread, Source } from '../format.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { differenceOf, type Splice } from '../syntax/splice.ts';
import type { Renamed } from './declarations.ts';
import { endsOf, noEnds, outputsIn, readValue } from './ends.ts';
import type { File } from './file.ts';
import { argumentsOf, sourceOf } from './modules.ts';
import { type Called, callOf, type Reading, surroundings } from './reading.ts';
import { isResource, needsOf, type TerraformResource } from './resource.ts';
import { mentionsAny, mentionsOf } from './traversal.ts';
import { wordsOf } from './words.ts';

export type Resources = readonly TerraformResource[];

/** A source whose text has changed. */
export interface Edited {
  readonly source: Source;
  /** Its resources, read from the text as it is now. It may be the list that it was. */
  readonly resources: Resources;
  /** Where they are others. */
  readonly splice: Splice;
  /** Those that were there. */
  readonly gone: Resources;
  readonly isInPlace: boolean;
  /** Whether something leaves the module where it has changed. */
  readonly areEnds: boolean;
}

/** What of `before` gave way to something in `now`. */
export function between(before: Resources, now: Resources): Pick<Edited, 'splice' | 'gone'> {
  const splice = differenceOf(before, now);
  return { splice, gone: before.slice(splice.from, splice.from + splice.removed) };
}

type Words = ReadonlySet<string>;

export class Aftermath implements Reread {
  readonly exchanged: Exchanged[] = [];
  readonly things: object[];
  readonly moved: object[];
  movedIn: ReadonlyMap<string, number> | undefined = undefined;
  readonly unsaid: ReadonlySet<string> = new Set();

  constructor({ things, moved }: Renamed) {
    this.things = [...things];
    this.moved = [...moved];
  }

  /** Of `words`, the meaning is another now. False where all of it has to be read. */
  follow(reading: Reading, words: Words, edited?: Edited): boolean {
    for (const [index, source] of reading.sources.entries()) {
      const mine = edited?.source === source ? edited : undefined;
      // The reader has made them.
      const before = source.resources as Resources;
      const next = readAgain(mine?.resources ?? before, before, words, reading);
      const file = reading.files[index];
      if (!next || !file || mayCome(file, next, words, reading)) return false;
      if (before === next && !mine) continue;
      Object.assign(source, { resources: next } satisfies Partial<Source>);
      // With a word, any of them may be another one.
      const { splice, gone } = mine && words.size === 0 ? mine : between(before, next);
      this.#exchange(source, gone, next.slice(splice.from, splice.from + splice.added), mine?.isInPlace ?? true);
    }
    if (words.size === 0 && !edited?.areEnds) return true;
    if (reading.around) this.#handOut(reading, words);
    if (!this.#call(reading, words)) return false;
    if (words.size > 0) reading.ends = noEnds();
    this.#end(reading);
    return true;
  }

  #exchange(source: Source, were: Resources, are: Resources, isInPlace: boolean): void {
    const gone = missingFrom(are, were);
    const come = missingFrom(were, are);
    const isOneForOne = isInPlace && gone.length === come.length;
    if (gone.length + come.length === 0) return;
    this.things.push(...gone.flatMap((one, i) => one.giveWayTo(isOneForOne ? come[i] : undefined)));
    this.exchanged.push({ source, isInPlace: isOneForOne, gone, come });
  }

  #handOut(reading: Reading, words: Words): void {
    const { outputs } = reading;
    for (const output of outputsIn(reading)) {
      if (!mentionsAny(mentionsOf(output.node), words)) continue;
      const before = outputs.get(output.name);
      if (before) this.things.push(before);
      outputs.set(output.name, readValue(output));
    }
  }

  /** Whether nothing else is called now. */
  #call(reading: Reading, words: Words): boolean {
    if (reading.calls.length === 0) return true;
    const there = new Map<string, { resource: TerraformResource; file: File }>();
    for (const [index, file] of reading.files.entries())
      for (const resource of (reading.sources[index]?.resources ?? []) as Resources)
        if (resource.type === 'module') there.set(resource.id, { resource, file });
    const calls: Called[] = [];
    for (const called of reading.calls) {
      const { block } = called.call;
      const now = there.get(block.address);
      // Of two of one name, nobody knows which is which.
      if (!now || there.has(`${block.address}#2`)) return false;
      const { resource, file } = now;
      const isSame = resource.node === block.node && !mentionsAny(resource.needs, words);
      const next = isSame ? called : this.#calledAs(called, resource, file, reading, words);
      if (!next) return false;
      calls.push(next);
    }
    reading.calls = calls;
    return true;
  }

  /** The same module, called with other words. Undefined where it is another one, or is there under something else. */
  #calledAs(
    called: Called,
    resource: TerraformResource,
    file: File,
    reading: Reading,
    words: Words,
  ): Called | undefined {
    const block = file.blocks.find(({ node }) => node === resource.node);
    if (!block || !isSameTruth(called.call.exists, resource.exists)) return undefined;
    const { inside } = called;
    const next = {
      ...callOf(block, resource, file, reading),
      inside,
      ...(called.complaint && { complaint: called.complaint }),
    };
    if (wordsAt(sourceOf(called.call.block)) !== wordsAt(sourceOf(block))) return undefined;
    return 'why' in inside || this.#handIn(inside, called, next, words) ? next : undefined;
  }

  #handIn(inside: Reading, before: Called, now: Called, words: Words): boolean {
    const [were, are] = [argumentsOf(before.call), argumentsOf(now.call)];
    const changed = new Set<string>();
    for (const name of new Set([...were.keys(), ...are.keys()])) {
      if (!inside.names.parameters.has(name)) continue;
      const [was, is] = [were.get(name), are.get(name)];
      if (!was || !is) return false;
      const isSame = textOf(was.node, before) === textOf(is.node, now);
      if (!isSame || mentionsAny(mentionsOf(is.node), words)) changed.add(name);
    }
    if (inside.around) inside.around = { ...inside.around, arguments: are };
    const { words: others, things, moved } = inside.names.declare(inside.files, surroundings(inside), changed);
    this.things.push(...things);
    this.moved.push(...moved);
    return this.follow(inside, others);
  }

  /** What leaves it, and by that what leaves the modules in it. */
  #end(reading: Reading): void {
    const { leaves, openings } = endsOf(reading);
    const gaveWay = reading.leaves.replace(leaves);
    this.things.push(...gaveWay);
    const [first] = reading.sources;
    if (first && !areSame(first.openings, openings)) {
      this.things.push(first.openings);
      for (const source of reading.sources) Object.assign(source, { openings } satisfies Partial<Source>);
    }
    if (gaveWay.length === 0) return;
    for (const { inside } of reading.calls)
      if (!('why' in inside)) {
        inside.ends = noEnds();
        this.#end(inside);
      }
  }
}

/** With those anew that were there before and speak of `words`. Undefined where one is there no more. */
function readAgain(resources: Resources, before: Resources, words: Words, { around }: Reading) {
  if (words.size === 0) return resources;
  const wereThere = new Set(before);
  const next: TerraformResource[] = [];
  for (const one of resources) {
    const isSame = !wereThere.has(one) || !mentionsAny(one.needs, words);
    const read = isSame ? one : one.readAgain(around?.exists);
    if (!read) return undefined;
    next.push(read);
  }
  return next;
}

/** Whether something may be there now that was not there before. */
function mayCome({ blocks }: File, resources: Resources, words: Words, { module }: Reading): boolean {
  if (words.size === 0) return false;
  const absent = blocks.filter(isResource);
  if (absent.length === resources.length) return false;
  const there = new Set(resources.map(({ node }) => node));
  return absent.some(({ node }) => !there.has(node) && mentionsAny(needsOf(node, { module }), words));
}

/** Those of `some` that are not among `all`. */
function missingFrom(all: Resources, some: Resources): Resources {
  const there = new Set(all);
  return some.filter((one) => !there.has(one));
}

const textOf = ({ start, end }: SyntaxNode, { text }: Called): string => text.slice(start, end);

const wordsAt = (node: SyntaxNode | undefined): string | undefined => node && wordsOf(node);

const areSame = (before: readonly Opening[], now: readonly Opening[]): boolean =>
  before.length === now.length &&
  before.every(({ why, creates }, i) => why === now[i]?.why && creates?.join() === now[i]?.creates?.join());
