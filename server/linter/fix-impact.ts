/* What deploying a file does once edits are made in it, before anybody makes them. */
import { Api } from '../../rules/model/apigateway.ts';
import { LoadBalancer, TargetGroup } from '../../rules/model/elbv2.ts';
import type { Files, Source, TextEdit } from '../formats/format.ts';
import { edit } from '../formats/syntax/edit.ts';
import type { Document } from '../formats/syntax/node.ts';
import { typeOf } from '../formats/terraform/names.ts';
import type { Effect, Impact, ImpactOf } from '../impact/impact.ts';
import { type Analysis, sourceFrom } from './analysis.ts';

/** Nothing of the analysis is spent: the edited text is read beside it, and shares what the edits leave alone. */
export function impactOfEdits(analysis: Analysis, edits: readonly TextEdit[], impactOf: ImpactOf): Impact {
  const { source, settings, files } = analysis;
  const document = editedIn(source, edits, undefined);
  return impactOf(source, sourceFrom(source.file, document, settings, files && withEdits(files, analysis, edits)));
}

/** Edits of the file that was judged name none. */
function editedIn({ document }: Source, edits: readonly TextEdit[], file: string | undefined): Document {
  const own = edits.filter((one) => one.file === file);
  // The last one first, so that those before it stand where they stood.
  return own.toSorted((one, other) => other.start - one.start).reduce((was, one) => edit(was, one).document, document);
}

/** The other files of a module, as the edits leave them. */
function withEdits(files: Files, { graph }: Analysis, edits: readonly TextEdit[]): Files {
  const changed = new Map<string, Document>();
  for (const { file } of edits) {
    const source = file === undefined ? undefined : graph.sources.find((one) => one.file === file);
    if (source && !changed.has(source.file)) changed.set(source.file, editedIn(source, edits, source.file));
  }
  if (changed.size === 0) return files;
  return {
    ...files,
    read(from, path) {
      const other = files.read(from, path);
      return 'file' in other ? { ...other, document: changed.get(other.file) ?? other.document } : other;
    },
  };
}

/** Whether what is in front of everything is, or may be, another one then, or gone. */
export const costsFrontDoor = ({ resources }: Impact): boolean =>
  resources.some(({ type, effect }) => costs.has(effect) && frontDoors.has(typeOf(type)));

const costs: ReadonlySet<Effect> = new Set(['may-replace', 'replace', 'delete', 'orphan']);

const frontDoors: ReadonlySet<string> = new Set(
  [LoadBalancer, TargetGroup, Api].flatMap(({ forms }) => forms.map(({ type }) => type)),
);
