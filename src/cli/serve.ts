import { pino } from 'pino';
import { createServer, type Server } from '../api/server.ts';
import { assemble, assembleRooms } from '../assemble.ts';
import { assembleDeadlines } from '../deadlines.ts';
import { assembleOutside, outsideSettings } from '../outside.ts';
import {
  ClockLeader,
  createJobRunner,
  EventReader,
  forgetOldReplies,
  type Hub,
} from '../hub/index.ts';
import { HOUR_MS, type Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import { deleteExpiredSessions, hasPersons, type TrackingLinks } from '../modules/access/index.ts';
import {
  createBulkTasks,
  createPaymentTasks,
  createSearchIndexer,
  forgetOldBulkChanges,
  SEARCH_MATCHES_MAX,
} from '../modules/orders/index.ts';
import { createLog } from '../platform/log.ts';
import {
  createFlowEvents,
  createReleaseConsumer,
  forgetOldCalls,
  forgetOldSignals,
  forgetReleaseOrders,
  forgetSettledEffects,
} from '../flows/index.ts';
import { returnsConsumer } from '../modules/returns/index.ts';
import { exceptionConsumer, readOrdersInNeed } from '../modules/tracking/index.ts';
import type { Database } from '../platform/postgres/index.ts';
import { CommandRefused } from './command-line.ts';
import { keepConsoleBuilt } from './console-build.ts';
import { endWithSample, loadSample, openSampleCompany } from './sample-company.ts';
import { submitLocally } from './submit.ts';

export interface ServeOptions {
  readonly database: Database;
  readonly host: string;
  readonly port: number;
  readonly isBare: boolean;
  /** Where browsers see the server when a proxy stands before it. */
  readonly publicUrl?: URL | null;
  /** Signs the links of customers' pages; without them there are none. */
  readonly trackingLinks?: TrackingLinks | null;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly print: (line: string) => void;
}

/** A server that serves. */
export interface Serving {
  readonly address: string;
  /** Takes nothing more, finishes what is under way, ends. The database stays open. */
  stop(): Promise<void>;
}

const PORT_TAKEN_EXIT_CODE = 75;
/** A hub that has something to do for more than this share of the time needs the processor for itself. */
const BUSY_SHARE = 0.6;
/** Jobs mostly wait for other people's servers, and hold no connection meanwhile. */
const JOBS_AT_ONCE = 16;

/** Puts hub, clock and API on an open and migrated database, and on a new one a login and the sample company. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { database, clock, ids, print } = options;
  const { pool } = database;
  const log = createLog(pino.destination(2));
  const hub = assemble({ pool, clock, ids, log });
  hub.start();
  const { publicUrl = null, trackingLinks = null } = options;
  const trackingUrlOf = (orderId: number): string | null =>
    publicUrl === null || trackingLinks === null
      ? null
      : `${publicUrl.origin}/t/${trackingLinks.tokenOf(orderId)}`;
  const secretOf = (name: string): string | undefined => process.env[name];
  const outside = assembleOutside({ pool, clock, ids, secretOf, trackingUrlOf }, outsideSettings());
  const clockLeader = new ClockLeader({
    pool,
    hub,
    clock,
    ids,
    log,
    sources: assembleDeadlines(),
    chores: [
      forgetOldReplies,
      { name: 'expired sessions', everyMs: HOUR_MS, run: deleteExpiredSessions },
      forgetOldBulkChanges,
      forgetReleaseOrders,
      forgetSettledEffects,
      forgetOldSignals,
      forgetOldCalls,
      ...outside.chores,
    ],
  });
  const isBusy = (): boolean => hub.busyShare > BUSY_SHARE;
  const searchIndexer = createSearchIndexer({ pool, clock, log, isBusy });
  const eventReader = new EventReader({
    pool,
    hub,
    clock,
    ids,
    log,
    isBusy,
    consumers: [
      exceptionConsumer,
      returnsConsumer,
      createReleaseConsumer(pool),
      createFlowEvents(pool),
      ...outside.consumers,
    ],
  });
  const jobRunner = createJobRunner({
    pool,
    hub,
    clock,
    ids,
    log,
    tasks: {
      ...outside.tasks,
      ...createBulkTasks({
        pool,
        clock,
        ordersInNeed: (owners) => readOrdersInNeed(pool, owners, SEARCH_MATCHES_MAX),
      }),
      ...createPaymentTasks({ pool, clock, secretOf }),
    },
    concurrency: JOBS_AT_ONCE,
  });
  const builtConsole = keepConsoleBuilt(print);
  const server = await createServer({
    pool,
    hub,
    clock,
    ids,
    log,
    publicUrl,
    trackingLinks,
    testMailer: outside.testMailer,
    openRooms: assembleRooms,
    console: builtConsole,
  });
  const ending: (() => Promise<void>)[] = [
    () => hub.stop(),
    () => Promise.resolve(outside.close()),
    () => jobRunner.stop(),
    () => eventReader.stop(),
    () => searchIndexer.stop(),
    () => clockLeader.stop(),
    () => server.close(),
    () => builtConsole.stop(),
  ];
  const stop = async (): Promise<void> => {
    for (const end of ending.splice(0).reverse()) await end();
  };
  try {
    const isNew = !(await hasPersons(pool));
    // The login comes last: a first start that is broken off begins again with the next.
    if (isNew && !options.isBare) await loadSample({ hub, ids, pool, clock, print });
    const login = isNew ? await makeAdministrator(hub, ids) : null;
    const address = await listen(server, options);
    // Beside others on a database of the user's own, a restarted process would take the twin away from them.
    const hasTwin = !options.isBare && (isNew || database.kind === 'embedded');
    const company = hasTwin ? await openSampleCompany({ hub, ids, pool, log }) : null;
    // What is asked of the provider is asked until the jobs have ended.
    if (company !== null) ending.unshift(() => company.close());
    clockLeader.start();
    searchIndexer.start();
    eventReader.start();
    jobRunner.start();
    print(`Linchpin serves at ${address} (API reference: ${address}/docs)`);
    if (login !== null) {
      print(`login     ${login.login}`);
      print(`password  ${login.password}   (shown this once; linchpin key admin makes a new one)`);
    }
    if (company !== null) {
      const twin = endWithSample(await company.drive(address), { hub, pool, log, print });
      ending.push(() => twin.stop());
      print('The twin orders at the sample company; --bare starts without it.');
    }
    return { address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The first administrator, with a password that is shown once. */
async function makeAdministrator(
  hub: Hub,
  ids: IdSource,
): Promise<{ readonly login: string; readonly password: string }> {
  const { hashPassword, makePassword } = await import('../modules/access/index.ts');
  const login = 'admin';
  const password = makePassword();
  await submitLocally(hub, ids, 'set_password', {
    login,
    name: 'Administrator',
    passwordHash: await hashPassword(password),
    roles: ['admin'],
  });
  return { login, password };
}

/** @throws CommandRefused when the port is taken or the host is none of this machine */
async function listen(server: Server, { host, port }: ServeOptions): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new CommandRefused(
        `Port ${port} of ${host} is in use: stop the program that uses it, or give another one with --port.`,
        PORT_TAKEN_EXIT_CODE,
      );
    }
    if (code === 'EACCES') {
      throw new CommandRefused(
        `Port ${port} needs more rights than this user has: give one above 1023 with --port.`,
      );
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
      throw new CommandRefused(
        `${host} is not an address of this machine: give another one with --host.`,
      );
    }
    throw new CommandRefused(`Linchpin cannot listen on ${host}:${port} (${message}).`, 1);
  }
}
