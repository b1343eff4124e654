import manifest from '../../package.json' with { type: 'json' };
import { migrate } from '../../db/migrate.ts';
import { machineClock } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import { openDatabase } from '../platform/postgres/index.ts';
import { startTracing } from '../platform/tracing.ts';
import {
  CommandRefused,
  databaseChoice,
  DATABASE_OPTIONS,
  integerOption,
  print,
  readOptions,
} from './command-line.ts';
import type { Serving } from './serve.ts';
import { openTrackingLinks } from './tracking-secret.ts';

export const usage = `Usage: linchpin start [--data DIR] [--host HOST] [--port PORT] [--bare]
                      [--database-url URL] [--public-url URL]

Starts the server. On a new data folder it loads a sample company, lets the twin drive it live, and
prints a login for the administrator.

--data DIR            the data folder (default ./data, or LINCHPIN_DATA)
--host HOST           where to listen (default 127.0.0.1: this machine only; 0.0.0.0: the network)
--port PORT           on which port (default 8080, or PORT; 0 takes any that is free)
--bare                start empty, and without the twin
--database-url URL    a PostgreSQL >= 15 of your own (or DATABASE_URL) instead of the embedded one;
                      any number of processes may run on one
--public-url URL      where browsers see this server when a proxy stands before it, for example
                      https://orders.example.com (or LINCHPIN_PUBLIC_URL): cookies and logins follow it

With OTEL_EXPORTER_OTLP_ENDPOINT set, traces go to that collector (docs/guides/operations.md).

LINCHPIN_TRACKING_SECRET signs the links to customers' pages; without it a secret in the data folder does.

Ctrl-C stops it cleanly, a second one at once.`;

const PORT_DEFAULT = '8080';

/** linchpin start */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions({
    args,
    options: {
      ...DATABASE_OPTIONS,
      port: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      bare: { type: 'boolean', default: false },
      'public-url': { type: 'string' },
    },
  });
  const port = integerOption('port', values.port ?? process.env['PORT'] ?? PORT_DEFAULT, 0, 65_535);
  const publicUrl = publicUrlOption(values['public-url'] ?? process.env['LINCHPIN_PUBLIC_URL']);
  const stopping = stopOnSignals();
  // The code of the server is loaded while the database starts: either takes some tenths of a second.
  const loading = import('./serve.ts');
  loading.catch(() => undefined);
  const tracing = await startTracing(process.env, manifest.version);
  const choice = databaseChoice(values);
  const database = await openDatabase({
    ...choice,
    log: (message) => print(message),
  });
  let serving: Serving | null = null;
  try {
    await migrate(database.pool, { now: machineClock.now(), log: (message) => print(message) });
    const { serve } = await loading;
    serving = await serve({
      database,
      host: values.host,
      port,
      isBare: values.bare,
      publicUrl,
      trackingLinks: await openTrackingLinks(database.kind, choice.dataFolder),
      clock: machineClock,
      ids: createIdSource(machineClock),
      print,
    });
    await stopping;
    print('stopping: no more is taken, what is under way is finished');
  } finally {
    await serving?.stop();
    await tracing?.stop();
    await database.stop();
  }
  print('stopped');
  return 0;
}

/** The origin that a text names; null when there is none. */
function publicUrlOption(text: string | undefined): URL | null {
  if (text === undefined || text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin =
    url !== null &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.href === `${url.origin}/`;
  if (!isOrigin) {
    throw new CommandRefused(
      `--public-url takes scheme and host without a path, such as https://orders.example.com, not ${text}.`,
    );
  }
  return url;
}

/** Resolves with the first signal; the second one ends the process at once. */
function stopOnSignals(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    const stop = (): void => {
      if (isStopping) {
        process.stderr.write('stopped at once; what was acknowledged is kept\n');
        process.exit(130);
      }
      isStopping = true;
      resolve();
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  });
}
