/* A file that is not open, as it lies on disk. */
import type { Files } from '../formats/format.ts';
import { linesOf } from '../formats/syntax/lines.ts';
import { analyse } from '../linter/analysis.ts';
import { decode } from './decode.ts';
import type { Template } from './documents.ts';
import type { Machine, Project } from './project.ts';

/** Undefined for what cannot be read, and where there is no such file. */
export function closedText({ disk }: Machine, path: string): string | undefined {
  try {
    return decode(disk.read(path)).text;
  } catch {
    return undefined;
  }
}

/** Undefined for what is no template, and what the settings leave out. */
export function closedTemplate(machine: Machine, project: Project, path: string, files: Files): Template | undefined {
  const uri = machine.uriOf(path);
  const settings = project.settingsOf(uri);
  const text = settings === 'ignored' ? undefined : closedText(machine, path);
  const analysis =
    text === undefined || settings === 'ignored' ? undefined : analyse(uri, text, settings, undefined, files);
  return analysis && { uri, version: 0, lines: linesOf(analysis.source.document), analysis };
}
