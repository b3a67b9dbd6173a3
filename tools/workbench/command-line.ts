// VS Code's own command line, as @vscode/test-electron writes it; what means nothing in a browser is passed over.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface CommandLine {
  readonly extensionPaths: readonly string[];
  readonly testsPath: string;
  /** The folder, workspace or file to open. */
  readonly target: string | undefined;
  readonly userData: string | undefined;
  readonly extensions: string | undefined;
  readonly disableExtensions: boolean;
  /** Run the extension's `browser` entry in the web worker host. */
  readonly asWebExtension: boolean;
}

export function readCommandLine(words: readonly string[]): CommandLine {
  const options = words.flatMap((word) => {
    const match = /^--([^=]+)=?(.*)$/s.exec(word);
    return match ? [{ name: match[1], value: match[2] ?? '' }] : [];
  });
  const all = (name: string): string[] => options.filter((option) => option.name === name).map(({ value }) => value);
  const one = (name: string): string | undefined => all(name).at(-1);

  const testsPath = one('extensionTestsPath');
  if (testsPath === undefined)
    throw new Error('--extensionTestsPath=… is missing (`npm start` opens VS Code for a person).');
  const target = one('folder-uri') ?? one('file-uri') ?? words.find((word) => !word.startsWith('-'));
  return {
    extensionPaths: all('extensionDevelopmentPath').map(localPath),
    testsPath: localPath(testsPath),
    target: target === undefined ? undefined : localPath(target),
    userData: one('user-data-dir'),
    extensions: one('extensions-dir'),
    disableExtensions: one('disable-extensions') !== undefined,
    asWebExtension: one('extensionDevelopmentKind') === 'web',
  };
}

function localPath(pathOrUri: string): string {
  return pathOrUri.startsWith('file:') ? fileURLToPath(pathOrUri) : path.resolve(pathOrUri);
}
