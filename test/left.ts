/*
 * A process of its own, for `kept.test.ts`: lints a template again and again, holds on to none of it, clears away what is
 * young each time, and prints how much of each is left, as a part of what one takes.
 */
import assert from 'node:assert/strict';
import { analyse } from '../server/linter/analysis.ts';
import { fixesFor } from '../server/linter/fixes-for.ts';
import { generate } from './bench/generate.ts';
import { writeHcl } from './bench/write-hcl.ts';

const { model, yaml, json } = generate({ resources: 60, seed: 1 });
const texts: Readonly<Record<string, string>> = {
  'template.yaml': yaml,
  'template.json': json,
  'main.tf': writeHcl(model, 1),
};
const [, , file = ''] = process.argv;

function lint(): unknown {
  const analysis = analyse(file, texts[file] ?? '');
  assert.ok(analysis && analysis.findings.length > 0);
  return [analysis, ...analysis.findings.map((finding) => fixesFor(analysis, finding))];
}

/** Bytes in use after what is young, or everything, was looked through: twice, because then nothing is young any more. */
function heap(type: 'minor' | 'major'): number {
  const { gc } = globalThis;
  assert.ok(gc, 'needs --expose-gc');
  gc({ type });
  gc({ type });
  return process.memoryUsage().heapUsed;
}

/** Until its code is compiled, which takes room, too. */
for (let run = 0; run < 40; run++) lint();
const empty = heap('major');
const held = lint();
const one = heap('major') - empty;
assert.ok(held);

const runs = 40;
const before = heap('minor');
for (let run = 0; run < runs; run++) {
  lint();
  heap('minor');
}
process.stdout.write(((heap('minor') - before) / runs / one).toFixed(2));
