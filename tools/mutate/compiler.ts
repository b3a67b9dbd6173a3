import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Whether the compiler refuses the text: then nobody can write it, and no case has to tell it apart. */
export type IsRefused = (file: string, text: string) => boolean;

export function compilerOf(files: readonly string[]): IsRefused {
  const versions = new Map<string, string>();
  const { config } = ts.readConfigFile('rules/tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, 'rules');
  // What is no longer used is no reason to refuse: it would be deleted with the rest.
  const lenient = { ...options, noUnusedLocals: false, noUnusedParameters: false };
  const service = ts.createLanguageService({
    getCompilationSettings: () => lenient,
    getScriptFileNames: () => files.map((file) => path.resolve(file)),
    getScriptVersion: (file) => versions.get(file) ?? '',
    getScriptSnapshot: (file) => {
      const text = versions.get(file) ?? ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
  });
  return (file, text) => {
    const absolute = path.resolve(file);
    versions.set(absolute, text);
    const refused = service.getSemanticDiagnostics(absolute).length > 0;
    versions.set(absolute, readFileSync(file, 'utf8'));
    return refused;
  };
}
