import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptPlaces } from './kept-places.ts';

test('what was left is found by the entry of the history that showed it, and by no other', () => {
  const places = new KeptPlaces();
  places.keep('a', 'Orders', 1);
  places.keep('b', 'Orders', 2);
  places.keep('a', 'Returns', 3);
  assert.deepEqual(
    [places.find('a', 'Orders'), places.find('b', 'Orders'), places.find('a', 'Returns')],
    [1, 2, 3],
  );
  assert.equal(places.find('c', 'Orders'), undefined);
});

test('what was left long ago is forgotten, what was left again is not', () => {
  const places = new KeptPlaces();
  places.keep('first', 'Orders', 1);
  places.keep('second', 'Orders', 2);
  for (let number = 0; number < 22; number += 1) places.keep(String(number), 'Orders', number);
  places.keep('first', 'Orders', 3);
  places.keep('one more', 'Orders', 4);
  assert.equal(places.find('first', 'Orders'), 3);
  assert.equal(places.find('second', 'Orders'), undefined);
});
