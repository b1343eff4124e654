import { describeMachine } from './machine.ts';
import { openBenchDatabase } from './company.ts';
import { percentile, rounded } from './percentile.ts';
import { ServerProcess } from './server-process.ts';

const STARTS = 3;

/**
 * Times `linchpin start` from the start of the process to the first 200 of /readyz: `readyMs` on an
 * existing data folder with the sample company in it, the median of three; `freshReadyMs` on a fresh
 * folder with --bare; `freshSampleReadyMs` on a fresh folder with the sample company.
 */
export async function run(): Promise<Record<string, unknown>> {
  const began = performance.now();
  const freshReadyMs = await timeFresh(['--bare']);
  const server = await ServerProcess.prepare();
  try {
    const freshSampleReadyMs = await server.start([]);
    const database = await openBenchDatabase(server);
    const machine = describeMachine(database.serverVersion, database.synchronousCommit);
    await database.stop();
    const timesMs: number[] = [];
    for (let start = 0; start < STARTS; start += 1) {
      await server.stop();
      timesMs.push(await server.start([]));
    }
    return {
      bench: 'start',
      seconds: rounded((performance.now() - began) / 1_000, 1),
      machine,
      readyMs: rounded(percentile(timesMs, 0.5)),
      freshReadyMs: rounded(freshReadyMs),
      freshSampleReadyMs: rounded(freshSampleReadyMs),
    };
  } finally {
    await server.remove();
  }
}

async function timeFresh(options: readonly string[]): Promise<number> {
  const server = await ServerProcess.prepare();
  try {
    return await server.start(options);
  } finally {
    await server.remove();
  }
}
