/*
 * What all checks of a rule say, taken together. Most say nothing, and a key changes what one of them says: of the
 * others, it is known who speaks, and whether what they say may be the same thing.
 */
import { type Judged, type Report, silence } from './judge.ts';

/** A rule that threw: a bug of ours. The rest of the findings stand. */
export interface Crash {
  readonly rule: string;
  readonly resource: string;
  readonly error: unknown;
}

/** A check: a rule asked about a row. */
export interface Speaker {
  readonly said: Judged | Crash;
}

export interface Found {
  readonly findings: readonly Report[];
  readonly crashes: readonly Crash[];
}

export class Together<S extends Speaker> {
  /** In the order of the text; undefined as long as nobody has asked for them. */
  #speakers: S[] | undefined;
  /** How many findings stand in an item; what stands alone there, nobody else says. */
  readonly #perItem = new Map<string, number>();
  /** In how many items there are several. */
  #crowded = 0;
  #found: Found | undefined;

  /** That one of `all` says something else than `before`. */
  turn(one: S, before: Judged | Crash, all: readonly S[]): void {
    this.#found = undefined;
    const { said } = one;
    this.#count(before, -1);
    this.#count(said, 1);
    const speakers = this.#speakers;
    if (!speakers) return;
    if (before === silence) speakers.splice(rankOf(one, all, speakers), 0, one);
    else if (said === silence) speakers.splice(speakers.indexOf(one), 1);
  }

  /** What `all` of them found, each thing once. The same object as long as nobody says anything else. */
  found(all: readonly S[]): Found {
    this.#speakers ??= all.filter(({ said }) => said !== silence);
    this.#found ??= this.#crowded > 0 ? this.#eachOnce(this.#speakers) : foundBy(this.#speakers);
    return this.#found;
  }

  #count(said: Judged | Crash, by: 1 | -1): void {
    if (said === silence || 'error' in said) return;
    for (const { at } of said.findings) {
      const before = this.#perItem.get(at.item) ?? 0;
      const now = before + by;
      if (now === 0) this.#perItem.delete(at.item);
      else this.#perItem.set(at.item, now);
      if (Math.min(before, now) === 1 && Math.max(before, now) === 2) this.#crowded += by;
    }
  }

  /** Rows may share a place (a loop, an integration of several routes). */
  #eachOnce(speakers: readonly S[]): Found {
    const { findings, crashes } = foundBy(speakers);
    const said = new Set<string>();
    const isNew = ({ at: { item, span }, message }: Report): boolean =>
      this.#perItem.get(item) === 1 || isAdded(said, `${item}\n${span.start}\n${message}`);
    return { findings: findings.filter(isNew), crashes };
  }
}

/** How many of `some`, which stand in the same order, stand before it in `all`. */
function rankOf<S>(one: S, all: readonly S[], some: readonly S[]): number {
  let rank = 0;
  for (const other of all) {
    if (other === one || rank === some.length) break;
    if (other === some[rank]) rank++;
  }
  return rank;
}

function foundBy(speakers: readonly Speaker[]): Found {
  const findings: Report[] = [];
  const crashes: Crash[] = [];
  for (const { said } of speakers)
    if ('error' in said) crashes.push(said);
    else for (const report of said.findings) findings.push(report);
  return { findings, crashes };
}

/** Whether it was not among `all` before. */
export function isAdded<T>(all: Set<T>, one: T): boolean {
  const { size } = all;
  return all.add(one).size > size;
}
