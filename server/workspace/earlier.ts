/* An open template as it was: with other files that were otherwise, and all the rest as it is now. */
import { readCloudFormation } from '../formats/cloudformation/read.ts';
import { isReadWhole, type Source } from '../formats/format.ts';
import { isSource, isTerraform, parseFile } from '../formats/kind.ts';
import { parseDocument } from '../formats/syntax/document.ts';
import { linesOf } from '../formats/syntax/lines.ts';
import { readTerraform } from '../formats/terraform/read.ts';
import type { Shelf } from './configs.ts';
import { nothingLike } from './deployed.ts';
import type { Documents, Template } from './documents.ts';
import { OtherFiles } from './other-files.ts';
import { below, nameOf, parentOf } from './paths.ts';
import type { Project } from './project.ts';

/** What files said, by their URIs; `null` for those that were not there. */
export type Earlier = ReadonlyMap<string, string | null>;

/** Undefined where nothing that is deployed was there; a text says why that cannot be told, in one sentence. */
export function sourceBefore(
  { uri, analysis }: Template,
  earlier: Earlier,
  project: Project,
  documents: Documents,
): Source | string {
  const { source } = analysis;
  const { document } = source;
  const text = earlier.get(uri);
  if (text === null && !isTerraform(document)) return nothingLike(source);
  const was = text === undefined ? document : parseDocument(text ?? '', document.dialect);
  if (!isSource(was)) return 'it was no CloudFormation template.';
  const settings = project.settingsOf(uri);
  if (settings === 'ignored') return 'gatelint.yaml ignores it.';
  const files = filesBefore(uri, earlier, project, documents);
  const { given, variables } = settings;
  const before = isTerraform(was)
    ? readTerraform(uri, was, { ...(variables && { variables }), files })
    : readCloudFormation(uri, was, { ...(given && { given }), files });
  return whyUnread(before) ?? before;
}

/** In one sentence; undefined where all of it can be read. */
export function whyUnread(source: Source): string | undefined {
  const torn = (source.module?.sources ?? [source]).find((one) => !isReadWhole(one));
  const problem = torn?.problems.find(({ severity }) => severity === undefined);
  if (!torn || !problem) return undefined;
  const { document, items, file } = torn;
  const base = document.starts[items.get(problem.item) ?? 0] ?? 0;
  const { line } = linesOf(document).positionAt(base + problem.span.start);
  return `${decodeURIComponent(nameOf(file))} cannot be read whole (line ${line + 1}): ${problem.message}`;
}

function filesBefore(uri: string, earlier: Earlier, project: Project, documents: Documents) {
  const { shelf, uriOf, isCalled } = project.placeOf(uri);
  const pathOf = (file: string): string => project.placeOf(file).path;
  const texts = new Map([...earlier].map(([file, text]) => [pathOf(file), text]));
  const open = new Map(documents.all().map((file) => [pathOf(file), file]));
  const files = new OtherFiles({
    shelf: asItWas(shelf, texts),
    folders: project.folders.map(pathOf),
    pathOf,
    fileOf: uriOf,
    isCalled,
    opened: {
      at: (path) => {
        const file = texts.has(path) ? undefined : open.get(path);
        return file === undefined
          ? undefined
          : { file, document: documents.parsed(file) ?? parseFile(path, documents.at(file)?.text ?? '') };
      },
      has: (path) => !texts.has(path) && open.has(path),
      namesIn: (folder) =>
        [...open.keys()].filter((path) => !texts.has(path) && parentOf(shelf, path) === folder).map(nameOf),
    },
  });
  return files.forReader();
}

function asItWas(shelf: Shelf, texts: ReadonlyMap<string, string | null>): Shelf {
  const encoder = new TextEncoder();
  return {
    separator: shelf.separator,
    look(path) {
      const text = texts.get(path);
      if (text === undefined) return shelf.look(path);
      return text === null ? undefined : { kind: 'file', bytes: text.length };
    },
    read(path) {
      const text = texts.get(path);
      return typeof text === 'string' ? encoder.encode(text) : shelf.read(path);
    },
    list(folder) {
      const listed = shelf.list?.(folder);
      const gone = listed?.filter(({ name }) => texts.get(below(shelf, folder, name)) !== null);
      const names = new Set(listed?.map(({ name }) => name));
      const back = [...texts].filter(
        ([path, text]) => text !== null && parentOf(shelf, path) === folder && !names.has(nameOf(path)),
      );
      return gone && [...gone, ...back.map(([path]) => ({ name: nameOf(path), kind: 'file' as const }))];
    },
  };
}
