import type { Pool } from 'pg';
import type { CommandHandler } from '../../hub/index.ts';
import { createManualClock, type ManualClock, type TestReply } from '../../hub/testing.ts';
import type { Claim, Return } from '../../../contracts/returns.ts';
import {
  changeOrder,
  deliverUnits,
  releaseOrder,
  shipUnits,
  worldOf,
  type OnOrder,
  type OrderSources,
} from '../orders/index.ts';
import {
  aLine,
  openCompany,
  openShop,
  paid,
  putSkus,
  shopModules,
  type Shop,
} from '../orders/testing.ts';
import { createReturns } from './index.ts';
import { READ_CREDITS } from './testing.sql.ts';

/** What a test reads of an answer about a return: how it stands, or a problem. */
export type ReturnAnswer = Return & Claim & { readonly code: string; readonly asks: string[] };

/** A shop whose orders go out and come back. */
export interface ReturnsShop extends Shop {
  /** An order of 3 TEA at 10.00 and 2 CUP at 10.00 (discount 1.01), 5.00 shipping, paid and delivered. */
  deliverOrder(): Promise<string>;
  onReturn(kind: string, returnId: string, body?: object): Promise<TestReply<ReturnAnswer>>;
  request(
    orderId: string,
    lines: readonly object[],
    body?: object,
  ): Promise<TestReply<ReturnAnswer>>;
}

/** A line of a request for a return; the customer has changed their mind unless a test says otherwise. */
export const line = (lineNumber: number, quantity: number, more: object = {}) => ({
  lineNumber,
  quantity,
  reason: 'changed_mind',
  ...more,
});

/** What an order owes back altogether, in minor units. */
export async function readCredited(pool: Pool, orderId: string): Promise<number> {
  const { rows } = await pool.query<{ credits: readonly { amountMinor: number }[] | null }>(
    READ_CREDITS,
    [orderId],
  );
  return (rows[0]?.credits ?? []).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** Opens the tiny company with 100 of each SKU, and the rooms of orders and returns. */
export async function openReturnsShop(
  pool: Pool,
  clock: ManualClock = createManualClock(),
): Promise<ReturnsShop> {
  const modules = shopModules((orders) => {
    const { leadingSources, handlers } = createReturns(orders);
    return {
      leadingSources,
      handlers: [...handlers, deliverAtOnce(orders)],
    };
  });
  const shop = openShop(pool, clock, modules);
  await openCompany(shop);
  await putSkus(shop, ['TEA', 'CUP']);
  for (const sku of ['TEA', 'CUP']) await shop.receive(sku, 100, 'SHA', `DN-${sku}`);
  const submit = (kind: string, body: object) => shop.hub.submit<ReturnAnswer>(kind, body);
  return {
    ...shop,
    async deliverOrder() {
      const placed = await shop.place({
        lines: [aLine('TEA', 3), aLine('CUP', 2, { discountMinor: 101 })],
        charges: [{ kind: 'shipping', amountMinor: 500 }],
        ...paid(5_399),
      });
      await shop.on('deliver_at_once', placed.body.id);
      return placed.body.id;
    },
    onReturn: (kind, returnId, body = {}) => submit(kind, { returnId, ...body }),
    request: (orderId, lines, body = {}) =>
      submit('request_return', { orderId: Number(orderId), lines, ...body }),
  };
}

/** Sends an order on all its way in one step: what lies between is another room's. */
function deliverAtOnce(sources: OrderSources): CommandHandler<OnOrder> {
  const handler: CommandHandler<OnOrder> = {
    kind: 'deliver_at_once',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide(command, unit) {
      const world = worldOf(sources, unit);
      releaseOrder(command, world, () => undefined);
      const order = world.orders.order(command.body.orderId);
      if (order === undefined) throw new Error('the order was placed');
      let draft = order;
      const shipped = order.shipments.flatMap((shipment) => {
        const lines = shipment.lines.map(([lineNumber, quantity]) => ({ lineNumber, quantity }));
        draft = shipUnits(draft, shipment.release?.number ?? 0, lines);
        draft = deliverUnits(draft, lines, command.receivedAt);
        return shipment.lines.map(([lineNumber, quantity]) => ({
          skuId: order.lines.find((line) => line.lineNumber === lineNumber)?.skuId ?? 0,
          locationId: shipment.locationId,
          quantity,
        }));
      });
      return changeOrder(world, command, order, { draft, shipped, eventType: 'order.delivered' });
    },
  };
  return handler;
}
