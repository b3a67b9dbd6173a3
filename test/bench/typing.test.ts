import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generate } from './generate.ts';
import { afterKey, typing } from './typing.ts';
import { writeHcl } from './write-hcl.ts';
import { writeTerraformJson } from './write-terraform-json.ts';

describe('Somebody who types', () => {
  const { yaml, json, model } = generate({ resources: 20, seed: 1 });
  const texts = { yaml, json, hcl: writeHcl(model, 1), 'tf-json': writeTerraformJson(model) };

  for (const language of ['yaml', 'json', 'hcl', 'tf-json'] as const) {
    const text = texts[language];
    const keys = typing(text, language, { seed: 7, words: 40 });

    it(`presses the same keys for the same seed, others for another one (${language})`, () => {
      assert.deepEqual(typing(text, language, { seed: 7, words: 40 }), keys);
      assert.notDeepEqual(typing(text, language, { seed: 8, words: 40 }), keys);
    });

    it(`types or takes back one letter at a time, and leaves the text as it was (${language})`, () => {
      for (const { start, end, newText } of keys) assert.equal(newText.length + (end - start), 1);
      assert.equal(keys.reduce(afterKey, text) === text, true); // not assert.equal: its message would be the template
    });

    it(`types inside of words, so that most of what stands between is still a template (${language})`, () => {
      let now = text;
      for (const key of keys) {
        now = afterKey(now, key);
        assert.match(now.slice(key.start - 1, key.start), /[\w./-]/);
        if (language === 'json' || language === 'tf-json') assert.doesNotThrow(() => JSON.parse(now));
      }
    });

    it(`knows how large the resource is that it types in (${language})`, () => {
      for (const { itemSize } of keys) assert.ok(itemSize > 50 && itemSize < text.length / 4, `${itemSize} characters`);
    });
  }

  it('names resources anew where their names stand in Terraform, and nowhere else', () => {
    const heads = { hcl: /^resource "(\w+)" "(\w+)" \{$/gm, 'tf-json': /^ {4}"(aws_\w+)"|^ {6}"(\w+)": \{$/gm };
    for (const language of ['hcl', 'tf-json'] as const) {
      const headsIn = (all: string) => [...all.matchAll(heads[language])].map(([, type, name]) => ({ type, name }));
      const before = headsIn(texts[language]);
      const named = new Set<string>();
      let now = texts[language];
      for (const key of typing(now, language, { seed: 7, words: 40 })) {
        now = afterKey(now, key);
        const after = headsIn(now);
        assert.deepEqual(
          after.map(({ type }) => type),
          before.map(({ type }) => type),
        );
        for (const [index, { name }] of after.entries()) if (name && name !== before[index]?.name) named.add(name);
      }
      assert.ok(named.size > 0);
    }
  });

  it('has nothing to do where there is nothing to type in', () => {
    assert.deepEqual(typing('', 'yaml', { seed: 1, words: 10 }), []);
  });
});
