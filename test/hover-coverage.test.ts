/*
 * Every property, attribute key and enum value of the model has a hover, in every format and at every place where it can
 * stand. The texts are made of the spellings of the rows, each the smallest one in which the property stands.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver';
import type { Form, Property, Resource } from '../rules/kit/index.ts';
import { attributeLists } from '../rules/model/attributes.ts';
import { model } from '../rules/model/index.ts';
import { tlsPolicies } from '../rules/model/tls-policies.ts';
import { clientOf } from '../server/features/client.ts';
import { hoverAt } from '../server/features/hover.ts';
import { apartOf, everyKey, stepsOf } from '../server/formats/spelling.ts';
import { linesOf } from '../server/formats/syntax/lines.ts';
import { loadUpdates } from '../server/impact/impact.ts';
import { analyse } from '../server/linter/analysis.ts';
import { visualStudioCode } from './lsp-client.ts';
import { block, encoded, hcl, type Tree, terraformJson, yaml } from './smallest.ts';

const updateOf = await loadUpdates();

/** What the hover says at each place that is marked, one after the other. */
function hovers(file: string, marked: string): readonly string[] {
  const [first = '', ...parts] = marked.replace(/"([tf]‸(?:rue|alse))"/g, '$1').split('‸');
  const text = [first, ...parts].join('');
  const analysis = analyse(file, text, undefined, []);
  assert.ok(analysis, `no template:\n${text}`);
  const lines = linesOf(analysis.source.document);
  const template = { uri: `file:///${file}`, version: 1, lines, analysis };
  let offset = first.length;
  return parts.map((part) => {
    const hover = hoverAt(template, lines.positionAt(offset), clientOf(visualStudioCode), updateOf);
    offset += part.length;
    return hover && MarkupContent.is(hover.contents) ? hover.contents.value : '';
  });
}

const isOfTerraform = ({ type }: Form): boolean => type.startsWith('aws_');

/** The formats that a form stands in, and how a resource of its type is written there. */
function textsOf({ type }: Form, content: Tree, beside: Tree): readonly (readonly [file: string, text: string])[] {
  if (type.startsWith('aws_'))
    return [
      ['main.tf', hcl(type, { ...content, ...beside })],
      ['main.tf.json', terraformJson(type, { ...content, ...beside })],
    ];
  const template = { Resources: { Here: { Type: type, ...beside, Properties: content } } };
  return [
    ['shop.yaml', yaml(template)],
    ['shop.json', JSON.stringify(template, undefined, 2)],
  ];
}

/** A key or a text with the mark in it. */
const mark = (text: string): string => `${text.slice(0, 1)}‸${text.slice(1)}`;

type Value = Tree | readonly Value[] | string | number | boolean;

/** What stands as the value of a property; of what is no list, `inside` is all that is in it. */
function contentOf(property: Property<unknown>, said: string | undefined, inside: Tree | undefined): Value {
  if (inside) return property.kind === 'list' ? (property.keyed ? { any: inside } : [inside]) : inside;
  switch (property.kind) {
    case 'number':
      return 5;
    case 'flag':
      return said === undefined ? true : mark(said); // `hovers` takes off the quotes
    case 'nested':
      return {};
    case 'list':
      return property.keyed ? { any: {} } : [{}];
    case 'texts':
    case 'refs':
    case 'waits':
      return [mark(said ?? 'some')];
    default:
      return mark(said ?? 'some');
  }
}

/** Keys of Terraform that hold a map or a list, where others are blocks. */
const holders = new Set(['request_parameters', 'triggers', 'variables', 'replace_triggered_by']);
/** Keys of Terraform that hold JSON. */
const inJson = new Set(['body', 'policy']);

