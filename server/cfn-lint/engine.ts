/*
 * Python with cfn-lint in it, compiled to WebAssembly: https://pyodide.org. One thread has one, because a run keeps its
 * thread busy for seconds.
 */
import type { PyodideInterface } from 'pyodide';
import type { CfnLintFinding } from './finding.ts';
import glue from './glue.py';
import type { Job, WrongConfig } from './message.ts';

/** The files that `npm run build:cfn-lint` writes, wherever they are. */
export interface Bundle {
  /** The folder, as Pyodide wants it: a path, or a URL; it reads its own files from there. */
  readonly home: string;
  load(): Promise<typeof import('pyodide')>;
  read(name: string): Promise<Uint8Array>;
}

export interface Engine {
  readonly version: string;
  /** Throws an error named `PythonError` where cfn-lint has thrown, or somebody has interrupted it. After any other it is of no more use. */
  lint(job: Job): readonly CfnLintFinding[] | WrongConfig;
  /** What the user's own `.cfnlintrc` says, which counts where that of the folder says nothing. */
  setHomeConfig(text: string | undefined): void;
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
  const lint = python.globals.get('lint') as (text: string, options: string, place: string) => string; // of `glue.py`
  const place = placesIn(python);
  return {
    version: String(python.globals.get('version')),
    lint(job) {
      const said = lint(job.text, JSON.stringify(job.options ?? {}), JSON.stringify(place(job)));
      return JSON.parse(said) as CfnLintFinding[] | WrongConfig; // `lint` says so
    },
    setHomeConfig: (text) => write(python, '/home/pyodide/.cfnlintrc', text),
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
  python.runPython(`lint('{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}')`);
}

/** Emscripten's list of what is loaded already, so that Python finds it there. */
type Linking = PyodideInterface & {
  readonly _module: { readonly LDSO: { readonly loadedLibsByName: Record<string, unknown> } };
};

/** Where the template of a job stands for Python, which sees folders of this machine under names of its own. */
function placesIn(python: PyodideInterface) {
  const mounted = new Map<string, string>();
  const mount = (folder: string): string | undefined => {
    const known = mounted.get(folder);
    if (known !== undefined) return known;
    const name = `/folders/${mounted.size}`;
    python.FS.mkdirTree(name);
    try {
      python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, name);
    } catch {
      return undefined; // it is gone
    }
    mounted.set(folder, name);
    return name;
  };
  return ({ folder, file, config, trusted }: Job) => {
    const name = folder === undefined ? undefined : mount(folder);
    if (name !== undefined) return { folder: name, file, trusted };
    python.FS.mkdirTree('/folders/none');
    write(python, '/folders/none/.cfnlintrc', config);
    return { folder: '/folders/none' };
  };
}

function write({ FS }: PyodideInterface, file: string, text: string | undefined): void {
  if (text !== undefined) FS.writeFile(file, text);
  else if (FS.analyzePath(file).exists) FS.unlink(file);
}
