import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Static } from 'typebox';
import { compileExpression, hasProblems, type FactSchema } from '../expressions/index.ts';
import { callHttp } from './call-http.ts';
import type { Deeds, EffectAsked, Failure } from './index.ts';
import { printLabel } from './print-label.ts';
import { prepareRequest, requestExpressions, type OutsideRequest } from './outside-request.ts';

const SCHEMA: FactSchema = {
  records: {},
  variables: {
    text: { type: 'string' },
    at: { type: 'timestamp' },
    price: { type: 'money' },
    few: { type: { list: 'int' } },
    many: { type: { list: 'string' } },
  },
};
const FACTS = {
  text: 'a',
  at: Date.UTC(2026, 10, 23),
  price: { minor: 1_999, currency: 'EUR' },
  few: [1, 2],
  many: ['x', 'y', 'z'],
};

function made(
  request: Partial<OutsideRequest>,
  facts: Readonly<Record<string, unknown>> = {},
  own: Readonly<Record<string, string>> = {},
): EffectAsked | Failure {
  const whole: OutsideRequest = { method: 'POST', path: '/', ...request };
  const compiled = new Map(
    requestExpressions({ request: whole, pointer: '' }).map(({ pointer, text }) => {
      const expression = compileExpression(text, SCHEMA);
      assert.ok(!hasProblems(expression), text);
      return [pointer, expression] as const;
    }),
  );
  const make = prepareRequest('erp', { request: whole, pointer: '' }, [], (pointer) => {
    const expression = compiled.get(pointer);
    assert.ok(expression !== undefined, pointer);
    return expression;
  });
  const visit = {
    facts: { ...FACTS, ...facts },
    now: 0,
    deeds: {} as Deeds,
    ask: { available: () => null },
    node: 'ask',
    newId: () => 'an-id',
    iteration: 0,
  };
  return make(visit, own);
}

const pathOf = (path: string, text: string) =>
  made({ path, pathValues: { text: 'text' } }, { text }) as EffectAsked & Failure;

test('[FO10] what comes from data is one piece of a path, and never the way up or out', () => {
  for (const [text, path] of [
    ['7', '/orders/7/x'],
    ['a/b', '/orders/a%2Fb/x'],
    ['../../admin', '/orders/..%2F..%2Fadmin/x'],
    ['7?all=1#', '/orders/7%3Fall%3D1%23/x'],
    ['@evil.example', '/orders/%40evil.example/x'],
    ['单 号', '/orders/%E5%8D%95%20%E5%8F%B7/x'],
    ['%2e%2e', '/orders/%252e%252e/x'],
    ['//169.254.169.254/', '/orders/%2F%2F169.254.169.254%2F/x'],
    ['http://[::1]:80', '/orders/http%3A%2F%2F%5B%3A%3A1%5D%3A80/x'],
    [String.raw`\\evil.example`, '/orders/%5C%5Cevil.example/x'],
  ] as const) {
    assert.equal(pathOf('/orders/{text}/x', text).path, path);
    const url = new URL(`https://erp.example/base${path}`);
    assert.equal(url.host, 'erp.example');
    assert.ok(url.pathname.startsWith('/base/orders/'), url.pathname);
  }
  for (const text of ['.', '..', '']) {
    assert.equal(pathOf('/orders/{text}/x', text).code, 'refused', text);
  }
  assert.equal(pathOf('/orders/.{text}', '.').code, 'refused');
  assert.equal((made({ path: '/{nothing}' }) as Failure).code, 'refused');
  const own = made({ path: '/invoices/{number}/cancel' }, {}, { number: 'A/1' }) as EffectAsked;
  assert.equal(own.path, '/invoices/A%2F1/cancel');
});

test('[FO12] a body has values where the names of its fields say', () => {
  const body = {
    'buyer.name': 'text',
    'buyer.since': 'at',
    price: 'price',
    all: 'many',
    'lines[].sku': 'many',
    'lines[].price.minor': 'many.map(m, size(m))',
    'tags[]': 'few',
  };
  assert.equal(
    JSON.stringify((made({ body }) as EffectAsked).body),
    JSON.stringify({
      buyer: { name: 'a', since: '2026-11-23T00:00:00.000Z' },
      price: { minor: 1_999, currency: 'EUR' },
      all: ['x', 'y', 'z'],
      lines: ['x', 'y', 'z'].map((sku) => ({ sku, price: { minor: 1 } })),
      tags: [1, 2],
    }),
  );
  assert.equal((made({}) as EffectAsked).body, null);
});

test('[FO12] a body that does not come together says why', () => {
  for (const [body, why] of [
    [{ 'lines[].sku': 'many', 'lines[].count': 'few' }, /not equally long/],
    [{ 'lines[].sku': 'text' }, /no list/],
    [{ buyer: 'text', 'buyer.name': 'text' }, /same place/],
    [{ 'a.constructor': 'text', 'a.constructor.b': 'text' }, /same place/],
    [{ 'rest[]': 'text' }, /no list/],
  ] as const) {
    const failure = made({ body }) as Failure;
    assert.equal(failure.code, 'refused');
    assert.match(failure.message, why);
  }
  assert.equal((made({ body: { a: 'many[7]' } }) as Failure).code, 'expression_failed');
});

test('[FO12] places that nothing fills, values without a place, and wrong examples are told when it is drawn', () => {
  const settings = {
    connector: 'erp',
    method: 'POST',
    path: '/orders/{order}/{line',
    pathValues: { lost: 'order.id' },
    answer: [
      { name: 'number', pointer: '/number', type: 'string', example: 7 },
      { name: 'number', pointer: '/other', type: 'int', example: 7 },
    ],
    undo: { method: 'DELETE', path: '/orders/{number}/{gone}' },
  };
  assert.deepEqual(
    callHttp
      .judge?.(settings as Static<typeof callHttp.settings>, SCHEMA)
      .map(({ code, setting }) => `${code} ${setting}`),
    [
      'no_path_value /path',
      'no_path_place /pathValues/lost',
      'wrong_path /path',
      'no_path_value /undo/path',
      'wrong_example /answer/0/example',
      'value_twice /answer/1/name',
    ],
  );
  assert.deepEqual(printLabel.judge?.({ connector: 'courier' }, SCHEMA), []);
});
