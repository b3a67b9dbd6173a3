import path from 'node:path';
import ts from 'typescript';

/** What a file of rules would be. */
export interface Draft {
  readonly file: string;
  readonly text: string;
}

/**
 * The drafts that the compiler refuses: nobody can write them, so no case has to tell them apart. All at once, each as
 * a file of its own beside the file that it is a draft of, because making a program is what costs the time.
 */
export function refused(drafts: readonly Draft[]): ReadonlySet<Draft> {
  if (drafts.length === 0) return new Set();
  const { config } = ts.readConfigFile('rules/tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, 'rules');
  // What is no longer used is no reason to refuse: it would be deleted with the rest.
  const lenient = { ...options, noUnusedLocals: false, noUnusedParameters: false };
  const named = new Map(
    drafts.map((draft, index) => [path.resolve(path.dirname(draft.file), `draft-${index}.ts`), draft]),
  );
  const host = ts.createCompilerHost(lenient);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => named.has(path.resolve(file)) || fileExists(file);
  host.getSourceFile = (file, language) => {
    const draft = named.get(path.resolve(file));
    return draft ? ts.createSourceFile(file, draft.text, language) : getSourceFile(file, language);
  };
  const program = ts.createProgram([...named.keys(), path.resolve('rules/index.ts')], lenient, host);
  const isRefused = (file: string) => program.getSemanticDiagnostics(program.getSourceFile(file)).length > 0;
  return new Set([...named].filter(([file]) => isRefused(file)).map(([, draft]) => draft));
}
