import { DecisionKinds } from '../hub/index.ts';
import { FULFILMENT_DECISIONS } from '../modules/fulfilment/index.ts';
import { INVENTORY_DECISIONS } from '../modules/inventory/index.ts';
import { ORDERS_DECISIONS } from '../modules/orders/index.ts';
import { RETURNS_DECISIONS } from '../modules/returns/index.ts';
import { TRACKING_DECISIONS } from '../modules/tracking/index.ts';

/** Every kind of automatic choice besides sourcing, which is explained with its rules (`/v1/orders/{id}/decisions`). */
export const decisionKinds = new DecisionKinds([
  ...ORDERS_DECISIONS,
  ...FULFILMENT_DECISIONS,
  ...INVENTORY_DECISIONS,
  ...RETURNS_DECISIONS,
  ...TRACKING_DECISIONS,
]);
