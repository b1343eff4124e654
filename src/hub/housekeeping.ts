import { DAY_MS, HOUR_MS } from '../kernel/clock.ts';
import { runStatement } from '../platform/postgres/index.ts';
import type { Chore } from './clock-leader.ts';
import * as sql from './hub.sql.ts';

/** How long an Idempotency-Key is remembered. */
const REPLIES_KEPT_DAYS = 7;

/** Forgets answers that nobody repeats any more. */
export const forgetOldReplies: Chore = {
  name: 'old replies',
  everyMs: HOUR_MS,
  async run(pool, now) {
    await runStatement(pool, sql.deleteOldReplies, [now - REPLIES_KEPT_DAYS * DAY_MS]);
  },
};
