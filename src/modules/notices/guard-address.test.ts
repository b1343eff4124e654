import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { callEndpoint } from './call-endpoint.ts';
import { isPrivateAddress, refuseUrl } from './guard-address.ts';

test('[N4] private, local, reserved and disguised addresses are none of the internet’s', () => {
  const inside = [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fd00::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '::ffff:0:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '[::1]',
    'not an address',
    '',
  ];
  for (const address of inside) assert.ok(isPrivateAddress(address), address);
  for (const address of [
    '8.8.8.8',
    '::ffff:8.8.8.8',
    '172.32.0.1',
    '2606:4700:4700::1111',
    '[2a00::1]',
  ]) {
    assert.ok(!isPrivateAddress(address), address);
  }
});

test('[N4] a URL says no more than where to post', () => {
  // The address may be written in any way that a URL takes: as one number, in octal, in hexadecimal.
  for (const url of [
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://localhost/',
    'http://x.localhost/',
  ]) {
    assert.equal(refuseUrl(url, false), 'its address is private', url);
    assert.equal(refuseUrl(url, true), null, url);
  }
  assert.equal(refuseUrl('https://example.com/hook?x=1', false), null);
  assert.equal(refuseUrl('gopher://example.com/', true), 'it is neither https nor http');
  assert.equal(refuseUrl('https://user:word@example.com/', true), 'it holds a login');
});

test('[N4] a name that leads into our network is found out when it is called', async () => {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.end('here');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const call = {
    headers: {},
    body: '{}',
    timeoutMs: 2_000,
    signal: new AbortController().signal,
  };
  // Every resolver knows this name; it ends with a dot, so that no rule about names catches it.
  const url = `http://localhost.:${port}/`;
  const refused = await callEndpoint({ ...call, url, mayBePrivate: false });
  assert.equal(refused.httpStatus, null);
  assert.match(refused.answer, /^refused: |^E/);
  assert.equal(calls, 0);
  const taken = await callEndpoint({
    ...call,
    url: `http://127.0.0.1:${port}/`,
    mayBePrivate: true,
  });
  assert.deepEqual([taken.httpStatus, taken.answer, calls], [200, 'here', 1]);
  server.close();
});

test('[N4] a URL that is disguised, or a redirect, leads to no address of ours as it is called', async () => {
  let inner = 0;
  const inside = createServer((_request, response) => {
    inner += 1;
    response.end('secret');
  });
  inside.listen(0, '127.0.0.1');
  await once(inside, 'listening');
  const { port } = inside.address() as AddressInfo;
  const locations = [`http://127.0.0.1:${port}/`, 'http://169.254.169.254/latest/meta-data/'];
  const outside = createServer((_request, response) => {
    response.writeHead(302, { location: locations.shift() ?? '/' }).end('elsewhere');
  });
  outside.listen(0, '127.0.0.1');
  await once(outside, 'listening');
  const call = { headers: {}, body: null, method: 'GET', timeoutMs: 2_000 };
  const asked = (url: string, mayBePrivate: boolean) =>
    callEndpoint({ ...call, url, mayBePrivate, signal: new AbortController().signal });
  for (const url of [
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/',
    'http://0xA9FEA9FE/',
    'http://0251.0376.0251.0376/',
    'http://169.16689662/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[2002:a9fe:a9fe::]/',
    'http://１６９。254.169.254/',
    'http://example.com@169.254.169.254/',
    'http://169.254.169.254\\@example.com/',
    'http://169.254.169.254#@example.com/',
    `http://[::ffff:7f00:1]:${port}/`,
    `http://0:${port}/`,
    `http://127.1:${port}/`,
    `http://localhost:${port}/`,
  ]) {
    const { httpStatus, answer, mayHaveArrived } = await asked(url, false);
    assert.deepEqual([httpStatus, mayHaveArrived], [null, false], url);
    assert.match(answer, /^refused: /, url);
  }
  const { port: open } = outside.address() as AddressInfo;
  for (let each = 0; each < 2; each += 1) {
    assert.equal((await asked(`http://127.0.0.1:${open}/`, true)).httpStatus, 302);
  }
  assert.equal(inner, 0);
  inside.close();
  outside.close();
});
