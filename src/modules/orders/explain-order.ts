import type { Pool } from 'pg';
import { assert } from '../../kernel/assert.ts';
import { DAY_MS, instantToText } from '../../kernel/clock.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { Answer } from '../inventory/index.ts';
import {
  decideSourcing,
  explainSourcing,
  isSameChoice,
  unpackDecision,
  type CompiledRules,
  type SourcingRecord,
} from '../sourcing/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type {
  ChangedSettings,
  ExplainedDecision,
  ExplainedPlan,
  OrderExplanation,
  WhatIf,
} from '../../../contracts/order-reads.ts';
import { explainedLocations, explainedPlan, isOtherPlan, type PlanNames } from './explain-plan.ts';
import { RulesByVersion, refuseUnknownLocations } from './explain-rules.ts';
import * as sql from './orders-read.sql.ts';
import { refuseUnknownOrder } from './read-order.ts';
import { eventReference, type EventRow } from './read-timeline.ts';

interface StoredDecision {
  readonly row: EventRow;
  readonly record: SourcingRecord;
}

/**
 * Why an order is sent as it is: each stored decision, taken again under the version of the rules that
 * it was taken under, with every location's costs or the reason why it was not used.
 */
export async function explainOrder(pool: Pool, orderId: number): Promise<Answer<OrderExplanation>> {
  const [heading] = await runStatement<{ external_id: string; channel: string }>(
    pool,
    sql.readHeading,
    [orderId],
  );
  if (heading === undefined) return refuseUnknownOrder(orderId);
  const rulesByVersion = new RulesByVersion(pool);
  const skuOfLine = await readSkuOfLine(pool, orderId);
  const decisions: ExplainedDecision[] = [];
  for (const { row, record } of await readStoredDecisions(pool, orderId)) {
    const compiled = await rulesByVersion.rules(record.rulesVersion);
    decisions.push(explainDecision(row, record, compiled, skuOfLine));
  }
  return {
    kind: 'found',
    value: {
      id: String(orderId),
      channel: heading.channel,
      externalId: heading.external_id,
      decisions,
    },
  };
}

/**
 * What would have become of an order's last decision under other settings. Nothing is changed.
 * `not_found` when the order has no decision, `unknown_reference` for a location that the rules lack.
 */
export async function whatIf(
  pool: Pool,
  orderId: number,
  settings: ChangedSettings,
): Promise<Answer<WhatIf>> {
  const stored = (await readStoredDecisions(pool, orderId)).at(-1);
  if (stored === undefined) {
    return refuse('not_found', `There is no order ${orderId} with a sourcing decision.`, {
      orderId: String(orderId),
    });
  }
  const { row, record } = stored;
  const { rules } = await new RulesByVersion(pool).rules(record.rulesVersion);
  const unknown = refuseUnknownLocations(rules, settings);
  if (unknown !== null) return unknown;
  const compiled = await new RulesByVersion(pool, settings).rules(record.rulesVersion);
  const names = planNames(compiled, await readSkuOfLine(pool, orderId));
  const { wantedBy } = record.problem;
  const before = explainedPlan(record.choice, wantedBy, names);
  const again = decideSourcing(record.problem, compiled);
  const after = again.kind === 'sourced' ? explainedPlan(again, wantedBy, names) : null;
  return {
    kind: 'found',
    value: {
      id: String(orderId),
      event: eventReference(row, true),
      rulesVersion: record.rulesVersion,
      currency: rules.currency,
      before,
      after,
      refusal:
        again.kind === 'refused'
          ? { reason: again.reason, lines: again.lines.map((line) => ({ ...line })) }
          : null,
      isOtherChoice: again.kind === 'refused' || isOtherPlan(record.choice, again),
      difference: after === null ? null : differenceOf(before, after),
    },
  };
}

async function readStoredDecisions(pool: Pool, orderId: number): Promise<StoredDecision[]> {
  const rows = await runStatement<EventRow & { decision: string }>(pool, sql.readDecisions, [
    orderId,
  ]);
  return rows.flatMap((row) => {
    const record = unpackDecision(row.decision);
    return record === null ? [] : [{ row, record }];
  });
}

async function readSkuOfLine(pool: Pool, orderId: number): Promise<ReadonlyMap<number, string>> {
  const lines = await runStatement<{ line_number: number; sku: string }>(pool, sql.readLineSkus, [
    orderId,
  ]);
  return new Map(lines.map(({ line_number, sku }) => [line_number, sku]));
}

function planNames(compiled: CompiledRules, skuOfLine: ReadonlyMap<number, string>): PlanNames {
  return {
    locationCode(locationId) {
      const location = compiled.locationById.get(locationId);
      assert(
        location !== undefined,
        `location ${locationId} stands in version ${compiled.version} of the rules`,
      );
      return location.location.code;
    },
    skuOfLine: (lineNumber) => skuOfLine.get(lineNumber) ?? '',
  };
}

function explainDecision(
  row: EventRow,
  record: SourcingRecord,
  compiled: CompiledRules,
  skuOfLine: ReadonlyMap<number, string>,
): ExplainedDecision {
  const { problem } = record;
  const explanation = explainSourcing(problem, compiled);
  const names = planNames(compiled, skuOfLine);
  return {
    event: eventReference(row, true),
    decidedAt: instantToText(problem.decidedAt),
    wantedBy: problem.wantedBy === null ? null : instantToText(problem.wantedBy),
    rulesVersion: record.rulesVersion,
    currency: compiled.rules.currency,
    weights: { ...compiled.weights },
    plan: explainedPlan(record.choice, problem.wantedBy, names),
    agrees: isSameChoice(record, explanation.decision),
    locations: explainedLocations(explanation, problem, names),
    said: (problem.said ?? []).map(({ locationId, ...one }) => ({
      ...one,
      location: locationId === null ? null : names.locationCode(locationId),
    })),
  };
}

function differenceOf(before: ExplainedPlan, after: ExplainedPlan): WhatIf['difference'] {
  return {
    costMinor: after.costMinor - before.costMinor,
    shipmentCount: after.shipmentCount - before.shipmentCount,
    latenessDays: after.latenessDays - before.latenessDays,
    carbonGrams: after.carbonGrams - before.carbonGrams,
    promiseDays: (Date.parse(after.promisedAt) - Date.parse(before.promisedAt)) / DAY_MS,
  };
}
