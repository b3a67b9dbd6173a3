/* What a file is read as: that it is Terraform's, its name tells; that it is a template of CloudFormation, its content. */
import { type Dialect, terraform, terraformJson } from './syntax/dialect.ts';
import { isTemplate, looksLikeTemplate, parseDocument } from './syntax/document.ts';
import type { Document } from './syntax/node.ts';

/** Undefined where the content tells. */
function dialectOf(file: string): Dialect | undefined {
  if (/\.(?:tf|tofu)$/.test(file)) return terraform;
  return /\.(?:tf|tofu)\.json$/.test(file) ? terraformJson : undefined;
}

/** Whether anybody would read that text. Other files cost next to nothing. */
export const looksLikeSource = (file: string, text: string): boolean =>
  dialectOf(file) !== undefined || looksLikeTemplate(text);

export const isTerraform = ({ dialect }: Document): boolean => dialect === terraform || dialect === terraformJson;

/** Whether it is read. */
export const isSource = (document: Document): boolean => isTerraform(document) || isTemplate(document);

/** Never throws. `file`: a path or a URI. */
export const parseFile = (file: string, text: string): Document => parseDocument(text, dialectOf(file));