/** `value` at the end of the steps of a spelling. The key of the last one is marked, if that is asked. */
function at(spelling: string, value: Value, marksKey: boolean, form: Form, isBlock: boolean): Tree {
  const steps = stepsOf(spelling);
  return steps.reduceRight<Value>((inner, { key, pick }, i): Value => {
    const isLast = i === steps.length - 1;
    if (key === everyKey) return [{ [marksKey ? mark('some') : 'some']: inner }];
    const content = pick ? [{ [pick[0]]: pick[1], ...(inner as Tree) }] : inner;
    const isMap = typeof content === 'object' && (!isLast || isBlock) && !holders.has(key);
    const holds = isOfTerraform(form)
      ? inJson.has(key)
        ? encoded(content)
        : isMap
          ? block(content)
          : content
      : content;
    return { [isLast && marksKey ? mark(key) : key]: holds };
  }, value) as Tree;
}

interface Case {
  readonly called: string;
  readonly property: Property<unknown>;
  readonly said?: string;
  readonly content: Tree;
  readonly beside: Tree;
}

const owner = '<owner>.';

/** Why a spelling stands nowhere that a mouse could rest on: none of these is a word of the user's. */
function standsNowhere(spelling: string): boolean {
  const isSaidByType = spelling.startsWith('=') && !spelling.includes('${'); // the type of the resource says it
  const isTheResource = spelling === '<owner>' || spelling === '<key>' || spelling === '<outer key>'; // has the row's own hover
  const isElsewhere = apartOf(spelling) !== undefined; // in the resource that the row's other spelling names
  const isItself = /^[^.]+\?$/.test(spelling); // `certificate_arn`: one text, which is the list and its item
  return isSaidByType || isTheResource || isElsewhere || isItself;
}

/** Each property of a form, and each of its values. */
function casesOf(row: Resource, form: Form): readonly Case[] {
  const prefix = form.at?.split('.').map((step) => (step === everyKey ? 'get' : (step.split('|')[0] ?? ''))) ?? [];
  const outer = (content: Tree): Tree =>
    prefix.reduceRight<Tree>(
      (inner, key) => at(key.includes('.') ? `"${key}"` : key, inner, false, form, true),
      content,
    );
  const where: Tree = form.where === undefined ? {} : { [form.where]: 'some' };

  const below = (shape: Resource['properties'], around: (inner: Tree) => Tree, path: string): readonly Case[] =>
    Object.entries(shape).flatMap(([name, known]): readonly Case[] => {
      // Terraform has no maps of maps, but blocks that say their key inside.
      const property = isOfTerraform(form) ? { ...known, keyed: false } : known;
      const spelling = property.spelling[form.dialect];
      if (spelling === undefined || standsNowhere(spelling)) return [];
      const called = `${path}${name}`;
      const isBlock = property.kind === 'nested' || (property.kind === 'list' && !property.keyed);
      const place = (value: Value, marksKey: boolean): Pick<Case, 'content' | 'beside'> => {
        if (spelling.startsWith('<resource>.'))
          return { content: {}, beside: at(spelling.slice('<resource>.'.length), value, marksKey, form, false) };
        if (spelling.startsWith(owner))
          return { content: at(spelling.slice(owner.length), value, marksKey, form, isBlock), beside: {} };
        return { content: { ...where, ...around(at(spelling, value, marksKey, form, isBlock)) }, beside: {} };
      };
      const pieces = [...spelling.matchAll(/\$\{(\w+)\}/g)].map(([, key = '']) => key);
      if (pieces.length > 0)
        return pieces.map((piece) => {
          const all = pieces.map((key) => (key === piece ? [mark(key), mark('some')] : [key, 'some']));
          return { called, property, content: around(Object.fromEntries(all)), beside: {} };
        });
      const values = [undefined, ...Object.keys(property.values ?? {})];
      return [
        ...values.flatMap((value): readonly Case[] => {
          const said = value === undefined ? undefined : wordOf(property, form, value);
          return [
            {
              called,
              property,
              ...(value !== undefined && { said: value }),
              ...place(contentOf(property, said, undefined), true),
            },
          ];
        }),
        ...below(
          property.shape ?? {},
          (inner) => place(contentOf(property, undefined, inner), false).content,
          `${called}.`,
        ),
      ];
    });
  return below(row.properties, outer, '');
}

