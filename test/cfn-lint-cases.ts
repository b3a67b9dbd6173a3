/*
 * Reads `server/cfn-lint/fixes/<mend>.cases.md`: a template, what the real cfn-lint says of it, what is offered on that,
 * and the whole text after each. `npm test -- cfn-lint` asks the real one whether it still says so.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CfnLintFinding, CfnLintOptions } from '../server/cfn-lint/finding.ts';
import { readCloudFormation } from '../server/formats/cloudformation/read.ts';
import type { Source } from '../server/formats/format.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import type { Document } from '../server/formats/syntax/node.ts';

export interface Offer {
  readonly title: string;
  readonly isPreferred: boolean;
  /** `[<Name>]` behind it. */
  readonly placeholder: string | undefined;
}

export interface FixCase {
  readonly mend: string;
  readonly title: string;
  readonly text: string;
  readonly finding: CfnLintFinding;
  readonly options: CfnLintOptions;
  readonly offers: readonly Offer[];
  /** By the title of the fix. */
  readonly fixed: ReadonlyMap<string, string>;
}

const folder = new URL('../server/cfn-lint/fixes/', import.meta.url);

export const fixCases = (): readonly FixCase[] =>
  readdirSync(fileURLToPath(folder))
    .filter((name) => name.endsWith('.cases.md'))
    .sort()
    .flatMap((name) => parse(name.slice(0, -'.cases.md'.length), readFileSync(new URL(name, folder), 'utf8')));

/** Throws where something is written that is not read: a case that is not read would be a case that is not run. */
export function parse(mend: string, markdown: string): readonly FixCase[] {
  const [head = '', ...sections] = markdown.split(/^## /m);
  if (head.trim() !== `# ${mend}`) throw new Error(`${mend}.cases.md begins with "# ${mend}"`);
  return sections.map((section) => {
    const title = section.slice(0, section.indexOf('\n')).trim();
    const fences = [...section.matchAll(/^```(\w+)(?: (fixed)(?: (.+))?)?\n([\s\S]*?)^```$/gm)];
    const [template, said, offered, ...after] = fences;
    const offers = (offered?.[4] ?? '').trim().split('\n').map(offerIn);
    const fixed = new Map(after.map(([, , , name, text = '']) => [name ?? offers[0]?.title ?? '', text]));
    const isRead =
      said?.[1] === 'finding' && offered?.[1] === 'offers' && after.every(([, , word]) => word === 'fixed');
    if (!template || !isRead || fences.length * 2 !== section.match(/^```/gm)?.length)
      throw new Error(
        `${mend}, ${title}: a template, \`finding\`, \`offers\` and texts after a fix are wanted, in that order`,
      );
    return { mend, title, text: template[4] ?? '', ...findingIn(said[4] ?? ''), offers, fixed };
  });
}

/** `Rename Nmae to Name (preferred) [<Name>]`. */
function offerIn(line: string): Offer {
  const [, title = '', preferred, placeholder] = /^(.+?)( \(preferred\))?(?: \[(.*)\])?$/.exec(line) ?? [];
  return { title, isPreferred: preferred !== undefined, placeholder };
}

/** Where it is and what it says, a line each, and then `key: value` for whatever else it tells. */
function findingIn(fence: string): Pick<FixCase, 'finding' | 'options'> {
  const [where = '', message = '', ...more] = fence.trimEnd().split('\n');
  const [, id = '', numbers = '', path = ''] = /^([A-Z]\d{4}) at ([\d:-]+), (.+)$/.exec(where) ?? [];
  const [line = 0, column = 0, endLine = 0, endColumn = 0] = numbers.split(/[:-]/).map(Number);
  const { rules, ...told } = Object.fromEntries(
    more.map((one): [string, unknown] => [one.slice(0, one.indexOf(':')), JSON.parse(one.slice(one.indexOf(':') + 1))]),
  );
  const finding: CfnLintFinding = {
    id,
    severity: id.startsWith('E') ? 'error' : id.startsWith('W') ? 'warning' : 'informational',
    message,
    line,
    column,
    endLine,
    endColumn,
    about: '',
    link: '',
    path: path.split('/').map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
    ...told, // `keyword`, `allowed`, `missing`, `expected`, as `glue.py` writes them
  };
  // `rules` is what somebody has configured.
  const configured = rules === undefined ? {} : { configure_rules: rules as Record<string, unknown> };
  return { finding, options: { include_checks: ['I'], ...configured } };
}

/** A template as the fixes take it. */
export const sourceIn = (text: string): Source => sourceOf(parseDocument(text));

const known = new WeakMap<Document, Source>();

/** Read once, for all that is said of it. */
export function sourceOf(document: Document): Source {
  const source = known.get(document) ?? readCloudFormation('template', document);
  known.set(document, source);
  return source;
}
