/*
 * Which template of the workspace exports what. Only the names are kept: what stands behind one is read when somebody
 * imports it.
 */
import { type ExportedName, exportedNames } from '../formats/cloudformation/exports.ts';
import type { Given } from '../formats/format.ts';
import { isTemplate, looksLikeTemplate, parseDocument } from '../formats/syntax/document.ts';
import type { Document } from '../formats/syntax/node.ts';
import { contains } from '../formats/syntax/slice.ts';
import { decode } from './decode.ts';
import type { Disk } from './disk.ts';
import { stepsIn } from './walk.ts';

/** Who knows what the templates of a workspace export. */
export interface Exports {
  /** For a template of this workspace; by paths. */
  find(template: string, name: string): (Exported & { readonly given: Given | undefined }) | undefined;
}

/** An output that is exported. */
export interface Exported {
  readonly path: string;
  readonly output: string;
}

interface Known extends ExportedName {
  readonly path: string;
}

/** CloudFormation takes no template above 1 MB. */
const mostBytes = 1_000_000;

const word = 'Export';

export class ExportIndex {
  readonly #byPath = new Map<string, readonly Known[]>();
  #byText: ReadonlyMap<string, readonly Known[]> | undefined;

  /** What a file exports from now on; undefined where it is no template. Whether that is anything else than before. */
  take(path: string, document: Document | undefined, given: Given | undefined): boolean {
    const isExporting = document && contains(document, word) && isTemplate(document);
    const names = isExporting ? exportedNames(document, given ?? nothing).map((one) => ({ path, ...one })) : [];
    const before = this.#byPath.get(path) ?? [];
    if (isSame(before, names)) return false;
    if (names.length > 0) this.#byPath.set(path, names);
    else this.#byPath.delete(path);
    this.#byText = undefined;
    return true;
  }

  /**
   * The one output that is exported under this name. An account has a name once in a Region, but a workspace may hold
   * variants of a template, of which nobody knows which is deployed: then there is none.
   */
  find(name: string): Exported | undefined {
    this.#byText ??= byText([...this.#byPath.values()].flat());
    const [one, another] = this.#byText.get(name) ?? [];
    if (!one || another) return undefined;
    return one.isCertain || !this.#mayBe(name) ? one : undefined;
  }

  /** Whether somebody may export under this name, as only a deployment knows. */
  #mayBe(name: string): boolean {
    return [...this.#byPath.values()].some((names) => names.some(({ shape }) => shape?.test(name)));
  }
}

const nothing: Given = new Map();

function byText(all: readonly Known[]): ReadonlyMap<string, readonly Known[]> {
  const found = new Map<string, readonly Known[]>();
  for (const one of all) for (const text of new Set(one.texts)) found.set(text, [...(found.get(text) ?? []), one]);
  return found;
}

const isSame = (one: readonly Known[], other: readonly Known[]): boolean =>
  one.length === other.length && one.every((known, i) => keyOf(known) === keyOf(other[i]));

const keyOf = (known: Known | undefined): string =>
  JSON.stringify([known?.output, known?.texts, known?.isCertain, known?.shape?.source]);

/** What a file on disk may export; undefined where that is nothing. */
export function exportingAt(disk: Pick<Disk, 'look' | 'read'>, path: string): Document | undefined {
  try {
    const found = disk.look(path);
    if (found?.kind !== 'file' || found.bytes > mostBytes) return undefined;
    const { text } = decode(disk.read(path));
    return text?.includes(word) && looksLikeTemplate(text) ? parseDocument(text) : undefined;
  } catch {
    return undefined; // whoever is to check it hears of it
  }
}

/** Files and folders. Whoever waits for an answer waits for no more. */
const mostSteps = 20_000;

/** What is exported in a folder, looked through in one go. Nothing where nobody would want to wait for that. */
export function exportsIn(disk: Disk, folder: string, givenTo: (path: string) => Given | undefined): ExportIndex {
  const index = new ExportIndex();
  let steps = 0;
  for (const path of stepsIn(disk, folder, () => {})) {
    if (++steps > mostSteps) return new ExportIndex();
    const document = path === undefined ? undefined : exportingAt(disk, path);
    if (path !== undefined && document) index.take(path, document, givenTo(path));
  }
  return index;
}
