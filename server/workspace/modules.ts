/*
 * The modules of Terraform in the files that are looked at: which of them others call, and what variables they have.
 * Those that nobody calls are roots.
 */
import { isModuleFile } from '../formats/terraform/names.ts';
import { type Outline, outlineOf } from '../formats/terraform/outline.ts';
import { decode } from './decode.ts';
import type { Disk } from './disk.ts';
import { below, parentOf, reached } from './paths.ts';
import { candidatesIn } from './walk.ts';

/** Each file is looked at once, until something becomes of it. */
export class Modules {
  readonly #disk: Disk;
  readonly #outlines = new Map<string, Outline>();
  /** By the file or the folder that was looked through. */
  readonly #files = new Map<string, readonly string[]>();
  readonly #called = new Map<string, ReadonlySet<string>>();

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  forget(): void {
    this.#outlines.clear();
    this.#files.clear();
    this.#called.clear();
  }

  /** Whether another module calls that in this folder. `tops`: the files and folders that are looked through. */
  isCalled(folder: string, tops: Iterable<string>): boolean {
    for (const top of tops) if (this.#calledBelow(top).has(folder)) return true;
    return false;
  }

  /** The folders of the modules that nobody calls. */
  rootsBelow(tops: readonly string[]): readonly string[] {
    const folders = new Set(tops.flatMap((top) => this.#filesBelow(top)).map((file) => this.#folderOf(file)));
    return [...folders].filter((folder) => !this.isCalled(folder, tops));
  }

  /** The types of the variables of a module, by their names; undefined: none is written. */
  variablesOf(folder: string): Outline['variables'] {
    const files = filesIn(this.#disk, folder);
    return new Map(files.flatMap((file) => [...this.#outlineOf(file).variables]));
  }

  /** To be called when something has become of a file: whether others are roots now. */
  changed(path: string): boolean {
    const before = this.#outlines.get(path);
    if (!isModuleFile(path) || this.#called.size === 0) return false;
    this.#outlines.delete(path);
    const after = this.#outlineOf(path);
    const isSame = before?.calls.join('\n') === after.calls.join('\n') || (!before && after.calls.length === 0);
    if (!isSame) this.forget();
    return !isSame;
  }

  #calledBelow(top: string): ReadonlySet<string> {
    let called = this.#called.get(top);
    if (!called) {
      called = new Set(this.#filesBelow(top).flatMap((file) => this.#calledIn(file)));
      this.#called.set(top, called);
    }
    return called;
  }

  #calledIn(file: string): readonly string[] {
    const folder = this.#folderOf(file);
    const called = this.#outlineOf(file).calls.map((name) => reached(this.#disk, folder, name));
    return called.filter((one) => one !== folder); // a circle, which is told where it is written
  }

  /** A file is looked at with those beside it: they are one module. */
  #filesBelow(top: string): readonly string[] {
    let files = this.#files.get(top);
    if (!files) {
      files = isModuleFile(top)
        ? filesIn(this.#disk, this.#folderOf(top))
        : [...candidatesIn(this.#disk, top, () => {})].filter(isModuleFile);
      this.#files.set(top, files);
    }
    return files;
  }

  #outlineOf(file: string): Outline {
    let outline = this.#outlines.get(file);
    if (!outline) {
      outline = outlineOf(file, textOf(this.#disk, file));
      this.#outlines.set(file, outline);
    }
    return outline;
  }

  #folderOf(file: string): string {
    return parentOf(this.#disk, file) ?? file;
  }
}

function filesIn(disk: Disk, folder: string): readonly string[] {
  try {
    return disk
      .list(folder)
      .flatMap(({ name, kind }) => (kind !== 'folder' && isModuleFile(name) ? [below(disk, folder, name)] : []));
  } catch {
    return []; // whoever reads the module tells
  }
}

/** What cannot be read calls nobody; that it cannot be read is told where it is linted. */
function textOf(disk: Disk, file: string): string {
  try {
    return decode(disk.read(file)).text ?? '';
  } catch {
    return '';
  }
}
