import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actorName, nameIn } from './names.ts';

test('a thing is called as the reader speaks, else as it was entered', () => {
  const thing = { name: '杭州总仓', names: { en: 'Hangzhou', 'zh-CN': '杭州总仓' } };
  assert.equal(nameIn(thing, 'en'), 'Hangzhou');
  assert.equal(nameIn(thing, 'en-GB'), 'Hangzhou');
  assert.equal(nameIn(thing, 'zh-CN'), '杭州总仓');
  assert.equal(nameIn({ name: 'Tea', names: {} }, 'zh-CN'), 'Tea');
});

test('people are called by their login, everything else by what it is', () => {
  assert.equal(actorName('person/lin'), 'lin');
  assert.equal(actorName('system/clock'), 'system/clock');
});
