/*
 * What the templates of the workspace export, for those that import: found when the first of them is open, a few files
 * at a time when nobody waits for anything; and as it changes, from then on.
 */
import type { Given } from '../formats/format.ts';
import { looksLikeTemplate, parseDocument } from '../formats/syntax/document.ts';
import type { Document } from '../formats/syntax/node.ts';
import type { Documents } from '../workspace/documents.ts';
import { ExportIndex, type Exports, exportingAt } from '../workspace/exports.ts';
import { within } from '../workspace/paths.ts';
import type { Machine, Project } from '../workspace/project.ts';
import { Scan } from '../workspace/scan.ts';

/** Nobody notices that something waits for so long. */
const sliceMilliseconds = 8;
/** Somebody who types in a template changes what it exports with every letter, or nothing of it. */
const restMilliseconds = 300;

interface Surroundings {
  readonly machine: Machine;
  readonly project: Project;
  readonly documents: Documents;
  /** Resolves when nobody waits for anything. */
  idle(): Promise<void>;
  failed(uri: string, error: unknown): void;
  /** Something is exported by others, or not any more. */
  changed(): void;
}

export function followExports({ machine, project, documents, idle, failed, changed }: Surroundings) {
  const { disk } = machine;
  const scan = new Scan(disk);
  /** Undefined until all templates have been looked at once: before that, nobody knows what there is twice. */
  let index: ExportIndex | undefined;
  /** The one that is being made. */
  let next: ExportIndex | undefined;
  let isWanted = false;
  /** All of it may be otherwise now. */
  let isStale = false;
  let isGoing = false;
  let rest: ReturnType<typeof setTimeout> | undefined;
  /** The URIs of open documents by their paths: an editor may spell them in other ways than we do. */
  let open: ReadonlyMap<string, string> = new Map();

  const folders = (): readonly string[] => project.folders.flatMap((uri) => machine.pathOf(uri) ?? []);

  const givenTo = (path: string): Given | undefined => {
    const settings = project.settingsOf(machine.uriOf(path));
    return settings === 'ignored' ? undefined : settings.given;
  };

  /** As it is open in the editor, else as it lies on disk. */
  function exporting(path: string): Document | undefined {
    const uri = open.get(path);
    if (uri === undefined) return exportingAt(disk, path);
    const text = documents.parsed(uri) ?? documents.at(uri)?.text;
    return typeof text === 'string' ? (looksLikeTemplate(text) ? parseDocument(text) : undefined) : text;
  }

  function begin(): void {
    isStale = false;
    next = new ExportIndex();
    scan.begin(folders());
    void goOn();
  }

  async function rested(): Promise<number> {
    await idle();
    open = new Map(documents.all().map((uri) => [machine.pathOf(uri) ?? uri, uri]));
    return performance.now();
  }

  async function goOn(): Promise<void> {
    if (isGoing) return;
    isGoing = true;
    let isOther = false;
    let began = await rested();
    for (let step = scan.next(); step; step = scan.next()) {
      if (step.path !== undefined && look(step.path, step.gone)) isOther = true;
      if (performance.now() - began >= sliceMilliseconds) began = await rested();
    }
    isGoing = false;
    if (next) isOther = true;
    index = next ?? index;
    next = undefined;
    if (isOther) changed();
  }

  function look(path: string, gone: boolean): boolean {
    try {
      const document = gone ? undefined : exporting(path);
      const given = document && givenTo(path);
      const isOther = [index, next].map((one) => one?.take(path, document, given));
      return isOther.includes(true);
    } catch (error) {
      failed(machine.uriOf(path), error);
      return false;
    }
  }

  function soon(): void {
    clearTimeout(rest);
    rest = setTimeout(() => (isStale ? begin() : void goOn()), restMilliseconds);
  }

  return {
    find(template: string, name: string): ReturnType<Exports['find']> {
      if (!folders().some((folder) => within(disk, folder, template) !== undefined)) return undefined;
      if (!isWanted) begin();
      isWanted = true;
      const found = index?.find(name);
      return found && { ...found, given: givenTo(found.path) };
    },

    /** Something has become of these files: their text, whether they are there, or whether they are open. */
    changed(uris: readonly string[]): void {
      if (!isWanted) return;
      for (const uri of uris) {
        const path = machine.pathOf(uri);
        if (path !== undefined) scan.note(path);
      }
      soon();
    },

    /** After something has changed that decides which files there are, or what is given to them. */
    anew(): void {
      if (!isWanted) return;
      isStale = true;
      soon();
    },
  };
}
