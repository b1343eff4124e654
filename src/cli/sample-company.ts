import type { Pool } from 'pg';
import type { Hub } from '../hub/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import {
  hashPassword,
  hashSecret,
  listKeys,
  makeKey,
  makePassword,
  isSampleThere,
  SECOND_TWIN_KEY,
  TWIN_KEY,
} from '../modules/access/index.ts';
import { errorText } from '../platform/log.ts';
import { ERRORS } from '../../contracts/errors.ts';
import { localCommand, submitLocally } from './submit.ts';

const ALREADY_LOADED = ERRORS.idempotency_key_reused.status;
const TWIN_SCOPES = [
  'orders:*',
  'stock:*',
  'counts:*',
  'catalogue:read',
  'fulfilment:*',
  'returns:*',
  'payments:*',
  'purchases:*',
  'events:read',
  'exceptions:*',
  // What nobody knows of is found out: GET /v1/flow-effects, and settled.
  'flows:read',
  'flows:write',
];

interface LoadOptions {
  readonly hub: Hub;
  readonly ids: IdSource;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly print: (line: string) => void;
}

/** Loads the sample company into an empty database, or the rest of it after a start that was broken off. */
export async function loadSample({ hub, ids, pool, clock, print }: LoadOptions): Promise<void> {
  const { loadSampleCompany, payingChannelCommands, providerCommands } =
    await import('../../simulation/sample/index.ts');
  await loadSampleCompany(
    async (kind, body, key) => {
      const reply = await hub.submit({ ...localCommand(ids, kind, body), key: `sample\n${key}` });
      // Its dates follow the clock, so that what the broken start has loaded differs a little: it stays.
      return { status: reply.status === ALREADY_LOADED ? 200 : reply.status, body: reply.body };
    },
    { now: clock.now(), isWatched: true },
  );
  // Nobody answers there: each start says where the provider is.
  for (const { kind, body } of [
    ...providerCommands('http://127.0.0.1:9'),
    ...payingChannelCommands(),
  ])
    await submitLocally(hub, ids, kind, body);
  await makeTwinKey(hub, ids, pool, TWIN_KEY);
  print('loaded the sample company: 5 channels, 12 locations, 6 carriers, 2,000 SKUs');
}

/** A new key for the twin. Its secret was never kept, so each start gives it another and ends the former. */
async function makeTwinKey(hub: Hub, ids: IdSource, pool: Pool, name: string): Promise<string> {
  const former = await findTwinKey(pool, name);
  if (former !== null) await submitLocally(hub, ids, 'revoke_key', { id: former });
  const key = makeKey();
  const secretHash = hashSecret(key).toString('hex');
  await submitLocally(hub, ids, 'create_key', { name, scopes: TWIN_SCOPES, secretHash });
  return key;
}

async function findTwinKey(pool: Pool, wanted: string): Promise<string | null> {
  for (let cursor: string | null = null; ;) {
    const { items, nextCursor } = await listKeys(pool, cursor, 200);
    const found = items.find(({ name, revokedAt }) => name === wanted && revokedAt === null);
    if (found !== undefined || nextCursor === null) return found?.id ?? null;
    cursor = nextCursor;
  }
}

interface OpenOptions {
  readonly hub: Hub;
  readonly ids: IdSource;
  readonly pool: Pool;
  readonly log: {
    info(facts: object, message: string): void;
    warn(facts: object, message: string): void;
  };
}

/** The sample company as far as it is outside of Linchpin: its customers, its people, its payment provider. */
export interface SampleCompany {
  /** Lets the twin drive the server at this address. */
  drive(baseUrl: string): Promise<{ stop(): Promise<void> }>;
  /** Ends the payment provider: after the jobs that ask it. */
  close(): Promise<void>;
}

/**
 * Opens the sample company when the database holds it; null when it does not. Its payment provider is there
 * before any job asks for it.
 */
export async function openSampleCompany(options: OpenOptions): Promise<SampleCompany | null> {
  const { hub, ids, pool, log } = options;
  if (!(await isSampleThere(pool))) return null;
  const provider = await openProvider(hub, ids);
  return {
    async drive(baseUrl) {
      const apiKey = await makeTwinKey(hub, ids, pool, TWIN_KEY);
      const secondApiKey = await makeTwinKey(hub, ids, pool, SECOND_TWIN_KEY);
      const { startTwin } = await import('../../simulation/live.ts');
      await makePeople(hub, ids);
      // The operator's log is for what needs a look: that the twin orders is no news.
      const quiet = { info: () => undefined, warn: log.warn.bind(log) };
      return startTwin({ baseUrl, apiKey, secondApiKey, log: quiet, provider });
    },
    close: () => provider.stop(),
  };
}

interface EndOptions {
  readonly hub: Pick<Hub, 'onCommitted'>;
  readonly pool: Pool;
  readonly log: { warn(facts: { readonly error: string }, message: string): void };
  readonly print: (line: string) => void;
}

/** How soon the twin of this process stops when another process has left the company. */
const LOOK_MS = 2_000;

/** Stops the twin when the sample company is left, here or by another process on the same database. */
export function endWithSample(
  twin: { stop(): Promise<void> },
  { hub, pool, log, print }: EndOptions,
): { stop(): Promise<void> } {
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    clearInterval(timer);
    unsubscribe();
    return (stopped ??= twin.stop());
  };
  const end = (): void => {
    if (stopped !== null) return;
    print('The sample company was left: the twin orders no more.');
    stop().catch((error: unknown) => log.warn({ error: errorText(error) }, 'the twin'));
  };
  const timer = setInterval(() => {
    isSampleThere(pool).then(
      (isThere) => {
        if (!isThere) end();
      },
      // A database that is away says nothing about the company.
      () => undefined,
    );
  }, LOOK_MS);
  timer.unref();
  const unsubscribe = hub.onCommitted((events) => {
    if (events.some(({ type }) => type === 'sample.left')) end();
  });
  return { stop };
}

/** The people of the company, once: who is there already is refused, and stays as they are. */
async function makePeople(hub: Hub, ids: IdSource): Promise<void> {
  const { peopleCommands } = await import('../../simulation/sample/index.ts');
  const passwordHash = await hashPassword(makePassword());
  for (const { kind, body } of peopleCommands(passwordHash))
    await hub.submit(localCommand(ids, kind, body));
}

/** The payment provider of the sample company, in this process and at an address of this start. */
async function openProvider(hub: Hub, ids: IdSource) {
  const { PaymentProvider } = await import('../../simulation/payment-provider.ts');
  const { providerCommands, PROVIDER_SECRET } = await import('../../simulation/sample/index.ts');
  const temper = { seed: 1, declined: 0.02, silentAfterSuccess: 0.01, unavailable: 0.02 };
  const provider = new PaymentProvider({ ...temper, adoptsUnknown: true }, makePassword());
  process.env[PROVIDER_SECRET] = provider.secret;
  for (const { kind, body } of providerCommands(await provider.start()))
    await submitLocally(hub, ids, kind, body);
  return provider;
}
