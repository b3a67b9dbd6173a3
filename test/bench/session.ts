import { analyse } from '../../server/linter/analysis.ts';
import { afterKey, type Keystroke, type Language } from './typing.ts';

/** A document that is open in an editor. */
export interface Session {
  /** Brings the findings up to date. Returns how many characters were parsed again. */
  edit(key: Keystroke): number;
}

/** All of it from scratch, whatever the key touches. */
export function openSession(text: string, language: Language): Session {
  let now = text;
  analyse(`bench.${language}`, now);
  return {
    edit(key) {
      now = afterKey(now, key);
      analyse(`bench.${language}`, now);
      return now.length;
    },
  };
}
