import {
  type Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages as editorLanguages,
  StatusBarAlignment,
  type TextDocument,
  ThemeColor,
  window,
} from 'vscode';
import { State } from 'vscode-languageclient';
import { languages } from './languages.ts';

export interface Status extends Disposable {
  /** Tells the item what has become of the server. */
  follow(state: State): void;
}

/** The item in the status bar: how many findings the active template has. Hidden wherever there is nothing to say. */
export function createStatus(): Status {
  const item = window.createStatusBarItem('gatelint.status', StatusBarAlignment.Right, 100);
  item.name = 'Gatelint';
  item.command = 'gatelint.showOutput';
  let state = State.Starting;

  function update(): void {
    const document = window.activeTextEditor?.document;
    if (!document || !looksLikeTemplate(document)) {
      item.hide();
      return;
    }
    const findings = editorLanguages.getDiagnostics(document.uri).filter(({ source }) => source === 'gatelint');
    Object.assign(item, state === State.Running ? summary(findings) : absence(state));
    item.show();
  }

  const listeners = [
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
      update();
    },
    dispose: () => Disposable.from(item, ...listeners).dispose(),
  };
}

type Look = { readonly text: string; readonly tooltip: string; readonly backgroundColor: ThemeColor | undefined };

function summary(findings: readonly Diagnostic[]): Look {
  const count = (severity: DiagnosticSeverity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const parts = [
    counted(count(DiagnosticSeverity.Error), 'error'),
    counted(count(DiagnosticSeverity.Warning), 'warning'),
    counted(count(DiagnosticSeverity.Information), 'information', 'information'),
    counted(count(DiagnosticSeverity.Hint), 'hint'),
  ].filter((part) => !part.startsWith('0 '));
  return {
    text: `$(shield) Gatelint: ${findings.length === 0 ? 'no findings' : counted(findings.length, 'finding')}`,
    tooltip: `${parts.length === 0 ? 'Nothing to say about this template' : parts.join(', ')}. Click for the output.`,
    backgroundColor: undefined,
  };
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
  return (
    languages.includes(document.languageId) && /\bAWSTemplateFormatVersion\b|\bAWS::[A-Z]/.test(document.getText())
  );
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
