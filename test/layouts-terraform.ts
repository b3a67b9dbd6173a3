/* The same file of Terraform, laid out as other people would. Line by line: what stands in heredocs is left as it is. */
import type { Layout } from './layouts.ts';

/** `change` gets a line outside of heredocs and long comments, and all that is in brackets with it. */
const lines = (name: string, change: (line: string, n: number) => string): Layout => ({
  name,
  write(text) {
    let end: RegExp | undefined;
    return text
      .split('\n')
      .map((line, n) => {
        if (end) {
          if (end.test(line)) end = undefined;
          return line;
        }
        const [, tag] = /<<-?(\w+)\s*$/.exec(line) ?? [];
        if (tag !== undefined) end = new RegExp(`^\\s*${tag}\\s*$`);
        else if (/\/\*(?!.*\*\/)/.test(line)) end = /\*\//;
        return change(line, n);
      })
      .join('\n');
  },
});

/** An attribute on one line with a value that is closed there. */
const attribute = /^([ \t]+)([\w-]+)([ \t]*=[ \t]*)((?:"[^"]*"|[\w.-]+)[ \t]*)(\r?)$/;

export const terraformLayouts: readonly Layout[] = [
  { name: 'with CRLF', write: (text) => text.replace(/\r?\n/g, '\r\n') },
  { name: 'without a line break at its end', write: (text) => text.trimEnd() },
  { name: 'with a byte order mark', write: (text) => `\uFEFF${text.replace(/^\uFEFF/, '')}` },
  lines('with tabs', (line) => line.replace(/^(?: {2})+/, (blanks) => '\t'.repeat(blanks.length / 2))),
  lines('indented by 4', (line) => line.replace(/^ +/, (blanks) => blanks + blanks)),
  lines('with signs where they fall', (line) => line.replace(/^([ \t]+[\w-]+)[ \t]+=[ \t]*/, '$1 = ')),
  lines('with signs far to the right', (line) =>
    line.replace(attribute, (_, lead: string, key: string, __, value: string) => `${lead}${key.padEnd(40)} = ${value}`),
  ),
  lines('with a comment at every attribute', (line, n) =>
    line.replace(attribute, (all: string, lead: string) => `${lead}# above ${n}\n${all.trimEnd()} // behind ${n}`),
  ),
  lines('with empty lines between', (line) => line.replace(attribute, (all: string) => `${all}\n`)),
];
