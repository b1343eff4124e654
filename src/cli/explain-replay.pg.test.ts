import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { assemble } from '../assemble.ts';
import { requestHashOf } from '../hub/index.ts';
import { machineClock } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { CommandRefused, type CommandModule } from './command-line.ts';
import * as explain from './explain.ts';
import * as replay from './replay.ts';

let database: TestDatabase;
let orderId = '';

before(async () => {
  database = await testDatabase();
  const ids = createIdSource(machineClock);
  const log = { warn: () => undefined, error: () => undefined };
  const hub = assemble({ pool: database.pool, clock: machineClock, ids, log });
  hub.start();
  const submit = async (kind: string, body: unknown): Promise<{ id: string }> => {
    const reply = await hub.submit({
      id: ids.uuid(),
      kind,
      body,
      key: null,
      requestHash: requestHashOf(kind, body),
      actor: 'person/test',
      trace: '',
      receivedAt: machineClock.now(),
    });
    assert.ok(reply.status < 300, reply.body);
    return JSON.parse(reply.body) as { id: string };
  };
  const address = { lines: [], countryCode: 'CN' };
  const quantity = 10;
  for (const code of ['SHA', 'CTU'])
    await submit('put_location', {
      code,
      name: code,
      kind: 'warehouse',
      address,
      timeZone: 'Asia/Shanghai',
    });
  await submit('put_carrier_service', {
    code: 'SF',
    carrier: 'SF',
    mode: 'road',
    maxWeightGrams: 30_000,
    lanes: [
      {
        originCountryCode: 'CN',
        originRegionCodes: null,
        destinationCountryCode: 'CN',
        destinationRegionCodes: null,
        zone: 'Z',
        transitDaysMin: 1,
        transitDaysMax: 2,
        distanceKilometres: 100,
        destinationTimeZone: 'Asia/Shanghai',
      },
    ],
    zones: [
      { zone: 'Z', brackets: [{ upToGrams: 30_000, priceMinor: 1_000 }], extraKilogramMinor: null },
    ],
  });
  await submit('put_skus', {
    skus: [{ code: 'TEA', name: 'Tea', weightGrams: 100, valueMinor: 100 }],
  });
  await submit('receive_stock', {
    location: 'SHA',
    reference: 'R',
    lines: [{ sku: 'TEA', quantity }],
  });
  await submit('put_channel', { code: 'A/B', name: 'A', currency: 'CNY', timeZone: 'UTC' });
  const placed = await submit('place_order', {
    channel: 'A/B',
    externalId: 'X/1',
    currency: 'CNY',
    customer: { name: 'Ada' },
    shipTo: address,
    lines: [{ sku: 'TEA', quantity: 1, unitPriceMinor: 100 }],
  });
  orderId = placed.id;
  await hub.stop();
});
after(() => database.drop());

const runFile = promisify(execFile);
const MAIN = path.join(import.meta.dirname, '..', 'main.ts');

/** What a command prints, run as a user runs it. It ends well, or this throws. */
async function outputOf(...words: string[]): Promise<string> {
  const { stdout } = await runFile(process.execPath, [
    MAIN,
    ...words,
    '--database-url',
    database.url,
  ]);
  return stdout;
}

test('explain shows promise, plan, candidates and reasons, by number or external id', async () => {
  const output = await outputOf('explain', orderId);
  assert.match(output, new RegExp(`^Order ${orderId}, A/B/X/1`));
  assert.match(output, /under version \d+ of the rules/);
  assert.match(output, /deciding again gives the same choice/);
  assert.match(output, /SHA +1 x TEA .* It was chosen\./);
  assert.match(output, /CTU .* It has no stock for this order that can be promised\./);
  assert.equal(await outputOf('explain', 'A/B/X/1'), output);
  const json = JSON.parse(await outputOf('explain', orderId, '--json')) as { id: string };
  assert.equal(json.id, orderId);
});

test('replay agrees, and says what another setting would have changed', async () => {
  assert.match(
    await outputOf('replay', '--last', '100'),
    /Every decision came out as it was stored/,
  );
  const varied = ['--close', 'SHA', '--set', 'splitPenaltyMinor=500'];
  const report = JSON.parse(await outputOf('replay', '--last', '100', ...varied, '--json')) as {
    refused: number;
    settings: unknown;
  };
  assert.equal(report.refused, 1);
  assert.deepEqual(report.settings, {
    weights: { splitPenaltyMinor: 500 },
    closedLocations: ['SHA'],
  });
});

test('what is asked wrongly gets one clear line', async () => {
  for (const [command, words, message] of [
    [explain, [], /takes one order/],
    [explain, ['7', '8'], /takes one order/],
    [explain, ['NOWHERE/1'], /There is no order NOWHERE\/1/],
    [explain, ['1', '--jason'], /Unknown option/],
    [replay, [], /takes --last N/],
    [replay, ['--last', 'x'], /--last takes a whole number/],
    [replay, ['--last', '5', '--set', 'colour=3'], /There is no weight colour/],
    [replay, ['--last', '5', '--set', 'splitPenaltyMinor=1.5'], /takes a whole number/],
    [replay, ['--last', '5', '--set', 'splitPenaltyMinor='], /takes a whole number/],
    [replay, ['--last', '5', '--weights', '/nowhere.json'], /cannot be read/],
    [replay, ['--from', 'yesterday'], /--from takes a time/],
    [replay, ['--last', '5', '--close', 'MOON'], /There is no location MOON/],
  ] as [CommandModule, string[], RegExp][]) {
    await assert.rejects(command.run([...words, '--database-url', database.url]), (error) => {
      assert.ok(error instanceof CommandRefused, String(error));
      assert.match(error.message, message);
      assert.ok(!error.message.includes('\n'));
      return true;
    });
  }
});
