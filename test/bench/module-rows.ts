import { terraform } from '../../server/formats/syntax/dialect.ts';
import { parseHcl } from '../../server/formats/syntax/hcl.ts';
import { lineIndex } from '../../server/formats/syntax/lines.ts';
import type { Shelf } from '../../server/workspace/configs.ts';
import { Documents } from '../../server/workspace/documents.ts';
import { ProjectFiles } from '../../server/workspace/project-files.ts';
import { cpuMilliseconds } from './cpu.ts';
import { type ModuleTexts, moduleOf } from './module.ts';
import type { Figures, Group, Head } from './row.ts';
import { afterKey, type Keystroke, typing } from './typing.ts';

const resources = 500;
const key = `keystroke/module/${resources}`;
const title = `HCL keystroke in a module of three open files, ${resources} resources`;

const rows: readonly Head[] = [
  {
    name: `${key}/resource`,
    title: `${title}: in a resource, findings of all three ÷ full parse`,
    unit: '×',
    goal: 1 / 10,
  },
  { name: `${key}/output`, title: `${title}: in an output, the same`, unit: '×', goal: 1 / 10 },
  {
    name: `${key}/variable`,
    title: `${title}: in a variable that ${resources * 0.4} resources read, the same`,
    unit: '×',
  },
];

/** From a key to findings of all open files that are up to date. */
export const moduleGroup: Group = { rows, measure: measured };

function measured(): Figures {
  const texts = moduleOf(resources);
  const outputs = typing(texts['main.tf'], 'hcl', { seed: resources, words: 400 });
  const works = new Map<string, () => unknown>([
    ['parse', () => parseHcl(texts['main.tf'], terraform)],
    [`${key}/resource`, typist(texts, 'main.tf', outputs)],
    [`${key}/output`, typist(texts, 'outputs.tf', around(texts['outputs.tf'], 'dns_name', 'x'))],
    [`${key}/variable`, typist(texts, 'variables.tf', around(texts['variables.tf'], '= 60', '1'))],
  ]);
  const taken = cpuMilliseconds(works);
  const parse = taken.get('parse') ?? Number.NaN;
  return new Map(
    rows.map(({ name }) => {
      const milliseconds = taken.get(name) ?? Number.NaN;
      return [name, { figure: milliseconds / parse, milliseconds }];
    }),
  );
}

/** A letter behind a word, and taken back. */
function around(text: string, word: string, letter: string): readonly Keystroke[] {
  const start = text.indexOf(word) + word.length;
  return [
    { start, end: start, newText: letter, itemSize: 0 },
    { start, end: start + 1, newText: '', itemSize: 0 },
  ];
}

/** Somebody who types in one of the files, while an editor shows what is said of all. */
function typist(texts: ModuleTexts, file: keyof ModuleTexts, keys: readonly Keystroke[]): () => unknown {
  const uriOf = (name: string): string => `file:///shop/${name}`;
  const names = Object.keys(texts);
  const documents: Documents = new Documents(
    {
      analysed() {},
      failed: (_, error) => {
        throw error;
      },
    },
    undefined,
    undefined,
    (uri) => files.seenFrom(uri),
  );
  const placeOf = (uri: string) => ({
    shelf,
    path: uri.replace('file://', ''),
    uriOf: (path: string) => `file://${path}`,
  });
  const files: ProjectFiles = new ProjectFiles({ folders: ['file:///shop'], placeOf }, documents);
  const shelf: Shelf = {
    separator: '/',
    look: (path) => (path === '/shop' ? { kind: 'folder', bytes: 0 } : undefined),
    read: () => new Uint8Array(),
    list: () => names.map((name) => ({ name, kind: 'file' })),
  };
  for (const [name, text] of Object.entries(texts)) {
    documents.open(uriOf(name), 1, text, 'terraform');
    files.changed(uriOf(name));
  }
  // Every key leaves the text as one that comes round again finds it.
  let text: string = texts[file];
  let version = 1;
  const steps = keys.map((one) => {
    const lines = lineIndex(text);
    const range = { start: lines.positionAt(one.start), end: lines.positionAt(one.end) };
    text = afterKey(text, one);
    return { range, text: one.newText };
  });
  return () => {
    const step = steps[(version++ - 1) % steps.length];
    if (step) documents.change(uriOf(file), version, [step]);
    files.changed(uriOf(file));
    return names.map((name) => documents.template(uriOf(name))?.analysis.findings.length);
  };
}
