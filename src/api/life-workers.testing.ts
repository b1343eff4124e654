import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import { SMTPServer } from 'smtp-server';
import { assembleDeadlines } from '../deadlines.ts';
import { createJobRunner, EventReader, requestHashOf } from '../hub/index.ts';
import { machineClock } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import { createSearchIndexer } from '../modules/orders/index.ts';
import { returnsConsumer } from '../modules/returns/index.ts';
import { exceptionConsumer } from '../modules/tracking/index.ts';
import { assembleOutside } from '../outside.ts';
import type { TestServer } from './testing.ts';

const DUE_MAX = 100;
const ROUNDS_MAX = 10;

/** What works beside a server: the clock, who reads events, who carries out jobs, the index of the search. */
export interface LifeWorkers {
  /** Lets all of them do what there is to do. */
  readonly settle: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts what works beside a server, with a mail server that takes everything. */
export async function startWorkers({ hub }: TestServer, pool: Pool): Promise<LifeWorkers> {
  const clock = machineClock;
  const ids = createIdSource(clock);
  const log = { info() {}, warn() {}, error() {} };
  const smtp = new SMTPServer({
    authOptional: true,
    closeTimeout: 50,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => stream.resume().on('end', () => done()),
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const { port } = smtp.server.address() as AddressInfo;
  const outside = assembleOutside(
    { pool, clock, ids, secretOf: () => undefined },
    {
      smtpUrl: `smtp://127.0.0.1:${port}/?ignoreTLS=true`,
      mailSender: 'Shop <shop@shop.example>',
      mayBePrivate: true,
      connectorsMayBePrivate: true,
    },
  );
  const shared = { pool, hub, clock, ids, log };
  const reader = new EventReader({
    ...shared,
    consumers: [exceptionConsumer, returnsConsumer, ...outside.consumers],
  });
  const jobs = createJobRunner({ ...shared, tasks: outside.tasks });
  const indexer = createSearchIndexer({ pool, clock, log, isBusy: () => false });
  const deadlines = assembleDeadlines();
  const submit = (kind: string, body: unknown) =>
    hub.submit({
      id: ids.uuid(),
      kind,
      body,
      key: null,
      requestHash: requestHashOf(kind, body),
      actor: 'system/clock',
      trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      receivedAt: clock.now(),
    });
  return {
    async settle() {
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        await reader.catchUp();
        await jobs.catchUp();
        let sent = 0;
        for (const source of deadlines) {
          for (const { kind, body } of await source.due(pool, clock.now(), DUE_MAX)) {
            await submit(kind, body);
            sent += 1;
          }
        }
        if (sent === 0) break;
      }
      await reader.catchUp();
      await jobs.catchUp();
      await indexer.catchUp();
    },
    async stop() {
      await reader.stop();
      await jobs.stop();
      await indexer.stop();
      outside.close();
      await new Promise<void>((resolve) => smtp.close(resolve));
    },
  };
}
