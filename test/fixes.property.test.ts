// What holds for every fix, whatever the template, however it is laid out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Edit } from '../rules/kit/index.ts';
import { Authorizer } from '../rules/model/routes.ts';
import { terraform } from '../server/formats/syntax/dialect.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { render } from '../server/formats/writer.ts';
import { type Analysis, analyse } from '../server/linter/analysis.ts';
import { safe } from '../server/linter/fix-all.ts';
import { random } from './bench/random.ts';
import { caseFiles, strict } from './cases.ts';
import { type CorpusFile, corpusFiles, corpusTest } from './corpus.ts';
import {
  complaintsAbout,
  edited,
  lostComments,
  offeredFor,
  outOfOrder,
  strangeChanges,
  type Template,
  takenTogether,
  templateOf,
  unreadable,
} from './fixes.ts';
import { hclTwin } from './hcl-twin.ts';
import { type Layout, layouts } from './layouts.ts';
import { terraformLayouts } from './layouts-terraform.ts';
import { terraformJsonLayouts } from './layouts-terraform-json.ts';
import { formatted } from './terraform-fmt.ts';
import { additionsTo, readBack, type Wish, wishesOf } from './wishes.ts';

test('every fix of every case keeps the laws, in many layouts', () => {
  const all = caseFiles().flatMap(({ id, cases }) =>
    cases.map(({ title, text }) => ({ name: `${id} › ${title}`, text })),
  );
  const seen = inLayouts(all, 4, offeredFixes);
  assert.deepEqual(seen.complaints, []);
  assert.ok(seen.tried > 1000, `only ${seen.tried} fixes were tried`);
});

corpusTest('every fix of every template of the corpus keeps the laws', () => {
  const seen = inLayouts(templates(), 1, offeredFixes);
  assert.deepEqual(seen.complaints, []);
  assert.ok(seen.tried > 1000, `only ${seen.tried} fixes were tried`);
});

corpusTest('of what SAM makes there are fixes, too', () => {
  const some = templates()
    .filter(({ text }) => text.includes('AWS::Serverless::'))
    .filter((_, i) => i % 5 === 0);
  const offered = some.flatMap(({ text }) => {
    const template = templateOf(text);
    return template ? offeredFor(template.analysis).filter(({ finding }) => isMade(template.analysis, finding)) : [];
  });
  assert.ok(offered.length > 100, `only ${offered.length} fixes are offered`);
});

const isMade = ({ graph }: Analysis, { row }: Pick<Wish, 'row'>): boolean =>
  graph.entry(row)?.resource.made !== undefined;

test('all fixes of a case at once keep the laws', () => {
  const all = caseFiles().flatMap(({ id, cases }) =>
    cases.map(({ title, text }) => ({ name: `${id} › ${title}`, text })),
  );
  const seen = inLayouts(all, 0, allAtOnce);
  assert.deepEqual(seen.complaints, []);
  assert.ok(seen.tried > 200, `only ${seen.tried} fixes were taken`);
});

corpusTest('all fixes of a template of the corpus at once keep the laws', () => {
  const seen = inLayouts(templates(), 0, allAtOnce);
  assert.deepEqual(seen.complaints, []);
  assert.ok(seen.tried > 200, `only ${seen.tried} fixes were taken`);
});

corpusTest('whatever is asked of any property of the corpus is done, or declined', () => {
  let turn = 0;
  const seen = inLayouts(templates(), 1, (template) => {
    const { analysis } = template;
    const asked = [...wishesOf(analysis), ...additionsTo(analysis).map((edits) => ({ name: 'additions', edits }))];
    const tried = asked.filter(() => turn++ % 7 === 0);
    return { tried: tried.length, complaints: tried.flatMap((one) => complaintsAboutWish(template, one)) };
  });
  assert.deepEqual(seen.complaints, []);
  assert.ok(seen.tried > 1000, `only ${seen.tried} edits were tried`);
});

