import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import type { SupplierMailKind, SupplierMailOutcome } from '../../../contracts/purchase-orders.ts';
import type { FulfilmentSources, FulfilmentWorld } from './fulfilment-world.ts';
import { accepted, fulfilmentHandler, noSuch, notNow } from './handler.ts';
import {
  inPurchaseState,
  isLive,
  purchaseOrderView,
  type PurchaseOrder,
} from './purchase-order.ts';

/** The task that mails a supplier. Neither address nor content: both are read when it is sent. */
export const MAIL_SUPPLIER = 'mail_supplier';

/** Which mail, and the event that is its moment. */
export interface MailSupplier {
  readonly purchaseOrder: string;
  readonly kind: SupplierMailKind;
  readonly eventId: string;
}

/** What became of a mail, as its job tells it. */
export interface SupplierMailTold {
  readonly purchaseOrder: string;
  readonly kind: SupplierMailKind;
  readonly outcome: Exclude<SupplierMailOutcome, 'waiting'>;
}

/** Tells what happened to a purchase order. Answers the event's id. */
export function tellPurchase(
  world: FulfilmentWorld,
  command: Command,
  purchase: PurchaseOrder,
  type: string,
  facts: object = {},
): string {
  return world.unit.emit({
    type,
    subject: `purchase_order/${purchase.id}`,
    orderId: purchase.orderId,
    occurredAt: command.receivedAt,
    data: JSON.stringify({ purchaseOrder: purchaseOrderView(purchase), ...facts }),
  });
}

/** The purchase order with what is known of a mail now, in place of what was known of that kind. */
export function withMail(
  purchase: PurchaseOrder,
  kind: SupplierMailKind,
  outcome: SupplierMailOutcome,
  command: Command,
): PurchaseOrder {
  const others = purchase.mails.filter((mail) => mail.kind !== kind);
  return { ...purchase, mails: [...others, { kind, outcome, at: command.receivedAt }] };
}

/** Asks for the mail whose moment an event is, in the same transaction. */
export function askForMail(
  world: FulfilmentWorld,
  purchase: PurchaseOrder,
  kind: SupplierMailKind,
  eventId: string,
): void {
  const payload: MailSupplier = { purchaseOrder: purchase.id, kind, eventId };
  world.unit.addJob({
    task: MAIL_SUPPLIER,
    payload,
    key: `purchase_order/${eventId}`,
    orderId: purchase.orderId,
  });
}

/** True when the supplier knows of a purchase order, or is about to: then it is to hear what becomes of it. */
export function knowsOf({ state, sentAt, mails }: PurchaseOrder): boolean {
  return (
    state === 'accepted' || sentAt !== null || outcomeOf(mails, 'purchase_order') === 'waiting'
  );
}

function outcomeOf(mails: PurchaseOrder['mails'], kind: SupplierMailKind) {
  return mails.find((mail) => mail.kind === kind)?.outcome;
}

type OnPurchase = { readonly purchaseOrder: string };

/** The commands about mails: sent again by hand, and what became of one. */
export function purchaseMailHandlers(sources: FulfilmentSources): CommandHandler<never>[] {
  const need = ({ purchaseOrder }: OnPurchase, unit: Parameters<CommandHandler['need']>[1]) =>
    unit.facts(sources.purchaseOrders).need(purchaseOrder);
  return [
    fulfilmentHandler<OnPurchase>(sources, 'send_purchase_order', need, sendAgain),
    fulfilmentHandler<SupplierMailTold>(sources, 'record_supplier_mail', need, recordMail),
  ] as CommandHandler<never>[];
}

/** Sends it to the supplier's address of now; of a cancelled one, that it is cancelled. */
function sendAgain(command: Command<OnPurchase>, world: FulfilmentWorld): Outcome {
  const { purchaseOrder: id } = command.body;
  const purchase = world.purchaseOrders.find(id);
  if (purchase === undefined) return noSuch('purchase order', id);
  const isCancelled = purchase.state === 'cancelled';
  if (!isLive(purchase) && !isCancelled) {
    return notNow('Purchase order', id, purchase.state, 'sent');
  }
  const kind = isCancelled ? 'purchase_order_cancelled' : 'purchase_order';
  // It is on its way already.
  if (outcomeOf(purchase.mails, kind) === 'waiting') return accepted(purchaseOrderView(purchase));
  return accepted(purchaseOrderView(mailNow(world, command, purchase, kind)));
}

function mailNow(
  world: FulfilmentWorld,
  command: Command,
  purchase: PurchaseOrder,
  kind: SupplierMailKind,
): PurchaseOrder {
  const after = world.purchaseOrders.change(withMail(purchase, kind, 'waiting', command));
  const eventId = tellPurchase(world, command, after, 'purchase_order.mail_requested', { kind });
  askForMail(world, after, kind, eventId);
  return after;
}

/** What became of a mail. A supplier that was mailed what is cancelled by now hears that it is. */
function recordMail(command: Command<SupplierMailTold>, world: FulfilmentWorld): Outcome {
  const { purchaseOrder: id, kind, outcome } = command.body;
  const purchase = world.purchaseOrders.find(id);
  if (purchase === undefined) return noSuch('purchase order', id);
  const told = withMail(purchase, kind, outcome, command);
  const isOrder = kind === 'purchase_order';
  const isSent = outcome === 'sent';
  const now = command.receivedAt;
  const moved =
    isOrder && isSent && told.state === 'drafted' ? inPurchaseState(told, 'sent', now) : told;
  const after = world.purchaseOrders.change({
    ...moved,
    sentAt: isOrder && isSent ? (moved.sentAt ?? now) : moved.sentAt,
  });
  if (isSent) {
    const type = isOrder ? 'purchase_order.sent' : 'purchase_order.supplier_told';
    tellPurchase(world, command, after, type, { kind });
  } else if (outcome !== 'not_needed') {
    tellPurchase(world, command, after, 'purchase_order.not_sent', { kind, outcome });
  }
  const cancellation = outcomeOf(after.mails, 'purchase_order_cancelled');
  const isUntold =
    after.state === 'cancelled' &&
    after.sentAt !== null &&
    (cancellation === undefined || cancellation === 'not_needed');
  const kept = isUntold ? mailNow(world, command, after, 'purchase_order_cancelled') : after;
  return accepted(purchaseOrderView(kept));
}