const wordOf = ({ words }: Property<unknown>, { dialect }: Form, value: string): string =>
  Object.entries(words?.[dialect] ?? {}).find(([, said]) => said === value)?.[0] ?? value;

/** A sentence of its own: no yes or no, and not what is said of another value. */
function assertSaysSomething(where: string, value: string, meanings: Readonly<Record<string, string>> = {}): void {
  const said = meanings[value] ?? '';
  assert.match(said, /^[A-Z`].{14,}[.…]$/s, where);
  assert.doesNotMatch(said, /^(?:Yes|No)[.,:;]/, where);
  assert.equal(Object.values(meanings).filter((one) => one === said).length, 1, where);
}

/** The keys that are marked, each with those that lead to it. */
const placesOf = (content: unknown): readonly string[] => {
  if (Array.isArray(content)) return content.flatMap(placesOf);
  if (typeof content !== 'object' || content === null) return [];
  return Reflect.ownKeys(content).flatMap((key) => {
    const inside = placesOf(Reflect.get(content, key));
    // What a block or `jsonencode` holds stands at a symbol.
    if (typeof key === 'symbol') return inside;
    return [...(key.includes('‸') ? [key] : []), ...inside.map((one) => `${key}.${one}`)];
  });
};
const placeOf = ({ content, beside }: Case): string => placesOf({ ...content, ...beside }).join(' ');

const forms = model.flatMap((row) => row.forms.map((form) => ({ row, form, cases: casesOf(row, form) })));

/** What is said at a place of the resources of a type: several rows may read the same key. */
const abouts = new Map<string, Set<string>>();
for (const { form, cases } of forms)
  for (const one of cases) {
    const place = `${form.type} ${placeOf(one)}`;
    const there = abouts.get(place) ?? new Set();
    abouts.set(place, there.add(one.property.about ?? ''));
  }

describe('The hover on a property and on each of its values tells of', () => {
  for (const { row, form, cases } of forms)
    test(`${row.name} in ${form.type}${form.at === undefined ? '' : `, at ${form.at}`}, ${form.dialect}`, () => {
      for (const one of cases) {
        const { called, property, said, content, beside } = one;
        assert.ok(property.about, `${row.name}.${called} says what it is`);
        for (const value of property.kind === 'flag' ? ['true', 'false'] : (property.oneOf ?? []))
          assertSaysSomething(`${row.name}.${called}: ${value}`, value, property.values);
        const sayings = [...(abouts.get(`${form.type} ${placeOf(one)}`) ?? [])];
        for (const [file, text] of textsOf(form, content, beside)) {
          const told = hovers(file, text);
          assert.ok(told.length > 0);
          for (const hover of told) {
            const here = `${row.name}.${called} in ${file}:\n${text}\n\n${hover}`;
            assert.ok(
              sayings.some((about) => hover.includes(about)),
              here,
            );
            assert.match(hover, /\[AWS documentation\]\(https:/, here);
          }
          const meaning = said === undefined ? undefined : property.values?.[said];
          if (said !== undefined && meaning !== undefined)
            assert.ok(
              told.at(-1)?.startsWith(`\`${wordOf(property, form, said)}\`: ${meaning}`),
              `${text}\n${told.at(-1)}`,
            );
        }
      }
    });
});

