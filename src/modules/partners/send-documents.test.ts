import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, test } from 'node:test';
import { Server, ServerFailure } from './call-server.ts';
import { sendDocuments, type SendableDocument } from './send-documents.ts';

type Answer = (lines: string[], response: ServerResponse, request: IncomingMessage) => void;

/** What the stand-in for a server does with its next requests; the last goes on for the rest. */
let answers: Answer[] = [];
let requests: { path: string; lines: string[]; key: string | undefined }[] = [];

const standIn = createServer((request, response) => {
  void text(request).then((body) => {
    const lines = body.split('\n').filter((line) => line !== '');
    requests.push({
      path: request.url ?? '',
      lines,
      key: request.headers['idempotency-key'] as string | undefined,
    });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(lines, response, request);
  });
});
await new Promise<void>((resolve) => standIn.listen(0, '127.0.0.1', resolve));
after(() => standIn.close());
const url = `http://127.0.0.1:${(standIn.address() as AddressInfo).port}/`;

beforeEach(() => {
  answers = [];
  requests = [];
});

const orders = (...keys: string[]): SendableDocument[] =>
  keys.map((key, index) => ({ key, kind: 'order', lines: [index + 2], body: { externalId: key } }));
const send = (documents: SendableDocument[], patienceMs = 2_000) =>
  sendDocuments(new Server({ url, key: 'k', patienceMs }), documents, 'file', () => undefined);
const accept: Answer = (lines, response) =>
  response.end(lines.map((_, index) => `{"line":${index + 1},"status":201}\n`).join(''));
const externalIds = ({ lines }: { lines: string[] }) =>
  lines.map((line) => (JSON.parse(line) as { externalId: string }).externalId);

test('[C16] after a connection that broke off, only what was not answered is sent again', async () => {
  answers = [
    (_lines, response) => {
      response.write('{"line":1,"status":201}\n{"line":2,"status":201,"repeated":true}\n');
      setTimeout(() => response.destroy(), 50);
    },
    accept,
  ];
  const verdicts = await send(orders('a', 'b', 'c'));
  assert.deepEqual(
    verdicts.map(({ kind }) => kind),
    ['accepted', 'repeated', 'accepted'],
  );
  assert.deepEqual(requests.map(externalIds), [['a', 'b', 'c'], ['c']]);
});

test('[C16] a server that is full is waited for, line by line and as a whole', async () => {
  answers = [
    (_lines, response) => response.writeHead(503, { 'retry-after': '0.01' }).end('{}'),
    (_lines, response) =>
      response.end('{"line":1,"status":503,"problem":{}}\n{"line":2,"status":201}\n'),
    accept,
  ];
  const verdicts = await send(orders('a', 'b'));
  assert.deepEqual(
    verdicts.map(({ kind }) => kind),
    ['accepted', 'accepted'],
  );
  assert.deepEqual(requests.map(externalIds), [['a', 'b'], ['a', 'b'], ['a']]);
});

test('[C16] a server that stays away is given up with a sentence', async () => {
  answers = [(_lines, response) => response.destroy()];
  await assert.rejects(
    send(orders('a'), 0),
    (error) => error instanceof ServerFailure && /run the same import again/.test(error.message),
  );
});

test('[C17] refusals tell whether the data or the server is at fault', async () => {
  const problem = (code: string) => ({ code, title: 'No', detail: 'because', status: 0 });
  answers = [
    (_lines, response) =>
      response.end(
        `${JSON.stringify({ line: 1, status: 422, problem: problem('unknown_reference') })}\n${JSON.stringify({ line: 2, status: 500, problem: problem('quarantined') })}\n`,
      ),
  ];
  assert.deepEqual(await send(orders('a', 'b')), [
    { kind: 'refused', reason: 'No: because', code: 'unknown_reference', isAboutData: true },
    { kind: 'refused', reason: 'No: because', code: 'quarantined', isAboutData: false },
  ]);
});

test('[C17] a key that is not let in ends the import at once', async () => {
  answers = [
    (_lines, response) =>
      response.writeHead(403).end('{"title":"No","detail":"lacks a scope","mend":"Get it."}'),
  ];
  await assert.rejects(
    send(orders('a')),
    /does not let the import in: No — lacks a scope — Get it\./,
  );
  assert.equal(requests.length, 1);
});

test('[C15] an adjustment is sent under a key that stays the same', async () => {
  answers = [(_lines, response) => response.setHeader('idempotent-replay', 'true').end('{}')];
  const verdicts = await send([{ key: 'A 1', kind: 'adjustment', lines: [2], body: {} }]);
  assert.deepEqual(verdicts, [{ kind: 'repeated' }]);
  assert.deepEqual(
    requests.map(({ path, key }) => [path, key]),
    [['/v1/stock/adjustments', 'import/file/A%201']],
  );
});
