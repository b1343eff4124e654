import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVENT_FAMILIES } from '../../../../contracts/event-types.ts';
import { words as chinese } from '../../locales/words.zh-CN.ts';
import { words as english } from '../../locales/words.en.ts';
import { eventTexts as ownChinese } from './event-texts.zh-CN.ts';
import { eventTexts as ownEnglish } from './event-texts.en.ts';

test('every event that is offered has a name in both languages, and every family', () => {
  for (const [own, words] of [
    [ownEnglish, english],
    [ownChinese, chinese],
  ] as const) {
    const names = new Set([...Object.keys(own.eventName), ...Object.keys(words.event)]);
    const nameless = Object.values(EVENT_FAMILIES)
      .flat()
      .filter((type) => !names.has(type.replaceAll('.', '_')));
    assert.deepEqual(nameless, []);
    assert.deepEqual(
      Object.keys(EVENT_FAMILIES).filter((family) => !Object.hasOwn(own.eventFamily, family)),
      [],
    );
  }
});
