import { DAY_MS, type Instant } from '../../kernel/clock.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import type { Command } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { Channel } from './channels.ts';
import type { OrderDetails, OrderRecord, PickUpTerms, StoredHold } from './order-record.ts';
import type { OrderWorld } from './order-world.ts';
import type { OrderToPlace } from './gift-cards.ts';

const FINAL_PAYMENT_DAYS = 7;
const COLLECT_WITHIN_DAYS = 7;

/** What an order's kind adds to it as it is placed. */
export interface KindTerms {
  readonly details: Pick<OrderDetails, 'kind' | 'preorder' | 'business' | 'pickUp'>;
  readonly holds: readonly StoredHold[];
}

const STANDARD: KindTerms = { details: {}, holds: [] };

/** The terms of a new order's kind, or a refusal. Of an ordinary order there are none. */
export function termsOfKind(
  command: Pick<Command, 'id' | 'receivedAt' | 'actor'>,
  body: OrderToPlace,
  world: OrderWorld,
  { channel, totalMinor }: { readonly channel: Channel; readonly totalMinor: MinorUnits },
): KindTerms | Refusal {
  switch (body.kind) {
    case undefined:
    case 'standard':
      return STANDARD;
    case 'preorder':
      return preorderTerms(body, channel, totalMinor);
    case 'drop_ship':
      return { details: { kind: 'drop_ship' }, holds: [] };
    case 'business':
      return businessTerms(command, body, world, totalMinor);
    default:
      return pickUpTerms(body, world, channel);
  }
}

function preorderTerms(
  { depositMinor }: OrderToPlace,
  channel: Channel,
  totalMinor: MinorUnits,
): KindTerms | Refusal {
  if (depositMinor === undefined || depositMinor > totalMinor) {
    return refuse('invalid_request', `A preorder names a deposit of at most its total.`, {
      field: 'depositMinor',
      totalMinor,
    });
  }
  if (channel.paymentDeadlineMinutes === null) {
    return refuse(
      'invalid_settings',
      `Channel ${channel.code} asks for no payment, so it takes no deposit.`,
      { field: 'paymentDeadlineMinutes' },
    );
  }
  const { finalPaymentDays = FINAL_PAYMENT_DAYS, unpaidDeposit = 'refunded' } =
    channel.orderKinds ?? {};
  return {
    details: { kind: 'preorder', preorder: { depositMinor, finalPaymentDays, unpaidDeposit } },
    holds: [],
  };
}

function businessTerms(
  { id, receivedAt, actor }: Pick<Command, 'id' | 'receivedAt' | 'actor'>,
  { account: code, purchaseOrderNumber, currency }: OrderToPlace,
  { accounts }: OrderWorld,
  totalMinor: MinorUnits,
): KindTerms | Refusal {
  const account = code === undefined ? undefined : accounts.find(code);
  if (account === undefined) {
    return refuse('unknown_reference', `There is no account ${code ?? ''}.`, { field: 'account' });
  }
  const wrong = !account.isOpen
    ? `Account ${account.code} is closed.`
    : account.currency !== currency
      ? `Account ${account.code} is in ${account.currency}, not in ${currency}.`
      : account.needsPurchaseOrderNumber && purchaseOrderNumber === undefined
        ? `Orders of account ${account.code} name a purchase order number.`
        : null;
  if (wrong !== null) return refuse('invalid_settings', wrong, { field: 'account' });
  const exposureMinor = account.exposureMinor + totalMinor;
  const hold: StoredHold = {
    id,
    kind: 'credit',
    reason: `${account.code} would owe ${exposureMinor} of ${account.creditLimitMinor}`,
    owner: account.owner,
    placedAt: receivedAt,
    placedBy: actor,
    dueAt: null,
    overdueAt: null,
    releasedAt: null,
    releasedBy: null,
  };
  return {
    details: {
      kind: 'business',
      business: {
        account: account.code,
        netDays: account.netDays,
        ...(purchaseOrderNumber === undefined ? {} : { purchaseOrderNumber }),
      },
    },
    holds: exposureMinor > account.creditLimitMinor ? [hold] : [],
  };
}

