import assert from 'node:assert/strict';
import type { Pool } from 'pg';
import type { Clock } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import { createJobRunner, type Hub } from '../hub/index.ts';
import type { ManualClock } from '../hub/testing.ts';
import type { JobRunner } from '../platform/jobs/index.ts';
import type { PlainMailer } from '../modules/notices/index.ts';
import { openShop, orderRelease, shopModules, type Shop } from '../modules/orders/testing.ts';
import type { PutConnector } from '../../contracts/flow-effects.ts';
import type { FlowDefinition } from '../../contracts/flows.ts';
import { createFlows, EFFECT_TASK, performEffectTask, type Caller } from './index.ts';

/** A shop whose flows may call stand-ins on this machine. */
export function openFlowShop(pool: Pool, clock: ManualClock): Shop {
  const modules = shopModules((orders) => {
    const { handlers, ...flows } = createFlows(orders, { mayBePrivate: true });
    const release = orderRelease(orders);
    return { ...flows, handlers: [...handlers, ...release.handlers] };
  });
  return openShop(pool, clock, modules);
}

/** What carries out what flows of a shop ask for outside. */
export function effectRunner(
  pool: Pool,
  hub: Hub,
  clock: Clock,
  mailer: PlainMailer | null = null,
): JobRunner {
  return createJobRunner({
    pool,
    hub,
    clock,
    ids: createIdSource(clock),
    log: { warn() {} },
    tasks: {
      [EFFECT_TASK]: performEffectTask({
        pool,
        clock,
        mayBePrivate: true,
        mailer,
        secretOf: (name) => (name === 'LINCHPIN_SECRET_ERP' ? 'opensesame' : undefined),
      }),
    },
  });
}

/** Sets a connector up to an address. */
export async function connect(
  shop: Shop,
  code: string,
  url: string,
  settings: Partial<PutConnector> = {},
): Promise<void> {
  const { status, text } = await shop.submit('put_flow_connector', {
    code,
    names: { en: code },
    url,
    secretVariable: null,
    repeat: 'idempotent',
    ...settings,
    caller: { actors: ['person/root'], mayApprove: true, mayAdminister: true },
  });
  assert.equal(status, 200, text);
}

/** Publishes what was drawn, as a second person; nothing of this code was before. */
export async function publishFlow(shop: Shop, definition: FlowDefinition): Promise<void> {
  const { code } = definition;
  const layout = { places: {}, comments: [] };
  const second: Caller = { actors: ['person/second'], mayApprove: true, mayAdminister: false };
  for (const [kind, body] of [
    ['put_flow', { code, definition, layout }],
    ['publish_flow', { code, version: 1, caller: second }],
  ] as const) {
    const actor = kind === 'publish_flow' ? 'person/second' : 'person/test';
    const { status, text } = await shop.submit(kind, body, { actor });
    assert.equal(status, 200, text);
  }
}
