/* What the compiled parts of cfn-lint are made of, from PyPI and Debian, each checked against the hash of what was looked at. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runToEnd } from '../run.ts';

/** Of Debian 12. Of Emscripten only the headers of its C library are used: they say what Pyodide's is like. */
const ofDebian = {
  libyaml: {
    file: 'libyaml_0.2.5.orig.tar.gz',
    sha256: 'fa240dbf262be053f3898006d502d514936c818e422afdcf33921c63bed9bf2e',
    get: ['source', '--download-only', 'libyaml=0.2.5-1'],
  },
  emscripten: {
    file: 'emscripten_3.1.6~dfsg-5_all.deb',
    sha256: '43742f32443a7a5510f6c5d1d2603f07c0ff555b3464f2438ab7ba7fdc85c8fd',
    get: ['download', 'emscripten=3.1.6~dfsg-5'],
  },
} as const;

/** What `native.json` says that the compiled parts are made of is what is checked here, before it is used. */
export function hashesOfSources(): Readonly<Record<string, string>> {
  const requirements = readFileSync(path.join(import.meta.dirname, 'native-sources.txt'), 'utf8');
  const fromPyPI = [...requirements.matchAll(/^(\S+)==(\S+) --hash=sha256:(\w+)$/gm)];
  return Object.fromEntries([
    ...fromPyPI.map(([, name = '', version, hash = '']) => [`${name.toLowerCase()}-${version}.tar.gz`, hash] as const),
    ...Object.values(ofDebian).map(({ file, sha256 }) => [file, sha256] as const),
  ]);
}

/** Folders with sources, unpacked. */
export interface Sources {
  readonly regex: string;
  readonly pyyaml: string;
  readonly libyaml: string;
  /** Headers of the C library. */
  readonly headers: string;
  /** A Python that has Cython. */
  readonly python: string;
}

/** Brings what is missing into `folder`, and leaves what is there. Throws where a step fails, or a file is not the one that was meant. */
export async function bringSources(folder: string): Promise<Sources> {
  mkdirSync(folder, { recursive: true });
  const python = await toolsIn(folder);
  const here = path.join(folder, 'sdist');
  await once(path.join(here, 'regex-2026.11.15.tar.gz'), [
    [python, '-m', 'pip', 'download', '--quiet', '--no-deps', '--no-build-isolation', '--no-binary', ':all:'].concat([
      '--require-hashes',
      '--dest',
      here,
      '--requirement',
      path.join(import.meta.dirname, 'native-sources.txt'),
    ]),
  ]);
  const headers = path.join(folder, 'headers');
  const deb = await fromDebian(folder, 'emscripten');
  await once(headers, [
    ['dpkg-deb', '--extract', deb, path.join(folder, 'deb')],
    ['mv', path.join(folder, 'deb/usr/share/emscripten/cache/sysroot/include'), headers],
    ['rm', '-r', path.join(folder, 'deb')],
  ]);
  return {
    python,
    headers,
    regex: await unpacked(path.join(here, 'regex-2026.11.15.tar.gz'), folder, 'regex-2026.11.15'),
    pyyaml: await unpacked(path.join(here, 'pyyaml-6.0.3.tar.gz'), folder, 'pyyaml-6.0.3'),
    libyaml: await unpacked(await fromDebian(folder, 'libyaml'), folder, 'libyaml-0.2.5'),
  };
}

/** A Python of its own: what it has installed is what the requirements name, and nothing else. */
async function toolsIn(folder: string): Promise<string> {
  const home = path.join(folder, 'python');
  const python = path.join(home, 'bin/python');
  const pip = [python, '-m', 'pip', 'install', '--quiet', '--no-deps', '--require-hashes'];
  await once(
    path.join(home, 'bin/cython'),
    [
      ['python3', '-m', 'venv', home],
      [...pip, '--requirement', path.join(import.meta.dirname, 'native-pip.txt')],
      [
        ...pip,
        '--no-binary',
        'cython',
        '--no-build-isolation',
        '--requirement',
        path.join(import.meta.dirname, 'native-tools.txt'),
      ],
    ],
    { NO_CYTHON_COMPILE: 'true' },
  );
  return python;
}

/** With lists and a cache of its own: nothing of the system changes, and nobody has to be root. */
async function fromDebian(folder: string, name: keyof typeof ofDebian): Promise<string> {
  const { file, sha256, get } = ofDebian[name];
  const to = path.join(folder, file);
  if (!existsSync(to)) {
    const apt = path.join(folder, 'apt');
    mkdirSync(path.join(apt, 'lists/partial'), { recursive: true });
    mkdirSync(path.join(apt, 'cache/archives/partial'), { recursive: true });
    const list = path.join(apt, 'sources.list');
    const from = 'http://deb.debian.org/debian bookworm main';
    writeFileSync(list, `deb ${from}\ndeb-src ${from}\n`);
    const settings = [`Dir::Etc::SourceList=${list}`, 'Dir::Etc::SourceParts=-', `Dir::State::Lists=${apt}/lists`];
    const patience = ['Acquire::http::Timeout=30', 'Acquire::Retries=1']; // where Debian cannot be asked, that is told soon
    const options = [...settings, `Dir::Cache=${apt}/cache`, ...patience].flatMap((setting) => ['-o', setting]);
    await run(['apt-get', ...options, 'update', '--quiet'], folder);
    await run(['apt-get', ...options, ...get], folder);
  }
  const found = sha256Of(to);
  if (found !== sha256) throw new Error(`${file} has the SHA-256 ${found}, which is not ${sha256}.`);
  return to;
}

async function unpacked(archive: string, folder: string, name: string): Promise<string> {
  const to = path.join(folder, name);
  await once(to, [['tar', '--extract', '--gzip', '--file', archive, '--directory', folder]]);
  return to;
}

async function once(
  there: string,
  steps: readonly (readonly string[])[],
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  if (existsSync(there)) return;
  mkdirSync(path.dirname(there), { recursive: true });
  for (const step of steps) await run(step, path.dirname(there), environment);
}

/** Throws with what the program has said, where it fails. */
export async function run(
  command: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { ok, reason, output } = await runToEnd(command, { minutes: 10, quiet: true, folder, environment });
  if (!ok) throw new Error(`${command.join(' ')}: ${reason}\n${output}`);
  return output;
}

export const sha256Of = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
