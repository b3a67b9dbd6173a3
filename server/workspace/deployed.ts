/* What is deployed of the files that somebody named, on one side of a comparison. */
import type { AnyRule } from '../../rules/kit/index.ts';
import { readCloudFormation } from '../formats/cloudformation/read.ts';
import type { Source } from '../formats/format.ts';
import { isTerraform, parseFile } from '../formats/kind.ts';
import { readTerraform } from '../formats/terraform/read.ts';
import { analyse } from '../linter/analysis.ts';
import { outcomeOf, type PublishedProblem } from '../linter/outcome.ts';
import { check, type Judge, type Workspace } from './check.ts';
import { Modules } from './modules.ts';
import { parentOf, within } from './paths.ts';

/** What is deployed as one: a template, or a module of Terraform that no other one calls. */
export interface Deployed {
  /** As the user reads it: of a module, its folder. */
  readonly file: string;
  readonly source: Source;
  /** Why not all of it can be read; then nobody knows what is in it. */
  readonly unreadable: PublishedProblem | undefined;
}

export interface Side {
  /** By what both sides call it: the path from what was named on, which is empty for a file. */
  readonly deployed: ReadonlyMap<string, Deployed>;
  /** Besides what stands in a text that is read: files that cannot be, what their configs say. */
  readonly problems: readonly PublishedProblem[];
  /** A config says that what was named is to be left alone. */
  readonly ignoredBy: string | undefined;
}

/** `path`: a file or a folder, as the user named it. */
export function deployedIn(path: string, workspace: Workspace): Side {
  const { disk, full, shown, variables } = workspace;
  const top = full(path);
  const modules = variables?.modules ?? new Modules(disk);
  const deployed = new Map<string, Deployed>();
  const problems: PublishedProblem[] = [];
  let ignoredBy: string | undefined;
  for (const checked of check([path], workspace, read)) {
    if (checked.kind === 'ignored') ignoredBy = checked.config;
    if (checked.kind === 'unread') problems.push({ kind: 'file', file: checked.file, message: checked.why });
    if (checked.kind !== 'checked') continue;
    const { outcome, more } = checked;
    if (!more) {
      problems.push(...outcome.problems);
      continue;
    }
    const unreadable = outcome.problems.find(({ kind }) => kind === 'syntax' || kind === 'crash');
    const folder = isTerraform(more.source.document) ? (parentOf(disk, more.path) ?? top) : undefined;
    if (folder !== undefined && modules.isCalled(folder, [top])) continue;
    const name = within(disk, top, folder ?? more.path) ?? '';
    const known = deployed.get(name);
    // The files of a module are one.
    deployed.set(name, {
      file: shown(folder ?? more.path),
      source: known?.source ?? more.source,
      unreadable: known?.unreadable ?? unreadable,
    });
  }
  return { deployed, problems, ignoredBy };
}

const noRules: readonly AnyRule[] = [];

const read: Judge<{ readonly path: string; readonly source: Source }> = ({ path, file, text }, settings, files) => {
  const analysis = analyse(file, text, settings, noRules, files);
  return analysis && { outcome: outcomeOf(analysis), more: { path, source: analysis.source } };
};

/** A side on which there is nothing. */
export const nothing: Side = { deployed: new Map(), problems: [], ignoredBy: undefined };

/** What is to be compared with what. */
export interface Pair {
  /** As the user reads them; undefined where there is none on that side. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Or why they cannot be compared, in one sentence. */
  readonly texts: { readonly before: Source; readonly after: Source } | { readonly why: string };
}

/** `was`: what stands in front of the names of files on the first side, such as `HEAD:`. */
export function pairsOf(before: Side, after: Side, was: string): readonly Pair[] {
  const names = new Set([...after.deployed.keys(), ...before.deployed.keys()]);
  return [...names].flatMap((name) => {
    const [then, now] = [before.deployed.get(name), after.deployed.get(name)];
    const texts = textsOf(then, now, was);
    return texts ? [{ before: then && was + then.file, after: now?.file, texts }] : [];
  });
}

function textsOf(then: Deployed | undefined, now: Deployed | undefined, was: string): Pair['texts'] | undefined {
  const source = now?.source ?? then?.source;
  if (!source) return undefined;
  const [before, after] = [then?.source ?? nothingLike(source), now?.source ?? nothingLike(source)];
  const why = (then && whyUnread(then, was)) ?? (now && whyUnread(now, ''));
  if (why !== undefined) return { why };
  if (isTerraform(before.document) === isTerraform(after.document)) return { before, after };
  return { why: 'One is a template of CloudFormation, the other a module of Terraform.' };
}

/** Of half a text, nobody knows what is missing. */
function whyUnread({ unreadable }: Deployed, was: string): string | undefined {
  if (!unreadable) return undefined;
  const { file, range, message } = unreadable;
  const place = range ? `:${range.start.line + 1}:${range.start.character + 1}` : '';
  return `${was}${file}${place} cannot be read whole: ${message}`;
}

/** In the place of what is not there, or not any more. */
export function nothingLike({ file, document }: Source): Source {
  const text = document.language === 'hcl' ? '' : '{}';
  return isTerraform(document)
    ? readTerraform(file, parseFile(file, text))
    : readCloudFormation(file, parseFile(file, text));
}
