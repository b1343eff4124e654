import type { Pool } from 'pg';
import { recordOf } from '../../hub/index.ts';
import { DAY_MS, HOUR_MS, SECOND_MS, type Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { FlowApiCall } from '../../../contracts/flow-apis.ts';
import { ENDPOINT_RATE_PER_MINUTE_DEFAULT, type FlowDefinition } from '../../../contracts/flows.ts';
import type { FormValues } from '../../../contracts/forms.ts';
import type { EndpointTrigger } from '../engine/index.ts';
import { viewCall, type Call } from './call.ts';
import { noSuchEndpoint } from './call-endpoint.ts';
import * as sql from './endpoints.sql.ts';

/** So much of its rate a caller may use at once. */
const BURST_MS = 10 * SECOND_MS;
/** How long what became of a call is kept for its caller. */
const KEPT_DAYS = 30;
const FORGOTTEN_AT_ONCE = 5_000;

/** Takes a call of an endpoint, if the rate of its caller leaves room for it; null: it does. */
export async function admitCall(
  pool: Pool,
  { flow, actor }: { readonly flow: string; readonly actor: string },
  now: Instant,
): Promise<Refusal | null> {
  const [row] = await runStatement<{ is_taken: boolean; next_free_ms: number | null }>(
    pool,
    sql.takeCall,
    [flow, actor, now, BURST_MS, ENDPOINT_RATE_PER_MINUTE_DEFAULT],
  );
  if (row === undefined) return noSuchEndpoint(flow);
  if (row.is_taken) return null;
  const waitMs = (row.next_free_ms ?? now) - BURST_MS - now;
  return refuse('rate_limited', `${actor} has used up its calls of ${flow}.`, {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / SECOND_MS)),
  });
}

/** What became of a call, for who has made it. */
export async function readCall(
  client: Queryable,
  { flow, id, actor }: { readonly flow: string; readonly id: string; readonly actor: string },
): Promise<{ readonly kind: 'found'; readonly value: FlowApiCall } | Refusal> {
  const [row] = await runStatement<Record<string, unknown>>(client, sql.callTable.read, [[id]]);
  const call = row === undefined ? null : recordOf<Call>(sql.callTable, row);
  if (call === null || call.flowCode !== flow || call.actor !== actor) {
    return refuse('not_found', `${actor} has made no call ${id} of ${flow}.`, { flow, call: id });
  }
  return { kind: 'found', value: viewCall(call) };
}

/** An endpoint that answers everybody who may call it. */
export interface Endpoint {
  readonly code: string;
  readonly version: number;
  readonly names: FlowDefinition['names'];
  readonly description: string;
  readonly trigger: EndpointTrigger;
}

/** The endpoints that are live, by code. */
export async function listEndpoints(client: Queryable): Promise<Endpoint[]> {
  const rows = await runStatement<{
    flow_code: string;
    number: number;
    definition: FlowDefinition;
  }>(client, sql.readEndpoints);
  return rows.flatMap(({ flow_code: code, number: version, definition }) => {
    const { trigger, names, description = '' } = definition;
    return trigger.kind === 'api' ? [{ code, version, names, description, trigger }] : [];
  });
}

/** A call of the past, as it can be made once more. */
export interface PastCall {
  readonly id: string;
  readonly calledAt: Instant;
  readonly input: FormValues;
}

/** The newest `limit` calls of a flow in a time, newest first: those that sent nothing personal. */
export async function readPastCalls(
  client: Queryable,
  flow: string,
  { from, to, limit }: { readonly from: Instant; readonly to: Instant; readonly limit: number },
): Promise<PastCall[]> {
  const rows = await runStatement<{ id: string; input: FormValues; called_at: Instant }>(
    client,
    sql.readPastCalls,
    [flow, from, to, limit],
  );
  return rows.map(({ id, input, called_at: calledAt }) => ({ id, input, calledAt }));
}

/** Forgets calls that ended long ago. */
export const forgetOldCalls = {
  name: 'old calls of flows',
  everyMs: HOUR_MS,
  async run(pool: Pool, now: Instant): Promise<void> {
    await runStatement(pool, sql.deleteOldCalls, [now - KEPT_DAYS * DAY_MS, FORGOTTEN_AT_ONCE]);
  },
};
