/* Templates that lie in one workspace, and import what others of them export. */
import type { Files, Given } from '../server/formats/format.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { ExportIndex } from '../server/workspace/exports.ts';

/** `given`: what is given to the parameters of each, by its file. */
export function templatesIn(
  texts: Readonly<Record<string, string>>,
  given: Readonly<Record<string, Given>> = {},
): Files {
  const index = new ExportIndex();
  const documents = new Map(Object.entries(texts).map(([file, text]) => [file, parseDocument(text)]));
  for (const [file, document] of documents) index.take(file, document, given[file]);
  return {
    read(_from, path) {
      const file = path.replace(/^\.\//, '');
      const document = documents.get(file);
      return document ? { file, document } : { why: 'it is not there' };
    },
    exporter(_from, name) {
      const found = index.find(name);
      const document = found && documents.get(found.path);
      return document && { file: found.path, document, output: found.output, given: given[found.path] };
    },
  };
}
