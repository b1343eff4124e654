import type { OrderRecord } from '../../src/modules/orders/index.ts';

/** Channels of the small world that ask for payment before goods leave. */
const ASKING = new Set(['SHOP', 'AUTO', 'PERSON', 'STRICT']);

/** How the money of an order stands, added up from its facts. */
interface Sums {
  readonly captured: number;
  readonly refunded: number;
  readonly chargedBack: number;
  readonly paid: number;
  /** Authorised and neither captured nor voided nor expired, over all authorisations. */
  readonly open: number;
}

function sumsOf({ payments }: OrderRecord): Sums {
  const sum = (kind: string) =>
    payments.reduce((total, fact) => (fact.kind === kind ? total + fact.amountMinor : total), 0);
  let open = 0;
  for (const { kind, reference, amountMinor } of payments) {
    if (kind !== 'authorised') continue;
    const used = payments
      .filter((fact) => ['captured', 'voided', 'expired'].includes(fact.kind))
      .filter((fact) => (fact.authorisation ?? fact.reference) === reference)
      .reduce((total, fact) => total + fact.amountMinor, 0);
    open += Math.max(0, amountMinor - used);
  }
  const captured = sum('captured');
  const refunded = sum('refunded');
  const chargedBack = sum('chargeback');
  return { captured, refunded, chargedBack, paid: captured - refunded - chargedBack, open };
}

const creditedOf = ({ details }: OrderRecord) =>
  (details.credits ?? []).reduce((sum, { amountMinor }) => sum + amountMinor, 0);

const dueOf = (order: OrderRecord) =>
  Math.max(0, order.totalMinor - creditedOf(order)) + (order.details.keptMinor ?? 0);

/** True when nothing more is to be paid before goods may leave. */
export function isSettled(order: OrderRecord, channel: string): boolean {
  const { business, preorder } = order.details;
  if (!ASKING.has(channel) || business !== undefined) return true;
  const due = dueOf(order);
  const { paid, open } = sumsOf(order);
  if (preorder !== undefined && !isReady(order) && paid + open >= preorder.depositMinor)
    return true;
  return due <= 0 ? isEven(order) : paid + open >= due;
}

/** The goods of a preorder are ready once none of them is waited for. */
function isReady({ shipments }: OrderRecord): boolean {
  return shipments.every(({ waitsFor }) => waitsFor === null);
}

/** What an order on account owes. */
export function owedOf(order: OrderRecord): number {
  return order.details.business === undefined ? 0 : Math.max(0, dueOf(order) - sumsOf(order).paid);
}

/** What a preorder says of its deposit; null when it holds. */
function checkDeposit(order: OrderRecord): string | null {
  const { preorder, keptMinor = 0 } = order.details;
  if (preorder === undefined)
    return keptMinor === 0 ? null : `${keptMinor} are kept of an order without a deposit`;
  if ((preorder.readySince !== undefined) !== isReady(order))
    return `its goods are ready: ${isReady(order)}, it says ${preorder.readySince}`;
  const isKept = keptMinor > 0;
  return keptMinor < 0 ||
    keptMinor > preorder.depositMinor ||
    (isKept && (order.state !== 'cancelled' || preorder.unpaidDeposit !== 'kept'))
    ? `${keptMinor} are kept of a deposit of ${preorder.depositMinor}`
    : null;
}

/** An order that costs nothing is settled, unless all that was paid for it went back. */
function isEven(order: OrderRecord): boolean {
  const { refunded, chargedBack, paid } = sumsOf(order);
  return refunded + chargedBack === 0 || paid > 0;
}

/** What is wrong with the money of an order; null when everything adds up. `told`: amounts by kind and reference. */
export function checkMoney(
  order: OrderRecord,
  channel: string,
  told: ReadonlyMap<string, number>,
): string | null {
  return (
    checkTotals(order) ??
    checkFacts(order, told) ??
    checkPaymentState(order, ASKING.has(channel)) ??
    checkDeposit(order) ??
    checkOperations(order)
  );
}

