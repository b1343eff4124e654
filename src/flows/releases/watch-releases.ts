import type { Pool } from 'pg';
import type { DeadlineSource, EventConsumer, StoredEvent } from '../../hub/index.ts';
import { HOUR_MS, type Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import {
  NO_EVIDENCE,
  nextStep,
  observe,
  type EvidenceState,
  type ReleaseGroup,
  type ReleaseMetric,
} from '../release/index.ts';
import { judgedPlan } from './plans.ts';
import type { ChosenPlan } from './release-record.ts';
import type { StepRelease } from './release-flow.ts';
import * as sql from './releases.sql.ts';

/** What counts against a version when it happens to an order that has entered. */
const METRIC_OF_EVENT: Readonly<Record<string, ReleaseMetric>> = {
  'order.cancelled': 'failures',
  'order.expired': 'failures',
  'fulfilment.delivery_failed': 'failures',
  'fulfilment.returned_to_sender': 'failures',
  'order.held': 'holds',
  'order.hold_overdue': 'lateness',
  'order.promise_moved': 'lateness',
  'flow.run_failed': 'nodeErrors',
};

/**
 * Counts what happens to the orders of releases under way. An event that comes again is counted once, since
 * each order keeps what it was counted for.
 */
export function createReleaseConsumer(pool: Pool): EventConsumer {
  return {
    name: 'flow_releases',
    types: () => Object.keys(METRIC_OF_EVENT),
    async consume(events) {
      const counted = events.flatMap(countedOf);
      if (counted.length > 0) {
        await runStatement(pool, sql.countMetrics, [JSON.stringify(counted)]);
      }
      return {};
    },
  };
}

function countedOf({ type, order_id, recorded_at, data }: StoredEvent) {
  const metric = METRIC_OF_EVENT[type];
  if (metric === undefined || order_id === null) return [];
  const flow = metric === 'nodeErrors' ? (JSON.parse(data) as { flow: string }).flow : null;
  return [{ order_id, metric, flow_code: flow, at_ms: recorded_at }];
}

interface ReleasingRow {
  readonly id: string;
  readonly flow_code: string;
  readonly version: number;
  readonly plan: ChosenPlan;
  readonly step_index: number;
  readonly step_since: Instant;
}

/**
 * Judges every release under way by what was counted, some times a second. One whose counts ask for a step
 * is named; the command judges them again before it acts.
 */
export const releaseDeadlines: DeadlineSource = {
  name: 'flow_releases',
  async due(pool, now, limit) {
    const releasing = await runStatement<ReleasingRow>(pool, sql.readReleasing);
    if (releasing.length === 0) return [];
    const ids = releasing.map(({ id }) => id);
    await runStatement(pool, sql.foldTallies, [ids]);
    const evidence = await readEvidence(pool, ids);
    return releasing
      .flatMap((release) => {
        const { id, flow_code, version, step_index, step_since } = release;
        const counted = evidence.get(id) ?? NO_EVIDENCE;
        const progress = { stepIndex: step_index, stepSince: step_since, evidence: counted };
        if (nextStep(judgedPlan(release.plan), progress, now).kind === 'stay') return [];
        const body: StepRelease = { code: flow_code, releaseId: id, version, evidence: counted };
        return [{ kind: 'step_flow_release', body }];
      })
      .slice(0, limit);
  },
};

interface CountRow {
  readonly release_id: string;
  readonly order_group: ReleaseGroup;
  readonly share_millionths: number;
  readonly orders: number;
  readonly failures: number;
  readonly holds: number;
  readonly lateness: number;
  readonly node_errors: number;
}

/** What was counted of releases, by their ids. */
export async function readEvidence(
  client: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EvidenceState>> {
  const rows = await runStatement<CountRow>(client, sql.readCounts, [ids]);
  const evidence = new Map<string, EvidenceState>();
  for (const row of rows) {
    const { release_id, order_group, share_millionths, orders } = row;
    const { failures, holds, lateness, node_errors } = row;
    evidence.set(
      release_id,
      observe(evidence.get(release_id) ?? NO_EVIDENCE, {
        shareMillionths: share_millionths,
        group: order_group,
        orders,
        counted: { failures, holds, lateness, nodeErrors: node_errors },
      }),
    );
  }
  return evidence;
}

const FORGOTTEN_AT_ONCE = 10_000;

/** Which orders took part in a release is of no use once it is over: runs say what they went through. */
export const forgetReleaseOrders = {
  name: 'orders of ended flow releases',
  everyMs: HOUR_MS / 60,
  async run(pool: Pool): Promise<void> {
    await runStatement(pool, sql.forgetReleaseOrders, [FORGOTTEN_AT_ONCE]);
  },
};
