/* What AWS's translator makes of templates of SAM. Each is made once, and kept below `node_modules/.cache`. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CorpusFile } from '../../test/corpus.ts';
import { install, venvWith } from '../bench/peers/install.ts';
import type { Installable } from '../bench/peers/peer.ts';
import { runToEnd } from '../run.ts';

const version = '1.115.0';
const script = path.resolve('tools/oracle/translate.py');

const translator: Installable = {
  name: 'aws-sam-translator',
  version,
  program: 'bin/python',
  install: venvWith(`aws-sam-translator==${version}`, 'pyyaml==6.0.3'),
  minutes: 10,
};

export interface Outcome {
  readonly file: CorpusFile;
  /** Where the outcome is kept. */
  readonly kept: string;
  /** As JSON; undefined where the translator refuses, or the template does not ask for SAM. */
  readonly translation: string | undefined;
  readonly refused: string | undefined;
}

/** Throws where this machine cannot have the translator, and says why. */
export async function translations(files: readonly CorpusFile[]): Promise<readonly Outcome[]> {
  const folder = path.resolve(
    'node_modules/.cache/gatelint-oracle',
    `${version}-${hash(readFileSync(script, 'utf8'))}`,
  );
  mkdirSync(folder, { recursive: true });
  const wanted = files.map((file) => ({ file, kept: path.join(folder, `${hash(file.text)}.json`) }));
  const missing = wanted.filter(({ kept }) => !existsSync(kept));
  if (missing.length > 0) await translate(missing, folder);
  return wanted.map(({ file, kept }) => {
    const { translation, refused } = parse(readFileSync(kept, 'utf8'));
    return { file, kept, translation: translation && JSON.stringify(translation, undefined, 2), refused };
  });
}

async function translate(wanted: readonly { file: CorpusFile; kept: string }[], folder: string): Promise<void> {
  const installed = await install(translator);
  if ('reason' in installed) throw new Error(`No ${translator.name} ${version} here: ${installed.reason}.`);
  console.error(`translating ${wanted.length} templates, less than a second each …`);
  const jobs = wanted.map(({ file, kept }) => {
    // Not where it stands: another encoding, or a byte order mark, is read here as it is everywhere.
    const template = kept.replace(/json$/, 'template');
    writeFileSync(template, file.text.replace(/^\uFEFF/, ''));
    return { template, to: kept };
  });
  const list = path.join(folder, 'jobs.json');
  writeFileSync(list, JSON.stringify(jobs));
  const { ok, reason, output } = await runToEnd([installed.program, script, list], { minutes: 30, quiet: true });
  if (!ok) throw new Error(`The translator did not come to its end: ${reason}\n${output}`);
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** What `translate.py` writes. */
const parse = (text: string): { translation?: object; refused?: string } =>
  JSON.parse(text) as { translation?: object; refused?: string };
