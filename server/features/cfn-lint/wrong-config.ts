/* What cfn-lint says is wrong in a `.cfnlintrc`, at its place there. */
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { CfnLintFinding } from '../../cfn-lint/finding.ts';
import type { WrongConfig } from '../../cfn-lint/message.ts';
import { lineIndex } from '../../formats/syntax/lines.ts';
import { reached } from '../../workspace/paths.ts';
import type { Machine } from '../../workspace/project.ts';
import { cfnLintSource } from './diagnostics.ts';

/** cfn-lint's own rule for it. */
const id = 'E0003';

/** `text` is that of the config. cfn-lint says which key it means, but not where that stands. */
export function wrongConfigDiagnostic({ message }: WrongConfig, text: string): Diagnostic {
  const key = /'([\w.]+)'/.exec(message)?.[1]?.split('.').at(-1);
  const at = key === undefined ? -1 : text.search(new RegExp(`\\b${key}\\b`));
  const end = at < 0 ? text.search(/\r|\n|$/) : at + (key?.length ?? 0);
  const { positionAt } = lineIndex(text);
  return {
    range: { start: positionAt(Math.max(0, at)), end: positionAt(end) },
    severity: DiagnosticSeverity.Error,
    source: cfnLintSource,
    code: id,
    message: withoutPath(message),
  };
}

/** Where the template itself says it, in its metadata. */
export const wrongInTemplate = ({ message }: WrongConfig): CfnLintFinding => ({
  id,
  severity: 'error',
  message: withoutPath(message),
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  about: 'Error with cfn-lint configuration',
  link: '',
  path: [],
});

/** "… in .cfnlintrc at root": whoever reads it sees where it stands. */
const withoutPath = (message: string): string => message.replace(/ in \.cfnlintrc(?: at [\w.]+)?/, '');

/** By the path that cfn-lint has told, in a folder of this machine. */
export function textOfConfig(machine: Machine | undefined, folder: string | undefined, file: string) {
  if (!machine || folder === undefined) return undefined;
  const path = reached(machine.disk, folder, file);
  try {
    return { uri: machine.uriOf(path), text: new TextDecoder().decode(machine.disk.read(path)) };
  } catch {
    return undefined; // gone since
  }
}
