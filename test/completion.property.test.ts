/*
 * Whatever is proposed at a place, choosing it leaves a text that can be read as well as before, once what is left to
 * type is typed; and what is chosen is what is read there: a key at its place, a word as the value, a name that leads
 * to what it names. Places: below each line, and each value anew, in quotes that are closed and in quotes that are
 * not, in the samples and in what other people wrote.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import { pathAt } from '../server/features/path.ts';
import { parseFile } from '../server/formats/kind.ts';
import { mentionsIn } from '../server/formats/mentions.ts';
import type { Document } from '../server/formats/syntax/node.ts';
import { analyse } from '../server/linter/analysis.ts';
import { applied, askAt } from './completions.ts';
import { corpusFiles, corpusTest } from './corpus.ts';

const problemsIn = (name: string, text: string): readonly string[] =>
  parseFile(name, text).items.flatMap(({ problems }) => problems.map(({ message }) => message));

interface Typing {
  readonly text: string;
  readonly offset: number;
}

/** Each `step`th line has an empty one below it, and its value taken away. */
function* typingsIn(text: string, step: number): Generator<Typing> {
  let start = 0;
  for (const [index, whole] of text.split('\n').entries()) {
    const line = whole.replace(/\r$/, '');
    const end = start + line.length;
    if (line.trim() !== '' && index % step === 0) {
      const below = `${whole === line ? '' : '\r'}\n${/^\s*/.exec(line)?.[0]}`;
      yield { text: text.slice(0, end) + below + text.slice(end), offset: end + below.length };
      const [, before = '', value] = /^(\s*(?:- )?"?[\w-]+"?\s*[:=] *)("[^"{}]*"|[\w:.-]+),?$/.exec(line) ?? [];
      const at = start + before.length;
      if (value !== undefined) yield { text: text.slice(0, at) + text.slice(at + value.length), offset: at };
      if (value?.startsWith('"')) {
        yield { text: `${text.slice(0, at)}""${text.slice(at + value.length)}`, offset: at + 1 };
        yield { text: `${text.slice(0, at)}"${text.slice(at + value.length)}`, offset: at + 1 };
      }
    }
    start += whole.length + 1;
  }
}

/** What is left to type: at the hole, or behind the sign that the text ends with. */
function finished(text: string, newText: string, from: number, { language }: Document): string {
  const sign = text.indexOf(newText, from);
  const end = sign + newText.length;
  const isOpen = /[:=] $/.test(newText) && sign >= 0;
  if (!text.includes('‸')) return isOpen ? `${text.slice(0, end)}1${text.slice(end)}` : text;
  const before = text.slice(0, text.indexOf('‸'));
  const key = { yaml: 'x: 1', hcl: 'x = 1', json: '' }[language];
  return text.replace('‸', /[:=] $/.test(before) ? '1' : /\[$/.test(before) ? '' : /- $/.test(before) ? 'x' : key);
}

/** What is read where the item was chosen, if that is something else. */
function readAs(name: string, text: string, newText: string, from: number, { kind, label }: CompletionItem) {
  const start = text.indexOf(newText.split(/[\n$]/)[0] ?? '', from);
  if (start < 0 || kind === CompletionItemKind.Snippet) return undefined;
  const at = start + Math.max(0, newText.indexOf(label)) + 1;
  const document = parseFile(name, text);
  if (kind === CompletionItemKind.Property || kind === CompletionItemKind.EnumMember) {
    const { path, on } = pathAt(document, at) ?? { path: [] };
    const last = path.at(-1);
    const read =
      kind === CompletionItemKind.Property ? last?.kind === 'key' && last.name : on?.kind === 'scalar' && on.value;
    return String(read) === label ? undefined : String(read);
  }
  // What AWS itself knows is declared nowhere.
  const names = document.items.flatMap((item) => mentionsIn(item, document)).filter(({ declares }) => declares);
  const isDeclared = names.some((one) => label.includes(one.name));
  return isDeclared || label.startsWith('AWS::') ? undefined : `${label}, which nobody declares`;
}

/** How many completions were tried. */
function tryAll(name: string, text: string, step: number): number {
  const known = problemsIn(name, text);
  let tried = 0;
  for (const typing of typingsIn(text, step)) {
    const analysis = analyse(name, typing.text);
    if (!analysis) continue;
    const asked = askAt(analysis, typing.offset);
    for (const item of asked.items) {
      const newText = item.textEdit?.newText ?? '';
      const from = Math.max(0, typing.offset - 2);
      const done = finished(applied(asked.text, asked.document, item), newText, from, asked.document);
      const left = [...known];
      const come = problemsIn(name, done).filter((one) => {
        const index = left.indexOf(one);
        if (index >= 0) left.splice(index, 1);
        return index < 0;
      });
      const line = typing.text.slice(0, typing.offset).split('\n').length;
      assert.deepEqual(come, [], `${name}:${line}: ${item.label}`);
      assert.equal(readAs(name, done, newText, from, item), undefined, `${name}:${line}: ${item.label}`);
      tried++;
    }
  }
  return tried;
}

const samples = ['clean.yaml', 'orders.yaml', 'shop.yaml', 'compose.yaml', 'api.json', 'terraform/main.tf'];
for (const name of samples)
  test(`whatever is chosen in samples/${name}, the text is read as well as before`, () => {
    const text = readFileSync(fileURLToPath(new URL(`../samples/${name}`, import.meta.url)), 'utf8');
    const tried = tryAll(name, text, 2);
    assert.equal(tried > 0, name !== 'compose.yaml', 'what is no template gets none');
  });

corpusTest('whatever is chosen in templates of other people, the text is read as well as before', () => {
  const files = corpusFiles('real', ['.yaml', '.yml', '.json', '.template', '.tf']).filter(
    ({ name, text }, index) => index % 23 === 0 && text.length < 30_000 && analyse(name, text),
  );
  let tried = 0;
  for (const { name, text } of files) tried += tryAll(name, text, 17);
  assert.ok(tried > 100, `${tried} were tried`);
});
