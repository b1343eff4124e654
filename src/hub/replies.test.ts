import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestHashOf, type Command } from './command.ts';
import { keptCommand } from './quarantine.ts';
import { replies } from './replies.ts';

function aCommand(key: string | null, body: unknown): Command {
  return {
    id: '0199-1',
    kind: 'post',
    body,
    key,
    requestHash: requestHashOf('post', body),
    actor: 'key/shop',
    trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    receivedAt: 0,
  };
}

const ANSWER = { status: 201, body: '{"a": 1}', repeated: false };

test('[H5] the same key and body get the same bytes, another body is refused, no key is not known', () => {
  const kept = replies.open();
  const first = aCommand('k', { a: 1 });
  assert.equal(kept.answer(first), null);
  kept.keep(first, ANSWER);
  kept.keep(aCommand(null, { a: 1 }), ANSWER);
  assert.deepEqual(kept.answer(first), { ...ANSWER, repeated: true });
  assert.equal(
    (kept.answer(aCommand('k', { a: 2 })) as { code: string }).code,
    'idempotency_key_reused',
  );
  assert.equal(kept.answer(aCommand('other', { a: 1 })), null);
  assert.equal(kept.answer(aCommand(null, { a: 1 })), null);
  assert.equal(kept.added.length, 1);
});

test('[H4, H5] a batch knows the answers of the one ahead of it', () => {
  const ahead = replies.open();
  const command = aCommand('k', {});
  ahead.keep(command, ANSWER);
  const next = replies.open();
  replies.follow?.(next, ahead);
  assert.equal((next.answer(command) as { repeated: boolean }).repeated, true);
  assert.deepEqual(next.added, [], 'and does not write them again');
});

test('[H6] a command is kept as jsonb takes it, whatever it holds', () => {
  const body = { 'key\0': 'NUL \0, \\u0000, half \ud800', list: [null, 1, { a: '\udc00' }] };
  const { text, error } = keptCommand(aCommand('k', body), 'half \ud800\0', new Set());
  const stored = JSON.parse(text) as { body: unknown };
  assert.equal(error, 'half \ufffd');
  assert.deepEqual(stored.body, {
    'key\ufffd': 'NUL \ufffd, \\u0000, half \ufffd',
    list: [null, 1, { a: '\ufffd' }],
  });
});

test('[H45] no secret is kept of a command, however deep it stands and whatever quotes it', () => {
  const body = {
    name: 'shop',
    secret: 'whsec_1',
    parts: [{ secretHash: 'abcd', keptTokenHash: null, name: 'abc' }],
    cards: { secret: { code: 'deep' }, secretsActive: 2 },
  };
  const names = new Set(['secret', 'secretHash', 'keptTokenHash']);
  const { text, error } = keptCommand(aCommand('k', body), 'whsec_1 is not abcd', names);
  const stored = JSON.parse(text) as { body: unknown; isWhole: boolean; requestHash: string };
  assert.deepEqual(stored.body, {
    name: 'shop',
    secret: 'withheld',
    parts: [{ secretHash: 'withheld', keptTokenHash: null, name: 'abc' }],
    cards: { secret: 'withheld', secretsActive: 2 },
  });
  assert.equal(error, 'withheld is not withheld');
  assert.equal(stored.isWhole, false);
  assert.equal(stored.requestHash, requestHashOf('post', body).toString('hex'));
  const plain = JSON.parse(keptCommand(aCommand('k', { a: 1 }), '', names).text) as object;
  assert.ok(!('isWhole' in plain));
});
