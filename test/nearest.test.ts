import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from '../rules/kit/index.ts';

const words = ['off', 'error', 'warning', 'information', 'hint', 'alb-without-waf', 'alb-without-https-listener'];

test('a slip of the fingers: a letter too much, too few, another, or two swapped', () => {
  assert.equal(nearest('alb-without-waff', words), 'alb-without-waf');
  assert.equal(nearest('alb-witout-waf', words), 'alb-without-waf');
  assert.equal(nearest('alb-without-wef', words), 'alb-without-waf');
  assert.equal(nearest('alb-wihtout-https-listener', words), 'alb-without-https-listener');
  assert.equal(nearest('erorr', words), 'error');
});

test('in whatever case, and cut short where only one word begins like that', () => {
  assert.equal(nearest('Warning', words), 'warning');
  assert.equal(nearest('warn', words), 'warning');
  assert.equal(nearest('info', words), 'information');
  assert.equal(nearest('alb', words), undefined);
});

test('nothing where nothing is near, or two are equally near: a guess would mislead', () => {
  assert.equal(nearest('fatal', words), undefined);
  assert.equal(nearest('', words), undefined);
  assert.equal(nearest('cat', ['bat', 'rat']), undefined);
  assert.equal(nearest('cat', ['rat', 'cart', 'cat']), 'cat');
  assert.equal(nearest('of', words), 'off');
});
