import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../src/platform/postgres/testing.ts';
import { FAULTS } from './faults.ts';
import { runSimulation } from './run.ts';
import { keptTrials, replayCommand, runTrial } from './simulate.ts';

const databases: { drop(): Promise<void> }[] = [];
after(() => Promise.all(databases.map((database) => database.drop())));

async function emptyDatabase() {
  const database = await testDatabase();
  databases.push(database);
  return {
    pool: database.pool,
    connection: database.connectionConfig,
    dataFolder: null,
    close: () => Promise.resolve(),
  };
}

test('[T5, T12] with every fault at once nothing that must hold is broken', async () => {
  const { violations, figures } = await runTrial({ seed: 7, orders: 14, faults: FAULTS });
  assert.deepEqual(violations, []);
  assert.ok(
    Number(figures.hubKills) > 0 && Number(figures.duplicates) > 0 && Number(figures.delays) > 0,
  );
  assert.ok(Number(figures.accepted) > 30);
});

test('[T5, T8] a seed without faults that strike by time gets the same answers again, byte for byte', async () => {
  // Both break off alike, with orders under way.
  const faults = ['duplicate', 'delay', 'reorder'] as const;
  const options = { seed: 9, orders: 24, faults, drainDays: 4 };
  const answers = async () => {
    const { client } = await runSimulation(await emptyDatabase(), options);
    assert.ok(client.messages.length > 100);
    return client.messages.map(({ key, kind, answer }) => [key, kind, answer]);
  };
  assert.deepEqual(await answers(), await answers());
});

test('[T8] seeds that failed once are read, and a trial names the command that repeats it', () => {
  assert.ok(keptTrials().length > 0);
  assert.equal(
    replayCommand({ seed: 4, orders: 20, faults: ['delay', 'two-hubs'] }),
    'npm run -s simulate -- --seed 4 --orders 20 --faults delay,two-hubs',
  );
  assert.match(replayCommand({ seed: 4, orders: 20, faults: FAULTS }), /--faults all$/);
  assert.match(replayCommand({ seed: 4, orders: 20, faults: [] }), /--faults none$/);
});
