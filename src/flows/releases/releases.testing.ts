import assert from 'node:assert/strict';
import type { Pool } from 'pg';
import { EventReader } from '../../hub/index.ts';
import type { ManualClock } from '../../hub/testing.ts';
import { createIdSource } from '../../kernel/ids.ts';
import { createAccess } from '../../modules/access/index.ts';
import { openShop, shopModules, type Shop } from '../../modules/orders/testing.ts';
import type { FlowReleaseChanged, StartFlowRelease } from '../../../contracts/flow-releases.ts';
import type { FlowDefinition, FlowNode } from '../../../contracts/flows.ts';
import { createFlows, createReleaseConsumer } from '../index.ts';
import type { Caller } from './four-eyes.ts';

/** A node, with its settings. */
export const node = (
  id: string,
  component: string,
  settings: Readonly<Record<string, unknown>> = {},
): FlowNode => ({ id, component, settings });

/** A connection. */
export const edge = (from: string, output: string, to: string) => ({ from, output, to });

/** A flow that runs when an order is placed and begins with its first node. */
export function drawing(
  code: string,
  nodes: readonly FlowNode[],
  edges: FlowDefinition['edges'] = [],
  more: Partial<FlowDefinition> = {},
): FlowDefinition {
  return {
    format: 1,
    code,
    names: { en: code },
    description: 'What the test is about. Ask the test.',
    trigger: { kind: 'event', event: 'order.placed' },
    start: nodes[0]?.id ?? 'none',
    nodes: [...nodes],
    edges,
    ...more,
  };
}

/** A shop with the flows room above it, and people who may log in. */
export function openFlowShop(pool: Pool, clock: ManualClock): Shop {
  const modules = shopModules((orders) => {
    const { leadingSources, trailingSources, handlers, reactions } = createFlows(orders);
    return { leadingSources, trailingSources, handlers, reactions };
  });
  return openShop(pool, clock, [...modules, createAccess()]);
}

/** The reader that counts what happens to orders of releases. */
export function releaseReader(pool: Pool, { hub, clock }: Shop): EventReader {
  const log = { warn: (facts: object) => assert.fail(JSON.stringify(facts)) };
  const consumers = [createReleaseConsumer(pool)];
  return new EventReader({ pool, hub: hub.hub, clock, ids: createIdSource(clock), log, consumers });
}

/** Somebody under a login, with the rights of operations unless more are given. */
export function person(name: string, more: Partial<Caller> = {}) {
  const actor = `person/${name}`;
  const caller: Caller = { actors: [actor], mayApprove: true, mayAdminister: false, ...more };
  return { actor, caller };
}

type Person = ReturnType<typeof person>;

/** Commands on flows as people give them. */
export function flowDesk(shop: Shop) {
  const send = <Body>(kind: string, by: Person, body: object) =>
    shop.hub.submit<Body & { readonly code?: string }>(
      kind,
      { ...body, caller: by.caller },
      { actor: by.actor },
    );
  const desk = {
    put: (by: Person, definition: FlowDefinition, version?: number) =>
      send<{ readonly version: number }>('put_flow', by, {
        code: definition.code,
        definition,
        layout: { places: {}, comments: [] },
        ...(version === undefined ? {} : { version }),
      }),
    submit: (by: Person, code: string, version: number) =>
      send<FlowReleaseChanged>('submit_flow', by, { code, version }),
    on: (
      kind: 'approve_flow' | 'reject_flow' | 'withdraw_flow' | 'roll_back_flow',
      by: Person,
      { id, flow }: Pick<FlowReleaseChanged, 'id' | 'flow'>,
      body: object = {},
    ) => send<FlowReleaseChanged>(kind, by, { code: flow, releaseId: id, ...body }),
    start: (
      by: Person,
      { id, flow }: Pick<FlowReleaseChanged, 'id' | 'flow'>,
      plan: StartFlowRelease,
    ) => send<FlowReleaseChanged>('start_flow_release', by, { code: flow, releaseId: id, ...plan }),
    publish: (by: Person, code: string, version: number) =>
      send<{ readonly liveVersion: number | null }>('publish_flow', by, { code, version }),
    stop: (by: Person, code: string) => send<object>('stop_flow', by, { code }),
    /** Draws and submits; nothing is refused. */
    async submitted(by: Person, definition: FlowDefinition, version?: number) {
      const drawn = await desk.put(by, definition, version);
      assert.equal(drawn.status, 200, drawn.text);
      const submitted = await desk.submit(by, definition.code, drawn.body.version);
      assert.equal(submitted.status, 201, submitted.text);
      return { ...submitted.body, draftVersion: drawn.body.version };
    },
  };
  return desk;
}
