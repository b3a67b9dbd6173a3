/* What a file is read as: that it is Terraform's, its name tells; that it is a template of CloudFormation, its content. */
import { type Dialect, terraform, terraformJson, terraformValues } from './syntax/dialect.ts';
import { isTemplate, looksLikeTemplate, parseDocument } from './syntax/document.ts';
import type { Document } from './syntax/node.ts';

/** What editors call Terraform's language: what is typed into a window has no name that tells. */
const languages: readonly (string | undefined)[] = ['terraform', 'opentofu'];

/** Undefined where the content tells. */
function dialectOf(file: string, language?: string): Dialect | undefined {
  if (/\.(?:tf|tofu)$/.test(file) || languages.includes(language)) return terraform;
  if (/\.tfvars$/.test(file)) return terraformValues;
  return /\.(?:tf|tofu)\.json$/.test(file) ? terraformJson : undefined;
}

/** Whether anybody would read that text. Other files cost next to nothing. `language`: what an editor calls it. */
export function looksLikeSource(file: string, text: string, language?: string): boolean {
  const dialect = dialectOf(file, language);
  return dialect ? isOfModule(dialect) : looksLikeTemplate(text);
}

const isOfModule = (dialect: Dialect): boolean => dialect === terraform || dialect === terraformJson;

export const isTerraform = ({ dialect }: Document): boolean => isOfModule(dialect);

/** Whether it is read. */
export const isSource = (document: Document): boolean => isTerraform(document) || isTemplate(document);

/** Never throws. `file`: a path or a URI. */
export const parseFile = (file: string, text: string, language?: string): Document =>
  parseDocument(text, dialectOf(file, language));
