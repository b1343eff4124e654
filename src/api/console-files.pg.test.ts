import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import type { ConsoleFiles } from './console-files.ts';
import { testServer, type TestServer } from './testing.ts';

const PAGE = '<!doctype html><title>Linchpin</title>';
const TRACKING_PAGE = '<!doctype html><title>Your order</title>';
const SCRIPT = `console.log(${JSON.stringify('x'.repeat(2_000))});`;

let database: TestDatabase;
let server: TestServer;
let folder: string;
let state: ReturnType<ConsoleFiles['state']> = { isReady: true, failure: null };

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'linchpin-console-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), PAGE);
  await writeFile(path.join(folder, 'track.html'), TRACKING_PAGE);
  await writeFile(path.join(folder, 'assets', 'index-1a2b3c.js'), SCRIPT);
  await writeFile(path.join(folder, 'assets', 'index-1a2b3c.js.gz'), gzipSync(SCRIPT));
  database = await testDatabase();
  server = await testServer(database.pool, { console: { folder, state: () => state } });
});
after(async () => {
  await server.stop();
  await database.drop();
  await rm(folder, { recursive: true });
});

const asBrowser = { key: null, headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

test('[A92] a browser gets the page at every address that is nothing else', async () => {
  for (const url of ['/', '/orders', '/orders/100000001?tab=why', '/track/abc']) {
    const { status, headers, text } = await server.call('GET', url, undefined, asBrowser);
    assert.equal(status, 200, url);
    assert.equal(text, PAGE, url);
    assert.equal(headers['cache-control'], 'no-cache', url);
    assert.match(String(headers['content-security-policy']), /default-src 'self'/);
  }
});

test('[A101] the link of an order opens a page of its own, which passes the address on to nobody', async () => {
  for (const url of ['/t/abc', '/t/abc?language=en']) {
    const { status, headers, text } = await server.call('GET', url, undefined, asBrowser);
    assert.equal(status, 200, url);
    assert.equal(text, TRACKING_PAGE, url);
    assert.equal(headers['referrer-policy'], 'no-referrer', url);
    assert.equal(headers['x-robots-tag'], 'noindex, nofollow', url);
    assert.match(String(headers['content-security-policy']), /default-src 'self'/);
  }
  const { text, headers } = await server.call('GET', '/t/abc/more', undefined, asBrowser);
  assert.equal(text, PAGE);
  assert.equal(headers['referrer-policy'], 'same-origin');
});

test('[A92] programs and paths of the API are told that there is nothing', async () => {
  const asProgram = { key: null, headers: { accept: 'application/json' } };
  assert.equal((await server.call('GET', '/orders', undefined, asProgram)).status, 404);
  assert.equal((await server.call('GET', '/v1/nothing', undefined, asBrowser)).status, 404);
  assert.equal((await server.call('POST', '/orders', {}, asBrowser)).status, 404);
  assert.equal((await server.call('GET', '/assets/none.js', undefined, asBrowser)).status, 404);
  const outside = await server.call(
    'GET',
    '/assets/%2e%2e/%2e%2e/etc/passwd',
    undefined,
    asProgram,
  );
  assert.ok(outside.status >= 400 && outside.status < 500, outside.text);
});

test('[A92] assets come packed and are kept for good', async () => {
  const packed = await server.call('GET', '/assets/index-1a2b3c.js', undefined, {
    key: null,
    headers: { 'accept-encoding': 'gzip' },
  });
  assert.equal(packed.status, 200);
  assert.equal(packed.headers['content-encoding'], 'gzip');
  assert.match(String(packed.headers['cache-control']), /max-age=31536000, immutable/);
  const plain = await server.call('GET', '/assets/index-1a2b3c.js', undefined, { key: null });
  assert.equal(plain.text, SCRIPT);
});

test('[A91] the page says that it is being built, then why it could not be', async () => {
  try {
    state = { isReady: false, failure: null };
    const building = await server.call('GET', '/', undefined, asBrowser);
    assert.equal(building.status, 503);
    assert.match(building.text, /http-equiv="refresh".*being built/);
    state = { isReady: false, failure: 'src/main.tsx: <Nothing> is not defined' };
    const failed = await server.call('GET', '/orders', undefined, asBrowser);
    assert.equal(failed.status, 503);
    assert.match(failed.text, /could not be built.*&lt;Nothing>/);
    assert.doesNotMatch(failed.text, /refresh/);
  } finally {
    state = { isReady: true, failure: null };
  }
});
