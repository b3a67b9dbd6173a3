import {
  type Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages as editorLanguages,
  StatusBarAlignment,
  type TextDocument,
  ThemeColor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { State } from 'vscode-languageclient';
import { moduleLanguages, templateLanguages } from './languages.ts';

export interface Status extends Disposable {
  /** Tells the item what has become of the server. */
  follow(state: State): void;
  /** Tells it what the server has said of a document. */
  hear(said: Said): void;
  hearOfCfnLint(said: CfnLintSaid): void;
}

/** What the server says of a version of a document, as far as it is shown: `Status` in `server/features/server.ts`. */
export interface Said {
  readonly uri: string;
  readonly parametersFrom?: readonly string[];
  readonly unread?: readonly string[];
}

/** How cfn-lint stands with a document: `CfnLintStatus` in `server/features/cfn-lint/follow.ts`. */
export interface CfnLintSaid {
  readonly uri: string;
  readonly state: 'looking' | 'looked' | 'failed' | 'off';
  readonly version?: string;
  readonly why?: string;
}

/** The item in the status bar: how many findings the active file has. Hidden wherever there is nothing to say. */
export function createStatus(): Status {
  const item = window.createStatusBarItem('gatelint.status', StatusBarAlignment.Right, 100);
  item.name = 'Gatelint';
  item.command = 'gatelint.showOutput';
  let state = State.Starting;
  const heard = new Map<string, Said>();
  const ofCfnLint = new Map<string, CfnLintSaid>();

  function update(): void {
    const document = window.activeTextEditor?.document;
    if (!document || !looksLikeTemplate(document)) {
      item.hide();
      return;
    }
    const uri = document.uri.toString();
    const findings = editorLanguages.getDiagnostics(document.uri);
    Object.assign(
      item,
      state === State.Running ? summary(findings, heard.get(uri), ofCfnLint.get(uri)) : absence(state),
    );
    item.show();
  }

  function take<T extends { readonly uri: string }>(all: Map<string, T>, said: T): void {
    const uri = Uri.parse(said.uri).toString(); // as VS Code spells it
    all.set(uri, said);
    if (uri === window.activeTextEditor?.document.uri.toString()) update();
  }

  const listeners = [
    workspace.onDidCloseTextDocument(({ uri }) => {
      heard.delete(uri.toString());
      ofCfnLint.delete(uri.toString());
    }),
    window.onDidChangeActiveTextEditor(update),
    editorLanguages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) update();
    }),
  ];
  update();
  return {
    follow(newState) {
      state = newState;
      ofCfnLint.clear(); // another server has another thread
      update();
    },
    hear: (said) => take(heard, said),
    hearOfCfnLint: (said) => take(ofCfnLint, said),
    dispose: () => Disposable.from(item, ...listeners).dispose(),
  };
}

type Look = { readonly text: string; readonly tooltip: string; readonly backgroundColor: ThemeColor | undefined };

function summary(all: readonly Diagnostic[], said: Said | undefined, cfnLint: CfnLintSaid | undefined): Look {
  const from = (name: string): readonly Diagnostic[] => all.filter(({ source }) => source === name);
  const findings = from('gatelint');
  const count = (severity: DiagnosticSeverity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const parts = [
    counted(count(DiagnosticSeverity.Error), 'error'),
    counted(count(DiagnosticSeverity.Warning), 'warning'),
    counted(count(DiagnosticSeverity.Information), 'information', 'information'),
    counted(count(DiagnosticSeverity.Hint), 'hint'),
  ].filter((part) => !part.startsWith('0 '));
  const icon = cfnLint?.state === 'failed' ? ' $(warning)' : '';
  return {
    text: `$(shield) Gatelint: ${findings.length === 0 ? 'no findings' : counted(findings.length, 'finding')}${icon}`,
    tooltip: [
      `${parts.length === 0 ? 'Nothing to say about this file' : parts.join(', ')}. Click for the output.`,
      ...(cfnLint && cfnLint.state !== 'off' ? [aboutCfnLint(cfnLint, from('cfn-lint').length)] : []),
      ...(said?.parametersFrom ? [`Parameters from ${said.parametersFrom.join(', ')}`] : []),
      ...(said?.unread ?? []),
    ].join('\n'),
    backgroundColor: undefined,
  };
}

function aboutCfnLint({ state, version = '', why = '' }: CfnLintSaid, findings: number): string {
  if (state === 'looking') return 'cfn-lint is looking at this file…';
  if (state === 'failed') return why;
  return `cfn-lint ${version}: ${findings === 0 ? 'no findings' : counted(findings, 'finding')}`;
}

function absence(state: State): Look {
  if (state === State.Starting) return { text: '$(shield) Gatelint', tooltip: 'Starting…', backgroundColor: undefined };
  return {
    text: '$(shield) Gatelint has stopped',
    tooltip: 'The language server is not running. Click for the output.',
    backgroundColor: new ThemeColor('statusBarItem.errorBackground'),
  };
}

/** Cheap, and wrong only about showing an item: the server alone decides what is judged. */
function looksLikeTemplate(document: TextDocument): boolean {
  const { languageId, uri } = document;
  if (moduleLanguages.includes(languageId)) return true;
  if (!templateLanguages.includes(languageId)) return false;
  const isModuleInJson = /\.(?:tf|tofu)\.json$/.test(uri.path);
  return isModuleInJson || /\bAWSTemplateFormatVersion\b|\bAWS::[A-Z]/.test(document.getText());
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
