import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerProblem } from '../../client/problem.ts';
import { changedFacts, fieldsOf } from './changes.ts';
import { knownProblem } from './known-problem.ts';

const describe = (lines: readonly string[]) =>
  lines.map((line) => {
    const [key = '', text = ''] = line.split('=');
    return { key, label: key.toUpperCase(), text };
  });

test('only what differs is shown, what is gone last', () => {
  assert.deepEqual(changedFacts(describe, ['a=1', 'b=2', 'c=3'], ['a=1', 'c=4', 'd=5']), [
    { key: 'c', label: 'C', before: '3', after: '4' },
    { key: 'd', label: 'D', before: null, after: '5' },
    { key: 'b', label: 'B', before: '2', after: null },
  ]);
});

test('two entries about the same are told apart by their order', () => {
  assert.deepEqual(changedFacts(describe, ['a=1', 'a=2'], ['a=1', 'a=3']), [
    { key: 'a 1', label: 'A', before: '2', after: '3' },
  ]);
});

test('fields of a problem are named as the body names them, also the one that a refusal names', () => {
  const response = new Response(null, { status: 400 });
  const invalid = new ServerProblem(
    { errors: [{ field: 'body/lanes/0/zone', message: 'is missing' }] },
    response,
  );
  assert.deepEqual(fieldsOf(invalid), [{ field: 'lanes/0/zone', message: 'is missing' }]);
  const refused = new ServerProblem(
    { detail: 'There is no time zone X.', field: 'timeZone' },
    response,
  );
  assert.deepEqual(fieldsOf(refused), [{ field: 'timeZone', message: 'There is no time zone X.' }]);
  assert.deepEqual(fieldsOf(new Error('no')), []);
});

test('sentences of the server are known with their bound', () => {
  assert.deepEqual(knownProblem('must be >= 1'), { name: 'atLeast', bound: '1' });
  assert.deepEqual(knownProblem('must NOT have more than 64 characters'), {
    name: 'tooLong',
    bound: '64',
  });
  assert.equal(knownProblem('is of another world'), null);
});
