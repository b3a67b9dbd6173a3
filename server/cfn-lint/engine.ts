/*
 * Python with cfn-lint in it, compiled to WebAssembly: https://pyodide.org. One thread has one, because a run keeps its
 * thread busy for seconds.
 */
import type { PyodideInterface } from 'pyodide';
import type { CfnLintFinding, CfnLintOptions } from './finding.ts';
import glue from './glue.py';

/** The files that `npm run build:cfn-lint` writes, wherever they are. */
export interface Bundle {
  /** The folder, as Pyodide wants it: a path, or a URL; it reads its own files from there. */
  readonly home: string;
  load(): Promise<typeof import('pyodide')>;
  read(name: string): Promise<Uint8Array>;
}

export interface Engine {
  readonly version: string;
  /** Throws an error named `KeyboardInterrupt` where somebody has interrupted it, and others where cfn-lint has thrown. */
  lint(text: string, options: CfnLintOptions): readonly CfnLintFinding[];
  /** On Node: takes a folder for its own. cfn-lint obeys the `.cfnlintrc` there. */
  workIn(folder: string): void;
  /** Writing 2 into its first byte ends the run that goes on. */
  interruptBy(buffer: Uint8Array): void;
  /** Its memory as it is, to begin with the next time. Only of one that was started to be remembered. */
  remember(): Uint8Array;
}

/** What the memory of another engine is worth: it starts in a sixth of the time. */
export interface Beginning {
  readonly snapshot?: Uint8Array;
  /** It is to be remembered, which makes it a little larger. */
  readonly toBeRemembered?: boolean;
}

/**
 * The compiled parts are loaded before Pyodide takes up the memory of another engine, at the places where they were in
 * that one; else its first call into them would fail. Pyodide has no word for that, so one line of it is changed.
 */
const sideModules = { 'regex.so': 'regex/_regex', 'yaml.so': 'yaml/_yaml' } as const;

declare global {
  /** Read by that line. */
  var gatelintSideModules: readonly string[] | undefined;
}

export async function startEngine(
  bundle: Bundle,
  { snapshot, toBeRemembered = false }: Beginning = {},
): Promise<Engine> {
  globalThis.gatelintSideModules = Object.keys(sideModules);
  const { loadPyodide } = await bundle.load();
  const python = await loadPyodide({
    indexURL: bundle.home,
    // What Python prints is for nobody: standard output may be how an editor is spoken to.
    stdout: () => undefined,
    stderr: () => undefined,
    ...(snapshot ? { _loadSnapshot: snapshot } : { _makeSnapshot: toBeRemembered }),
  });
  const [index, files] = await Promise.all([bundle.read('site.json'), bundle.read('site.bin')]);
  unpack(python, JSON.parse(new TextDecoder().decode(index)) as Index, files); // what `tools/cfn-lint/site.py` writes
  if (!snapshot) begin(python);
  const lint = python.globals.get('lint') as (text: string, options: string) => string; // of `glue.py`
  return {
    version: String(python.globals.get('version')),
    lint: (text, options) => JSON.parse(lint(text, JSON.stringify(options))) as CfnLintFinding[],
    workIn(folder) {
      python.FS.mkdirTree('/work');
      python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, '/work');
      python.runPython('import os; os.chdir("/work")');
    },
    interruptBy: (buffer) => python.setInterruptBuffer(buffer),
    remember: () => (python as Remembering).makeMemorySnapshot(),
  };
}

/** Not among its published words yet. */
type Remembering = PyodideInterface & { makeMemorySnapshot(): Uint8Array };

type Index = readonly (readonly [name: string, start: number, length: number])[];

/** The files take no memory of their own: Python reads them where they are. */
function unpack({ FS }: PyodideInterface, index: Index, files: Uint8Array): void {
  const folders = new Set<string>();
  for (const [name, start, length] of index) {
    const file = `/site/${name}`;
    const folder = file.slice(0, file.lastIndexOf('/'));
    if (!folders.has(folder)) FS.mkdirTree(folder);
    folders.add(folder);
    FS.writeFile(file, files.subarray(start, start + length), { canOwn: true });
  }
}

function begin(python: PyodideInterface): void {
  const loaded = (python as Linking)._module.LDSO.loadedLibsByName;
  for (const [file, name] of Object.entries(sideModules))
    loaded[`/site/${name}.cpython-313-wasm32-emscripten.so`] = loaded[file];
  python.runPython('import sys; sys.path.insert(0, "/site"); sys.dont_write_bytecode = True');
  python.runPython(glue);
  // What is imported and read at the first run need not be so at the first run of a user.
  python.runPython(`lint('{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}', "{}")`);
}

/** Emscripten's list of what is loaded already, so that Python finds it there. */
type Linking = PyodideInterface & {
  readonly _module: { readonly LDSO: { readonly loadedLibsByName: Record<string, unknown> } };
};
