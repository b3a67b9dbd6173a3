/* Values as HCL has them. Source: https://developer.hashicorp.com/terraform/language/expressions/strings */
import { decline, type Plain } from '../../spell.ts';

export const scalarText = (value: Plain): string => (typeof value === 'string' ? quoted(value) : String(value));

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

// Signs that nobody sees are written by their numbers.
const unseen = /[\\"\0-\x1f\x7f-\x9f\u2028\u2029\uFEFF]/g;

export const quoted = (text: string): string => `"${text.replace(unseen, escaped).replace(/([$%])\{/g, '$1$1{')}"`;

const escaped = (sign: string): string => escapes[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

const isWord = (text: string): boolean => /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(text);

/** What expressions can call a resource by; whatever else stands there is half typed. */
export const address = (name: string): string =>
  name.split('.').every(isWord) ? name : decline(`${name} is no name of a resource`);

/** A key of an object. */
export const keyOf = (key: string): string => (isWord(key) ? key : quoted(key));

/** A name for something new: `HttpsListener` → `https_listener`. */
export const snake = (name: string): string =>
  name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toLowerCase();
