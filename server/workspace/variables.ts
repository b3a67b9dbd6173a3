/*
 * What variables of Terraform are given from outside of their module: by the files that the config names, and by the
 * command line. What lies in the folder of the module, its reader knows.
 */
import { nearest } from '../../rules/kit/index.ts';
import type { GivenVariable, GivenVariables } from '../formats/format.ts';
import { isModuleFile } from '../formats/terraform/names.ts';
import { givenNode, givenText, nodeOfText, readVariableFile, type VariableFile } from '../formats/terraform/tfvars.ts';
import { isWrong, type Wrong } from '../given/data.ts';
import type { Settings } from '../linter/settings.ts';
import type { Shelf } from './configs.ts';
import { readBy } from './given.ts';
import type { Modules } from './modules.ts';
import { nameOf, parentOf, reached, within } from './paths.ts';

/** What somebody has named for this one run. */
export interface ChosenVariables {
  readonly values: GivenVariables;
  /** There are files among it: then those that configs name do not count. */
  readonly hasFiles: boolean;
  /** What is known of the modules by now. */
  readonly modules: Modules;
}

/** One option, as it was given: `-var-file` or `-var` to Terraform. `called`: how the user named it. */
export type Assignment =
  | { readonly kind: 'file'; readonly path: string; readonly called: string }
  | { readonly kind: 'value'; readonly name: string; readonly text: string };

/** What comes of them: the later one wins. */
export interface Chosen {
  readonly chosen: ChosenVariables;
  /** Why they cannot be taken as they are meant. */
  readonly wrong: readonly string[];
  /** What is to be known of them. */
  readonly notes: readonly string[];
}

/** `tops`: the files and folders that are looked at. */
export function choose(
  shelf: Shelf,
  assignments: readonly Assignment[],
  modules: Modules,
  tops: readonly string[],
): Chosen {
  const values = new Map<string, GivenVariable>();
  const wrong: string[] = [];
  const notes: string[] = [];
  const roots = modules.rootsBelow(tops).map((folder) => modules.variablesOf(folder));
  for (const one of assignments) {
    if (one.kind === 'value') {
      const { name, text } = one;
      values.set(`var.${name}`, givenText(text, '--var'));
      const why = whyUndeclared(name, roots) ?? whyUnlike(name, text, roots);
      if (why !== undefined) wrong.push(`--var ${name}: ${why}`);
      continue;
    }
    const read = readBy(shelf, one.path, readVariableFile);
    if (isWrong(read)) {
      wrong.push(`${one.called}: ${read.problem}`);
      continue;
    }
    for (const { name, node, line } of read.values) {
      values.set(`var.${name}`, givenNode(node, one.called));
      const why = whyUndeclared(name, roots);
      if (why !== undefined) notes.push(`${one.called}:${line}: ${why}`);
    }
  }
  if (roots.length === 0 && wrong.length === 0)
    notes.push('There is no root module of Terraform here: --var and --var-file give nothing.');
  return { chosen: { values, hasFiles: assignments.some(({ kind }) => kind === 'file'), modules }, wrong, notes };
}

type Variables = ReturnType<Modules['variablesOf']>;

/** Terraform refuses such a `-var`, and warns of one in a file: that may be written for several modules. */
function whyUndeclared(name: string, roots: readonly Variables[]): string | undefined {
  if (roots.length === 0 || roots.some((variables) => variables.has(name))) return undefined;
  const meant = nearest(name, new Set(roots.flatMap((variables) => [...variables.keys()])));
  const advice = meant === undefined ? '; declare it, or leave it out.' : `. Did you mean "${meant}"?`;
  return `No root module here declares the variable "${name}"${advice}`;
}

function whyUnlike(name: string, text: string, roots: readonly Variables[]): string | undefined {
  const types = roots.flatMap((variables) => (variables.has(name) ? [variables.get(name)] : []));
  if (types.length === 0 || types.some((type) => nodeOfText(text, type))) return undefined;
  return `The variable is of the type ${types[0]}, which "${text}" is not.`;
}

export const withVariables = (settings: Settings, variables: GivenVariables | undefined): Settings =>
  variables ? { ...settings, variables } : settings;

interface Surroundings {
  readonly shelf: Shelf;
  readonly modules: Modules;
  /** The files and folders in which modules are called. */
  readonly tops: () => readonly string[];
  readonly chosen?: ChosenVariables | undefined;
}

/** Each file is read once, until all are forgotten. */
export class VariableFiles {
  readonly #around: Surroundings;
  readonly #files = new Map<string, VariableFile | Wrong>();
  /** By the names in settings, and where they are seen from: the files of a module are given the same object. */
  readonly #given = new Map<string, GivenVariables>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** To be called when something has changed that they were read from. */
  forget(): void {
    this.#files.clear();
    this.#given.clear();
  }

  /** `home`: the folder that the names in the settings are seen from. Undefined where nothing is given. */
  of(file: string, settings: Settings, home: string | undefined): GivenVariables | undefined {
    if (!isModuleFile(file)) return undefined;
    const { shelf, modules, tops, chosen } = this.#around;
    const { varFiles = [] } = settings;
    if (varFiles.length === 0 && !chosen) return undefined;
    const folder = parentOf(shelf, file);
    if (folder === undefined || modules.isCalled(folder, tops())) return undefined;
    // It is the same for the editor and for who checks one folder: what they see of the others may differ.
    const isCalledAtHome = home !== undefined && modules.isCalled(folder, [home]);
    return chosen?.hasFiles || varFiles.length === 0 || isCalledAtHome ? chosen?.values : this.#named(varFiles, home);
  }

  /** With what was chosen for this run behind it. */
  #named(names: readonly string[], home: string | undefined): GivenVariables {
    const { shelf, chosen } = this.#around;
    const key = [home, ...names].join('\n');
    const known = this.#given.get(key);
    if (known) return known;
    const given = new Map<string, GivenVariable>();
    for (const name of names) {
      const path = reached(shelf, home, name);
      const read = this.#read(path);
      if (isWrong(read)) continue; // the config is told of it
      const called = (home && within(shelf, home, path)) ?? nameOf(path);
      for (const { name: variable, node } of read.values) given.set(`var.${variable}`, givenNode(node, called));
    }
    for (const [address, one] of chosen?.values ?? []) given.set(address, one);
    this.#given.set(key, given);
    return given;
  }

  #read(path: string): VariableFile | Wrong {
    const file = this.#files.get(path) ?? readBy(this.#around.shelf, path, readVariableFile);
    this.#files.set(path, file);
    return file;
  }
}

/** Why nothing is given by a file; undefined where something may be. */
export function whyNoVariables(shelf: Shelf, path: string): string | undefined {
  const read = readBy(shelf, path, readVariableFile);
  return isWrong(read) ? read.problem : undefined;
}
