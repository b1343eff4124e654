import type { Pool } from 'pg';
import type { Clock } from './kernel/clock.ts';
import type { IdSource } from './kernel/ids.ts';
import { Hub, type HubOptions } from './hub/index.ts';
import { createAccess } from './modules/access/index.ts';
import { createFulfilment } from './modules/fulfilment/index.ts';
import { createInventory } from './modules/inventory/index.ts';
import { createOrders } from './modules/orders/index.ts';
import { createSourcing } from './modules/sourcing/index.ts';
import { answerRefusal } from '../contracts/errors.ts';

/** What a running Linchpin is made of, besides its database. */
export interface AssembleOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: HubOptions['log'];
  readonly queueLengthMax?: number;
  readonly batchLengthMax?: number;
  readonly patienceMs?: number;
}

/**
 * Puts the rooms together: a hub with every module registered, not started yet. The server, the
 * simulation and the benches all run what is assembled here.
 */
export function assemble(options: AssembleOptions): Hub {
  const hub = new Hub({ ...options, answerRefusal });
  const access = createAccess();
  const inventory = createInventory();
  const { catalogue, stock } = inventory;
  const sourcing = createSourcing(catalogue);
  const orders = createOrders({ catalogue, stock, rules: sourcing.rules });
  const fulfilment = createFulfilment(orders.sources);
  // Upper rooms name the orders that they work on. Orders name the SKUs that the catalogue and stock then load; claims of waiting orders are laid on stock.
  hub.register(
    [
      ...access.sources,
      ...fulfilment.leadingSources,
      ...orders.leadingSources,
      ...inventory.leadingSources,
      sourcing.rules,
      stock,
      ...orders.trailingSources,
    ],
    [
      ...access.handlers,
      ...inventory.handlers,
      ...sourcing.handlers,
      ...orders.handlers,
      ...fulfilment.handlers,
    ],
  );
  return hub;
}