test('what is half typed gets fixes that bring no problem, or none', () => {
  const texts = caseFiles().flatMap(({ cases }) => cases.map(({ text }) => text));
  const { tried, complaints } = halfTyped(texts, 'template', '{}[]:,#"\'-!&*|> ');
  assert.deepEqual(complaints, []);
  assert.ok(tried > 1000, `only ${tried} fixes were tried`);
});

test('what is half typed in HCL gets fixes that bring no problem, or none', () => {
  const texts = casesInHcl().map(({ text }) => text);
  const { tried, complaints } = halfTyped(texts, 'main.tf', '{}[]=,#"<$*/() ');
  assert.deepEqual(complaints, []);
  assert.ok(tried > 500, `only ${tried} fixes were tried`);
});

/** Each text with one line gone, doubled, cut, moved, or with one of `signs` in it. */
function halfTyped(texts: readonly string[], file: string, signs: string): Seen {
  const { below } = random(7);
  const pick = <T>(choices: readonly T[], otherwise: T): T => choices[below(choices.length)] ?? otherwise;
  let tried = 0;
  const complaints: string[] = [];
  for (let turn = 0; turn < 1500; turn++) {
    const lines = pick(texts, '').split('\n');
    const at = below(lines.length);
    const line = lines[at] ?? '';
    const cut = below(line.length + 1);
    const wounds = [
      [],
      [line, line],
      [line.slice(0, cut)],
      [` ${line}`],
      [line.slice(0, cut) + pick([...signs], ' ') + line.slice(cut)],
    ];
    lines.splice(at, 1, ...pick(wounds, []));
    const template = templateOf(lines.join('\n'), undefined, file);
    if (!template) continue;
    for (const { title, textEdits } of offeredFor(template.analysis)) {
      tried++;
      const { document } = analyse(file, edited(template.text, textEdits))?.source ?? template.analysis.source;
      const wrong = [
        ...outOfOrder(template, textEdits),
        ...unreadable(template, document),
        ...lostComments(template, document, textEdits),
      ];
      complaints.push(...wrong.map((one) => `${title}: ${one}\n${template.text}`));
    }
  }
  return { tried, complaints };
}

test('every fix of every case in HCL keeps the laws, in many layouts', () => {
  const seen = inLayouts(casesInHcl(), 4, offeredFixes, asTerraform);
  assert.deepEqual(seen.complaints, []);
  assert.ok(seen.tried > 300, `only ${seen.tried} fixes were tried`);
});

test('what terraform fmt has laid out stays so after every fix', () => {
  const texts = [...casesInHcl(), ...filesOfTerraform()].map(({ text }) => formatted(text.replaceAll('\r', '')));
  let tried = 0;
  const complaints = texts.flatMap((text) => {
    const template = formatted(text) === text ? templateOf(text, undefined, 'main.tf') : undefined;
    return (template ? offeredFor(template.analysis) : []).flatMap(({ title, textEdits }) => {
      tried++;
      const after = edited(text, textEdits);
      return formatted(after) === after ? [] : [`${title}:\n${after}`];
    });
  });
  assert.deepEqual(complaints, []);
  assert.ok(tried > 100, `only ${tried} fixes were tried`);
});

test('all fixes of a case in HCL at once keep the laws', () => {
  const seen = inLayouts(casesInHcl(), 1, allAtOnce, asTerraform);
  assert.deepEqual(seen.complaints, []);
  assert.ok(seen.tried > 100, `only ${seen.tried} fixes were taken`);
});

corpusTest('every fix of every file of Terraform in the corpus keeps the laws', () => {
  const seen = inLayouts(filesOfTerraform(), 2, offeredFixes, asTerraform);
  assert.deepEqual(seen.complaints, []);
  assert.ok(seen.tried > 700, `only ${seen.tried} fixes were tried`);
});

corpusTest('all fixes of a file of Terraform in the corpus at once keep the laws', () => {
  const seen = inLayouts(filesOfTerraform(), 0, allAtOnce, asTerraform);
  assert.deepEqual(seen.complaints, []);
  assert.ok(seen.tried > 150, `only ${seen.tried} fixes were taken`);
});