function pickUpTerms(
  { pickUpLocation: code }: OrderToPlace,
  { catalogue }: OrderWorld,
  { orderKinds }: Channel,
): KindTerms | Refusal {
  const location = code === undefined ? undefined : catalogue.location(code);
  if (location === undefined) {
    return refuse('unknown_reference', `There is no location ${code ?? ''} to pick up at.`, {
      field: 'pickUpLocation',
    });
  }
  if (location.kind !== 'store' || !location.isOpen) {
    return refuse('invalid_settings', `Nothing is picked up at ${location.code} now.`, {
      field: 'pickUpLocation',
    });
  }
  const { collectWithinDays = COLLECT_WITHIN_DAYS } = orderKinds ?? {};
  return {
    details: { kind: 'pick_up', pickUp: { locationId: location.id, collectWithinDays } },
    holds: [],
  };
}

/** Where an order of this kind may be served from, and whether its customer comes there; null: anywhere, by a carrier. */
export interface ServedFrom {
  readonly locationIds: readonly number[];
  readonly isPickUp: boolean;
}

/** Where an order may be served from; null: any location may send it. */
export function servedFrom(
  { kind, pickUp }: Pick<OrderDetails, 'kind' | 'pickUp'>,
  { catalogue }: Pick<OrderWorld, 'catalogue'>,
): ServedFrom | null {
  if (pickUp !== undefined) return { locationIds: [pickUp.locationId], isPickUp: true };
  if (kind !== 'drop_ship') return null;
  const suppliers = [...catalogue.locations()].filter((one) => one.kind === 'supplier');
  return { locationIds: suppliers.map(({ id }) => id), isPickUp: false };
}

/** When the rest of a preorder is due; null while its goods are not ready, or for any other order. */
export function finalPaymentDue({ preorder }: Pick<OrderDetails, 'preorder'>): Instant | null {
  return preorder?.readySince === undefined
    ? null
    : preorder.readySince + preorder.finalPaymentDays * DAY_MS;
}

type Dated = Pick<OrderRecord, 'details' | 'shipments' | 'lines' | 'holds'>;

/**
 * The dates that follow from how far an order is: since when the goods of a preorder are ready, when the
 * invoice of a business order is due, until when a pick-up is collected. Any other draft comes back as it is.
 */
export function withKindDates<Draft extends Dated>(draft: Draft, now: Instant): Draft {
  const { preorder, business, pickUp } = draft.details;
  if (pickUp !== undefined) return withCollectionDates(draft, pickUp, now);
  if (preorder !== undefined) {
    const isReady = draft.shipments.every(({ waitsFor }) => waitsFor === null);
    if (isReady === (preorder.readySince !== undefined)) return draft;
    const { readySince: _before, ...rest } = preorder;
    const dated = isReady ? { ...rest, readySince: now } : rest;
    return { ...draft, details: { ...draft.details, preorder: dated } };
  }
  if (business !== undefined && business.invoiceDueAt === undefined) {
    const isOnItsWay = draft.lines.some(({ shippedQuantity }) => shippedQuantity > 0);
    if (!isOnItsWay || draft.shipments.length > 0) return draft;
    const dated = { ...business, invoiceDueAt: now + business.netDays * DAY_MS };
    return { ...draft, details: { ...draft.details, business: dated } };
  }
  return draft;
}

/** What is packed is collected within so many days; a hold stops that time, which begins anew after it. */
function withCollectionDates<Draft extends Dated>(
  draft: Draft,
  pickUp: PickUpTerms,
  now: Instant,
): Draft {
  const { ready: before = [], collectWithinDays = COLLECT_WITHIN_DAYS, ...terms } = pickUp;
  const isHeld = draft.holds.some(({ releasedAt }) => releasedAt === null);
  const packed = draft.shipments.flatMap(({ release }) =>
    release?.stage === 'packed' && !isHeld ? [release.number] : [],
  );
  const ready = packed.map(
    (number) =>
      before.find((one) => one.number === number) ?? {
        number,
        collectBy: now + collectWithinDays * DAY_MS,
      },
  );
  if (ready.length === before.length && ready.every((one) => before.includes(one))) return draft;
  const dated: PickUpTerms = {
    ...terms,
    collectWithinDays,
    ...(ready.length === 0 ? {} : { ready }),
  };
  return { ...draft, details: { ...draft.details, pickUp: dated } };
}

/** When the first shipment that is ready in a store is given up; null: nothing is ready, or no pick-up. */
export function collectionEndsAt({ pickUp }: Pick<OrderDetails, 'pickUp'>): Instant | null {
  const ready = pickUp?.ready ?? [];
  return ready.length === 0 ? null : Math.min(...ready.map(({ collectBy }) => collectBy));
}
