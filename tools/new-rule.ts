// `npm run new-rule <folder>/<id>`: makes the two files of a rule and lists it. What they say is an example that
// passes its tests; --new-folder makes the folder, too.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ruleFiles } from '../test/cases.ts';
import { asked, filesOf } from './new-rule/files.ts';
import { runToEnd } from './run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'new-folder': { type: 'boolean', default: false } },
});
process.exitCode = await make(positionals.join(' '));

async function make(name: string): Promise<number> {
  const { rule, problem } = asked(name, ruleFiles(), values['new-folder']);
  if (problem !== undefined) {
    console.error(problem);
    return 2;
  }
  const files = filesOf(rule);
  for (const [file, text] of files) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' }); // a helper of that name may stand there
  }
  const { ok } = await runToEnd([process.execPath, '--import', 'tsx', 'tools/docs.ts'], { minutes: 2 });
  if (!ok) return 1;
  const [code, cases] = files.keys();
  console.log(`
Write the cases first:   ${cases}
then the rule:           ${code}
run them:                node --import tsx --test --test-name-pattern='^${rule.id}' test/rules.test.ts
do they hold the rule?   npm run mutate ${rule.id}
write its page again:    npm run docs`);
  return 0;
}
