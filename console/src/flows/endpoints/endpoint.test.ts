import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  curlOf,
  fieldsOf,
  formOf,
  freeName,
  kindOf,
  withKind,
  type EndpointTrigger,
} from './endpoint.ts';

const TRIGGER: EndpointTrigger = {
  kind: 'api',
  input: {
    type: 'object',
    properties: {
      order_id: { type: 'string', format: 'order-id' },
      service: { type: 'string', enum: ["it's", 'b'] },
      size: { type: 'integer', minimum: 3 },
      note: { type: 'string' },
    },
    required: ['order_id', 'service', 'size'],
  },
  output: { type: 'object', properties: {} },
};

test('fields of a form are taken apart and put together', () => {
  assert.deepEqual(formOf(fieldsOf(TRIGGER.input)), TRIGGER.input);
  assert.deepEqual(formOf([]), { type: 'object', properties: {} });
  assert.equal(freeName(fieldsOf(TRIGGER.input)), 'field_5');
});

test('a field that becomes another kind keeps who it is about', () => {
  const personal = { type: 'string', isPersonal: true, maxLength: 9 } as const;
  assert.deepEqual(withKind(personal, 'integer'), { type: 'integer', isPersonal: true });
  assert.equal(kindOf(withKind({ type: 'boolean' }, 'order')), 'order');
});

test('the example has all that must be there, and can be pasted', () => {
  const lines = curlOf('https://shop.example', 'quote', TRIGGER).split('\n');
  assert.equal(
    lines[0],
    String.raw`curl -X POST https://shop.example/v1/flow-apis/quote \ `.trimEnd(),
  );
  assert.equal(
    lines.at(-1),
    String.raw`  -d '{"order_id":"100000001","service":"it'\''s","size":3}'`,
  );
});
