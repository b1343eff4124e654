import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { VERIFY_CODE } from './verify-signature.ts';

test('the code that receivers are given takes what is signed as we sign, and nothing else', async () => {
  const { isFromLinchpin } = (await import(
    `data:text/javascript,${encodeURIComponent(VERIFY_CODE.node)}`
  )) as { isFromLinchpin: (headers: object, body: string, secret: string) => boolean };
  const key = randomBytes(32);
  const secret = `whsec_${key.toString('base64')}`;
  const body = '{"type":"order.placed"}';
  const headersAt = (seconds: number) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,AAAA v1,${createHmac('sha256', key).update(`msg_1.${seconds}.${body}`).digest('base64')}`,
  });
  const now = Math.floor(Date.now() / 1_000);
  assert.equal(isFromLinchpin(headersAt(now), body, secret), true);
  assert.equal(isFromLinchpin(headersAt(now), `${body} `, secret), false);
  assert.equal(isFromLinchpin(headersAt(now - 600), body, secret), false, 'too old');
  const other = `whsec_${randomBytes(32).toString('base64')}`;
  assert.equal(isFromLinchpin(headersAt(now), body, other), false);
});
