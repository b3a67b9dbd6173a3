/* What holds for every fix that is offered. Each law answers with complaints: none is good. */
import { Lexer, parseDocument as parseWithYaml } from 'yaml';
import { rules } from '../rules/index.ts';
import type { AnyRule, Edit, ParameterEdit, Place } from '../rules/kit/index.ts';
import type { Entry, Made, Render, TextEdit } from '../server/formats/format.ts';
import { isTerraform } from '../server/formats/kind.ts';
import { terraformJson } from '../server/formats/syntax/dialect.ts';
import type { Document, SyntaxNode } from '../server/formats/syntax/node.ts';
import { render } from '../server/formats/writer.ts';
import { loadImpact } from '../server/impact/impact.ts';
import { type Analysis, analyse } from '../server/linter/analysis.ts';
import { type Choose, fixAll } from '../server/linter/fix-all.ts';
import { fixesOf } from '../server/linter/fixes.ts';
import type { Report } from '../server/linter/judge.ts';
import { strict } from './cases.ts';
import { blocksIn, type Data } from './terraform-data.ts';

const impactOf = await loadImpact();

/** A fix together with the edits that it was made of. */
export interface Offered {
  readonly finding: Report;
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly textEdits: readonly TextEdit[];
}

export function offeredFor(analysis: Analysis): readonly Offered[] {
  const offered: Offered[] = [];
  for (const finding of analysis.findings) {
    const rule = rules.find(({ id }) => id === finding.rule);
    if (!rule) continue;
    const asked = new Map<readonly TextEdit[], readonly Edit[]>();
    const noting: Render = (source, edits, ...rest) => {
      const result = render(source, edits, ...rest);
      if (result) asked.set(result, edits);
      return result;
    };
    for (const { title, edits } of fixesOf(analysis, rule, finding, noting))
      offered.push({ finding, title, edits: asked.get(edits) ?? [], textEdits: edits });
  }
  return offered;
}

export const edited = (text: string, edits: readonly TextEdit[]): string =>
  [...edits]
    .reverse()
    .reduce((rest, { start, end, newText }) => rest.slice(0, start) + newText + rest.slice(end), text);

/** A text, and what is known of it before anything is changed; found when somebody asks, because most texts get no fix. */
export class Template {
  readonly file: string;
  readonly analysis: Analysis;
  #isReadable: boolean | undefined;
  #comments: ReadonlyMap<string, number> | undefined;
  #data: Data | undefined;

  constructor(file: string, analysis: Analysis) {
    this.file = file;
    this.analysis = analysis;
  }

  get text(): string {
    return this.#document.text;
  }

  get problems(): number {
    return problemsOf(this.#document).length;
  }

  /** For JSON.parse, or for the `yaml` package. */
  get isReadable(): boolean {
    this.#isReadable ??= othersSay(this.#document) === undefined;
    return this.#isReadable;
  }

  get comments(): ReadonlyMap<string, number> {
    this.#comments ??= commentsOf(this.#document);
    return this.#comments;
  }

  get data(): Data {
    this.#data ??= dataOf(this.#document);
    return this.#data;
  }

  get #document(): Document {
    return this.analysis.source.document;
  }
}

/** Undefined where it is no template, or one that gets no fixes. `file`: what it is read as. */
export function templateOf(text: string, only?: readonly AnyRule[], file = 'template'): Template | undefined {
  const analysis = analyse(file, text, strict, only);
  return analysis && analysis.source.readOnly === undefined ? new Template(file, analysis) : undefined;
}

/** What is wrong with a fix that is offered. */
export function complaintsAbout(before: Template, { finding, edits, textEdits }: Offered): readonly string[] {
  const after = edited(before.text, textEdits);
  const again = analyse(before.file, after, strict);
  if (!again) return ['it is no template any more'];
  return [
    ...outOfOrder(before, textEdits),
    ...unreadable(before, again.source.document),
    ...lostComments(before, again.source.document, edits.some(({ op }) => op === 'remove') ? textEdits : []),
    ...again.findings.filter((one) => isSame(one, finding)).map((one) => `still says: ${one.message}`),
    ...newTrouble(before.analysis, again).map((one) => `new: ${one}`),
    ...strangeChanges(before, again, edits),
  ];
}

/** How many fixes were taken at once, and what is wrong with that. */
export function takenTogether(before: Template, pick: Choose): { taken: number; complaints: readonly string[] } {
  const { edits, fixed, after, crashes } = fixAll(before.analysis, impactOf, pick);
  const { document } = after.source;
  const again = fixAll(after, impactOf, pick);
  const complaints = [
    ...outOfOrder(before, edits),
    ...(edited(before.text, edits) === document.text ? [] : ['the edits do not lead to what was judged']),
    ...unreadable(before, document),
    ...lostComments(before, document, edits),
    ...newTrouble(before.analysis, after).map((one) => `new: ${one}`),
    ...again.fixed.map(({ rule, resource, title }) => `left undone: ${rule} ${resource} "${title}"`),
    ...crashes.map(({ rule, resource, error }) => `${rule} failed on ${resource}: ${String(error)}`),
  ];
  return { taken: fixed.length, complaints };
}

