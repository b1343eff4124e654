import { recordOf } from '../../hub/index.ts';
import { DAY_MS, HOUR_MS, instantToText, type Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { ConnectorView, EffectState, FlowEffect } from '../../../contracts/flow-effects.ts';
import { viewConnector, type Connector } from './connector.ts';
import { effectOf, type EffectRow } from './effect-facts.ts';
import * as sql from './effects.sql.ts';

interface HealthRow {
  readonly failures: number | null;
  readonly open_until: Instant | null;
  readonly effects_open: number;
  readonly effects_unsure: number;
}

/** The secret under a name of the environment; undefined: there is none. */
type SecretOf = (name: string) => string | undefined;

/** All connectors by code, with how they do. */
export async function listConnectors(
  client: Queryable,
  now: Instant,
  secretOf: SecretOf,
): Promise<ConnectorView[]> {
  const rows = await runStatement<HealthRow>(client, sql.listConnectors, [null]);
  return rows.map((row) => connectorView(row, now, secretOf));
}

/** Says of some connectors whether they are set up. */
export async function readConnectorsThere(
  client: Queryable,
  codes: readonly string[],
): Promise<(code: string) => boolean> {
  if (codes.length === 0) return () => false;
  const rows = await runStatement<{ code: string }>(client, sql.readConnectorsThere, [codes]);
  const there = new Set(rows.map(({ code }) => code));
  return (code) => there.has(code);
}

/** A connector and how it does. */
export async function readConnector(
  client: Queryable,
  code: string,
  now: Instant,
  secretOf: SecretOf,
): Promise<{ readonly kind: 'found'; readonly value: ConnectorView } | Refusal> {
  const [row] = await runStatement<HealthRow>(client, sql.listConnectors, [code]);
  if (row === undefined) {
    return refuse('not_found', `There is no connector ${code}.`, { connector: code });
  }
  return { kind: 'found', value: connectorView(row, now, secretOf) };
}

function connectorView(row: HealthRow, now: Instant, secretOf: SecretOf): ConnectorView {
  const connector = recordOf<Connector>(
    sql.connectorTable,
    row as unknown as Readonly<Record<string, unknown>>,
  );
  const { open_until: openUntil } = row;
  const { secretVariable } = connector;
  return {
    ...viewConnector(connector),
    isSecretSet: secretVariable === null ? null : (secretOf(secretVariable) ?? '') !== '',
    breaker: openUntil === null ? 'closed' : openUntil > now ? 'open' : 'half_open',
    openUntil: openUntil === null ? null : instantToText(openUntil),
    failuresInRow: row.failures ?? 0,
    effectsOpen: row.effects_open,
    effectsUnsure: row.effects_unsure,
  };
}

/** Which effects, and from where on. */
export interface EffectQuery {
  readonly orderId: number | null;
  readonly runId: string | null;
  readonly state: EffectState | null;
  readonly connector: string | null;
  readonly before: { readonly requestedAt: Instant; readonly id: string } | null;
  readonly limit: number;
}

/** Effects, newest first. */
export async function listEffects(
  client: Queryable,
  { orderId, runId, state, connector, before, limit }: EffectQuery,
): Promise<{ readonly items: FlowEffect[]; readonly last: EffectQuery['before'] }> {
  const rows = await runStatement<EffectRow>(client, sql.listEffects, [
    orderId,
    runId,
    state,
    before?.requestedAt ?? null,
    before?.id ?? null,
    limit + 1,
    connector,
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(effectView),
    last: last === undefined ? null : { requestedAt: last.requested_at, id: last.id },
  };
}

function effectView(row: EffectRow): FlowEffect {
  const { request, orderId, flowCode, requestedAt, settledAt, values, ...rest } = effectOf(row);
  const { version: _version, ...shown } = rest;
  return {
    ...shown,
    orderId: String(orderId),
    flow: flowCode,
    method: request.method,
    path: request.path,
    wanted: request.answer.map(({ name, type }) => ({ name, type })),
    values: values === null ? null : { ...values },
    requestedAt: instantToText(requestedAt),
    settledAt: settledAt === null ? null : instantToText(settledAt),
  };
}

/** How long it is kept what became of what flows asked for outside; runs keep what it brought them. */
const SETTLED_KEPT_DAYS = 90;
const FORGOTTEN_AT_ONCE = 10_000;

/** Removes what was settled long ago, whatever is unsure stays until somebody says what became of it. */
export const forgetSettledEffects = {
  name: 'settled effects of flows',
  everyMs: HOUR_MS / 60,
  async run(pool: Queryable, now: Instant): Promise<void> {
    const before = now - SETTLED_KEPT_DAYS * DAY_MS;
    await runStatement(pool, sql.forgetSettledEffects, [before, FORGOTTEN_AT_ONCE]);
  },
};
