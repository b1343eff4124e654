import { hash } from 'node:crypto';
import { instantFromText, instantToText, type Instant } from '../../kernel/clock.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import type { CommandHandler, FactSource, RecordFacts } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { PlaceOrder } from '../../../contracts/orders.ts';
import type { GiftCardView, IssueGiftCard } from '../../../contracts/payments.ts';
import type { Payment } from './order-record.ts';

/** Money that we owe to whoever knows the code. */
export interface GiftCard {
  readonly id: string;
  readonly version: number;
  /** Of the code, SHA-256, hexadecimal. */
  readonly codeHash: string;
  readonly ending: string;
  readonly currency: string;
  readonly issuedMinor: MinorUnits;
  readonly balanceMinor: MinorUnits;
  readonly expiresAt: Instant | null;
  readonly issuedAt: Instant;
  readonly issuedBy: string;
  readonly note: string | null;
}

/** What is kept of a code: people type it with or without blanks and hyphens, in any case. */
export function giftCardHash(code: string): string {
  return hash('sha256', code.replaceAll(/[\s-]/g, '').toUpperCase());
}

/** An order as the hub is asked to place it: of its gift cards it says what is kept of their codes. */
export type OrderToPlace = Omit<PlaceOrder, 'giftCards'> & {
  readonly giftCards?: readonly { readonly codeHash: string; readonly amountMinor?: MinorUnits }[];
};

/** What somebody wants to order without the codes of gift cards: whoever knows a code has its money, and commands are kept. */
export function orderToPlace(order: PlaceOrder): OrderToPlace {
  // Most have none, and are not copied.
  if (order.giftCards === undefined) return order as Omit<PlaceOrder, 'giftCards'>;
  const { giftCards, ...rest } = order;
  const hashed = giftCards.map(({ code, ...card }) => ({ codeHash: giftCardHash(code), ...card }));
  return { ...rest, giftCards: hashed };
}

/** What issue_gift_card takes: the contract's body and what is kept of a code made at the edge, where chance is. */
interface IssueGiftCardBody extends IssueGiftCard {
  /** Of the new code, hexadecimal. */
  readonly secretHash: string;
  readonly ending: string;
}

/** issue_gift_card: a new card with its full balance. */
export function issueGiftCardHandler(
  giftCards: FactSource<RecordFacts<GiftCard>>,
): CommandHandler<IssueGiftCardBody> {
  return {
    kind: 'issue_gift_card',
    need() {},
    decide({ id, body, actor, receivedAt }, unit) {
      const expiresAt = body.expiresAt === undefined ? null : instantFromText(body.expiresAt);
      if (expiresAt !== null && expiresAt <= receivedAt) {
        return refuse('invalid_request', 'A gift card expires after it is issued.', {
          field: 'expiresAt',
        });
      }
      const card: GiftCard = {
        id,
        version: 1,
        codeHash: body.secretHash,
        ending: body.ending,
        currency: body.currency,
        issuedMinor: body.amountMinor,
        balanceMinor: body.amountMinor,
        expiresAt,
        issuedAt: receivedAt,
        issuedBy: actor,
        note: body.note ?? null,
      };
      unit.facts(giftCards).add(card);
      const view = JSON.stringify(viewGiftCard(card));
      unit.emit({
        type: 'gift_card.issued',
        subject: `gift_card/${id}`,
        occurredAt: receivedAt,
        data: view,
      });
      return { kind: 'accepted', status: 201, body: view };
    },
  };
}

/** A gift card as those see it who work with customers: its balance, never its code. */
export function viewGiftCard(card: GiftCard): GiftCardView {
  return {
    id: card.id,
    ending: card.ending,
    currency: card.currency,
    issuedMinor: card.issuedMinor,
    balanceMinor: card.balanceMinor,
    expiresAt: card.expiresAt === null ? null : instantToText(card.expiresAt),
    issuedAt: instantToText(card.issuedAt),
    issuedBy: card.issuedBy,
    note: card.note,
  };
}

/** The part of an order's facts in which gift cards stand. */
interface WithGiftCards {
  readonly giftCards: RecordFacts<GiftCard>;
}

const PREFIX = 'gift_card/';

/** The gift card that a payment fact is about; null for one of another tender. */
export function giftCardOf({ tender, reference, capture }: Payment): string | null {
  if (tender !== 'gift_card') return null;
  const [, id] = (capture ?? reference).split('/');
  return (capture ?? reference).startsWith(PREFIX) ? (id ?? null) : null;
}

/** What a new order takes of its gift cards: nothing has been taken yet. */
export interface GiftCardsSpent {
  readonly payments: readonly Payment[];
  readonly cards: readonly GiftCard[];
}

/** Decides what a new order takes of its gift cards, or refuses. Changes nothing. */
export function spendGiftCards(
  { giftCards }: WithGiftCards,
  body: Pick<OrderToPlace, 'giftCards' | 'currency'>,
  { openMinor, now, occurredAt }: { openMinor: MinorUnits; now: Instant; occurredAt: Instant },
): GiftCardsSpent | Refusal {
  const payments: Payment[] = [];
  const cards: GiftCard[] = [];
  let leftMinor = openMinor;
  for (const { codeHash, amountMinor } of body.giftCards ?? []) {
    const [card] = giftCards.findBy('code_hash', codeHash);
    if (card === undefined || cards.some(({ id }) => id === card.id)) {
      return refuse('unknown_reference', 'There is no gift card with that code.', {
        field: 'giftCards',
      });
    }
    const { id, ending, balanceMinor } = card;
    const facts = { field: 'giftCards', ending, balanceMinor };
    if (card.currency !== body.currency) {
      return refuse(
        'invalid_settings',
        `Gift card …${ending} is in ${card.currency}, not in ${body.currency}.`,
        facts,
      );
    }
    if (card.expiresAt !== null && card.expiresAt <= now) {
      return refuse('gift_card_spent', `Gift card …${ending} has expired.`, facts);
    }
    const wantedMinor = amountMinor ?? Math.min(balanceMinor, Math.max(0, leftMinor));
    if (wantedMinor > balanceMinor) {
      return refuse(
        'gift_card_spent',
        `Gift card …${ending} has ${balanceMinor} left; ${wantedMinor} was asked of it.`,
        facts,
      );
    }
    if (wantedMinor === 0) continue;
    leftMinor -= wantedMinor;
    cards.push({ ...card, balanceMinor: balanceMinor - wantedMinor });
    payments.push({
      reference: PREFIX + id,
      kind: 'captured',
      amountMinor: wantedMinor,
      occurredAt,
      tender: 'gift_card',
    });
  }
  return { payments, cards };
}

/** Puts money of an order back on the card that it came from, and makes the fact that says so. */
export function refundGiftCard(
  { giftCards }: WithGiftCards,
  { of, amountMinor, count }: { of: string; amountMinor: MinorUnits; count: number },
  now: Instant,
): Payment {
  const card = giftCards.find(of.slice(PREFIX.length));
  if (card === undefined) throw new Error(`gift card ${of} of a payment is gone`);
  giftCards.change({ ...card, balanceMinor: card.balanceMinor + amountMinor });
  return {
    reference: `${of}/${count}`,
    kind: 'refunded',
    amountMinor,
    occurredAt: now,
    tender: 'gift_card',
    capture: of,
  };
}
