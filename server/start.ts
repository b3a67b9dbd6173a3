/* What an editor starts: the language server, with what V8 has compiled of it before. */
import { join } from 'node:path';
import { load } from './commands/code-cache.ts';

const loaded = load(join(import.meta.dirname, 'language-server.js'), 'server');
// It is made of the same file.
const { rested } = loaded.exports as typeof import('./main.ts');
void rested.then(loaded.keep);
