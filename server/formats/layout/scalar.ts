/* A value as text, quoted where it must be so that everybody reads it as what it is. */
import { decline, type Plain } from '../spell.ts';

export interface Quoting {
  readonly quote: "'" | '"';
  /** Quoted although it need not be. */
  readonly always?: boolean;
  /** Between brackets, where commas and brackets end a plain text. */
  readonly inBrackets?: boolean;
}

/** CloudFormation reads YAML 1.1, where `yes`, `0o17`, `12:30` and `2012-10-17` are no text either. */
const LOOKS_TYPED =
  /^(?:|~|null|true|false|yes|no|on|off|y|n|[-+]?(?:\d[\d_]*)?\.?\d[\d_]*\.?(?:e[-+]?\d+)?|0[xob][\da-f_]+|[-+]?\.(?:inf|nan)|[-+]?\d+(?::\d+)+(?:\.\d*)?|\d{4}-\d\d?-\d\d?.*|=|<<)$/i;
const HAS_SYNTAX = /^[\s&*!|>%@`'"#{}[\],]|^[-?:](?:\s|$)|^(?:---|\.\.\.)|:(?:\s|$)|\s#|\s$/;
const ENDS_IN_BRACKETS = /[,[\]{}]|^[-?:]/;
const CONTROL = /[\0-\x1f\x7f-\x9f\u2028\u2029\uFEFF]/;

export const yamlScalar = (value: Plain, quoting: Quoting): string => {
  if (typeof value !== 'string') return String(value);
  if (CONTROL.test(value)) return JSON.stringify(value);
  const mustQuote =
    LOOKS_TYPED.test(value) || HAS_SYNTAX.test(value) || (quoting.inBrackets && ENDS_IN_BRACKETS.test(value));
  return mustQuote || quoting.always ? quoted(value, readableQuote(value, quoting.quote)) : value;
};

/** The other one where that spares the reader the doubled quotes. */
function readableQuote(value: string, favourite: "'" | '"'): "'" | '"' {
  const other = favourite === "'" ? '"' : "'";
  return value.includes(favourite) && !value.includes(other) && !value.includes('\\') ? other : favourite;
}

export const quoted = (value: string, quote: "'" | '"'): string =>
  quote === '"'
    ? JSON.stringify(value)
    : CONTROL.test(value)
      ? decline('it needs other quotes')
      : `'${value.replaceAll("'", "''")}'`;
