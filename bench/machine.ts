import { availableParallelism, totalmem } from 'node:os';

/** On what a bench ran, as every bench's JSON object carries it. */
export interface Machine {
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  /** Null when the bench used no database. */
  readonly postgres: string | null;
  readonly synchronousCommit: string | null;
}

/** Describes this machine. A bench that uses a database passes the server's version and its synchronous_commit. */
export function describeMachine(
  postgresVersion: string | null = null,
  synchronousCommit: string | null = null,
): Machine {
  return {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    postgres: postgresVersion,
    synchronousCommit,
  };
}
