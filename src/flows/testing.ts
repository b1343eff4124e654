import assert from 'node:assert/strict';
import { createManualClock, type ManualClock } from '../hub/testing.ts';
import {
  openCompany,
  openShop,
  orderRelease,
  putSkus,
  shopModules,
  type Shop,
  type UpperRoom,
} from '../modules/orders/testing.ts';
import type { OrderSources } from '../modules/orders/index.ts';
import { testDatabase } from '../platform/postgres/testing.ts';
import type { FlowDefinition, FlowNode, FlowPoint } from '../../contracts/flows.ts';
import { createFlows, type Caller } from './index.ts';
import { READ_RUNS, READ_TOLD } from './testing.sql.ts';

/** A node in short. */
export function node(
  id: string,
  component: string,
  settings: Record<string, unknown> = {},
): FlowNode {
  return { id, component, settings };
}

/** A connection in short: `check.yes > stop`. */
export function edge(text: string): FlowDefinition['edges'][number] {
  const [, from, output, to] = /^(\w+)\.(\w+) > (\w+)$/.exec(text) ?? [];
  assert.ok(from !== undefined && output !== undefined && to !== undefined, text);
  return { from, output, to };
}

/** A flow that placed orders enter, and that starts at its first node. */
export function draw(
  code: string,
  nodes: readonly FlowNode[],
  edges: readonly string[],
  overrides: Partial<FlowDefinition> = {},
): FlowDefinition {
  return {
    format: 1,
    code,
    names: { en: code },
    trigger: { kind: 'event', event: 'order.placed' },
    start: nodes[0]?.id ?? 'none',
    nodes: [...nodes],
    edges: edges.map(edge),
    ...overrides,
  };
}

/** A flow that is asked at a point. */
export const at = (point: FlowPoint) =>
  ({ trigger: { kind: 'point', point } }) satisfies Partial<FlowDefinition>;

/** What a run has left in the database. */
export interface StoredRun {
  readonly flow: string;
  readonly version: number;
  readonly state: string;
  readonly trail: string;
  readonly failure: string | null;
}

/** The answer of a command on a flow. */
export interface FlowAnswer {
  readonly version: number;
  readonly liveVersion: number | null;
  readonly code: string;
}

/** A company with flows, on a database of its own. */
export interface FlowShop {
  readonly shop: Shop;
  readonly clock: ManualClock;
  /** One more process on the same database. */
  open(): Shop;
  put(definition: FlowDefinition, version?: number): Promise<FlowAnswer>;
  publish(definition: FlowDefinition, version?: number): Promise<FlowAnswer>;
  stop(...codes: readonly string[]): Promise<void>;
  runsOf(orderId: string): Promise<StoredRun[]>;
  /** What happened to an order: `order.held by flow/review`. */
  eventsOf(orderId: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Opens a company with tea, and whatever stands above flows. */
export async function openFlowShop(
  above: (orders: OrderSources) => Partial<UpperRoom> = () => ({}),
): Promise<FlowShop> {
  const database = await testDatabase();
  const { pool } = database;
  const clock = createManualClock();
  const shops: Shop[] = [];
  const open = (): Shop => {
    const modules = shopModules((orders) => withRelease(orders, above(orders)));
    const opened = openShop(pool, clock, modules);
    shops.push(opened);
    return opened;
  };
  const shop = open();
  await openCompany(shop);
  await putSkus(shop, ['TEA']);
  await shop.receive('TEA', 10_000);
  const layout = { places: {}, comments: [] };
  const put = async (definition: FlowDefinition, version?: number): Promise<FlowAnswer> => {
    const known = version === undefined ? {} : { version };
    const body = { code: definition.code, definition, layout, ...known };
    const drawn = await shop.hub.submit<FlowAnswer>('put_flow', body);
    assert.equal(drawn.status, 200, drawn.text);
    return drawn.body;
  };
  return {
    shop,
    clock,
    open,
    put,
    async publish(definition, version) {
      const { code } = definition;
      const drawn = await put(definition, version);
      // Whoever publishes is not whoever has drawn: some flows ask for four eyes.
      const actor = 'person/second';
      const caller: Caller = { actors: [actor], mayApprove: true, mayAdminister: true };
      const body = { code, version: drawn.version, caller };
      const published = await shop.hub.submit<FlowAnswer>('publish_flow', body, { actor });
      assert.equal(published.status, 200, published.text);
      return published.body;
    },
    async stop(...codes) {
      for (const code of codes) {
        assert.equal((await shop.hub.submit('stop_flow', { code })).status, 200);
      }
    },
    async runsOf(orderId) {
      const { rows } = await pool.query<StoredRun>(READ_RUNS, [orderId]);
      return rows;
    },
    async eventsOf(orderId) {
      const { rows } = await pool.query<{ told: string }>(READ_TOLD, [orderId]);
      return rows.map(({ told }) => told.replace(' by person/test', ''));
    },
    async close() {
      for (const opened of shops) {
        assert.deepEqual(opened.hub.reported, []);
        await opened.stop();
      }
      await database.drop();
    },
  };
}

function withRelease(orders: OrderSources, above: Partial<UpperRoom>): UpperRoom {
  const flows = createFlows(orders);
  const release = orderRelease(orders);
  const own = above.handlers ?? [];
  return {
    leadingSources: [...flows.leadingSources, ...(above.leadingSources ?? [])],
    trailingSources: flows.trailingSources,
    handlers: [
      ...flows.handlers,
      ...release.handlers.filter(({ kind }) => !own.some((handler) => handler.kind === kind)),
      ...own,
    ],
    reactions: flows.reactions,
  };
}
