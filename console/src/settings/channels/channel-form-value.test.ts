import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelFormOf, isSchemaText, NEW_CHANNEL, putChannelOf } from './channel-form-value.ts';

test('what the contract has no null for is left out, and empty names are no names', () => {
  const body = putChannelOf({
    ...NEW_CHANNEL,
    code: 'web',
    name: 'Web',
    names: { en: 'Web', 'zh-CN': ' ' },
  });
  assert.equal('code' in body || 'payments' in body || 'orderKinds' in body, false);
  assert.deepEqual(body.names, { en: 'Web' });
  assert.equal(body.customFieldsSchema, null);
});

test('the schema of own fields is edited as text and sent as an object', () => {
  const { customFieldsText: _text, ...channel } = NEW_CHANNEL;
  const schema = { type: 'object', properties: { note: { type: 'string' } } };
  const form = channelFormOf({ ...channel, customFieldsSchema: schema });
  assert.deepEqual(putChannelOf(form).customFieldsSchema, schema);
  assert.deepEqual(['', '{}', '[]', '{', 'null'].map(isSchemaText), [
    true,
    true,
    false,
    false,
    false,
  ]);
});
