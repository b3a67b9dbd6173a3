/* What a file is read as: that it is Terraform's, its name tells; that it is a template of CloudFormation, its content. */
import { type Dialect, terraform, terraformJson } from './syntax/dialect.ts';
import { isTemplate, looksLikeTemplate, parseDocument } from './syntax/document.ts';
import type { Document } from './syntax/node.ts';

/** What editors call Terraform's language: what is typed into a window has no name that tells. */
const languages: readonly (string | undefined)[] = ['terraform', 'opentofu'];

/** Undefined where the content tells. */
function dialectOf(file: string, language?: string): Dialect | undefined {
  if (/\.(?:tf|tofu)$/.test(file) || languages.includes(language)) return terraform;
  return /\.(?:tf|tofu)\.json$/.test(file) ? terraformJson : undefined;
}

/** Whether anybody would read that text. Other files cost next to nothing. `language`: what an editor calls it. */
export const looksLikeSource = (file: string, text: string, language?: string): boolean =>
  dialectOf(file, language) !== undefined || looksLikeTemplate(text);

export const isTerraform = ({ dialect }: Document): boolean => dialect === terraform || dialect === terraformJson;

/** Whether it is read. */
export const isSource = (document: Document): boolean => isTerraform(document) || isTemplate(document);

/** Never throws. `file`: a path or a URI. */
export const parseFile = (file: string, text: string, language?: string): Document =>
  parseDocument(text, dialectOf(file, language));
