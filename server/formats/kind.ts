/* What a file is read as: that it is Terraform's, its name tells; that it is a template of CloudFormation, its content. */
import { terraform } from './syntax/dialect.ts';
import { isTemplate, looksLikeTemplate, parseDocument } from './syntax/document.ts';
import type { Document } from './syntax/node.ts';

const isHcl = (file: string): boolean => /\.(?:tf|tofu)$/.test(file);

/** Whether anybody would read that text. Other files cost next to nothing. */
export const looksLikeSource = (file: string, text: string): boolean => isHcl(file) || looksLikeTemplate(text);

/** The same of a document. */
export const isSource = (document: Document): boolean => document.language === 'hcl' || isTemplate(document);

/** Never throws. `file`: a path or a URI. */
export const parseFile = (file: string, text: string): Document =>
  isHcl(file) ? parseDocument(text, terraform) : parseDocument(text);
