import type { Instant } from '../kernel/clock.ts';
import {
  copyInstant,
  copyInteger,
  copyJson,
  copyRow,
  copyText,
} from '../platform/postgres/copy.ts';
import type { Failure } from './components/index.ts';
import type { RunState } from './engine/index.ts';
import type { Run, VersionToPublish } from './flow-records.ts';

/** A run as it is stored. */
export interface RunRow {
  readonly id: string;
  readonly flow_code: string;
  readonly flow_version: number;
  readonly order_id: number | null;
  readonly event_id: string | null;
  readonly entered_at: Instant;
  readonly ended_at: Instant | null;
  readonly trail: string;
  readonly failures: readonly (Failure & { readonly node: string })[] | null;
  readonly log: RunState['log'] | null;
  readonly progress: Omit<RunState, 'trail' | 'failures' | 'log'> | null;
  readonly version: number;
}

const OVER = {
  tokens: [],
  tokensMade: 0,
  forksMade: 0,
  outcome: null,
  values: {},
  done: [],
  asked: [],
} as const;

/** A run as it was stored. */
export function runOfRow(row: RunRow): Run {
  return {
    id: row.id,
    flowCode: row.flow_code,
    flowVersion: row.flow_version,
    orderId: row.order_id,
    eventId: row.event_id,
    enteredAt: row.entered_at,
    endedAt: row.ended_at,
    progress: {
      ...(row.progress ?? OVER),
      trail: row.trail === '' ? [] : row.trail.split(' '),
      failures: row.failures ?? [],
      log: row.log ?? [],
    },
    version: row.version,
  };
}

/** Where a run stands, as its columns say it. */
function standing({ progress }: Run) {
  const { failures, trail, log, ...rest } = progress;
  const { tokens, outcome } = rest;
  const isWaiting = tokens.length > 0;
  return {
    state: isWaiting ? 'waiting' : failures.length > 0 ? 'failed' : 'ended',
    outcome: isWaiting ? null : (outcome?.kind ?? null),
    trail: trail.join(' '),
    failures: failures.length === 0 ? null : failures,
    log: log.length === 0 ? null : log,
    progress: isWaiting ? rest : null,
  };
}

/** What of a run is written when it has changed. */
export function changedRow(run: Run) {
  return {
    id: run.id,
    flow_version: run.flowVersion,
    ended_at_ms: run.endedAt,
    version: run.version,
    ...standing(run),
  };
}

/** A run as a line of a copy. */
export function runLine(run: Run): string {
  const { state, outcome, trail, failures, log, progress } = standing(run);
  const json = (value: unknown) => copyJson(value === null ? null : JSON.stringify(value));
  return copyRow([
    run.id,
    copyText(run.flowCode),
    copyInteger(run.flowVersion),
    copyInteger(run.orderId),
    copyText(run.eventId),
    state,
    copyInstant(run.enteredAt),
    copyInstant(run.endedAt),
    copyText(outcome),
    copyText(trail),
    json(failures),
    json(progress),
    copyInteger(run.version),
    json(log),
  ]);
}

/** What a token waits for, as it is found: events are those of its order. */
function keptKey(key: string | undefined, orderId: number | null): string | null {
  return key?.startsWith('event:') === true ? `${key}@${orderId}` : (key ?? null);
}

/** What a run waits for, as lines of a copy. */
export function tokenLines({ id, orderId, progress }: Run): string[] {
  return progress.tokens.flatMap(({ number, node, wait }) =>
    wait === null
      ? []
      : [
          copyRow([
            id,
            copyInteger(number),
            copyText(node),
            copyInstant(wait.until),
            copyText(keptKey(wait.signal?.key, orderId)),
          ]),
        ],
  );
}

/** Versions as JSON for their statement. */
export function versionRows(versions: readonly VersionToPublish[]): string {
  return JSON.stringify(
    versions.map((version) => ({
      flow_code: version.flowCode,
      number: version.number,
      hash: version.hash,
      definition: version.definition,
      layout: version.layout,
      published_at_ms: version.publishedAt,
      published_by: version.publishedBy,
    })),
  );
}