describe('The hover tells of what SAM makes of', () => {
  const shop = (content: Tree, type: string): Tree => ({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Here: { Type: type, Properties: content },
      Orders: {
        Type: 'AWS::Serverless::Function',
        Properties: { Runtime: 'nodejs22.x', Handler: 'a.b', InlineCode: 'x' },
      },
    },
  });
  const brought = {
    'AWS::Serverless::Api': { StageName: 'prod' },
    'AWS::Serverless::HttpApi': { StageName: 'prod' },
    'AWS::Serverless::Function': {
      Runtime: 'nodejs22.x',
      Handler: 'a.b',
      InlineCode: 'x',
      AutoPublishAlias: 'live',
      Events: { Get: { Type: 'Api', Properties: { Path: '/x', Method: 'get' } } },
    },
  };
  for (const [type, content] of Object.entries(brought))
    test(`${type}, wherever the user has words for it`, () => {
      const analysis = analyse('shop.yaml', yaml(shop(content, type)), undefined, []);
      assert.ok(analysis);
      /** By words of the user: the properties that they become. */
      const said = new Map<string, Property<unknown>[]>();
      for (const resource of analysis.source.resources)
        for (const row of resource.made?.from.name === 'Here' ? model : [])
          for (const { form, keys } of analysis.graph.rowsOf(row.name).of(resource))
            for (const property of Object.values(row.properties)) {
              // Of an event, the words of a method are nearer than OpenAPI's.
              const spelling = property.spelling[form.dialect] ?? property.spelling.cfn ?? property.spelling.cfnV2;
              if (spelling === undefined || standsNowhere(spelling) || /[<[="?*]/.test(spelling)) continue;
              const own = stepsOf(spelling).map(({ key }) => key);
              const words = resource.made?.wordsFor(['Properties', ...keys, ...own])?.join('.');
              if (words?.startsWith('Resources.Here.Properties.'))
                said.set(words, [...(said.get(words) ?? []), property]);
            }
      assert.ok(said.size >= 4, [...said.keys()].join(' '));
      for (const [words, properties] of said)
        for (const property of properties) {
          const value = contentOf(property, undefined, undefined);
          const keys = words.split('.').slice(3);
          const marked = shop(withAt(content, keys, value), type);
          const shared = {
            ...shop(content, type),
            Globals: { [type.slice('AWS::Serverless::'.length)]: withAt({}, keys, value) },
          };
          for (const [file, text] of [
            ['shop.yaml', yaml(marked)],
            ['shop.json', JSON.stringify(marked)],
            // An event is nothing to share.
            ...(keys[0] === 'Events' ? [] : ([['shared.yaml', yaml(shared)]] as const)),
          ] as const)
            for (const hover of hovers(file, text))
              assert.ok(
                properties.some(({ about }) => hover.includes(about ?? '-')),
                `${words}:\n${text}\n\n${hover}`,
              );
        }
    });
});

/** `value` at the end of the keys, the last of which is marked. */
function withAt(content: unknown, [key = '', ...keys]: readonly string[], value: Value): Tree {
  const there = typeof content === 'object' && content !== null ? { ...content } : {};
  if (keys.length > 0) return { ...there, [key]: withAt(Reflect.get(there, key), keys, value) };
  Reflect.deleteProperty(there, key);
  return { ...there, [mark(key)]: value };
}

describe('The hover tells what a resource is', () => {
  for (const { row, form } of forms) {
    const { type, at: within, where } = form;
    if (where !== undefined || (within !== undefined && !/^\w+$/.test(within))) continue; // its properties tell
    test(`${row.name}, ${type}${within === undefined ? '' : `, at ${within}`}`, () => {
      const texts: readonly (readonly [file: string, text: string])[] = isOfTerraform(form)
        ? [
            ['main.tf', `res‸ource "a‸${type.slice(1)}" "he‸re" {\n}\n`],
            ['main.tf.json', JSON.stringify({ resource: { [mark(type)]: { [mark('here')]: {} } } })],
          ]
        : [
            ['shop.yaml', `Resources:\n  He‸re:\n    Ty‸pe: ${mark(type)}\n`],
            ['shop.json', JSON.stringify({ Resources: { [mark('Here')]: { [mark('Type')]: mark(type) } } })],
          ];
      const parts = textsOf(form, within === undefined ? {} : { [mark(within)]: { Type: 'MOCK' } }, {});
      const wholes = model.filter(({ forms: all }) => all.some((one) => one.type === type && one.at === undefined));
      for (const [file, text] of within === undefined ? texts : parts)
        for (const hover of hovers(file, text))
          assert.ok(
            (within === undefined ? wholes : [row]).some(({ about }) => hover.includes(about)),
            `${file}:\n${text}\n\n${hover}`,
          );
    });
  }
});

describe('The hover tells on the label of a dynamic block', () => {
  for (const { row, form, cases } of forms.filter((one) => isOfTerraform(one.form)))
    for (const { called, property } of cases) {
      const spelling = property.spelling[form.dialect] ?? '';
      const isBlock = /^\w+$/.test(spelling) && !holders.has(spelling) && !inJson.has(spelling);
      if (!isBlock || called.includes('.') || (property.kind !== 'list' && property.kind !== 'nested')) continue;
      test(`${spelling} of ${form.type}, by ${row.name}`, () => {
        const text = `resource "${form.type}" "here" {
  dynamic "${mark(spelling)}" {
    for_each = []
    content {}
  }
}
`;
        for (const hover of hovers('main.tf', text)) assert.ok(hover.includes(property.about ?? '-'), hover);
      });
    }
});

describe('The hover on an attribute tells', () => {
  const types = {
    LoadBalancerAttributes: 'LoadBalancer',
    TargetGroupAttributes: 'TargetGroup',
    ListenerAttributes: 'Listener',
  };
  for (const [list, { table }] of Object.entries(attributeLists))
    for (const [key, facts] of table)
      test(`what ${key} in ${list} is, and what its words mean`, () => {
        assert.match(facts.about, /^[A-Z].+\.$/);
        const words = { ...facts.words, ...Object.assign({}, ...Object.values(facts.wordsByType ?? {})) };
        for (const word of ['some', ...Object.keys(words)])
          for (const file of ['shop.yaml', 'shop.json']) {
            const kind = types[list as keyof typeof types];
            const entry = { [mark('Key')]: mark(key), [mark('Value')]: mark(word) };
            const template = {
              Resources: {
                Here: {
                  Type: `AWS::ElasticLoadBalancingV2::${kind}`,
                  Properties: { [list]: [{ Key: 'x', Value: 'y' }, entry] },
                },
              },
            };
            const told = hovers(file, file === 'shop.json' ? JSON.stringify(template) : yaml(template));
            assert.equal(told.length, 4);
            for (const hover of told) {
              assert.ok(hover.includes(facts.about), hover);
              assert.match(hover, /For .+ Load Balancers/);
              if (facts.default !== undefined) assert.match(hover, /Default: /);
              if (facts.range) assert.match(hover, /Allowed: /);
            }
            const meaning: unknown = words[word];
            if (word !== 'some') assertSaysSomething(`${key}: ${word}`, word, words);
            if (typeof meaning === 'string') assert.ok(told.at(-1)?.startsWith(`\`${word}\`: ${meaning}`), told.at(-1));
          }
      });

  for (const list of Object.values(attributeLists))
    for (const [key, facts] of list.table) {
      if (facts.tf === undefined) continue;
      const words = { ...facts.words, ...Object.assign({}, ...Object.values(facts.wordsByType ?? {})) };
      test(`what ${facts.tf} of ${list.tf} is, and what its words mean, as of ${key}`, () => {
        for (const word of ['some', ...Object.keys(words)]) {
          const steps = stepsOf(facts.tf ?? '');
          const tree = steps.reduceRight<unknown>((inner, step, i) => {
            const named = { [i === steps.length - 1 ? mark(step.key) : step.key]: inner };
            const around = steps[i - 1]?.pick;
            const all = around ? { [around[0]]: around[1], ...named } : named;
            return i === 0 ? all : block(all);
          }, mark(word)) as Tree;
          for (const [file, text] of [
            ['main.tf', hcl(list.tf, tree)],
            ['main.tf.json', terraformJson(list.tf, tree)],
          ] as const) {
            const told = hovers(file, text);
            assert.equal(told.length, 2, text);
            for (const hover of told) {
              assert.ok(hover.includes(`${facts.about}`), `${text}\n${hover}`);
              assert.match(hover, new RegExp(`\\*\\* of the ${list.of}`));
              assert.match(hover, /For .+ Load Balancers/);
              assert.match(hover, /\[AWS documentation\].+\[Terraform documentation\]/);
            }
            const meaning: unknown = words[word];
            if (typeof meaning === 'string') assert.ok(told.at(-1)?.startsWith(`\`${word}\`: ${meaning}`), told.at(-1));
          }
        }
      });
    }

  test('nothing of a key that AWS does not know, but what the list is', () => {
    const [told = ''] = hovers(
      'shop.yaml',
      'Resources:\n  Here:\n    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n    Properties:\n      LoadBalancerAttributes: [{ Key: idle.ti‸meout, Value: "60" }]\n',
    );
    assert.match(told, /Name of the setting/);
  });
});

test('A property is of what stands there, though the row is another thing', () => {
  const saysOf = (file: string, text: string, of: string): void => {
    for (const hover of hovers(file, text)) assert.match(hover, new RegExp(`^\\*\\*.+\\*\\* of the ${of}$`, 'm'));
  };
  saysOf('main.tf', 'resource "aws_lb" "a" {\n  client‸_keep_alive = 60\n  idle‸_timeout = 4\n}\n', 'load balancer');
  saysOf('main.tf', 'resource "aws_apigatewayv2_api" "a" {\n  tar‸get = "https://x.example"\n}\n', 'API');
  saysOf('main.tf', 'resource "aws_api_gateway_deployment" "a" {\n  stage‸_name = "x"\n}\n', 'deployment');
  const one = (type: string, content: Tree): string => yaml({ Resources: { A: { Type: type, Properties: content } } });
  const elb = 'AWS::ElasticLoadBalancingV2';
  saysOf('a.yaml', one(`${elb}::LoadBalancer`, { [mark('LoadBalancerAttributes')]: [] }), 'load balancer');
  saysOf('a.yaml', one(`${elb}::TargetGroup`, { [mark('TargetGroupAttributes')]: [] }), 'target group');
  saysOf('a.yaml', one('AWS::Lambda::Version', { [mark('FunctionName')]: 'x' }), 'function version');
});

test('A TLS policy is told by what it lets clients do', () => {
  const told = (name: string): string => {
    const [, hover = ''] = hovers(
      'main.tf',
      `resource "aws_lb_listener" "w‸eb" {\n  ssl_policy = "ELB‸SecurityPolicy-${name}"\n}\n`,
    );
    return hover.split('\n')[0]?.replace(/^.*?: /, '') ?? '';
  };
  assert.equal(
    told('2016-08'),
    'TLS 1.0 to 1.2; forward secrecy with some ciphers only. Outdated: RFC 8996 has withdrawn TLS 1.0 and 1.1.',
  );
  assert.equal(
    told('TLS13-1-2-Res-PQ-2025-09'),
    'TLS 1.2 to 1.3; forward secrecy; key exchange that is safe from quantum computers, with clients that know it. The one that AWS recommends, and its console sets.',
  );
  assert.match(told('TLS13-1-3-FIPS-2023-04'), /^TLS 1\.3 only; forward secrecy; .*FIPS.*Security Hub recommends/);
  assert.match(told('FS-1-2-Res-2020-10'), /^TLS 1\.2 only; forward secrecy\. Not outdated/);
  assert.match(told('TLS13-1-2-Ext1-2021-06'), /some ciphers only/);
  assert.doesNotMatch(told('TLS13-1-2-RFC9151-FIPS-2023-07'), /secrecy/);
  for (const name of tlsPolicies.keys()) assert.match(told(name.replace('ELBSecurityPolicy-', '')), /^TLS 1\./);
});
