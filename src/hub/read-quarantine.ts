import type { Instant } from '../kernel/clock.ts';
import { runStatement, type Queryable } from '../platform/postgres/index.ts';
import type { Command } from './command.ts';
import * as sql from './hub.sql.ts';

/** A command that could not be carried out for a reason of ours. */
export interface Quarantined {
  readonly id: string;
  readonly kind: string;
  readonly command: Command;
  /** False: it carried a secret, which is not kept, and so cannot be carried out any more. */
  readonly isWhole: boolean;
  readonly error: string;
  readonly state: 'waiting' | 'retried' | 'dropped';
  readonly quarantinedAt: Instant;
  readonly retriedAt: Instant | null;
}

interface QuarantineRow {
  id: string;
  kind: string;
  command: Omit<Command, 'requestHash'> & { requestHash: string; isWhole?: false };
  error: string;
  state: Quarantined['state'];
  quarantined_at: Instant;
  retried_at: Instant | null;
}

/** Commands in quarantine, oldest first; `state` null: all of them. */
export async function listQuarantine(
  client: Queryable,
  state: string | null,
  afterId: string | null,
  limit: number,
): Promise<Quarantined[]> {
  const rows = await runStatement<QuarantineRow>(client, sql.listQuarantine, [
    state,
    afterId,
    limit,
  ]);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    ...commandOf(row.command),
    error: row.error,
    state: row.state,
    quarantinedAt: row.quarantined_at,
    retriedAt: row.retried_at,
  }));
}

/** The command of one, and whether it still waits; null when there is none. */
export async function readQuarantined(
  client: Queryable,
  id: string,
): Promise<Pick<Quarantined, 'command' | 'isWhole' | 'state'> | null> {
  const [row] = await runStatement<Pick<QuarantineRow, 'command' | 'state'>>(
    client,
    sql.readQuarantined,
    [id],
  );
  return row === undefined ? null : { ...commandOf(row.command), state: row.state };
}

/** Says what became of a command that waited. False when somebody else has settled it. */
export async function settleQuarantined(
  client: Queryable,
  id: string,
  state: 'retried' | 'dropped',
  now: Instant,
): Promise<boolean> {
  const rows = await runStatement(client, sql.settleQuarantine, [id, state, now]);
  return rows.length === 1;
}

function commandOf({
  isWhole,
  ...stored
}: QuarantineRow['command']): Pick<Quarantined, 'command' | 'isWhole'> {
  const command = { ...stored, requestHash: Buffer.from(stored.requestHash, 'hex') };
  return { command, isWhole: isWhole !== false };
}
