/* The features: that each is told where it is written, in every format, and what is said there. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { features } from '../rules/features/index.ts';
import { rules } from '../rules/index.ts';
import { type Feature, type Step, topics } from '../rules/kit/index.ts';
import { aboutFeatures } from '../server/features/feature-hover.ts';
import { anchorOf, featuresAt, linesOf } from '../server/features/features-at.ts';
import { resourceAt } from '../server/features/resource-at.ts';
import { terraform, terraformJson } from '../server/formats/syntax/dialect.ts';
import { parseDocument } from '../server/formats/syntax/document.ts';
import { corpusTest } from './corpus.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The titles of the features at the place marked with `‸`, with a `+` where it is only a part of what they are. */
function at(marked: string, dialect?: typeof terraform): readonly string[] {
  const document = parseDocument(marked.replace('‸', ''), dialect);
  const here = resourceAt(document, marked.indexOf('‸'));
  if (!here) return [];
  const { features: found, isPart } = featuresAt(here);
  return found.map(({ title }) => (isPart ? `+${title}` : title));
}

describe('A feature hangs', () => {
  test('on the key of an attribute, on what it is called, and on its value', () => {
    const attribute = (line: string) => `Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      LoadBalancerAttributes:
        - Key: deletion_protection.enabled
          Value: "true"
        - ${line}`;
    assert.deepEqual(at(attribute('{ Key: idle_timeout.timeout_sec‸onds, Value: "60" }')), ['Idle timeout']);
    assert.deepEqual(at(attribute('{ Key: idle_timeout.timeout_seconds, Value: "6‸0" }')), ['Idle timeout']);
    assert.deepEqual(at(attribute('{ Key: not_known, Value: "6‸0" }')), []);
  });

  test('on an argument of Terraform, in HCL and in JSON', () => {
    assert.deepEqual(at('resource "aws_lb" "web" {\n  idle_time‸out = 60\n}', terraform), ['Idle timeout']);
    assert.deepEqual(at('resource "aws_alb" "web" {\n  idle_timeout = 6‸0\n}', terraform), ['Idle timeout']);
    const json = '{"resource": {"aws_lb": {"web": {"idle_time‸out": 60}}}}';
    assert.deepEqual(at(json, terraformJson), ['Idle timeout']);
  });

  test('on a whole condition, and on what it consists of', () => {
    const rule = (line: string) => `Resources:
  Orders:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      Conditions:
        - Field: path-pattern
          ${line}`;
    assert.deepEqual(at(rule('PathPattern‸Config: { Values: [/orders/*] }')), ['Path-based routing']);
    assert.deepEqual(at(rule('PathPatternConfig: { Val‸ues: [/orders/*] }')), ['+Path-based routing']);
    assert.deepEqual(at(rule('PathPatternConfig: { Values: [/ord‸ers/*] }')), ['+Path-based routing']);
  });
});

describe('Every feature', () => {
  for (const feature of features)
    test(`${feature.id} is what its file says, and hangs where it says`, () => {
      assert.ok(existsSync(`${root}rules/features/${feature.id}.ts`));
      for (const rule of feature.rules)
        assert.ok(
          rules.some(({ id }) => id === rule),
          `there is no rule ${rule}`,
        );
      for (const source of feature.sources) assert.match(source, /^https:\/\/(docs\.)?aws\.amazon\.com\//);
      assert.match(feature.asOf, /^20\d\d-(0[1-9]|1[0-2])$/);
      assert.match(feature.what, /^[^\n]{20,200}\.$/, 'one short sentence');
      assert.ok(feature.facts.length > 0);
      for (const text of [...feature.facts, feature.elsewhere ?? '-.', feature.cost ?? '-.'])
        assert.match(text, /^[^\n]+[.:]$/, 'one line that ends as a sentence does');
      for (const line of linesOf(feature.written)) {
        const { type, steps, value } = anchorOf(line);
        const path = wayOf(steps, value);
        const found = featuresAt({ type, path }).features;
        assert.ok(found.includes(feature), `${line}: ${found.map(({ id }) => id)}`);
      }
    });

  test('has at most one topic of the comparison, and each topic has one', () => {
    const compared = features.flatMap((one) => one.compared?.topic ?? []);
    assert.deepEqual(compared.toSorted(), topics.toSorted());
  });

  test('stands in the list', () => {
    const files = readdirSync(`${root}rules/features`).map((name) => name.replace('.ts', ''));
    assert.deepEqual(
      features.map(({ id }) => id),
      files.filter((id) => id !== 'index').sort(),
    );
  });
});

/** The keys that lead to an anchor. */
function wayOf(steps: readonly Step[], value: string | undefined): Parameters<typeof featuresAt>[0]['path'] {
  const scalar = (text: string) => ({ kind: 'scalar', start: 0, end: 0, value: text, style: 'plain' }) as const;
  const keys = steps.flatMap(({ key, pick }, i) => {
    const node = i === steps.length - 1 && value !== undefined ? scalar(value) : undefined;
    const here = { kind: 'key', name: key === '*' ? 'Any' : key, node } as const;
    if (!pick) return [here];
    const entries = [{ key: scalar(pick[0]), value: scalar(pick[1]) }];
    return [here, { kind: 'entry', node: { kind: 'map', start: 0, end: 0, entries, flow: true } } as const];
  });
  return keys;
}

test('the hover says what it is, its limits, what the other service does, and where to read on', () => {
  const feature: Feature = {
    id: 'sticky-sessions',
    title: 'Sticky sessions',
    chapter: 'Application Load Balancer: protocols and routing',
    what: 'The load balancer sends a client to the same target again.',
    facts: ['Off by default.', 'One second to seven days.'],
    elsewhere: 'none.',
    cost: 'nothing.',
    written: {},
    rules: ['alb-without-waf'],
    sources: ['https://docs.aws.amazon.com/x.html'],
    asOf: '2026-11',
  };
  assert.deepEqual(aboutFeatures({ features: [feature], isPart: false }), [
    `**Sticky sessions**: The load balancer sends a client to the same target again.

- Off by default.
- One second to seven days.

*API Gateway*: none.

*Cost*: nothing.

[AWS documentation](https://docs.aws.amazon.com/x.html) · [All about it](https://github.com/gatelint/gatelint/blob/main/docs/features/sticky-sessions.md) · Watched by [alb-without-waf](https://github.com/gatelint/gatelint/blob/main/docs/rules/alb-without-waf.md)`,
  ]);
  assert.deepEqual(aboutFeatures({ features: [feature], isPart: true }), [
    '- **[Sticky sessions](https://github.com/gatelint/gatelint/blob/main/docs/features/sticky-sessions.md)**: The load balancer sends a client to the same target again.',
  ]);
  assert.deepEqual(aboutFeatures({ features: [], isPart: false }), []);
});

corpusTest('every feature of the list that they were collected in is there', () => {
  const listed = readFileSync(`${root}../shared/rules/features.md`, 'utf8');
  const titles = [...listed.matchAll(/^\| \*\*([^*(]+?)(?: \([^*]*)?\*\* \|/gm)].map(([, title = '']) => title);
  assert.ok(titles.length >= 70);
  assert.deepEqual(
    titles.filter((title) => !features.some((one) => one.title === title)),
    [],
  );
});
