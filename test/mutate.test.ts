/* `npm run mutate`: which words it changes, and how it knows that nobody has noticed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refused } from '../tools/mutate/compiler.ts';
import { judgeOf } from '../tools/mutate/judge.ts';
import { compile, helpersOf, loaderFor, withKit } from '../tools/mutate/loader.ts';
import { mutantsOf } from '../tools/mutate/mutants.ts';
import { regexMutants } from '../tools/mutate/regex.ts';
import { casesOf } from './cases.ts';

const words =
  "import { all, any, every, exceeds, given, has, holds, is, not, outOfSight, passes, some, those } from '../kit/index.ts';";

/** What becomes of a line of a rule, in the order of the text. */
function changesOf(line: string): readonly string[] {
  return mutantsOf(`${words}\n${line}`).map(({ from, to }) => (to === '' ? `without ${from}` : `${from} → ${to}`));
}

const examples: readonly (readonly [what: string, line: string, changes: readonly string[]])[] = [
  ['A text becomes nonsense', "f('HTTPS');", ["f('HTTPS'); → ;", "'HTTPS' → 'mutant'"]],
  ['A word with neighbours becomes one of them', "g = 'safe'", ["g = 'safe' → ;", "'safe' → 'choice'"]],
  ['A number grows and shrinks in its last digit', 'const least = 0.05;', ['0.05 → 0.06', '0.05 → 0.04']],
  ['Zero shrinks, too', 'const none = 0;', ['0 → 1', '0 → (-1)']],
  ['A flag is turned', 'const on = true;', ['true → false']],
  [
    'A message becomes nonsense, and loses each thing it names',
    'const m = `a ${b}`;',
    ["`a ${b}` → 'mutant'", "b → ''"],
  ],
  ['What is asked is denied', 'const x = given(a);', ['given(a) → not(given(a))']],
  ['Whatever word of the kit asks', 'const x = outOfSight(a);', ['outOfSight(a) → not(outOfSight(a))']],
  ['What is denied is asked', 'const x = not(given(a));', ['not(given(a)) → given(a)']],
  [
    'Each part of an "and" is left out, and it becomes an "or"',
    'const x = all(a, b, c);',
    ['all → any', 'without a', 'without b', 'without c'],
  ],
  [
    'One is not every, and not any one',
    'const x = some(list, test);',
    ['some(list, test) → not(some(list, test))', 'some → every', 'without test'],
  ],
  ['Being there is not passing', 'const x = has(a, test);', ['has(a, test) → not(has(a, test))', 'test → () => all()']],
  [
    'More is not less, and not as much',
    'const x = exceeds(a, b);',
    ['exceeds(a, b) → not(exceeds(a, b))', 'exceeds(a, b) → exceeds(b, a)', 'exceeds(a, b) → not(exceeds(b, a))'],
  ],
  [
    'A plain test always or never passes',
    'const x = those(passes(a, t));',
    ['passes(a, t) → not(passes(a, t))', 't → () => true', 't → () => false'],
  ],
  ['A choice is always made in one way', 'const x = holds(a) ? b : c;', ['holds(a) → true', 'holds(a) → false']],
  ['An early way out is always or never taken', 'if (a) run();', ['a → true', 'a → false', 'run(); → ;']],
  ['Each side of an "or" stands alone', 'const x = a ?? b;', ['a ?? b → a', 'a ?? b → b']],
  ['A comparison takes or leaves the equal, and turns', 'const x = a < b;', ['< → <=', '< → >=']],
  ['A list loses its items', 'const x = [a, ...more];', ['without a', 'without ...more']],
  ['A thing loses its properties', 'const x = { related: a, ...more };', ['without related: a', 'without ...more']],
  ['Neither its type nor its comment', 'const x: Name<"a" | 1> = y; // "b" and 2', []],
];

for (const [what, line, changes] of examples) test(what, () => assert.deepEqual(changesOf(line), changes));

test('Of a rule, only what it does: not its id, its severity, its docs', () => {
  const rule =
    "export default defineRule({ id: 'a', severity: 'error', docs: { title: 'b' }, check: () => [{ at: x }] });";
  assert.deepEqual(changesOf(rule), ['without { at: x }']);
});

test('A regular expression loses its anchors, alternatives, options and flags, and matches all or nothing', () => {
  assert.deepEqual(regexMutants('/^a?(b|c)[de]$/i'), [
    '/a?(b|c)[de]$/i',
    '/^a(b|c)[de]$/i',
    '/^a?(b|c)[e]$/i',
    '/^a?(b|c)[d]$/i',
    '/^a?(b|c)[de]/i',
    '/^a?(c)[de]$/i',
    '/^a?(b)[de]$/i',
    '/(?:)/i',
    '/(?!)/i',
    '/^a?(b|c)[de]$/',
  ]);
});

const rule = { folder: 'waf', id: 'alb-without-waf' };
const file = 'rules/waf/alb-without-waf.ts';
const helper = 'rules/waf/protect.ts';
const loader = await loaderFor([file]);
const complaintAbout = async (changed: string, text: string, mostMs?: number) => {
  const compiled = await compile(changed, withKit(changed, text));
  return judgeOf(casesOf(rule), mostMs).complaintAbout(() => loader.load(file, compiled));
};
const check = (when: string, fixes: string) => `
  import { defineRule } from '../kit/index.ts';
  import { LoadBalancer } from '../model/elbv2.ts';
  export default defineRule({
    id: 'alb-without-waf', resource: LoadBalancer, severity: 'warning', preset: 'essential',
    docs: { title: '', why: '', quietWhen: [], sources: [] },
    check: (alb) => ({ when: ${when}, at: alb, message: 'm', fixes: () => ${fixes} }),
  });`;

test('The rule as it is has nothing against it', () => {
  assert.equal(
    judgeOf(casesOf(rule)).complaintAbout(() => loader.load(file)),
    undefined,
  );
});

test('A rule that says something else is told apart by the title of a case', async () => {
  const [first] = casesOf(rule).cases;
  assert.equal(await complaintAbout(file, check('$kit.any()', '[]')), `${first?.title} › ${first?.format}`);
});

test('So is a rule whose helper says something else', async () => {
  assert.match((await complaintAbout(helper, 'export const protections = () => [];')) ?? '', / › yaml › /);
});

test('A rule that cannot be loaded, or never ends, is told apart as well', async () => {
  assert.equal(await complaintAbout(file, 'throw new Error("no");'), 'cannot be loaded');
  assert.equal(await complaintAbout(file, 'for (;;) ;', 50), 'does not come to an end');
  const endless = check('(() => { for (;;) ; })()', '[]');
  assert.equal(await complaintAbout(file, endless, 200), 'does not come to an end');
});

test('Helpers are the files that a rule imports, and what those import, but neither the kit nor the model', () => {
  assert.deepEqual(helpersOf(file), [helper, 'rules/waf/rate-limit.ts']);
});

test('What the compiler refuses could not be written', () => {
  const text = `
    import { type List, show, those, type Value } from '../kit/index.ts';
    export function first(list: List<Value<string>>): string {
      const [one] = those(list);
      if (!one) return 'none';
      return show(one);
    }`;
  const draft = (replacement: string) => ({ file: helper, text: text.replace("if (!one) return 'none'", replacement) });
  const [same, other, unguarded] = [draft("if (!one) return 'none'"), draft("if (!one) return ''"), draft('')];
  assert.deepEqual(refused([same, other, unguarded]), new Set([unguarded]));
});
