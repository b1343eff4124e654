import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrackedOrder } from '../client/contract.generated.d.ts';
import { daysIn } from './days.ts';
import { headlineOf } from './headline.ts';
import { fill, firstLanguage, TEXTS } from './language.ts';
import { layPath, progressOf } from './progress.ts';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const ORDER: TrackedOrder = {
  externalId: 'A-1',
  shop: { name: 'Tea House', names: {} },
  situation: 'on_the_way',
  isPickUp: false,
  isLate: false,
  paymentState: 'paid',
  placedAt: '2026-11-20T10:00:00Z',
  promisedAt: '2026-11-24T16:00:00Z',
  promisedBefore: null,
  expectedAt: null,
  deliveredAt: null,
  destination: { city: 'Bath', regionCode: null, countryCode: 'GB' },
  items: [],
  parcels: [],
  remaining: [],
  pickUp: null,
  returns: [],
  history: [],
};
const say = (more: Partial<TrackedOrder>, language: 'en' | 'zh-CN' = 'en') =>
  headlineOf({ ...ORDER, ...more }, TEXTS[language], daysIn(language, NOW, 'UTC'));

test('the state and the day stand first', () => {
  assert.deepEqual(say({}), {
    mood: 'going',
    over: 'On its way',
    title: 'Arrives Tue, 24 Nov',
    lead: ['It is with the carrier.'],
  });
  assert.equal(say({ promisedAt: '2026-11-22T20:00:00Z' }).title, 'Arrives today');
  assert.equal(say({}, 'zh-CN').title, '预计11月24日周二送达');
  assert.equal(say({ promisedAt: null }).title, 'On its way');
  assert.equal(
    say({ situation: 'delivered', deliveredAt: '2026-11-21T12:00:00Z' }).title,
    'Delivered yesterday',
  );
});

test('late is said as late, with the new day or without one', () => {
  const late = { isLate: true, promisedAt: '2026-11-19T16:00:00Z' };
  const known = say({ ...late, expectedAt: '2026-11-23T16:00:00Z' });
  assert.equal(known.mood, 'bad');
  assert.equal(known.title, 'Now expected tomorrow');
  assert.match(known.lead.join(' '), /should have been with you by Thu, 19 Nov/);
  const unknown = say(late);
  assert.equal(unknown.title, 'Later than promised');
  assert.match(unknown.lead.join(' '), /do not know the new day/);
  const moved = say({ promisedBefore: '2026-11-23T16:00:00Z' });
  assert.equal(moved.title, 'Arrives Tue, 24 Nov');
  assert.match(moved.lead.join(' '), /first promised tomorrow/);
});

test('what was cancelled, failed or waits for money promises no day', () => {
  for (const situation of ['cancelled', 'delivery_failed', 'awaiting_payment'] as const) {
    assert.doesNotMatch(JSON.stringify(say({ situation, isLate: true })), /Nov/);
  }
});

test('every situation has words in both languages, and no value is left open', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const texts = TEXTS[language];
    for (const situation of Object.keys(texts.situation) as TrackedOrder['situation'][]) {
      for (const isLate of [false, true]) {
        const { over, title, lead } = say({ situation, isLate }, language);
        assert.ok(title !== '' && lead.every((sentence) => sentence !== ''), situation);
        assert.doesNotMatch([over, title, ...lead].join(' '), /[{}]|undefined/);
      }
    }
  }
});

test('both languages put the same values in', () => {
  const flat = (texts: object, prefix = ''): [string, string][] =>
    Object.entries(texts).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[prefix + name, value] as [string, string]]
        : flat(value as object, `${prefix}${name}.`),
    );
  const values = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted().join();
  const chinese = new Map(flat(TEXTS['zh-CN']));
  for (const [key, text] of flat(TEXTS.en)) {
    assert.equal(values(chinese.get(key) ?? ''), values(text), key);
  }
  assert.equal(fill('{a} of {b}', { a: 1, b: 2 }), '1 of 2');
});

test('the language is what was chosen, else the browser’s', () => {
  assert.equal(firstLanguage(['de', 'zh-TW', 'en'], null), 'zh-CN');
  assert.equal(firstLanguage(['de', 'en-GB', 'zh'], null), 'en');
  assert.equal(firstLanguage(['de'], null), 'en');
  assert.equal(firstLanguage(['zh'], 'en'), 'en');
});

test('the way has the stop where the order is', () => {
  const at = (more: Partial<TrackedOrder>) => {
    const { steps, current } = progressOf({ ...ORDER, ...more });
    return steps[current];
  };
  assert.equal(at({}), 'onTheWay');
  assert.equal(at({ situation: 'delivered' }), 'delivered');
  assert.equal(at({ situation: 'delivered', isPickUp: true }), 'collected');
  assert.equal(at({ situation: 'ready_for_pick_up', isPickUp: true }), 'ready');
  assert.equal(at({ situation: 'cancelled' }), 'cancelled');
  assert.equal(at({ situation: 'returning' }), 'returning');
  assert.equal(at({ situation: 'returned' }), 'returned');
});

test('the drawn way leads from the first stop to the last, within its picture', () => {
  const { stops, pathTo } = layPath(5, { width: 340, height: 104, margin: 26 });
  assert.equal(stops.length, 5);
  assert.deepEqual([stops[0]?.x, stops.at(-1)?.x], [26, 314]);
  for (const { y } of stops) assert.ok(y >= 26 && y <= 78, String(y));
  assert.match(pathTo(4), /^M26\.0 52\.0L/);
  assert.match(pathTo(4), /L314\.0 52\.0$/);
});
