import { defineStatement } from '../platform/postgres/index.ts';

export const tryClockLock = defineStatement(
  'hub_try_clock_lock',
  `select pg_try_advisory_lock($1::bigint) as is_held`,
);
