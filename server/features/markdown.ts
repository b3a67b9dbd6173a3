import { type MarkupContent, MarkupKind } from 'vscode-languageserver';
import type { Client } from './client.ts';

/** As Markdown, or without its signs for an editor that does not render them. */
export const shown = (markdown: string, client: Client): MarkupContent =>
  client.rendersMarkdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plain(markdown) };

export const paragraphs = (...texts: readonly (string | false | undefined)[]): string =>
  texts.filter(Boolean).join('\n\n');

/** Sources are wrapped for whoever reads the code; some editors would show that as breaks. */
export const onOneLineEach = (paragraphs: string): string => paragraphs.trim().replace(/(\S)\n(?=\w)/g, '$1 ');

export const link = (text: string, target: string): string => `[${text}](${target})`;

/** The user's own words: what would be Markdown in them is meant literally. */
export const escaped = (text: string): string => text.replace(/[\\`*_[\]<>]/g, '\\$&');

const plain = (markdown: string): string =>
  markdown
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1: $2')
    .replace(/^\*([^*\n]+)\*(?=: )/gm, '$1') // what a paragraph is about: `*Cost*: …`
    .replace(/\*\*|`/g, '')
    .replace(/\\([\\`*_[\]<>])/g, '$1');
