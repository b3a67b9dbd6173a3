/*
 * The files of the workspace, one after the other, for who does other things in between: those that a walk comes by, and
 * before them those that were noted because something has become of them.
 */
import type { Disk } from './disk.ts';
import { stepsIn, wouldFind } from './walk.ts';

export interface Step {
  /** Undefined where only a folder was looked into. */
  readonly path: string | undefined;
  /** There is no such file any more, or it is not to be looked at. */
  readonly gone: boolean;
}

export class Scan {
  readonly #disk: Disk;
  readonly #noted = new Set<string>();
  #folders: readonly string[] = [];
  #walk: Iterator<string | undefined> | undefined;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** Whether there is more to do than what was noted. */
  get isWalking(): boolean {
    return this.#walk !== undefined;
  }

  /** Goes through these folders, from the beginning. */
  begin(folders: readonly string[]): void {
    this.#folders = folders;
    this.#walk = this.#steps();
  }

  /** Goes no further. */
  stop(): void {
    this.#walk = undefined;
    this.#noted.clear();
  }

  note(path: string): void {
    this.#noted.add(path);
  }

  /** Whether a walk would come by it. */
  wouldFind(path: string): boolean {
    return this.#folders.some((folder) => wouldFind(this.#disk, folder, path));
  }

  /** Undefined where nothing is left. */
  next(): Step | undefined {
    for (const path of this.#noted) {
      this.#noted.delete(path);
      return { path, gone: !this.wouldFind(path) };
    }
    const step = this.#walk?.next();
    if (step && !step.done) return { path: step.value, gone: false };
    this.#walk = undefined;
    return undefined;
  }

  *#steps(): Generator<string | undefined> {
    const seen = new Set<string>();
    for (const folder of this.#folders)
      for (const path of stepsIn(this.#disk, folder, () => {})) {
        if (path !== undefined && seen.has(path)) continue; // a folder of the workspace may stand in another
        if (path !== undefined) seen.add(path);
        yield path;
      }
  }
}
