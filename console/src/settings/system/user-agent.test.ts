import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceOf } from './user-agent.ts';

test('browsers and systems are told apart although they all claim to be each other', () => {
  const like = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  const seen = (userAgent: string | null) => {
    const { browser, system } = deviceOf(userAgent);
    return [browser, system];
  };
  assert.deepEqual(
    seen(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${like} Chrome/130.0 Safari/537.36 Edg/130.0`),
    ['Edge', 'Windows'],
  );
  assert.deepEqual(
    seen(`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${like} Chrome/130.0 Safari/537.36`),
    ['Chrome', 'macOS'],
  );
  assert.deepEqual(
    seen(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
    ),
    ['Safari', 'iOS'],
  );
  assert.deepEqual(seen('Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0'), [
    'Firefox',
    'Linux',
  ]);
  assert.deepEqual(seen('curl/8.5.0'), ['curl', null]);
  assert.deepEqual(seen(null), [null, null]);
});
