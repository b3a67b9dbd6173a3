/* What the fuzz tests edit: real templates where the corpus is there, else the samples; and generated ones. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cloudFormation, type Dialect, terraform, terraformJson } from '../../server/formats/syntax/dialect.ts';
import { parseDocument } from '../../server/formats/syntax/document.ts';
import type { Document } from '../../server/formats/syntax/node.ts';
import { generate } from '../bench/generate.ts';
import type { Random } from '../bench/random.ts';
import { writeHcl } from '../bench/write-hcl.ts';
import { corpusFiles, corpusIsThere } from '../corpus.ts';
import { jsonOfHcl } from '../hcl-twin.ts';
import { isList, type Json } from '../twin.ts';

export interface File {
  readonly name: string;
  readonly text: string;
}

/** For the names of tests. */
export const from = corpusIsThere ? '' : ' of samples and generated templates (no ../shared/corpus)';

/** What is edited: a language, in JSON that of templates; `tf.json` is that of Terraform. */
export type Kind = Document['language'] | 'tf.json';

/** Mostly small ones, so that each edit is checked quickly. */
export function filesIn(language: Kind, seed: number): File[] {
  if (language === 'tf.json') return filesIn('hcl', seed).map(asJson);
  const endings = endingsOf[language];
  const files = corpusIsThere ? corpusFiles('real', endings) : samples(endings);
  const generated = [3, 8].map((resources) => {
    const { model, ...texts } = generate({ resources, seed });
    return { name: `${resources} resources`, text: language === 'hcl' ? writeHcl(model, seed) : texts[language] };
  });
  const own = files.filter(({ text }) => parseDocument(text, dialectOf(language)).language === language);
  const small = own.filter(({ text }) => text.length < 10_000);
  const large = own.filter(({ text }) => text.length >= 10_000 && text.length < 40_000);
  return [...small, ...large.slice(0, small.length / 10), ...generated];
}

const endingsOf: Readonly<Record<Document['language'], readonly string[]>> = {
  yaml: ['.yaml', '.yml', '.template'],
  json: ['.json', '.template'],
  hcl: ['.tf', '.tfvars'],
};

export function dialectOf(kind: Kind): Dialect {
  if (kind === 'tf.json') return terraformJson;
  return kind === 'hcl' ? terraform : cloudFormation;
}

/** In every second, what stands alone stands in no array. */
const asJson = ({ name, text }: File, index: number): File => {
  const alone = (_: string, value: Json): Json => (isList(value) && value.length === 1 ? (value[0] ?? null) : value);
  const json = index % 2 === 0 ? jsonOfHcl(text) : JSON.parse(JSON.stringify(jsonOfHcl(text)), alone);
  return { name: `${name}.json`, text: JSON.stringify(json, null, 2) };
};

function samples(endings: readonly string[]): File[] {
  const root = fileURLToPath(new URL('../../samples/', import.meta.url));
  return readdirSync(root)
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .map((name) => ({ name, text: readFileSync(root + name, 'utf8') }));
}

export const pick = (chance: Random, files: readonly File[]): File =>
  files[chance.below(files.length)] ?? { name: 'nothing', text: '' };