corpusTest('whatever is asked of any property in HCL is done, or declined', () => {
  let turn = 0;
  const ask = (template: Template): Seen => {
    const { analysis } = template;
    const asked = [...wishesOf(analysis), ...additionsTo(analysis).map((edits) => ({ name: 'additions', edits }))];
    const tried = asked.filter(() => turn++ % 11 === 0);
    return { tried: tried.length, complaints: tried.flatMap((one) => complaintsAboutWish(template, one)) };
  };
  const seen = inLayouts(filesOfTerraform(), 1, ask, asTerraform);
  assert.deepEqual(seen.complaints, []);
  assert.ok(seen.tried > 500, `only ${seen.tried} edits were tried`);
});

test('every fix of every case in Terraform JSON keeps the laws, in many layouts', () => {
  const seen = inLayouts(casesInTerraformJson(), 2, offeredFixes, asTerraformJson);
  assert.deepEqual(seen.complaints, []);
  assert.ok(seen.tried > 500, `only ${seen.tried} fixes were tried`);
});

test('all fixes of a case in Terraform JSON at once keep the laws', () => {
  const seen = inLayouts(casesInTerraformJson(), 1, allAtOnce, asTerraformJson);
  assert.deepEqual(seen.complaints, []);
  assert.ok(seen.tried > 200, `only ${seen.tried} fixes were taken`);
});

corpusTest('whatever is asked of any property in Terraform JSON is done, or declined', () => {
  let turn = 0;
  const ask = (template: Template): Seen => {
    const { analysis } = template;
    const asked = [...wishesOf(analysis), ...additionsTo(analysis).map((edits) => ({ name: 'additions', edits }))];
    const tried = asked.filter(() => turn++ % 17 === 0);
    return { tried: tried.length, complaints: tried.flatMap((one) => complaintsAboutWish(template, one)) };
  };
  const twins = filesOfTerraform().flatMap(({ name, text }) => {
    const isWhole = parseDocument(text, terraform).items.every(({ problems }) => problems.length === 0);
    return isWhole ? [{ name, text: hclTwin(text) }] : [];
  });
  const seen = inLayouts(twins, 1, ask, asTerraformJson);
  assert.deepEqual(seen.complaints, []);
  assert.ok(seen.tried > 300, `only ${seen.tried} edits were tried`);
});

test('what is half typed in Terraform JSON gets fixes that bring no problem, or none', () => {
  const texts = casesInTerraformJson().map(({ text }) => text);
  const { tried, complaints } = halfTyped(texts, 'main.tf.json', '{}[]:,"\\$ ');
  assert.deepEqual(complaints, []);
  assert.ok(tried > 500, `only ${tried} fixes were tried`);
});

/** What files are read as, and how else they may be laid out. */
interface Kind {
  readonly file: string;
  readonly layouts: readonly Layout[];
}
const asTemplates: Kind = { file: 'template', layouts };
const asTerraform: Kind = { file: 'main.tf', layouts: terraformLayouts };
const asTerraformJson: Kind = { file: 'main.tf.json', layouts: terraformJsonLayouts };

const casesInHcl = (): readonly CorpusFile[] =>
  caseFiles().flatMap(({ id, cases }) =>
    cases.flatMap(({ title, text, format }) => (format === 'hcl' ? [{ name: `${id} › ${title}`, text }] : [])),
  );

const casesInTerraformJson = (): readonly CorpusFile[] =>
  casesInHcl().map(({ name, text }) => ({ name, text: hclTwin(text) }));

const filesOfTerraform = (): readonly CorpusFile[] =>
  (['real', 'labelled', 'robust'] as const)
    .flatMap((folder) => corpusFiles(folder, ['.tf']))
    .filter(({ text }) => text.length < mostCharacters);

interface Seen {
  readonly tried: number;
  readonly complaints: readonly string[];
}

/** Larger templates take most of the time, and hold nothing that smaller ones do not. */
const mostCharacters = 60_000;