export function outOfOrder({ text }: Template, edits: readonly TextEdit[]): readonly string[] {
  let last = 0;
  const wrong = edits.filter(({ start, end }) => {
    const isWrong = start < last || end < start || end > text.length;
    last = end;
    return isWrong;
  });
  return wrong.map(({ start }) => `the edit at ${start} overlaps the one before it`);
}

/** Problems that were not there before, for our own parsers and for others. */
export function unreadable(before: Template, after: Document): readonly string[] {
  const own = problemsOf(after);
  const others = before.isReadable ? othersSay(after) : undefined;
  return [...(own.length > before.problems ? own : []), ...(others === undefined ? [] : [others])];
}

const problemsOf = ({ items }: Document): readonly string[] =>
  items.flatMap(({ problems }) => problems.map(({ message }) => message));

function othersSay({ text, language }: Document): string | undefined {
  if (language === 'hcl') return undefined; // whoever could say it takes a promise to do so
  if (language === 'yaml') return parseWithYaml(text, { logLevel: 'silent' }).errors[0]?.message;
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Comments that speak of what is removed go with it: those in `edits` that write nothing. */
export function lostComments(before: Template, after: Document, edits: readonly TextEdit[] = []): readonly string[] {
  const left = commentsOf(after);
  const removed = edits.filter(({ newText }) => newText === '').map(({ start, end }) => before.text.slice(start, end));
  return [...before.comments].flatMap(([comment, times]) => {
    const gone = removed.filter((text) => text.includes(comment)).length;
    return (left.get(comment) ?? 0) + gone < times ? [`lost the comment "${comment}"`] : [];
  });
}

function commentsOf({ text, language, dialect }: Document): ReadonlyMap<string, number> {
  const comments = new Map<string, number>();
  const add = (comment: string): void => void comments.set(comment.trim(), (comments.get(comment.trim()) ?? 0) + 1);
  if (language === 'hcl') for (const comment of commentsOfHcl(text)) add(comment);
  else if (dialect === terraformJson) for (const [comment] of text.matchAll(commentInJson)) add(comment);
  else if (language === 'yaml' && text.includes('#'))
    for (const token of new Lexer().lex(text)) if (token.startsWith('#')) add(token);
  return comments;
}

/** An entry that Terraform passes over. */
const commentInJson = /"\/\/"\s*:\s*"(?:[^"\\]|\\.)*"/g;

/** Behind texts in quotes and heredocs, which are passed over. */
const commentsOfHcl = (text: string): readonly string[] =>
  [
    ...text.matchAll(
      /"(?:[^"\\\r\n]|\\.)*"|<<-?(\w+)[^\n]*\n[\s\S]*?^[ \t]*\1[ \t]*\r?$|(?<comment>#[^\r\n]*|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)/gm,
    ),
  ].flatMap(({ groups }) => groups?.comment ?? []);

const isSame = (one: Report, other: Report): boolean =>
  one.rule === other.rule &&
  one.resource === other.resource &&
  one.at.row === other.at.row &&
  one.at.path.join('.') === other.at.path.join('.');

/** What is said at warning or above, after a fix only, of the resources that were there before. */
function newTrouble(before: Analysis, after: Analysis): readonly string[] {
  const names = new Set(before.source.resources.map(({ name }) => name));
  const subject = ({ rule, resource, at }: Report) => `${rule} ${resource} ${at.path.join('.')}`;
  // What was said more gently is not new: who has API Gateway wait less makes an idle function one that is cut off.
  const known = new Set(before.findings.map(subject));
  return after.findings
    .filter(({ severity, resource }) => (severity === 'error' || severity === 'warning') && names.has(resource))
    .map(subject)
    .filter((one) => !known.has(one));
}

/** Values that differ, but for what the edits name and for what is new. */
export function strangeChanges(before: Template, after: Analysis, edits: readonly Edit[]): readonly string[] {
  const allowed = edits.flatMap((edit) => ('target' in edit ? touched(edit, before.analysis) : []));
  return changedPaths(before.data, dataOf(after.source.document))
    .filter(
      (path) =>
        !allowed.some(
          (prefix) => path === prefix || path.startsWith(`${prefix} › `) || prefix.startsWith(`${path} › `),
        ),
    )
    .map((path) => `changed ${path}`);
}

