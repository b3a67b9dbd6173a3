/* What the editor is told at the start that it may ask for, where more than one file has to know. */
import { CodeActionKind } from 'vscode-languageserver';
import type * as onDemand from './on-demand.ts';

/** All that answers what the user asks for. */
export type OnDemand = typeof onDemand;

/** Beside the blank, completion is asked for behind these: names have dots, `${` opens one, and a quote a text. */
export const triggerCharacters: readonly string[] = ['.', '{', '"'];

/** What editors call it in their settings, to have it done whenever a file is saved. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.gatelint`;
