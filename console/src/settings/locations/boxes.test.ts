import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxHindrance, litresOf } from './boxes.ts';
import { putSiteOf, workSettingsOf } from './work-settings.ts';

const BOX = {
  code: 'M',
  innerMillimetres: { length: 400, width: 300, height: 200 },
  tareGrams: 200,
  maxWeightGrams: 15_000,
  costMinor: 80,
};

test('a box holds its sides, and is refused without a code, twice, or too heavy for itself', () => {
  assert.equal(litresOf(BOX.innerMillimetres), 24);
  assert.equal(boxHindrance([BOX]), null);
  assert.equal(boxHindrance([{ ...BOX, code: ' ' }]), 'code');
  assert.equal(boxHindrance([BOX, BOX]), 'twice');
  assert.equal(boxHindrance([{ ...BOX, tareGrams: 15_000 }]), 'heavy');
});

test('how a location works comes back as it was put, and defaults are filled in', () => {
  const work = workSettingsOf({
    wave: { everyMinutes: 30 },
    purchaseOrders: { email: 'orders@example.com' },
  });
  assert.equal(work.workAheadDays, 1);
  assert.deepEqual(work.mail, { email: 'orders@example.com', language: 'en' });
  assert.deepEqual(workSettingsOf(putSiteOf(work)), work);
  assert.equal('purchaseOrders' in putSiteOf({ ...work, mail: null }), false);
});
