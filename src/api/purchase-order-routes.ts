import { listPurchaseOrders, readPurchaseOrder } from '../modules/fulfilment/index.ts';
import { ReasonBody } from '../../contracts/fulfilment.ts';
import {
  AcceptPurchaseOrder,
  PURCHASE_ORDER_STATES,
  PurchaseOrderPage,
  PurchaseOrderView,
  ShipPurchaseOrder,
} from '../../contracts/purchase-orders.ts';
import { NoBody } from './contract-parts.ts';
import type { Resource } from './fulfilment-resource.ts';

/** What suppliers are asked to send straight to customers, and what they answer. */
export const PURCHASE_ORDERS: Resource = {
  path: 'purchase-orders',
  policies: { read: 'purchases:read', write: 'purchases:write' },
  name: 'Purchase orders to suppliers who send to customers, the newest first',
  states: PURCHASE_ORDER_STATES,
  page: PurchaseOrderPage,
  view: PurchaseOrderView,
  list: ({ pool }, filter, page) => listPurchaseOrders(pool, filter, page),
  read: ({ pool }, id) => readPurchaseOrder(pool, id),
  commands: [
    {
      path: 'accept',
      kind: 'accept_purchase_order',
      field: 'purchaseOrder',
      summary: 'Say as the supplier that it will be sent, and when',
      body: AcceptPurchaseOrder,
      answer: PurchaseOrderView,
      problems: ['illegal_transition'],
    },
    {
      path: 'decline',
      kind: 'decline_purchase_order',
      field: 'purchaseOrder',
      summary: 'Say as the supplier that what is left will not be sent: it is sourced anew',
      body: ReasonBody,
      answer: PurchaseOrderView,
      problems: ['illegal_transition'],
    },
    {
      path: 'shipments',
      kind: 'ship_purchase_order',
      field: 'purchaseOrder',
      summary: 'Say as the supplier what was sent: all that is left, or a part',
      body: ShipPurchaseOrder,
      answer: PurchaseOrderView,
      problems: ['illegal_transition', 'already_exists'],
    },
    {
      path: 'send',
      kind: 'send_purchase_order',
      field: 'purchaseOrder',
      summary: 'Mail it to its supplier again; of a cancelled one, that it is cancelled',
      body: NoBody,
      answer: PurchaseOrderView,
      problems: ['illegal_transition'],
      reach: 'refused',
    },
  ],
};