/** The property of the resource that an edit is about, or the default that stands for it. */
function touched({ target }: Exclude<Edit, { op: 'add' } | ParameterEdit>, analysis: Analysis): readonly string[] {
  const { graph, source } = analysis;
  if (source.module) return touchedInTerraform(target, analysis);
  const [via] = target.via;
  if (via?.how === 'default') return [`Parameters › ${via.name} › Default`];
  const row: Entry | undefined = graph.entry(target.row ?? '');
  if (!row) return [];
  const [name] = target.path;
  const spelling = row.type.properties[String(name)]?.spelling[row.form.dialect] ?? '';
  const { made } = row.resource;
  const own = spelling.startsWith('<owner>.') ? [] : row.keys;
  if (made) return inWordsOf(made, ['Properties', ...own, ...spelling.replace(/^<owner>\.|\.\*$/, '').split('.')]);
  if (spelling.startsWith('<resource>.'))
    return [['Resources', row.resource.name, spelling.slice('<resource>.'.length)].join(' › ')];
  const [key = ''] = spelling.replace('<owner>.', '').split(/[.[]/);
  const at = row.form.at?.includes('*') ? [row.form.at.split('.')[0]] : (row.form.at?.split('.') ?? []);
  const path = row.form.at?.includes('*') ? at : [...at, key];
  return [['Resources', row.resource.name, 'Properties', ...path].join(' › ')];
}

/** The attribute or the block of that name, in the resource or wherever its value is said. */
function touchedInTerraform({ row, path: [name], via: [via] }: Place, { graph }: Analysis): readonly string[] {
  if (via)
    return via.how === 'default'
      ? [`variable › ${via.name} › default`]
      : [via.name.replace('local.', 'locals › locals › ')];
  const entry = graph.entry(row ?? '');
  const spelling = entry?.type.properties[String(name)]?.spelling[entry.form.dialect] ?? '';
  const [key = ''] = (entry?.keys[0] ?? spelling.replace(/^<\w+>\./, '')).split(/[.[]/);
  return entry ? [`resource › ${entry.resource.name} › ${key}`] : [];
}

/** Where the user says it, or says it for all. */
function inWordsOf({ wordsFor, without, from }: Made, keys: readonly string[]): readonly string[] {
  const all = wordsFor(keys) ?? without?.(keys)?.at ?? [];
  // Between the keys of a body there may be conditions.
  const words = all.slice(0, all.indexOf('DefinitionBody') + 1 || all.length);
  const [section, , properties, ...rest] = words;
  const isProperty = section === 'Resources' && properties === 'Properties';
  const global = isProperty ? [['Globals', from.type.replace('AWS::Serverless::', ''), ...rest]] : [];
  return [words, ...global].map((way) => way.join(' › ')).filter((way) => way !== '');
}

/** The whole document as data; functions in their long form. */
function dataOf(document: Document): Data {
  if (isTerraform(document)) return blocksIn(document);
  const { items } = document;
  const root: Record<string, Data> = {};
  const sections = new Map<string, Record<string, Data>>();
  for (const { key, section, value, kind } of items) {
    if (!key && kind === 'entry' && value) return plain(value);
    if (!key || kind === 'trivia') continue;
    const name = String(key.value);
    if (kind === 'section') {
      const made: Record<string, Data> = {};
      sections.set(name, made);
      root[name] = made;
    } else if (section !== undefined) (sections.get(section) ?? {})[name] = value ? plain(value) : null;
    else root[name] = value ? plain(value) : null;
  }
  return root;
}

function plain(node: SyntaxNode): Data {
  const tag = node.tag?.name;
  if (tag !== undefined && /^!\w/.test(tag)) {
    const name = tag === '!Ref' || tag === '!Condition' ? tag.slice(1) : `Fn::${tag.slice(1)}`;
    const argument = plain({ ...node, tag: undefined });
    if (name !== 'Fn::GetAtt' || typeof argument !== 'string') return { [name]: argument };
    const [resource = '', ...attribute] = argument.split('.');
    return { [name]: [resource, attribute.join('.')] };
  }
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'alias') return `*${node.name}`;
  if (node.kind === 'sequence') return node.items.map(plain);
  if (node.kind !== 'map') throw new Error('only Terraform has expressions');
  return Object.fromEntries(
    node.entries.map(({ key, value }) => [key.kind === 'scalar' ? String(key.value) : '?', plain(value)]),
  );
}

/** Paths at which two values differ. What is there afterwards only, at the top or one below, is no change. */
function changedPaths(before: Data, after: Data, path: readonly string[] = []): readonly string[] {
  if (before === after || (before === null && path.length === 1)) return []; // an empty section is filled
  if (isMap(before) && isMap(after)) {
    const keys = new Set([...Object.keys(before), ...(path.length > 1 ? Object.keys(after) : [])]);
    return [...keys].flatMap((key) => {
      const there = before[key];
      const now = after[key];
      if (there === undefined || now === undefined) return [[...path, key].join(' › ')];
      return changedPaths(there, now, [...path, key]);
    });
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((item: Data, i) => changedPaths(item, after[i] ?? null, [...path, String(i)]));
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [path.join(' › ')];
}

const isMap = (value: Data): value is { readonly [key: string]: Data } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
