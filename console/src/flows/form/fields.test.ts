import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blankOf, chosenWay, fieldOf, mistakeIn, type Schema } from './fields.ts';

const EXPRESSION: Schema = { type: 'string', minLength: 1, contentMediaType: 'text/cel' };
const END: Schema = {
  anyOf: [
    { type: 'object', properties: { outcome: { const: 'continue' } }, required: ['outcome'] },
    {
      type: 'object',
      properties: { outcome: { const: 'reject' }, reason: { type: 'string', maxLength: 500 } },
      required: ['outcome', 'reason'],
    },
  ],
};
const CASES: Schema = {
  type: 'object',
  properties: {
    cases: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: { output: { type: 'string', pattern: '^[a-z]+$' }, when: EXPRESSION },
        required: ['output', 'when'],
      },
    },
    note: { type: 'string' },
  },
  required: ['cases'],
};

test('a schema becomes fields that people fill in', () => {
  assert.equal(fieldOf(EXPRESSION).kind, 'expression');
  assert.deepEqual(fieldOf({ type: 'string', maxLength: 500 }), { kind: 'text', isLong: true });
  assert.deepEqual(fieldOf({ anyOf: [{ const: 'a' }, { const: 'b' }] }), {
    kind: 'choice',
    values: ['a', 'b'],
  });
  const group = fieldOf(CASES);
  assert.deepEqual(
    group.kind === 'group' && group.fields.map(({ name, isNeeded }) => [name, isNeeded]),
    [
      ['cases', true],
      ['note', false],
    ],
  );
});

test('a program is a field of its own, and begins with what its schema has', () => {
  const code: Schema = { type: 'string', contentMediaType: 'text/javascript', default: 'a;' };
  assert.deepEqual(fieldOf(code), { kind: 'code' });
  assert.equal(blankOf(code), 'a;');
  assert.deepEqual(mistakeIn(code, '', true), { code: 'missing' });
});

test('alternatives are called by what only they have', () => {
  const field = fieldOf(END);
  assert.ok(field.kind === 'either');
  assert.deepEqual(
    field.ways.map(({ key }) => key),
    ['outcome_continue', 'outcome_reject'],
  );
  assert.equal(chosenWay(field.ways, { outcome: 'reject', reason: '' })?.key, 'outcome_reject');
  assert.equal(chosenWay(field.ways, {})?.key, 'outcome_continue');
});

test('a new thing holds what it needs, empty', () => {
  assert.deepEqual(blankOf(CASES), { cases: [{ output: '', when: '' }] });
  assert.deepEqual(blankOf(END), { outcome: 'continue' });
});

test('a new thing begins with what its schema has, also where that may be left out', () => {
  const placedBy: Schema = { enum: ['this_flow', 'anybody'], default: 'this_flow' };
  const release: Schema = {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' }, placedBy, note: { type: 'string' } },
  };
  assert.deepEqual(blankOf(release), { kind: '', placedBy: 'this_flow' });
});

test('a mistake is told at its place', () => {
  assert.deepEqual(mistakeIn(EXPRESSION, '', true), { code: 'missing' });
  assert.equal(mistakeIn(EXPRESSION, undefined, false), null);
  assert.deepEqual(mistakeIn({ type: 'integer', minimum: 1 }, 0, true), {
    code: 'too_small',
    limit: 1,
  });
  assert.deepEqual(mistakeIn({ type: 'integer' }, 1.5, true), { code: 'whole' });
  assert.deepEqual(mistakeIn({ type: 'string', pattern: '^[a-z]+$' }, 'A', true), {
    code: 'pattern',
  });
  assert.deepEqual(mistakeIn({ type: 'array', items: {}, minItems: 1 }, [], true), {
    code: 'too_few',
    limit: 1,
  });
});
