/*
 * Reads `rules/<folder>/<id>.cases.md`: what a rule says about small templates, written down as a reader
 * would want to see it. The tests run them, and the page of the rule shows them without the markers.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Applicability } from '../rules/kit/index.ts';
import { apply } from '../server/config/apply.ts';
import { readConfig } from '../server/config/read.ts';
import { outOfTheBox, type Settings } from '../server/linter/settings.ts';

export type CaseFormat = 'yaml' | 'json' | 'hcl';

/** What a template in it is called: the name tells Terraform. */
export function fileIn(format: CaseFormat | 'tf.json'): string {
  if (format === 'tf.json') return 'main.tf.json';
  return format === 'hcl' ? 'main.tf' : 'template';
}

/** What a marker claims: a finding (`^`) or an undecided place (`?`), on exactly these columns. */
export interface Marker {
  /** One-based, in the text without markers. */
  readonly line: number;
  /** One-based, in UTF-16 code units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly sign: '^' | '?';
  readonly message: string;
}

/** The whole text after a fix. */
export interface Fixed {
  /** Undefined: the first fix of the first finding. */
  readonly title: string | undefined;
  /** `[safe]` behind the title; a choice otherwise. */
  readonly applicability: Applicability;
  readonly text: string;
}

export interface Case {
  readonly title: string;
  readonly format: CaseFormat;
  /** Without the markers. */
  readonly text: string;
  readonly expected: readonly Marker[];
  readonly fixed: readonly Fixed[];
  /** An empty fixed text: the fix of that title is not offered; without a title, none is. */
  readonly unfixed: readonly Fixed['title'][];
  /** What `gatelint.yaml` says, where the case is about that: ```yaml settings``` before the template. */
  readonly config: string | undefined;
  readonly settings: Settings;
}

/** Where a rule stands. */
export interface RuleFile {
  readonly folder: string;
  readonly id: string;
}

export interface CaseFile extends RuleFile {
  readonly cases: readonly Case[];
}

const rulesFolder = new URL('../rules/', import.meta.url);

/** Every rule that has cases, sorted by folder and id. */
export function ruleFiles(): RuleFile[] {
  return readdirSync(fileURLToPath(rulesFolder), { recursive: true, encoding: 'utf8' })
    .flatMap((path) => {
      const [, folder, id] = /^(\w+)[\\/]([\w-]+)\.cases\.md$/.exec(path) ?? [];
      return folder !== undefined && id !== undefined ? [{ folder, id }] : [];
    })
    .sort((a, b) => (`${a.folder}/${a.id}` < `${b.folder}/${b.id}` ? -1 : 1));
}

export function casesOf({ folder, id }: RuleFile): CaseFile {
  const markdown = readFileSync(new URL(`${folder}/${id}.cases.md`, rulesFolder), 'utf8');
  return { folder, id, cases: parseCases(id, markdown) };
}

export const caseFiles = (): CaseFile[] => ruleFiles().map(casesOf);

const FENCE = /^```(\w+)(?: (fixed|settings)(?: ((?!\[safe\]).+?))?( \[safe\])?)?\n([\s\S]*?)^```$/gm;

/** Throws where the file is no such file: a case that is not read would be a case that is not run. */
export function parseCases(id: string, markdown: string): Case[] {
  const [head = '', ...sections] = markdown.split(/^## /m);
  if (head.trim() !== `# ${id}`) throw new Error(`${id}.cases.md begins with "# ${id}"`);
  return sections.flatMap((section) => {
    const title = section.slice(0, section.indexOf('\n')).trim();
    const cases: Case[] = [];
    let config: string | undefined;
    for (const [, language, word, fixTitle, safe, body = ''] of section.matchAll(FENCE)) {
      if (language !== 'yaml' && language !== 'json' && language !== 'hcl')
        throw new Error(`${title}: no cases in ${language}`);
      const before = cases.at(-1);
      if (word === 'settings' && config === undefined && !before) config = body;
      else if (!word) {
        const made = { config, settings: settingsOf(title, config) };
        cases.push({ title, format: language, ...withoutMarkers(body), fixed: [], unfixed: [], ...made });
      } else if (before?.format !== language) throw new Error(`${title}: a fixed text follows what it was made of`);
      else if (body === '') cases.splice(-1, 1, { ...before, unfixed: [...before.unfixed, fixTitle] });
      else {
        const after: Fixed = { title: fixTitle, applicability: safe ? 'safe' : 'choice', text: body };
        cases.splice(-1, 1, { ...before, fixed: [...before.fixed, after] });
      }
    }
    const fences = section.match(/^```\w/gm)?.length ?? 0;
    const read = cases.reduce(
      (sum, { fixed, unfixed }) => sum + 1 + fixed.length + unfixed.length,
      Number(config !== undefined),
    );
    if (cases.length === 0 || read !== fences) throw new Error(`${title}: ${fences} fences, ${read} of them readable`);
    return cases;
  });
}

/** Every rule speaks. */
export const strict: Settings = { ...outOfTheBox, preset: 'strict' };

function settingsOf(title: string, text: string | undefined): Settings {
  if (text === undefined) return strict;
  const { config, problems } = readConfig(text);
  const settings = apply(config, 'template', strict);
  if (settings === 'ignored' || problems[0]) throw new Error(`${title}: ${problems[0]?.message ?? 'it is ignored'}`);
  return settings;
}

/** `# ^^^^ message` below what it speaks of; the bare `^^^^ message` where a comment cannot stand. */
const MARKER = /^(\s*(?:#\s*)?)(\^+|\?+) (.+)$/;

function withoutMarkers(body: string): Pick<Case, 'text' | 'expected'> {
  const lines: string[] = [];
  const expected: Marker[] = [];
  for (const line of body.split('\n')) {
    const [, lead = '', arrows = '', message = ''] = MARKER.exec(line) ?? [];
    if (arrows === '') {
      lines.push(line);
      continue;
    }
    const start = lead.length + 1;
    const sign = arrows.startsWith('^') ? '^' : '?';
    expected.push({ line: lines.length, start, end: start + arrows.length, sign, message });
  }
  return { text: lines.join('\n'), expected };
}
