import { migrate } from '../../db/migrate.ts';
import { machineClock } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import { openDatabase } from '../platform/postgres/index.ts';
import {
  databaseChoice,
  DATABASE_OPTIONS,
  integerOption,
  print,
  readOptions,
} from './command-line.ts';
import type { Serving } from './serve.ts';

export const usage = `Usage: linchpin start [--data DIR] [--host HOST] [--port PORT] [--bare] [--database-url URL]

Starts the server. On a new data folder it loads a sample company, lets the twin drive it live, and
prints a login for the administrator.

--data DIR            the data folder (default ./data, or LINCHPIN_DATA)
--host HOST           where to listen (default 127.0.0.1: this machine only; 0.0.0.0: the network)
--port PORT           on which port (default 8080, or PORT; 0 takes any that is free)
--bare                start empty, and without the twin
--database-url URL    a PostgreSQL >= 15 of your own (or DATABASE_URL) instead of the embedded one;
                      any number of processes may run on one

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
    },
  });
  const port = integerOption('port', values.port ?? process.env['PORT'] ?? PORT_DEFAULT, 0, 65_535);
  const stopping = stopOnSignals();
  // The code of the server is loaded while the database starts: either takes some tenths of a second.
  const loading = import('./serve.ts');
  loading.catch(() => undefined);
  const database = await openDatabase({
    ...databaseChoice(values),
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
      clock: machineClock,
      ids: createIdSource(machineClock),
      print,
    });
    await stopping;
    print('stopping: no more is taken, what is under way is finished');
  } finally {
    await serving?.stop();
    await database.stop();
  }
  print('stopped');
  return 0;
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