const templates = (): readonly CorpusFile[] =>
  (['real', 'labelled', 'sam-pairs', 'robust'] as const)
    .flatMap((folder) => corpusFiles(folder, ['.yaml', '.yml', '.json', '.template']))
    .filter(({ text }) => text.length < mostCharacters);

/** Each text as it is, and in `count` of the layouts, others for each text. */
function inLayouts(
  all: readonly CorpusFile[],
  count: number,
  look: (template: Template) => Seen,
  { file, layouts: ways }: Kind = asTemplates,
): Seen {
  let tried = 0;
  const complaints: string[] = [];
  const asItIs: Layout = { name: 'as it is', write: (text) => text };
  for (const [index, { name, text }] of all.entries()) {
    const others = Array.from({ length: count }, (_, i) => ways[(index * count + i) % ways.length] ?? asItIs);
    for (const layout of [asItIs, ...others]) {
      const written = layout.write(text);
      const template = written === undefined ? undefined : templateOf(written, undefined, file);
      if (!template && layout === asItIs) break; // nor is it one in any other
      if (!template) continue;
      const seen = look(template);
      tried += seen.tried;
      complaints.push(...seen.complaints.map((one) => `${name}, ${layout.name}: ${one}`));
    }
  }
  return { tried, complaints };
}

function offeredFixes(template: Template): Seen {
  const offered = offeredFor(template.analysis);
  const complaints = offered.flatMap((fix) =>
    complaintsAbout(template, fix).map((one) => `${fix.finding.resource}: "${fix.title}" ${one}`),
  );
  return { tried: offered.length, complaints };
}

/** The safe ones; and the first of each finding, whatever it is: that brings more of them together. */
function allAtOnce(template: Template): Seen {
  const ofSafe = takenTogether(template, safe);
  const ofFirst = takenTogether(template, (_, fixes) => fixes()[0]);
  return {
    tried: ofSafe.taken + ofFirst.taken,
    complaints: [
      ...ofSafe.complaints.map((one) => `safe ones: ${one}`),
      ...ofFirst.complaints.map((one) => `first ones: ${one}`),
    ],
  };
}

function complaintsAboutWish(template: Template, wish: Pick<Wish, 'name' | 'edits'> | Wish): readonly string[] {
  const { analysis, text } = template;
  const edits: readonly Edit[] = wish.edits;
  const textEdits = render(analysis.source, edits, (row) => analysis.graph.entry(row), new Map());
  if (!textEdits) return [];
  const again = analyse(template.file, edited(text, textEdits), strict, []);
  if (!again) return [`${wish.name}: it is no template any more`];
  const { document } = again.source;
  return [
    ...outOfOrder(template, textEdits),
    ...unreadable(template, document),
    // Comments that speak of what is removed go with it.
    ...(wish.name.startsWith('remove') ? [] : lostComments(template, document)),
    ...strangeChanges(template, again, edits),
    ...('row' in wish ? unheard(again, wish, isMade(analysis, wish)) : []),
  ].map((one) => `${wish.name}: ${one}`);
}

/** What was asked for is what is read afterwards. */
function unheard({ graph, source }: Analysis, { name, row, path, value }: Wish, ofSam: boolean): readonly string[] {
  if (path.length === 0 || typeof path.at(-1) === 'number' || source.opaque !== undefined) return [];
  for (const type of graph.model.keys()) graph.all(type);
  const entry = graph.entry(row);
  // What SAM makes is called after what it is made of: after the stage, after the domain.
  if (!entry && ofSam) return [];
  const read = entry && readBack(graph, entry, path);
  // In a list, SAM puts its own behind what is written.
  if (ofSam && name.startsWith('append')) return [];
  // SAM passes on what that kind of authorizer has, and leaves out what is empty. What several say nobody knows.
  const isPassedOn = value !== '' && read !== 'unknown' && (read !== undefined || entry?.type !== Authorizer);
  if (ofSam && !isPassedOn) return [];
  return Object.is(read, value) ? [] : [`reads ${JSON.stringify(read)} instead of ${JSON.stringify(value)}`];
}
