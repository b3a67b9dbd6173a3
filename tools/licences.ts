import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The licences of the packages that stand in a bundle, as one text: most of them ask to be shipped with every copy. */
export function thirdPartyLicences(bundledFiles: readonly string[]): string {
  const folders = new Set(bundledFiles.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  const notices = [...folders].map(notice).sort();
  const heading = 'Written by `npm run build`: the packages that are bundled into Gatelint, and their licences.';
  const others =
    'Where cfn-lint is part of it, in cfn-lint/, LICENCES.txt there has those of all that cfn-lint is made of.';
  return `${heading}\n${others}\n\n${notices.join('\n')}`;
}

function notice(folder: string): string {
  const { name, version, license } = manifest(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${folder} comes without a licence: it cannot be bundled.`);
  const text = readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  return `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}

function manifest(folder: string): { name: string; version: string; license: string } {
  // Every package that npm installs has these.
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as ReturnType<typeof manifest>;
}
