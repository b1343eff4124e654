import type { Pool } from 'pg';
import type { Instant } from '../kernel/clock.ts';

/** Work that has become due, as the command that does it. */
export interface DueCommand {
  readonly kind: string;
  readonly body: unknown;
}

/**
 * A module's deadlines. The clock asks every source some times a second and submits what it answers in
 * the lane `clock`. The same work may be named again while its command is under way, so the command
 * decides for itself whether there is still something to do.
 */
export interface DeadlineSource {
  readonly name: string;
  /** Asked this seldom, by the machine's steady clock; absent: at every beat, some times a second. */
  readonly everyMs?: number;
  /** At most `limit` commands, the most overdue first; none when nothing is due. */
  due(pool: Pool, now: Instant, limit: number): Promise<readonly DueCommand[]>;
}
