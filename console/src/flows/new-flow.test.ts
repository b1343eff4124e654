import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blankDrawing, codeOf, drawingFrom } from './new-flow.ts';

test('a flow has a code that its name gives and nobody else has', () => {
  assert.equal(codeOf('Big orders: 4 eyes!', new Set()), 'big-orders-4-eyes');
  assert.equal(codeOf('Big orders', new Set(['big-orders'])), 'big-orders-2');
  assert.equal(codeOf('大额订单', new Set(['flow-1'])), 'flow-2');
  assert.equal(codeOf('7 days', new Set()), 'days');
  assert.match(codeOf('x'.repeat(200), new Set()), /^[a-z][a-z0-9-]{0,63}$/);
});

test('a flow that ships is begun with in the language of whoever begins with it', () => {
  const template = {
    code: 'wait',
    names: { en: 'Wait', 'zh-CN': '等待' },
    descriptions: { en: 'It waits.', 'zh-CN': '它等待。' },
    stepNames: { end: { en: 'Over', 'zh-CN': '结束了' } },
    ...blankDrawing('wait', { en: 'Wait' }, { kind: 'call' }),
  };
  const { definition } = drawingFrom(template, 'own', { 'zh-CN': '我的' }, 'zh-CN');
  assert.deepEqual(
    [definition.code, definition.names, definition.description, definition.nodes[0]?.name],
    ['own', { 'zh-CN': '我的' }, '它等待。', '结束了'],
  );
});
