/* The packed extension: with cfn-lint in it, or without, which is a tenth of that. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';

export type Kind = 'with cfn-lint' | 'without cfn-lint';

export const fileOf: Readonly<Record<Kind, string>> = {
  'with cfn-lint': 'gatelint.vsix',
  'without cfn-lint': 'gatelint-without-cfn-lint.vsix',
};

const ofCfnLint = 'dist/cfn-lint/';

/** What stands in dist/ is packed as it is: `npm run build` comes first. */
export async function makeVsix(kind: Kind, to: string, folder = '.'): Promise<void> {
  await createVSIX({
    cwd: path.resolve(folder),
    packagePath: path.resolve(to),
    ignoreFile: ignoreFileOf(kind, folder),
    dependencies: false, // everything is bundled
    allowMissingRepository: true,
  });
}

/** A `.vscodeignore`. vsce can be told another file, but not one line more. */
function ignoreFileOf(kind: Kind, folder: string): string {
  const usual = path.resolve(folder, '.vscodeignore');
  if (kind === 'with cfn-lint') return usual;
  const file = path.resolve(folder, 'node_modules/.cache/gatelint/vscodeignore');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${readFileSync(usual, 'utf8')}\n${ofCfnLint}**\n`);
  return file;
}

/** Bytes, as they are packed. */
export interface Sizes {
  readonly cfnLint: number;
  readonly others: number;
}

/** cfn-lint is to be the only large part. People wait for both, wherever they install the extension. */
export const limits: Sizes = { cfnLint: 16_000_000, others: 2_500_000 };

export function sizesOf(vsix: string): Sizes {
  let cfnLint = 0;
  let others = 0;
  for (const { name, bytes } of contentsOf(readFileSync(vsix))) {
    if (name.startsWith(`extension/${ofCfnLint}`)) cfnLint += bytes;
    else others += bytes;
  }
  return { cfnLint, others };
}

/** From the list at the end of a zip file: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 and 4.3.16. */
function* contentsOf(zip: Buffer): Generator<{ readonly name: string; readonly bytes: number }> {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    yield { name: zip.toString('utf8', at + 46, nameEnd), bytes: zip.readUInt32LE(at + 20) };
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}
