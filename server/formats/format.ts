/*
 * What every format makes of its text, and what it can do with the edits of a fix. The linter knows
 * formats by this file only.
 */
import type { Edit, Form, Nth, ParameterEdit, Resource, Severity, Span, Via } from '../../rules/kit/index.ts';
import type { Suppression } from './suppression.ts';
import type { Document, SyntaxNode } from './syntax/node.ts';

/** A condition without `Fn::Not`: equal keys are the same atom everywhere. */
export interface Condition {
  readonly key: string;
  /** How the user writes it, where it is a test and has no name: the name of its opposite is another. */
  readonly name?: string;
  readonly op?: 'and' | 'or';
  readonly parts?: readonly Truth[];
  /** Nobody can tell, and neither case is worth a look by itself: how many instances there are. */
  readonly isOpen?: boolean;
}

/** A condition under the name the user reads it by: `name` holds where `condition` is `is`. */
export interface Truth {
  readonly condition: Condition;
  readonly is: boolean;
  readonly name: string;
}

/** A span relative to an item: that of the resource, where none is named. */
export interface Spot extends Span {
  readonly item?: string;
}
/** In another file, where one is named. */
export interface FarSpot extends Spot {
  readonly file?: string;
}

/** What a property says before deployment. */
export type Expression = {
  readonly span: FarSpot;
  /** It is written elsewhere (behind an alias, in a mapping) and only used here. */
  readonly from?: Via;
} & (
  | {
      readonly kind: 'literal';
      readonly value: string | number | boolean;
      /** What the text says, where it is a document of its own; undefined where that cannot be read. */
      document?(): Expression | undefined;
    }
  | {
      readonly kind: 'map';
      readonly entries: ReadonlyMap<string, Property>;
      /** Why more may stand here than is written (a merge key, a macro). */
      readonly open?: string;
      /** A block of Terraform: there may be others of its kind beside it, so it is a list of one as well. */
      readonly isBlock?: boolean;
    }
  | {
      readonly kind: 'list';
      readonly items: readonly Expression[];
      readonly open?: string;
      /** Blocks of one kind, of Terraform: where only one can be meant, it is the one. */
      readonly areBlocks?: boolean;
    }
  | { readonly kind: 'choice'; readonly when: Truth; readonly yes: Expression; readonly no: Expression }
  /** A resource, or an attribute of it: `Ref` or what `Fn::GetAtt` names. `in`: where that is another source's. */
  | {
      readonly kind: 'reference';
      readonly to: string;
      readonly attribute: string;
      /** Which of its instances, as it is written: `0`, `"eu"`, `count.index`; `*` is all of them, or any. */
      readonly instance?: string;
      readonly in?: Owner;
      /** What is written at that attribute is what it is, as in Terraform. */
      readonly handsOn?: boolean;
    }
  | { readonly kind: 'parameter'; readonly name: string; readonly why: string; readonly in?: Owner }
  /** Text put together of parts. */
  | { readonly kind: 'template'; readonly parts: readonly Expression[]; document?(): Expression | undefined }
  /** A function of its arguments, once conditions and parameters are taken out of them. */
  | {
      readonly kind: 'computed';
      readonly name: string;
      readonly args: readonly Expression[];
      compute(args: readonly Expression[]): Expression;
      /** Whether it can tell what it is when an argument is nothing. */
      readonly takesNothing?: boolean;
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown'; readonly why: string; readonly nth?: Nth }
);
/** A text that is a document of its own, as that document. */
export const opened = (node: Expression): Expression =>
  (node.kind === 'literal' || node.kind === 'template' ? node.document?.() : undefined) ?? node;

export interface Property {
  readonly key: FarSpot;
  readonly value: Expression;
}

export interface SourceResource {
  /** Unique in its source, stable while the text around it changes. */
  readonly id: string;
  /** Logical id. Two resources of one name stay two: `item` differs. */
  readonly name: string;
  readonly type: string;
  readonly item: string;
  /** The name's place, where a finding over the resource stands. */
  readonly key: Span;
  /** Its properties, read when first asked for; undefined where none are written. */
  readonly body: Expression | undefined;
  /** The condition that it exists under. */
  readonly exists: Truth | undefined;
  /** The names of what is deployed before it: those it says, and those it refers to. */
  readonly needs: ReadonlySet<string>;
  /** Where it says so; undefined where nothing is said. */
  readonly needsAt: Span | undefined;
  /** Why no fix may be written into it. */
  readonly sealed?: string;
  /** Nobody wrote it: it is made at deployment of what somebody wrote. */
  readonly made?: Made;
  /** All of this, as one thing to be read; where another resource has the same, only spans differ. */
  readonly content: object;
  /** The same without what it says: that it is there, what it is, and under which condition. */
  readonly standing: object;
}

/** Of a resource that a macro makes: what the user says instead. */
export interface Made {
  /** The resource that it is made of, or the first of them: what is new stands behind that one. */
  readonly from: SourceResource;
  /** What is new is called after this: the name of `from`, or that of an API which only events speak of. */
  readonly name: string;
  /** What the user refers to it by, where that is not its name: `Shop.Stage`. */
  readonly called?: string;
  /**
   * The keys, from the document down, at which the user says what stands at `keys`, from this resource down:
   * `Properties.MethodSettings` → `Globals.Api.MethodSettings`. Undefined where they cannot say it.
   */
  wordsFor(keys: readonly string[]): readonly string[] | undefined;
  /** What the user says, and where, to have nothing at `keys`: an `OpenApiVersion`, and no stage is added. */
  without?(keys: readonly string[]): { readonly at: readonly string[]; readonly value: string } | undefined;
}

/** The resource as somebody wrote it, who may have written what it is made of. */
export const writtenOf = (resource: SourceResource): SourceResource => resource.made?.from ?? resource;

/** Whose words a name is one of, where that is not the source in which it is used. */
export interface Owner {
  readonly source: Source | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly item: string;
  readonly key: Span;
  readonly default: Expression | undefined;
  /** What a deployment gives it; undefined where none is known to give it anything. */
  readonly given: GivenExpression | undefined;
  /** What the stack around this one hands in, written there. */
  readonly argument?: Expression | undefined;
  /** It is only a name for this: a local of Terraform. */
  readonly value?: Expression;
  /** What follows of it from conditions, by their keys: a flag is itself one. Undefined: nothing, it may have its default. */
  knownIn?(conditions: ReadonlyMap<string, boolean>): boolean | 'not its default' | undefined;
}

export interface GivenExpression {
  readonly value: Expression;
  /** What gives it, as messages call it: `samconfig.toml (prod)`. */
  readonly by: string;
}

/** What a deployment gives to the parameters of a template, by their names. */
export type Given = ReadonlyMap<string, GivenValue>;
export interface GivenValue {
  /** Undefined where it is given something that nobody can read before the deployment. */
  readonly text: string | undefined;
  readonly by: string;
}

/** What the variables of a module of Terraform are given from outside of it, by their addresses: `var.region`. */
export type GivenVariables = ReadonlyMap<string, GivenVariable>;
export interface GivenVariable {
  /** What gives it, as messages call it: `prod.tfvars`. */
  readonly by: string;
  /** In the type of its variable, into which Terraform changes it; undefined: none is written. */
  as(type: string | undefined): SyntaxNode;
}

/** Other files, by the names that a file has for them. */
export interface Files {
  /** `path` is relative to the file `from`. */
  read(from: string, path: string): OtherFile;
  /** The names of the files in a folder, relative to the file `from`; left out where nobody can look into folders. */
  list?(from: string, folder: string): Folder;
  /** Whether another module of Terraform calls that of the file `from`. Left out where nobody looks for calls. */
  isCalled?(from: string): boolean;
  /** The one template of the workspace that exports under that name. Left out where nobody looks for exports. */
  exporter?(from: string, name: string): Exporter | undefined;
}
export type Folder =
  | { readonly names: readonly string[] }
  /** Why nobody can look into it. `toName`: what is to be said to who names it, and how bad that is, where that is known. */
  | { readonly why: string; readonly toName?: { readonly why: string; readonly severity: Severity } };
export type OtherFile =
  | { readonly file: string; readonly document: Document }
  /** Why it cannot be read: `is a folder`. `severity`: how bad that is for who names it, where that is known. */
  | { readonly why: string; readonly severity?: Severity };
export interface Exporter {
  readonly file: string;
  readonly document: Document;
  /** The logical id of the output. */
  readonly output: string;
  readonly given: Given | undefined;
}

/** A stack inside of another, whose template can be read. */
export interface Nested {
  readonly source: Source;
  /** What it hands out, by name. */
  readonly outputs: ReadonlyMap<string, Expression>;
}

/** An output of another template, which that exports. */
export interface Imported {
  readonly source: Source;
  readonly name: Expression;
  readonly value: Expression;
}

/** An attribute of a resource that is handed to somebody who cannot be seen. */
export interface Leaf {
  readonly to: string;
  readonly attribute: string;
  readonly how: string;
}

export interface Leaves {
  of(name: string): readonly Leaf[];
}

/** What may bring resources into being that are not written here. */
export interface Opening {
  readonly why: string;
  /** The resource types it may create; undefined: any. */
  readonly creates: readonly string[] | undefined;
  /** They know of what is here what they are handed, and names that can be put together; nothing else. */
  readonly standsApart?: boolean;
}

export interface SourceProblem {
  readonly item: string;
  readonly span: Span;
  readonly message: string;
  /** How bad it is that something is named here which is not there, or leads back. Left out where the text itself cannot be read. */
  readonly severity?: Severity;
}

/** Whether all of the text can be read, be it that it names what is not there. */
export const isReadWhole = ({ problems }: Source): boolean => problems.every(({ severity }) => severity !== undefined);

/** One file, read. */
export interface Source {
  readonly file: string;
  /** Where it is nested in another: the logical ids of the stacks on the way. */
  readonly within?: string;
  /** The files of a module of Terraform share their names. */
  readonly module?: SourceModule;
  /** The stacks in it whose templates can be read, by their logical ids. */
  readonly stacks: ReadonlyMap<string, Nested>;
  /** What it imports from templates that can be read, by the names of the exports; left out where that is nothing. */
  readonly imports?: ReadonlyMap<string, Imported>;
  /** Whether it names other files, be it that they cannot be read. */
  readonly asksForFiles: boolean;
  readonly document: Document;
  /** Index in `document.items` of every item that a place can name. */
  readonly items: ReadonlyMap<string, number>;
  /** Changed where it is as the text changes: it may be the same list with others in it. */
  readonly resources: readonly SourceResource[];
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** What the given parameters make of conditions, by their keys. */
  readonly settled: ReadonlyMap<string, boolean>;
  /** The tables that functions look up values in, as one thing. */
  readonly mappings: object;
  /** By the name of the resource. A list is a thing to be read, and so is the one for a name that has none. */
  readonly leaves: Leaves;
  readonly openings: readonly Opening[];
  /** Why anything may differ from what is written (a macro over the whole template). */
  readonly opaque: string | undefined;
  readonly problems: readonly SourceProblem[];
  /** What its author does not want to hear, in the order of the text. */
  readonly suppressions: readonly Suppression[];
  /** Why the file gets no fixes, such as having been synthesised. */
  readonly readOnly: string | undefined;
}

/** Whose names those of a source are: its own, or its module's. */
export const namesOf = (source: Source): object => source.module ?? source;

/** What is deployed as one, though it stands in several files; the first of them speaks for all. */
export interface SourceModule {
  readonly sources: readonly Source[];
}

/** What gave way to what when the text of a source changed, in that and in others that rest on it. */
export interface Reread {
  readonly exchanged: readonly Exchanged[];
  /** What else somebody may have read: parameters, lists and tables of the sources as they were. */
  readonly things: readonly object[];
  /** Of such things, those that say what they said, at other places. */
  readonly moved: readonly object[];
  /**
   * The items in which places may be others now, and up to which offset all of each stands where it stood; undefined:
   * places may have moved from item to item.
   */
  readonly movedIn: ReadonlyMap<string, number> | undefined;
  /** Names that nobody bears, in what says another one now and is the same thing to be read. */
  readonly unsaid: ReadonlySet<string>;
}

/** The source is the same object, as it is now. */
export interface Exchanged {
  readonly source: Source;
  /** Each of `come` stands where the one of `gone` at its index stood. */
  readonly isInPlace: boolean;
  readonly gone: readonly SourceResource[];
  readonly come: readonly SourceResource[];
}

/** Offsets are absolute in the document's text. */
export interface TextEdit extends Span {
  readonly newText: string;
  /** Another file of the module, where the edit is one of that. */
  readonly file?: string;
}

/** A row of the model as it stands in a file; what `Place.row` names. */
export interface Entry {
  readonly id: string;
  readonly type: Resource;
  readonly form: Form;
  readonly source: Source;
  readonly resource: SourceResource;
  /** What the user calls it: the logical id, or `GET /orders` for an operation of a body. */
  readonly name: string;
  /** What a finding over the row as a whole is marked on: the resource's name, or the key of the part. */
  readonly key: Spot;
  /** The conditions that it exists under: that of its resource, and those that its part is written under. */
  readonly exists: readonly Truth[];
  /** Where its properties stand: those of the resource, or the part of them that is this row. */
  readonly body: Expression | undefined;
  /** The keys from the properties of the resource down to the part that is this row. */
  readonly keys: readonly string[];
}

/**
 * Whose value is changed that several resources share, as SAM's do in `Globals`: that of all of them, or that of the
 * resource alone, which says its own from then on.
 */
export type Reach = 'all' | 'alone';

/** Returns `undefined` where the edits cannot be written surely: then the fix is not offered. Does not throw. */
export type Render = (
  source: Source,
  edits: readonly Edit[],
  entryOf: (row: string) => Entry | undefined,
  /** Parameters of the template, by the edit whose new parameter they stand in for. */
  standing: ReadonlyMap<ParameterEdit, string>,
  how?: Manner,
) => readonly TextEdit[] | undefined;

export interface Manner {
  readonly reach?: Reach;
  /** No other file is written, though one would be a better place for what is new. */
  readonly inThisFile?: boolean;
}

/** One way to silence a finding. */
export interface Silencing {
  /** The resource in which all is silenced; undefined: only what stands at the finding's own key, and in it. */
  readonly resource: string | undefined;
  readonly edits: readonly TextEdit[];
}