function checkTotals(order: OrderRecord): string | null {
  const { lines, details, goodsMinor, discountMinor, taxMinor, chargesMinor, totalMinor } = order;
  const goods = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  const discount = lines.reduce((sum, line) => sum + line.discountMinor, 0);
  const tax = lines.reduce((sum, line) => sum + line.taxMinor, 0);
  const charges = details.charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (goods !== goodsMinor || discount !== discountMinor || tax !== taxMinor)
    return `goods ${goodsMinor} less ${discountMinor} plus ${taxMinor} are not those of its lines`;
  if (charges !== chargesMinor) return `charges are ${chargesMinor}, not ${charges}`;
  if (totalMinor !== goods - discount + tax + charges) return `its total is ${totalMinor}`;
  if (totalMinor < 0) return `its total is below zero: ${totalMinor}`;
  if (order.state === 'cancelled' && totalMinor !== 0) return 'cancelled, it still costs something';
  if ((details.credits ?? []).some(({ amountMinor }) => amountMinor < 0))
    return 'a credit is below zero';
  return null;
}

/** Every fact that was told is kept once; what nobody told is what gift cards paid as the order was placed. */
function checkFacts(order: OrderRecord, told: ReadonlyMap<string, number>): string | null {
  const kept = new Map(
    order.payments.map(({ kind, reference, amountMinor }) => [`${kind} ${reference}`, amountMinor]),
  );
  if (kept.size !== order.payments.length) return 'a payment is kept twice';
  for (const [name, amount] of told)
    if (kept.get(name) !== amount)
      return `payment ${name} of ${amount} is kept as ${kept.get(name)}`;
  for (const { kind, reference, tender } of order.payments) {
    if (told.has(`${kind} ${reference}`)) continue;
    if (tender === 'gift_card' && kind === 'captured') continue;
    return `payment ${kind} ${reference} is kept and was never told`;
  }
  const { paid } = sumsOf(order);
  return paid === order.paidMinor ? null : `paid is ${order.paidMinor}, and should be ${paid}`;
}

/** What each state of payment says, whenever it is said. */
function checkPaymentState(order: OrderRecord, isAsked: boolean): string | null {
  const due = dueOf(order);
  const { paid, open, refunded, chargedBack, captured } = sumsOf(order);
  const { paymentState: state } = order;
  const wentBack = refunded + chargedBack > 0;
  const holds = ((): boolean => {
    switch (state) {
      case 'paid':
        return paid >= due && captured > 0;
      case 'authorised':
        return due > 0 && paid <= 0 && paid + open >= due;
      case 'partly_captured':
        return due > 0 && paid > 0 && paid < due && paid + open >= due;
      case 'partly_paid':
        return paid > 0 && paid + open < due;
      case 'refunded':
      case 'charged_back':
        return wentBack && paid < Math.max(1, due);
      case 'not_required':
        return due <= 0 || !isAsked;
      default:
        return due > 0 && paid <= 0 && open < due;
    }
  })();
  return holds
    ? null
    : `it is ${state}: due ${due}, paid ${paid} (${captured} less ${refunded} and ${chargedBack}), open ${open}`;
}

/** What a provider is asked for is never more than there is to capture, to void or to send back. */
function checkOperations(order: OrderRecord): string | null {
  const operations = order.details.paymentOperations ?? [];
  const asked = (of: string, ...kinds: string[]) =>
    operations
      .filter((operation) => operation.of === of && kinds.includes(operation.kind))
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  for (const { kind, reference, amountMinor } of order.payments) {
    if (kind === 'authorised' && asked(reference, 'capture', 'void') > amountMinor)
      return `more than the ${amountMinor} of authorisation ${reference} is asked for`;
    if (kind === 'captured' && asked(reference, 'refund') > amountMinor)
      return `more than the ${amountMinor} of capture ${reference} is to go back`;
  }
  return operations.some(({ amountMinor }) => amountMinor <= 0)
    ? 'a provider is asked for nothing'
    : null;
}
