import { assert } from '../../kernel/assert.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { FlowAuditEntry, FlowAuditVerdict } from '../../../contracts/flow-releases.ts';
import { ChainCheck, type AuditEntry, type ChainBreak, type ChainHead } from './chain.ts';
import * as sql from './audit.sql.ts';

interface AuditRow {
  readonly number: number;
  readonly at: Instant;
  readonly actor: string;
  readonly action: FlowAuditEntry['action'];
  readonly flow_code: string;
  readonly flow_version: number | null;
  readonly release_id: string | null;
  readonly content_hash: string | null;
  readonly detail: unknown;
  readonly hash: string;
}

/** Entries, newest first, before a number; of one flow or of all. */
export async function listAudit(
  client: Queryable,
  query: { readonly flow: string | null; readonly before: number | null; readonly limit: number },
): Promise<{ readonly items: FlowAuditEntry[]; readonly last: number | null }> {
  const { flow, before, limit } = query;
  const rows =
    flow === null
      ? await runStatement<AuditRow>(client, sql.listAudit, [before, limit + 1])
      : await runStatement<AuditRow>(client, sql.listAuditOfFlow, [flow, before, limit + 1]);
  const page = rows.slice(0, limit);
  return {
    items: page.map(viewOf),
    last: rows.length > limit ? (page.at(-1)?.number ?? null) : null,
  };
}

function viewOf(row: AuditRow): FlowAuditEntry {
  return {
    number: row.number,
    at: instantToText(row.at),
    actor: row.actor,
    action: row.action,
    flow: row.flow_code,
    flowVersion: row.flow_version,
    release: row.release_id,
    contentHash: row.content_hash,
    detail: row.detail,
    hash: row.hash,
  };
}

function entryOf(row: AuditRow): AuditEntry {
  return {
    number: row.number,
    at: row.at,
    actor: row.actor,
    action: row.action,
    flowCode: row.flow_code,
    flowVersion: row.flow_version,
    releaseId: row.release_id,
    contentHash: row.content_hash,
    detail: row.detail,
    hash: row.hash,
  };
}

const PAGE = 5_000;

interface ChainEnd extends ChainHead {
  readonly last_number: number;
}

/**
 * Follows the whole chain and says where it was tampered with. The head is read first: what is added
 * meanwhile is not judged. Somebody who writes to the database can make a whole chain anew, or cut off its
 * end together with the head: that is known only by the head of an earlier verdict.
 */
export async function verifyAudit(
  client: Queryable,
  known: ChainHead | null = null,
): Promise<FlowAuditVerdict> {
  const [head] = await runStatement<ChainEnd>(client, sql.readAuditEnd);
  assert(head !== undefined, 'a query without a table answers one row');
  const check = new ChainCheck(known);
  let broken: ChainBreak | null = null;
  for (let after = 0; broken === null && after < head.number;) {
    const rows = await runStatement<AuditRow>(client, sql.readAuditAfter, [
      after,
      Math.min(PAGE, head.number - after),
    ]);
    const last = rows.at(-1);
    if (last === undefined) break;
    broken = check.follow(rows.filter(({ number }) => number <= head.number).map(entryOf));
    after = last.number;
  }
  broken ??= check.end(head);
  // Entries that the head knows nothing of were added past it.
  if (broken === null && head.last_number > head.number) {
    broken = { number: head.number + 1, kind: 'changed' };
  }
  return { isWhole: broken === null, entries: check.last.number, head: head.hash, broken };
}

const KNOWN_HEAD = /^(\d{1,15}):([0-9a-f]{64})$/;

/** Reads `ENTRIES:HEAD` of an earlier verdict; null when it is none. */
export function knownHead(text: string): ChainHead | null {
  const [, number, hash] = KNOWN_HEAD.exec(text) ?? [];
  return number === undefined || hash === undefined ? null : { number: Number(number), hash };
}
